//! What it is about, whatever was done.

/// What an event is about, whatever its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventContext {
    /// State forces.
    Military,
    /// State intelligence services.
    Intelligence,
    /// The executive.
    Executive,
    /// Parliaments.
    Legislative,
    /// Elections and campaigns.
    Election,
    /// Changes to political bodies.
    PoliticalInstitutions,
    /// Democratization.
    ProDemocracy,
    /// Autocratization.
    ProAutocracy,
    /// Trade, finance, the economy.
    Economic,
    /// Courts and law.
    Legal,
    /// Compensation for past harm.
    Reparations,
    /// Human rights in general.
    HumanRights,
    /// Particular rights and freedoms.
    RightsFreedoms,
    /// Force against people by security forces.
    Repression,
    /// Access to water, food, housing, energy.
    HumanSecurity,
    /// Gender.
    Gender,
    /// LGBTQ issues.
    Lgbt,
    /// Religious, ethnic, linguistic issues.
    ReligionEthnicity,
    /// Unequal resources.
    Inequality,
    /// Diplomacy.
    Diplomatic,
    /// Disputes over territory.
    Territory,
    /// Peacekeeping.
    Peacekeeping,
    /// Public health.
    Health,
    /// Asylum.
    Asylum,
    /// Migration and refugees.
    Migration,
    /// Disasters and accidents.
    Disasters,
    /// Extraction of resources.
    NaturalResource,
    /// The environment.
    Environment,
    /// Technology.
    Technology,
    /// Terrorism.
    Terrorism,
    /// Chemical, biological, radiological, nuclear weapons.
    Cbrn,
    /// Attacks on computers.
    Cyber,
    /// Misinformation.
    Misinformation,
    /// Crime.
    Crime,
    /// Corruption.
    Corruption,
    /// Illegal drugs.
    IllegalDrugs,
    /// Trafficking and smuggling.
    Trafficking,
}

impl EventContext {
    /// All of them, in the order of the manual.
    pub const ALL: [EventContext; 37] = [
        EventContext::Military,
        EventContext::Intelligence,
        EventContext::Executive,
        EventContext::Legislative,
        EventContext::Election,
        EventContext::PoliticalInstitutions,
        EventContext::ProDemocracy,
        EventContext::ProAutocracy,
        EventContext::Economic,
        EventContext::Legal,
        EventContext::Reparations,
        EventContext::HumanRights,
        EventContext::RightsFreedoms,
        EventContext::Repression,
        EventContext::HumanSecurity,
        EventContext::Gender,
        EventContext::Lgbt,
        EventContext::ReligionEthnicity,
        EventContext::Inequality,
        EventContext::Diplomatic,
        EventContext::Territory,
        EventContext::Peacekeeping,
        EventContext::Health,
        EventContext::Asylum,
        EventContext::Migration,
        EventContext::Disasters,
        EventContext::NaturalResource,
        EventContext::Environment,
        EventContext::Technology,
        EventContext::Terrorism,
        EventContext::Cbrn,
        EventContext::Cyber,
        EventContext::Misinformation,
        EventContext::Crime,
        EventContext::Corruption,
        EventContext::IllegalDrugs,
        EventContext::Trafficking,
    ];

    /// The manual's own name.
    pub fn code(self) -> &'static str {
        match self {
            EventContext::Military => "military",
            EventContext::Intelligence => "intelligence",
            EventContext::Executive => "executive",
            EventContext::Legislative => "legislative",
            EventContext::Election => "election",
            EventContext::PoliticalInstitutions => "political_institutions",
            EventContext::ProDemocracy => "pro_democracy",
            EventContext::ProAutocracy => "pro_autocracy",
            EventContext::Economic => "economic",
            EventContext::Legal => "legal",
            EventContext::Reparations => "reparations",
            EventContext::HumanRights => "human_rights",
            EventContext::RightsFreedoms => "rights_freedoms",
            EventContext::Repression => "repression",
            EventContext::HumanSecurity => "human_security",
            EventContext::Gender => "gender",
            EventContext::Lgbt => "lgbt",
            EventContext::ReligionEthnicity => "religion_ethnicity",
            EventContext::Inequality => "inequality",
            EventContext::Diplomatic => "diplomatic",
            EventContext::Territory => "territory",
            EventContext::Peacekeeping => "peacekeeping",
            EventContext::Health => "health",
            EventContext::Asylum => "asylum",
            EventContext::Migration => "migration",
            EventContext::Disasters => "disasters",
            EventContext::NaturalResource => "natural_resource",
            EventContext::Environment => "environment",
            EventContext::Technology => "technology",
            EventContext::Terrorism => "terrorism",
            EventContext::Cbrn => "cbrn",
            EventContext::Cyber => "cyber",
            EventContext::Misinformation => "misinformation",
            EventContext::Crime => "crime",
            EventContext::Corruption => "corruption",
            EventContext::IllegalDrugs => "illegal_drugs",
            EventContext::Trafficking => "trafficking",
        }
    }
}
