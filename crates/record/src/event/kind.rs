//! What was done: the sixteen types, the classes they fall into, and the modes each can have.

use std::fmt;

use super::EventMode;

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

/// The modes of COERCE.
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

/// The modes of ASSAULT.
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

#[cfg(test)]
mod tests {
    use super::*;

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
