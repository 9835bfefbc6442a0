//! Who did what to whom, in the types of PLOVER.
//!
//! Open Event Data Alliance (2021), *PLOVER: Political Language Ontology for Verifiable Event
//! Records*, draft 2.0.

use std::fmt;

use crate::{Extent, Factuality, Findings, PlaceMention, Span, TimeId, Voice};

/// An event as one article tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The words that tell it: *refused to release*, *attack*.
    pub predicate: Span,
    /// What was done.
    pub kind: EventKind,
    /// How, where the words tell.
    pub mode: Option<EventMode>,
    /// What it is about, as far as its paragraph tells; in the order of [`EventContext::ALL`].
    pub contexts: Vec<EventContext>,
    /// Who did it. Of a meeting without a host, all who met.
    pub actor: Option<Extent>,
    /// To whom.
    pub recipient: Option<Extent>,
    /// The first time expression of its clause.
    pub time: Option<TimeId>,
    /// The place its clause names: `Velin` of *in Velin*.
    pub place: Option<Span>,
    /// In whose words it stands.
    pub carrier: Carrier,
    /// How sure the last voice of the carrier is that it happened: of *officials fear that Ostravia
    /// attacked*, the officials.
    pub value: Factuality,
    /// PLOVER's auxiliary mode.
    pub auxiliary: Option<Auxiliary>,
}

impl Event {
    /// Who tells it, outermost first; nobody but the narrator where it is empty.
    pub fn chain<'f>(&self, findings: &'f Findings) -> &'f [Voice] {
        let statement = match self.carrier {
            Carrier::Statement(index) => findings.statements.get(index),
            Carrier::Narration(_) | Carrier::Article => None,
        };
        statement.map_or(&[], |statement| &statement.chain)
    }

    /// How sure the article itself is that it happened: of *officials say that Ostravia attacked*,
    /// not at all. Where the statement and the event in it are both less than plainly asserted, the
    /// article commits itself to nothing.
    pub fn for_narrator(&self, findings: &Findings) -> Factuality {
        let Carrier::Statement(index) = self.carrier else {
            return self.value;
        };
        let statement = findings.statements.get(index);
        let values = statement.map_or(&[][..], |statement| &statement.values);
        let narrator = values.iter().find(|one| one.voice == Voice::Narrator);
        match narrator.map_or(Factuality::Uncommitted, |one| one.value) {
            Factuality::CERTAIN => self.value,
            value if self.value == Factuality::CERTAIN => value,
            _ => Factuality::Uncommitted,
        }
    }

    /// The mention of the place it names, among those of `findings`.
    pub fn place_mention<'f>(&self, findings: &'f Findings) -> Option<&'f PlaceMention> {
        let at = self.place?;
        findings.places.iter().find(|place| place.span == at)
    }
}

/// In whose words an event stands. An event that a statement carries is as sure, for the article,
/// as the statement is: its chain and values are the event's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    /// The innermost statement around it, as an index into `Findings::statements`.
    Statement(usize),
    /// A clause the article tells, as an index into `Findings::narration`.
    Narration(usize),
    /// The article's own voice outside any narration: *{accused} the premier of …*.
    Article,
}

/// PLOVER's auxiliary modes, but for *historical*, which the time of the event tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Auxiliary {
    /// It is yet to come.
    Future,
    /// It hangs on a condition or is only possible.
    Hypothetical,
    /// It did not happen.
    Negation,
}

/// The sixteen types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Agree to, offer, promise to cooperate.
    Agree,
    /// Meet, visit, host, telephone.
    Consult,
    /// Praise, recognise, sign an agreement: cooperation in words.
    Support,
    /// Concede in words: ease a ban, declare a ceasefire, pardon, apologise.
    Concede,
    /// Cooperate to the benefit of both: trade, share intelligence, exercise together.
    Cooperate,
    /// Provide what benefits the recipient: money, arms, relief, asylum.
    Aid,
    /// Yield in deeds: withdraw, release, disarm, admit observers, resign.
    Retreat,
    /// Ask, demand, order.
    Request,
    /// Accuse, disapprove, investigate.
    Accuse,
    /// Reject, refuse.
    Reject,
    /// Threaten.
    Threaten,
    /// Demonstrate, strike, riot.
    Protest,
    /// Reduce relations: cut aid, expel, convict.
    Sanction,
    /// Move forces short of using them.
    Mobilize,
    /// Repress short of violence: arrest, seize, ban.
    Coerce,
    /// Do what can do bodily harm.
    Assault,
}

/// The four classes of types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quad {
    /// Cooperation in words.
    VerbalCooperation,
    /// Cooperation in deeds.
    MaterialCooperation,
    /// Conflict in words.
    VerbalConflict,
    /// Conflict in deeds.
    MaterialConflict,
}

impl EventKind {
    /// All sixteen, in the order of the manual.
    pub const ALL: [EventKind; 16] = [
        EventKind::Agree,
        EventKind::Consult,
        EventKind::Support,
        EventKind::Concede,
        EventKind::Cooperate,
        EventKind::Aid,
        EventKind::Retreat,
        EventKind::Request,
        EventKind::Accuse,
        EventKind::Reject,
        EventKind::Threaten,
        EventKind::Protest,
        EventKind::Sanction,
        EventKind::Mobilize,
        EventKind::Coerce,
        EventKind::Assault,
    ];

    /// The manual's own code.
    pub fn code(self) -> &'static str {
        match self {
            EventKind::Agree => "AGREE",
            EventKind::Consult => "CONSULT",
            EventKind::Support => "SUPPORT",
            EventKind::Concede => "CONCEDE",
            EventKind::Cooperate => "COOPERATE",
            EventKind::Aid => "AID",
            EventKind::Retreat => "RETREAT",
            EventKind::Request => "REQUEST",
            EventKind::Accuse => "ACCUSE",
            EventKind::Reject => "REJECT",
            EventKind::Threaten => "THREATEN",
            EventKind::Protest => "PROTEST",
            EventKind::Sanction => "SANCTION",
            EventKind::Mobilize => "MOBILIZE",
            EventKind::Coerce => "COERCE",
            EventKind::Assault => "ASSAULT",
        }
    }

    /// The class it belongs to.
    pub fn quad(self) -> Quad {
        match self {
            EventKind::Agree | EventKind::Consult | EventKind::Support | EventKind::Concede => {
                Quad::VerbalCooperation
            }
            EventKind::Cooperate | EventKind::Aid | EventKind::Retreat => Quad::MaterialCooperation,
            EventKind::Request | EventKind::Accuse | EventKind::Reject | EventKind::Threaten => {
                Quad::VerbalConflict
            }
            EventKind::Protest
            | EventKind::Sanction
            | EventKind::Mobilize
            | EventKind::Coerce
            | EventKind::Assault => Quad::MaterialConflict,
        }
    }

    /// The modes an event of this type can have, in the order of the manual.
    pub fn modes(self) -> &'static [EventMode] {
        use EventMode as M;
        match self {
            EventKind::Consult => &[M::Visit, M::ThirdParty, M::Multilateral, M::Phone],
            EventKind::Retreat => &[
                M::Withdraw,
                M::Release,
                M::Disarm,
                M::Ceasefire,
                M::Access,
                M::Resign,
            ],
            EventKind::Request | EventKind::Reject => &[M::Assist, M::Change, M::Yield, M::Meet],
            EventKind::Accuse => &[M::Disapprove, M::Investigate, M::Allege],
            EventKind::Threaten => &[
                M::Restrict,
                M::Arrest,
                M::Relations,
                M::Expel,
                M::Territory,
                M::Violence,
            ],
            EventKind::Protest => &[
                M::Demo,
                M::Riot,
                M::Strike,
                M::Hunger,
                M::Boycott,
                M::Obstruct,
                M::Vandalize,
            ],
            EventKind::Sanction => &[M::Convict, M::Expel, M::Withdraw, M::Discontinue],
            EventKind::Mobilize => &[M::Troops, M::Weapons, M::Police, M::Militia],
            EventKind::Coerce => COERCE,
            EventKind::Assault => ASSAULT,
            EventKind::Agree
            | EventKind::Support
            | EventKind::Concede
            | EventKind::Cooperate
            | EventKind::Aid => &[],
        }
    }
}

const COERCE: &[EventMode] = &[
    EventMode::Seize,
    EventMode::Restrict,
    EventMode::Censor,
    EventMode::Curfew,
    EventMode::MartialLaw,
    EventMode::Arrest,
    EventMode::Deport,
    EventMode::Withhold,
    EventMode::Misinformation,
    EventMode::Cyber,
];

const ASSAULT: &[EventMode] = &[
    EventMode::Abduct,
    EventMode::Beat,
    EventMode::Torture,
    EventMode::Sexual,
    EventMode::Targeted,
    EventMode::Destroy,
    EventMode::Primitive,
    EventMode::Firearms,
    EventMode::Explosives,
    EventMode::SuicideAttack,
    EventMode::Aerial,
    EventMode::Drone,
    EventMode::HeavyWeapons,
    EventMode::CrowdControl,
    EventMode::Unconventional,
];

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// How an event was done: the modes of all types together; see [`EventKind::modes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventMode {
    /// The actor visits, the recipient hosts.
    Visit,
    /// A third party hosts.
    ThirdParty,
    /// Among many.
    Multilateral,
    /// From afar.
    Phone,
    /// Forces leave (RETREAT); means or members are withdrawn (SANCTION).
    Withdraw,
    /// Captives are let go.
    Release,
    /// Weapons are given up.
    Disarm,
    /// Fighting stops.
    Ceasefire,
    /// A third party is let in.
    Access,
    /// An official resigns.
    Resign,
    /// Relations or assistance, asked for or refused.
    Assist,
    /// A change of policy or leaders.
    Change,
    /// A concession.
    Yield,
    /// A meeting.
    Meet,
    /// Disapproval.
    Disapprove,
    /// An investigation.
    Investigate,
    /// An allegation or charge.
    Allege,
    /// Movement or politics restricted.
    Restrict,
    /// Arrest.
    Arrest,
    /// Relations or talks suspended.
    Relations,
    /// Expulsion.
    Expel,
    /// Territory occupied.
    Territory,
    /// Violence.
    Violence,
    /// A demonstration.
    Demo,
    /// A riot.
    Riot,
    /// A strike.
    Strike,
    /// A hunger strike.
    Hunger,
    /// A boycott.
    Boycott,
    /// Passage is obstructed.
    Obstruct,
    /// Property is damaged as a symbol.
    Vandalize,
    /// A court finds guilty.
    Convict,
    /// Exchanges or relations are cut.
    Discontinue,
    /// Troops.
    Troops,
    /// Weapons.
    Weapons,
    /// Police.
    Police,
    /// An armed group that is no state's.
    Militia,
    /// Search, seizure, raid.
    Seize,
    /// Publications are restricted.
    Censor,
    /// A curfew.
    Curfew,
    /// A state of emergency.
    MartialLaw,
    /// Individuals are expelled.
    Deport,
    /// Public goods are withheld.
    Withhold,
    /// Deception.
    Misinformation,
    /// An attack on computers.
    Cyber,
    /// Kidnapping.
    Abduct,
    /// Blows.
    Beat,
    /// Torture.
    Torture,
    /// Sexual violence.
    Sexual,
    /// A killing of chosen or defenceless people.
    Targeted,
    /// Property is destroyed.
    Destroy,
    /// Knives, fire, stones.
    Primitive,
    /// Rifles, pistols.
    Firearms,
    /// Mines, bombs.
    Explosives,
    /// A suicide attack.
    SuicideAttack,
    /// Manned aircraft.
    Aerial,
    /// Unmanned aircraft.
    Drone,
    /// Artillery, rockets, tanks.
    HeavyWeapons,
    /// Tear gas, water cannon, batons.
    CrowdControl,
    /// Chemical, biological, nuclear weapons.
    Unconventional,
}

impl EventMode {
    /// The manual's own name.
    #[expect(clippy::too_many_lines, reason = "a table: a line a mode")]
    pub fn code(self) -> &'static str {
        match self {
            EventMode::Visit => "visit",
            EventMode::ThirdParty => "third-party",
            EventMode::Multilateral => "multilateral",
            EventMode::Phone => "phone",
            EventMode::Withdraw => "withdraw",
            EventMode::Release => "release",
            EventMode::Disarm => "disarm",
            EventMode::Ceasefire => "ceasefire",
            EventMode::Access => "access",
            EventMode::Resign => "resign",
            EventMode::Assist => "assist",
            EventMode::Change => "change",
            EventMode::Yield => "yield",
            EventMode::Meet => "meet",
            EventMode::Disapprove => "disapprove",
            EventMode::Investigate => "investigate",
            EventMode::Allege => "allege",
            EventMode::Restrict => "restrict",
            EventMode::Arrest => "arrest",
            EventMode::Relations => "relations",
            EventMode::Expel => "expel",
            EventMode::Territory => "territory",
            EventMode::Violence => "violence",
            EventMode::Demo => "demo",
            EventMode::Riot => "riot",
            EventMode::Strike => "strike",
            EventMode::Hunger => "hunger",
            EventMode::Boycott => "boycott",
            EventMode::Obstruct => "obstruct",
            EventMode::Vandalize => "vandalize",
            EventMode::Convict => "convict",
            EventMode::Discontinue => "discontinue",
            EventMode::Troops => "troops",
            EventMode::Weapons => "weapons",
            EventMode::Police => "police",
            EventMode::Militia => "militia",
            EventMode::Seize => "seize",
            EventMode::Censor => "censor",
            EventMode::Curfew => "curfew",
            EventMode::MartialLaw => "martial-law",
            EventMode::Deport => "deport",
            EventMode::Withhold => "withhold",
            EventMode::Misinformation => "misinformation",
            EventMode::Cyber => "cyber",
            EventMode::Abduct => "abduct",
            EventMode::Beat => "beat",
            EventMode::Torture => "torture",
            EventMode::Sexual => "sexual",
            EventMode::Targeted => "targeted",
            EventMode::Destroy => "destroy",
            EventMode::Primitive => "primitive",
            EventMode::Firearms => "firearms",
            EventMode::Explosives => "explosives",
            EventMode::SuicideAttack => "suicide-attack",
            EventMode::Aerial => "aerial",
            EventMode::Drone => "drone",
            EventMode::HeavyWeapons => "heavy-weapons",
            EventMode::CrowdControl => "crowd-control",
            EventMode::Unconventional => "unconventional",
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, Attribution, Certainty, Directness, Mood, Polarity, Statement, Valuation};

    fn event(carrier: Carrier, value: Factuality) -> Event {
        Event {
            predicate: Span::new("attacked", 0..8).expect("eight letters"),
            kind: EventKind::Assault,
            mode: None,
            contexts: Vec::new(),
            actor: None,
            recipient: None,
            time: None,
            place: None,
            carrier,
            value,
            auxiliary: None,
        }
    }

    /// Findings with one statement by somebody untold, of which the narrator thinks `value`.
    fn told(value: Factuality) -> Findings {
        let valuation = |voice, value| Valuation {
            voice,
            value,
            because: Vec::new(),
        };
        let statement = Statement {
            attribution: Attribution {
                source: None,
                cue: None,
                content: Span::new("attacked", 0..8).expect("eight letters").into(),
                score: 1.0,
                parent: None,
            },
            chain: vec![Voice::Unstated],
            directness: Directness::Indirect,
            act: Act::Said,
            values: vec![
                valuation(Voice::Narrator, value),
                valuation(Voice::Unstated, Factuality::CERTAIN),
            ],
            mood: Mood::default(),
            times: Vec::new(),
        };
        Findings {
            statements: vec![statement],
            ..Findings::default()
        }
    }

    #[test]
    fn the_narrator_is_as_sure_as_statement_and_event_allow() {
        let denied = Factuality::Committed(Certainty::Certain, Polarity::Fails);
        let likely = Factuality::Committed(Certainty::Probable, Polarity::Holds);
        let (certain, open) = (Factuality::CERTAIN, Factuality::Uncommitted);
        for (statement, inside, wanted) in [
            (open, certain, open),
            (open, denied, open),
            (certain, certain, certain),
            (certain, likely, likely),
            (denied, certain, denied),
            (denied, denied, open),
        ] {
            let event = event(Carrier::Statement(0), inside);
            let findings = told(statement);
            assert_eq!(
                event.for_narrator(&findings),
                wanted,
                "{statement} {inside}"
            );
            assert_eq!(event.chain(&findings), [Voice::Unstated]);
        }
        let own = event(Carrier::Article, likely);
        assert_eq!(own.for_narrator(&told(open)), likely);
        assert_eq!(own.chain(&told(open)), []);
    }

    #[test]
    fn a_class_holds_its_types() {
        let of = |quad| {
            let kinds = EventKind::ALL.iter().filter(|kind| kind.quad() == quad);
            kinds.map(|kind| kind.code()).collect::<Vec<_>>()
        };
        assert_eq!(
            of(Quad::MaterialCooperation),
            ["COOPERATE", "AID", "RETREAT"]
        );
        assert_eq!(
            of(Quad::VerbalConflict),
            ["REQUEST", "ACCUSE", "REJECT", "THREATEN"]
        );
        assert_eq!(of(Quad::VerbalCooperation).len(), 4);
        assert_eq!(of(Quad::MaterialConflict).len(), 5);
    }
}
