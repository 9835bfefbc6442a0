//! Whom a description takes up: *the minister*, *the company*, *US officials*; else it introduces
//! somebody.

use std::ops::Range;

use onrecord_record::SourceKind;

use super::super::mention::{Form, Mention};
use super::super::scene::Scene;
use super::phrase::{Kind, Phrase};
use super::{
    Bearer, Cast, Member, Met, NEWEST, OFTENER, Role, keep_longer, move_last, move_last_of_few,
};
use crate::lexicon::first_name::Gender;
use crate::lexicon::role;
use crate::lexicon::speaker;
use crate::tag::Pos;

impl Cast {
    /// Leads a description to its bearer.
    pub(in crate::source) fn meet_description(
        &mut self,
        scene: &Scene<'_>,
        mention: &Mention,
    ) -> Met {
        let Form::Description { head, is_plural } = mention.form else {
            return Met::sure(self.add(Bearer::new(SourceKind::Unresolved)));
        };
        let phrase = Phrase::of(scene, mention, head, is_plural);
        let known = if phrase.is_definite {
            self.taken_up(&phrase)
        } else {
            self.repeated(&phrase).map(Met::sure)
        };
        let met = known.unwrap_or_else(|| Met::sure(self.introduce(&phrase)));
        if phrase.kind.is_body() || phrase.kind == Kind::Document {
            move_last_of_few(&mut self.bodies, met.member);
        }
        // *some Republicans* are not *Republicans*
        if scene.low(mention.tokens.start) != "some" {
            self.by_words.insert(phrase.words.clone(), met.member);
            self.by_words.entry(phrase.bare).or_insert(met.member);
        }
        let bearer = &mut self.bearers[met.member];
        bearer.count += 1;
        // another description that takes somebody up is not what he was introduced as; nor are papers that
        // are told more closely later surely the same
        let is_paper = phrase.kind == Kind::Document;
        if bearer
            .described
            .as_ref()
            .is_none_or(|first| !is_paper && goes_on(scene, first, mention))
        {
            // *both Democrats and Republicans*: the word is of the two
            let both = scene.low(mention.tokens.start) == "both" && scene.low(mention.end) == "and";
            let start = mention.tokens.start + usize::from(both);
            keep_longer(&mut bearer.described, start..mention.end);
        }
        met
    }

    /// Whom *the lawyer* would take up, had it no name beside it, if that is one person of whom no name is told
    /// yet: *a lawyer for Holt … The lawyer, David Roe*.
    pub(in crate::source) fn untold(&self, scene: &Scene<'_>, mention: &Mention) -> Option<Member> {
        let Form::Description { head, is_plural } = mention.form else {
            return None;
        };
        let phrase = Phrase::of(scene, mention, head, is_plural);
        let is_one = phrase.is_definite && !is_plural && phrase.kind == Kind::Person;
        let met = self
            .taken_up(&phrase)
            .filter(|met| is_one && !met.is_doubtful)?;
        let bearer = &self.bearers[met.member];
        let is_untold =
            bearer.kind == SourceKind::Unnamed && bearer.name.is_none() && !bearer.is_plural;
        (is_untold && !bearer.is_definite).then_some(met.member)
    }

    /// Somebody new, by a description.
    fn introduce(&mut self, phrase: &Phrase) -> Member {
        let kind = match phrase.kind.of_source() {
            // the sides of a meeting of governments
            SourceKind::Organisation if phrase.role.head == "side" && self.offices > 1 => {
                SourceKind::Office
            }
            kind => kind,
        };
        let mut bearer = Bearer::new(kind);
        bearer.is_plural = phrase.is_plural;
        bearer.is_definite = phrase.is_definite;
        bearer.is_asker = role::is_asker(&phrase.role.head);
        let member = self.add(bearer);
        if phrase.kind == Kind::Person {
            self.learn_role(member, phrase.role.clone());
        } else {
            let listed = self.by_head.entry(phrase.role.head.clone()).or_default();
            move_last(listed, member);
        }
        member
    }

    /// The bearer of the same words, where repeating them means the same: *US officials*, and
    /// *a spokesman for the ministry*, but not *a source*.
    fn repeated(&self, phrase: &Phrase) -> Option<Member> {
        let repeats =
            phrase.is_plural && !phrase.is_counted || phrase.role.is_told() && !phrase.is_other;
        self.by_words
            .get(&phrase.words)
            .copied()
            .filter(|_| repeats)
    }

    /// The bearer that a definite description takes up.
    fn taken_up(&self, phrase: &Phrase) -> Option<Met> {
        if let Some(same) = self.by_words.get(&phrase.words) {
            let told = phrase.role.is_told() || phrase.is_plural;
            if told {
                return Some(Met::sure(*same));
            }
        }
        match phrase.kind {
            Kind::Person => self
                .told_with(phrase)
                .or_else(|| self.only_one(phrase).map(Met::sure)),
            Kind::Group => self
                .by_words
                .get(&phrase.words)
                .copied()
                .or_else(|| {
                    let bare = !phrase.role.is_told();
                    let newest = || {
                        self.two_with(&phrase.role)
                            .or(self.newest(&phrase.role, true))
                    };
                    bare.then(newest).flatten()
                })
                .map(Met::sure),
            _ => self.body_with(phrase).map(Met::sure),
        }
    }

    /// The person whose role fits best, the newest of equals.
    fn told_with(&self, phrase: &Phrase) -> Option<Met> {
        let mut best: Option<(u32, usize, Member)> = None;
        let mut is_doubtful = false;
        for (head, listed) in self.heads_for(&phrase.role.head) {
            for (place, member) in listed.iter().enumerate().rev().take(NEWEST) {
                self.look();
                let bearer = &self.bearers[*member];
                if phrase.is_nameless && bearer.name.is_some() {
                    continue;
                }
                let fit = bearer
                    .roles
                    .iter()
                    .filter(|known| known.head == head)
                    .filter(|known| {
                        bearer.name.is_some()
                            || !phrase.is_owned && (known.is_told() || !phrase.role.is_told())
                    })
                    .filter_map(|known| phrase.role.fits(known))
                    .max();
                let same = |gender: Gender| bearer.gender.is_none_or(|known| known == gender);
                let Some(fit) = fit.filter(|_| {
                    speaker::gender_of(&phrase.role.head).is_none_or(same) && !bearer.is_plural
                }) else {
                    continue;
                };
                let this = (fit, place, *member);
                if let Some((other_fit, _, other)) = best
                    && other != *member
                {
                    is_doubtful = is_doubtful || other_fit == fit;
                }
                let is_better = |other: (u32, usize, Member)| {
                    let far_oftener =
                        fit == other.0 && bearer.count >= OFTENER * self.bearers[other.2].count;
                    fit > other.0 || fit == other.0 && member == &other.2 || far_oftener
                };
                if best.is_none_or(is_better) {
                    is_doubtful &= best.is_some_and(|other| other.0 == fit);
                    best = Some(this);
                }
            }
        }
        best.map(|(_, _, member)| Met {
            member,
            is_doubtful,
        })
    }

    /// The roles that a description with the head `head` can take up.
    fn heads_for<'a>(&'a self, head: &'a str) -> impl Iterator<Item = (&'a str, &'a Vec<Member>)> {
        let narrower = role::narrower(head).iter().map(String::as_str);
        [head]
            .into_iter()
            .chain(narrower.filter(move |narrow| *narrow != head))
            .filter_map(|narrow| Some((narrow, self.by_role.get(narrow)?)))
    }

    /// The two who spoke as one, one of them told with `role`: *the senators* after *Senator Holt and Mr. Roe*.
    fn two_with(&self, role: &Role) -> Option<Member> {
        let told = |member: &Member| {
            let known = &self.bearers[*member].roles;
            known.iter().any(|known| role.fits(known).is_some())
        };
        let pairs = self.by_pair.iter();
        let pairs = pairs.filter(|((one, two), _)| told(one) || told(two));
        let member = pairs.map(|(_, pair)| *pair);
        member.max_by_key(|pair| self.bearers[*pair].last.1)
    }

    /// The newest bearer with the head of `role`, in the plural or not.
    fn newest(&self, role: &Role, is_plural: bool) -> Option<Member> {
        let listed = self.by_head.get(&role.head)?.iter().rev().take(NEWEST);
        listed
            .filter(|member| self.bearers[**member].is_plural == is_plural)
            .max_by_key(|member| self.bearers[**member].last.1)
            .copied()
    }

    /// *The ministry* after *Defence Ministry*, *the company* after any.
    fn body_with(&self, phrase: &Phrase) -> Option<Member> {
        if phrase.role.is_told() {
            return self.by_body.get(&phrase.words).copied();
        }
        if phrase.is_plural {
            return self.newest(&phrase.role, true);
        }
        let kinds: &[SourceKind] = match phrase.role.head.as_str() {
            "company" | "firm" | "bank" | "organisation" | "organization" | "group" => {
                &[SourceKind::Organisation]
            }
            "newspaper" | "outlet" | "broadcaster" | "magazine" | "site" | "website" => {
                &[SourceKind::Outlet]
            }
            // of these two kinds: what was read is a paper too
            "paper" => &[SourceKind::Outlet, SourceKind::Document],
            "agency" => &[SourceKind::Outlet, SourceKind::Office],
            _ => return self.newest(&phrase.role, phrase.is_plural),
        };
        let named = |member: &&Member| {
            let bearer = &self.bearers[**member];
            let is_document = bearer.kind == SourceKind::Document;
            // one word met once may be anybody's name that the tagger took for a body's
            let name = bearer.name.as_ref();
            let is_known = bearer.count > 1 || name.is_none_or(|name| name.len() > 1);
            is_known
                && kinds.contains(&bearer.kind)
                && !bearer.is_place
                && (bearer.name.is_some() || is_document)
        };
        let bodies = self.bodies.iter().filter(|_| !phrase.is_nameless);
        let named = bodies
            .rev()
            .take(NEWEST)
            .filter(named)
            .max_by_key(|member| self.bearers[**member].last)
            .copied();
        match phrase.role.head.as_str() {
            // one that was introduced as such comes first
            "group" | "agency" => self.newest(&phrase.role, false).or(named),
            _ => named.or_else(|| self.newest(&phrase.role, phrase.is_plural)),
        }
    }

    /// The one person whom an epithet (*the businessman*, *the Republican nominee*) can only be:
    /// named, often met, and not told as something else of that name.
    fn only_one(&self, phrase: &Phrase) -> Option<Member> {
        let may_be_named = !phrase.is_plural && !phrase.is_owned && !phrase.is_nameless;
        if !role::is_epithet(&phrase.role.head) || !may_be_named {
            return None;
        }
        let gender = speaker::gender_of(&phrase.role.head);
        let mut counts: Vec<(u32, Member)> = Vec::new();
        for member in self.people.iter().rev().take(NEWEST) {
            self.look();
            let bearer = &self.bearers[*member];
            let clashes = bearer.roles.iter().any(|known| phrase.role.clashes(known));
            let suits = gender.is_none_or(|gender| bearer.is_known_as(gender));
            if bearer.kind == SourceKind::Person && suits && !clashes && bearer.count > 1 {
                counts.push((bearer.count, *member));
            }
        }
        counts.sort_unstable();
        match counts.as_slice() {
            [.., (second, _), (first, member)] if *first >= 2 * *second => Some(*member),
            [(_, member)] => Some(*member),
            _ => None,
        }
    }
}

/// Does the description `mention` hold all words of `first` but its determiner?
fn goes_on(scene: &Scene<'_>, first: &Range<usize>, mention: &Mention) -> bool {
    let is_word = |at: &usize| !matches!(scene.pos(*at), Some(Pos::DT | Pos::PRPS | Pos::Mark));
    let mut words = first.clone().filter(is_word);
    words.all(|at| (mention.tokens.start..mention.end).any(|own| scene.low(own) == scene.low(at)))
}
