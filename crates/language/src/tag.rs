//! Parts of speech and entity types, as the encoder gives them.

/// A part of speech: the Penn Treebank's tags, punctuation drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pos {
    /// Conjunction: *and*.
    CC,
    /// Number: *two*.
    CD,
    /// Determiner: *the*.
    DT,
    /// Existential *there*.
    EX,
    /// Foreign word.
    FW,
    /// Preposition or subordinating conjunction: *in, that, if*.
    IN,
    /// Adjective.
    JJ,
    /// Comparative adjective.
    JJR,
    /// Superlative adjective.
    JJS,
    /// Modal: *may, would*.
    MD,
    /// Noun.
    NN,
    /// Plural noun.
    NNS,
    /// Name.
    NNP,
    /// Plural name.
    NNPS,
    /// Predeterminer: *all the*.
    PDT,
    /// Possessive *'s*.
    POS,
    /// Personal pronoun.
    PRP,
    /// Possessive pronoun: *his*.
    PRPS,
    /// Adverb, *not* included.
    RB,
    /// Comparative adverb.
    RBR,
    /// Superlative adverb.
    RBS,
    /// Particle: *up*.
    RP,
    /// *to*.
    TO,
    /// Interjection.
    UH,
    /// Verb, base form.
    VB,
    /// Verb, past tense.
    VBD,
    /// Verb, *-ing* form.
    VBG,
    /// Verb, past participle.
    VBN,
    /// Verb, present, not third person.
    VBP,
    /// Verb, present, third person singular.
    VBZ,
    /// *which, whatever* before a noun.
    WDT,
    /// *who, what*.
    WP,
    /// *whose*.
    WPS,
    /// *when, where, how*.
    WRB,
    /// Punctuation and symbols.
    Mark,
}

const PENN: [(&str, Pos); 34] = [
    ("CC", Pos::CC),
    ("CD", Pos::CD),
    ("DT", Pos::DT),
    ("EX", Pos::EX),
    ("FW", Pos::FW),
    ("IN", Pos::IN),
    ("JJ", Pos::JJ),
    ("JJR", Pos::JJR),
    ("JJS", Pos::JJS),
    ("MD", Pos::MD),
    ("NN", Pos::NN),
    ("NNS", Pos::NNS),
    ("NNP", Pos::NNP),
    ("NNPS", Pos::NNPS),
    ("PDT", Pos::PDT),
    ("POS", Pos::POS),
    ("PRP", Pos::PRP),
    ("PRP$", Pos::PRPS),
    ("RB", Pos::RB),
    ("RBR", Pos::RBR),
    ("RBS", Pos::RBS),
    ("RP", Pos::RP),
    ("TO", Pos::TO),
    ("UH", Pos::UH),
    ("VB", Pos::VB),
    ("VBD", Pos::VBD),
    ("VBG", Pos::VBG),
    ("VBN", Pos::VBN),
    ("VBP", Pos::VBP),
    ("VBZ", Pos::VBZ),
    ("WDT", Pos::WDT),
    ("WP", Pos::WP),
    ("WP$", Pos::WPS),
    ("WRB", Pos::WRB),
];

impl Pos {
    /// The tag written `penn`; every other sign is a [`Pos::Mark`].
    pub fn from_penn(penn: &str) -> Pos {
        PENN.iter()
            .find(|(name, _)| *name == penn)
            .map_or(Pos::Mark, |(_, pos)| *pos)
    }

    /// The Penn Treebank's own name.
    pub fn penn(self) -> &'static str {
        PENN.iter()
            .find(|(_, pos)| *pos == self)
            .map_or("SYM", |(name, _)| name)
    }

    /// Any verb form, modals not included.
    pub fn is_verb(self) -> bool {
        matches!(
            self,
            Pos::VB | Pos::VBD | Pos::VBG | Pos::VBN | Pos::VBP | Pos::VBZ
        )
    }

    /// A verb form that carries tense, modals included.
    pub fn is_finite(self) -> bool {
        matches!(self, Pos::VBD | Pos::VBP | Pos::VBZ | Pos::MD)
    }

    /// A noun or name.
    pub fn is_noun(self) -> bool {
        matches!(self, Pos::NN | Pos::NNS | Pos::NNP | Pos::NNPS)
    }

    /// A noun or what stands before one in its phrase: article, number, adjective, owner.
    pub fn is_in_noun_phrase(self) -> bool {
        self.is_noun()
            || matches!(
                self,
                Pos::DT | Pos::PDT | Pos::PRPS | Pos::POS | Pos::CD | Pos::JJ
            )
    }

    /// A name.
    pub fn is_name(self) -> bool {
        matches!(self, Pos::NNP | Pos::NNPS)
    }
}

/// What a name names, as the encoder sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityTag {
    /// No name.
    Outside,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Location,
    /// Another name: nationality, event, work.
    Other,
}
