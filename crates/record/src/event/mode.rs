//! How it was done, where the words tell.

/// How an event was done: the modes of all types together; see
/// [`EventKind::modes`](super::EventKind::modes).
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
