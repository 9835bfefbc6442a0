//! Which office, organisation or outlet a name is, and by what shorter names it comes again.

use onrecord_record::SourceKind;

use super::super::name::initials;
use super::super::scene::Scene;
use super::{Bearer, Cast, Member, move_last, move_last_of_few};
use crate::lexicon::place;
use crate::lexicon::speaker::{self, Head};
use crate::tag::{EntityTag, Pos};

impl Cast {
    /// Leads the name `words`, which ends with token `last`, to the body that bears it, new if none
    /// does.
    pub(super) fn meet_body(
        &mut self,
        scene: &Scene<'_>,
        words: &[String],
        tag: EntityTag,
        last: usize,
    ) -> Member {
        let whole = words.join(" ");
        let known = self.by_body.get(&whole).copied();
        let member = known.unwrap_or_else(|| {
            let kind = body_kind(words, tag, scene.pos(last), self.evidence.kind(words));
            self.offices += usize::from(kind == SourceKind::Office);
            let mut bearer = Bearer::new(kind);
            bearer.is_plural = kind == SourceKind::Public;
            bearer.is_place =
                tag == EntityTag::Location || place::state(&words.join(" ")).is_some();
            self.add(bearer)
        });
        self.by_body.insert(whole, member);
        if known.is_none() {
            self.learn_short_forms(member, words, tag);
        }
        move_last_of_few(&mut self.bodies, member);
        member
    }

    /// *World Food Agency* can come again as *WFA*, *the Agency*; *Harbour Foods Inc.* as *Harbour*.
    fn learn_short_forms(&mut self, member: Member, words: &[String], tag: EntityTag) {
        for word in words {
            if speaker::of_noun(word, false).is_some() {
                move_last(self.by_head.entry(word.clone()).or_default(), member);
            }
        }
        if words.len() < 2 || tag == EntityTag::Location {
            return;
        }
        let short = initials(words);
        if let Some(kind) = speaker::listed(&short) {
            self.bearers[member].kind = source_kind(kind);
        }
        self.by_body.entry(short).or_insert(member);
        let is_outlet = self.bearers[member].kind == SourceKind::Outlet;
        if let Some(last) = words.last().filter(|_| is_outlet) {
            self.by_body.entry(last.clone()).or_insert(member);
        }
        let first = &words[0];
        let is_own = speaker::of_noun(first, false).is_none()
            && place::state(first).is_none()
            && first.chars().count() > 3;
        if is_own
            && !matches!(
                first.as_str(),
                "national"
                    | "royal"
                    | "united"
                    | "american"
                    | "international"
                    | "federal"
                    | "central"
                    | "north"
                    | "south"
                    | "west"
                    | "east"
                    | "new"
                    | "first"
                    | "state"
                    | "world"
            )
        {
            self.by_body.entry(first.clone()).or_insert(member);
        }
    }

    /// Makes `short` another name of `member`: *World Food Agency (WFA)*.
    pub(in crate::source) fn also_called(&mut self, member: Member, short: String) {
        self.by_body.insert(short, member);
    }
}

/// What kind of source a name is that is no person's.
fn body_kind(words: &[String], tag: EntityTag, pos: Option<Pos>, told: Option<Head>) -> SourceKind {
    let is_state = place::state(&words.join(" ")).is_some();
    let plural = pos == Some(Pos::NNPS);
    match speaker::of_name(words) {
        _ if is_state && !plural => SourceKind::Office,
        None if told.is_some_and(|told| told != Head::Organisation) => {
            told.map_or(SourceKind::Organisation, source_kind)
        }
        // *the Association for a Clean Harbour*, though its last word is a place
        Some(kind)
            if words
                .iter()
                .any(|word| matches!(word.as_str(), "of" | "for" | "on")) =>
        {
            source_kind(kind)
        }
        _ if tag == EntityTag::Location => SourceKind::Office,
        _ if tag == EntityTag::Other && plural => SourceKind::Public,
        Some(kind @ (Head::Office | Head::Force | Head::Outlet | Head::Document)) => {
            source_kind(kind)
        }
        _ => SourceKind::Organisation,
    }
}

/// What a body with a head of this kind is as a source.
fn source_kind(kind: Head) -> SourceKind {
    match kind {
        Head::Office | Head::Force => SourceKind::Office,
        Head::Outlet => SourceKind::Outlet,
        Head::Document => SourceKind::Document,
        _ => SourceKind::Organisation,
    }
}
