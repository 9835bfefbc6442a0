//! The coverage of one event: who writes what of their own, who takes what from whom.

use super::article::{Article, Kind, Shown};
use super::claim::{Answer, Claim, rounded};
use super::draw::Draw;
use super::event::{Event, later};
use super::origin::{Channel, Origin, Speaker, Statement};
use super::story::{Manner, Paragraph, Part, Plan};
use super::wording::{Slots, chosen, filled, sentence};
use super::world::{World, slug};
use super::{copying, furniture};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

pub(super) struct Newsroom<'w, 'a> {
    pub(super) world: &'w World<'a>,
    pub(super) event: Event<'a>,
    pub(super) draw: Draw,
    pub(super) articles: Vec<Article>,
    /// The world's first day has the number 0; this is the event's.
    pub(super) first_day: i64,
    /// A number that the first agency got wrong: the wrong claim and the right one.
    slip: Option<(usize, usize)>,
    /// Has the first speaker spoken again?
    followed: bool,
}

impl<'w, 'a> Newsroom<'w, 'a> {
    /// The event with `size` articles about it, or a few more.
    pub(super) fn covered(
        world: &'w World<'a>,
        event: Event<'a>,
        first_day: i64,
        size: usize,
        draw: Draw,
    ) -> Newsroom<'w, 'a> {
        let mut room = Newsroom {
            world,
            event,
            draw,
            articles: Vec::new(),
            first_day,
            slip: None,
            followed: false,
        };
        room.wire();
        for origin in 1..room.event.origins.len() {
            room.independent(origin);
        }
        while room.articles.len() < size / 2 {
            room.one_more();
        }
        if room.slip.is_some() {
            room.correction();
        }
        while room.articles.len() < size {
            room.one_more();
        }
        room
    }

    fn one_more(&mut self) {
        const WEIGHTS: [u32; 12] = [24, 12, 7, 14, 11, 9, 6, 6, 4, 2, 4, 2];
        match self.draw.weighted(&WEIGHTS) {
            0 => self.taken(Kind::Copy),
            1 => self.taken(Kind::Cut),
            2 => self.taken(Kind::Reordered),
            3 => self.taken(Kind::Edited),
            4 => self.rewritten(Kind::RewriteCredit),
            5 => self.rewritten(Kind::Rewrite),
            6 => self.second_wire(),
            7 => self.follow_up(),
            8 => self.version(),
            9 => self.only_boilerplate(),
            10 => self.opinion(),
            _ => self.circle(),
        }
    }

    /// The first agency's story, of the first origin and sometimes of the second.
    fn wire(&mut self) {
        let agency = self.world.countries[self.event.country].agency;
        let mut items = self.items(0);
        if self.event.origins.len() > 1 && self.draw.chance(45) {
            items.extend(self.items(1).into_iter().skip(1));
        }
        if self.draw.chance(16) {
            self.slip_in(&mut items);
        }
        let plan = self.plan(items, agency, Manner::Own);
        let minute = self.minute_of(&plan) + 60 + i64::from(self.draw.between(0, 540));
        self.publish(Kind::Wire, plan, Vec::new(), minute);
    }

    /// One number of `items` becomes wrong, and is no longer quoted.
    fn slip_in(&mut self, items: &mut [(usize, Statement)]) {
        let wrong = |claim: &Claim| claim.answer.slip();
        let found = items.iter_mut().find(|(_, statement)| {
            matches!(self.event.claims[statement.claim].answer, Answer::Number(_))
        });
        let Some((origin, statement)) = found else {
            return;
        };
        let right = statement.claim;
        let (question, slip) = (
            self.event.claims[right].question,
            wrong(&self.event.claims[right]),
        );
        if self
            .event
            .claims
            .iter()
            .any(|claim| claim.question == question && claim.answer == slip)
        {
            return;
        }
        let slip = self.event.claim(question, slip);
        self.event.claims[slip].origins.insert(*origin);
        self.event.claims[slip].corrected_by = Some(right);
        statement.claim = slip;
        statement.quote = None;
        self.slip = Some((slip, right));
    }

    /// What an origin put on record, in order.
    fn items(&self, origin: usize) -> Vec<(usize, Statement)> {
        let statements = &self.event.origins[origin].statements;
        statements
            .iter()
            .map(|statement| (origin, statement.clone()))
            .collect()
    }

    fn plan(&mut self, items: Vec<(usize, Statement)>, outlet: usize, manner: Manner) -> Plan {
        let days = items
            .iter()
            .map(|(origin, _)| self.event.origins[*origin].date)
            .max();
        Plan {
            today: days.unwrap_or(self.event.date),
            items,
            outlet,
            manner,
            background: self.draw.below(4),
            seed: self.draw.seed(),
        }
    }

    fn minute_of(&self, plan: &Plan) -> i64 {
        let since = plan
            .today
            .since(self.event.date)
            .map_or(0, |span| span.get_days());
        (self.first_day + i64::from(since)) * DAY + 7 * 60
    }

    /// An article of the outlet's own words.
    fn publish(&mut self, kind: Kind, plan: Plan, parents: Vec<usize>, minute: i64) {
        let outlet = plan.outlet;
        let mut story = plan.told(&self.event, self.world);
        furniture::add(&mut story, &self.event, self.world, outlet, &mut self.draw);
        let house = &self.world.outlets[outlet];
        let wants = house.is_agency || self.draw.chance(25);
        let article = Article {
            kind,
            parents,
            outlet,
            url: self.url(outlet, &story.title.text),
            story,
            dateline: if wants {
                furniture::dateline(&self.event, &plan, house)
            } else {
                String::new()
            },
            minute,
            shown: self.shown(),
            changed: None,
            authors: self.authors(outlet),
            plan: Some(plan),
            curly: house.curly,
        };
        self.articles.push(article);
    }

    fn shown(&mut self) -> Shown {
        match self.draw.below(100) {
            0..5 => Shown::Nothing,
            5 => Shown::Late(1),
            6 if self.draw.chance(50) => Shown::Late(60),
            _ => Shown::True,
        }
    }

    fn authors(&mut self, outlet: usize) -> Vec<String> {
        let staff = &self.world.outlets[outlet].staff;
        match self.draw.below(3) {
            0 => Vec::new(),
            _ => vec![self.draw.pick(staff).clone()],
        }
    }

    /// The address of a page; no two articles share one but versions.
    fn url(&mut self, outlet: usize, title: &str) -> String {
        let domain = &self.world.outlets[outlet].domain;
        let number = self.articles.len();
        format!(
            "https://{domain}/{}-{}-{number}",
            slug(title),
            self.event.id
        )
    }

    /// A story of another origin, by those who had it.
    fn independent(&mut self, origin: usize) {
        let land = &self.world.countries[self.event.country];
        let known = &self.event.origins[origin];
        let outlet = known.outlet.unwrap_or(*self.draw.pick(&land.papers));
        let items = self.items(origin);
        let plan = self.plan(items, outlet, Manner::Own);
        let minute = self.minute_of(&plan) + 90 + i64::from(self.draw.between(0, 600));
        self.publish(Kind::Independent, plan, Vec::new(), minute);
    }

    /// Another agency that was at the same place.
    fn second_wire(&mut self) {
        if self.event.origins[0].outlet.is_some() {
            return self.rewritten(Kind::Rewrite);
        }
        let mut abroad = self.draw.below(self.world.countries.len());
        if abroad == self.event.country {
            abroad = (abroad + 1) % self.world.countries.len();
        }
        let outlet = self.world.countries[abroad].agency;
        let mut items = self.items(0);
        let kept = 2.max(items.len() - self.draw.below(2));
        items.truncate(kept);
        let plan = self.plan(items, outlet, Manner::Own);
        let minute = self.minute_of(&plan) + 60 + i64::from(self.draw.between(0, 600));
        self.publish(Kind::Wire, plan, Vec::new(), minute);
    }

    /// An article that others may take over: mostly an agency's.
    fn parent(&mut self) -> usize {
        let weights: Vec<u32> = self
            .articles
            .iter()
            .map(|article| match article.kind {
                Kind::Wire => 12,
                Kind::FollowUp => 8,
                kind if kind.is_news() => 2,
                _ => 0,
            })
            .collect();
        self.draw.weighted(&weights)
    }

    /// A paper of the country or of another; sometimes the parent's own.
    fn taker(&mut self, parent: usize) -> usize {
        if self.draw.chance(6) {
            return self.articles[parent].outlet;
        }
        let home = self.draw.chance(60);
        let at = if home {
            self.event.country
        } else {
            self.draw.below(self.world.countries.len())
        };
        *self.draw.pick(&self.world.countries[at].papers)
    }

    fn after(&mut self, parent: usize) -> i64 {
        self.articles[parent].minute + i64::from(self.draw.between(12, 900))
    }

    /// The words of another article, whole, cut, in another order or touched up.
    fn taken(&mut self, kind: Kind) {
        let parent = self.parent();
        let outlet = self.taker(parent);
        let minute = self.after(parent);
        let mut article = self.articles[parent].clone();
        match kind {
            Kind::Cut => copying::cut(&mut article.story, &mut self.draw),
            Kind::Reordered => copying::reorder(&mut article.story, &mut self.draw),
            Kind::Edited => {
                let edits = &self.world.stock.edits;
                copying::touch_up(&mut article.story, edits, &mut self.draw);
            }
            _ => {}
        }
        let from = article.outlet;
        furniture::taken_over(
            &mut article.story,
            self.world,
            (from, outlet),
            &mut self.draw,
        );
        if self.draw.chance(35) && outlet != from {
            self.new_title(&mut article);
        }
        if self.draw.chance(30) {
            article.dateline.clear();
        }
        if self.draw.chance(30) {
            article.curly = self.world.outlets[outlet].curly;
        }
        article.authors = match self.draw.below(4) {
            0 => vec![self.world.outlets[from].name.clone()],
            1 => self.authors(outlet),
            _ => Vec::new(),
        };
        article.url = self.url(outlet, &article.story.title.text);
        (article.kind, article.parents, article.outlet) = (kind, vec![parent], outlet);
        (article.minute, article.shown) = (minute, self.shown());
        (article.changed, article.plan) = (None, None);
        self.articles.push(article);
    }

    fn new_title(&mut self, article: &mut Article) {
        let headline = self.draw.pick(&self.event.kind.headlines);
        let words = filled(&chosen(headline, &mut self.draw), &self.event.slots);
        article.story.title.text = sentence(&words);
        article.story.title.claims = vec![0];
    }

    /// The statements of a parent in new words.
    fn rewritten(&mut self, kind: Kind) {
        let told = |article: &Article| article.plan.is_some() && article.kind.is_news();
        let parent = self.parent();
        let parent = if told(&self.articles[parent]) {
            parent
        } else {
            0
        };
        let mut outlet = self.taker(parent);
        if outlet == self.articles[parent].outlet {
            outlet = *self
                .draw
                .pick(&self.world.countries[self.event.country].papers);
        }
        let name = self.world.outlets[self.articles[parent].outlet]
            .name
            .clone();
        let manner = match kind {
            Kind::RewriteCredit => Manner::Credited(name),
            _ => Manner::Uncredited,
        };
        let mut items = self.articles[parent]
            .plan
            .as_ref()
            .map_or(Vec::new(), |plan| plan.items.clone());
        let kept = 3.max(items.len() - self.draw.below(items.len() / 3 + 1));
        items.truncate(kept);
        let plan = self.plan(items, outlet, manner);
        let minute = self.after(parent);
        self.publish(kind, plan, vec![parent], minute);
    }

    /// The next day: the same speaker again, with higher counts.
    fn follow_up(&mut self) {
        if std::mem::replace(&mut self.followed, true) {
            return self.taken(Kind::Edited);
        }
        let (origin, updated) = self.next_day();
        let mut items = self.items(origin);
        let old = self.articles[0]
            .plan
            .as_ref()
            .map_or(Vec::new(), |plan| plan.items.clone());
        let repeated = old.into_iter().skip(1).filter(|(_, statement)| {
            !updated.contains(&self.event.claims[statement.claim].question)
        });
        items.extend(repeated.take(2));
        let agency = self.articles[0].outlet;
        let mut plan = self.plan(items, agency, Manner::Own);
        plan.today = self.event.origins[origin].date;
        let minute = self.minute_of(&plan) + i64::from(self.draw.between(30, 600));
        let repeats = plan.items.iter().any(|(other, _)| *other != origin);
        self.publish(
            Kind::FollowUp,
            plan,
            if repeats { vec![0] } else { Vec::new() },
            minute,
        );
    }

    /// The first origin's speaker a day on, and the questions that have a new count.
    fn next_day(&mut self) -> (usize, Vec<usize>) {
        let first = &self.event.origins[0];
        let next = Origin {
            channel: first.channel,
            speaker: first.speaker.clone(),
            house: first.house.clone(),
            outlet: first.outlet,
            date: later(self.event.date, 1),
            statements: Vec::new(),
        };
        let said: Vec<usize> = first
            .statements
            .iter()
            .map(|statement| statement.claim)
            .collect();
        let asked: Vec<usize> = said
            .iter()
            .map(|claim| self.event.claims[*claim].question)
            .collect();
        let origin = self.event.origins.len();
        self.event.origins.push(next);
        self.event.state(origin, 0, false, None);
        let mut updated = Vec::new();
        for claim in said {
            let Answer::Number(count) = self.event.claims[claim].answer else {
                continue;
            };
            if !self.event.question(claim).grows {
                continue;
            }
            let question = self.event.claims[claim].question;
            let more = rounded(count + 1 + count / 20 + self.draw.between(0, count / 2));
            let new = self.event.claim(question, Answer::Number(more));
            self.event.claims[new].updates.get_or_insert(claim);
            self.event.state(origin, new, false, None);
            updated.push(question);
        }
        let only_sees = self.event.origins[0].channel.only_sees();
        let open: Vec<usize> = (1..self.event.questions.len())
            .filter(|at| !updated.contains(at) && !asked.contains(at))
            .filter(|at| self.event.questions[*at].seen || !only_sees)
            .collect();
        for _ in 0..2.min(open.len()) {
            let question = *self.draw.pick(&open);
            if updated.contains(&question) {
                continue;
            }
            self.event
                .answer(origin, question, self.world, &mut self.draw);
            updated.push(question);
        }
        (origin, updated)
    }

    /// The first agency's story with the right number, and a note that says so.
    fn correction(&mut self) {
        let Some((wrong, right)) = self.slip else {
            return;
        };
        let first = self.articles[0].clone();
        let Some(mut plan) = first.plan.clone() else {
            return;
        };
        for (_, statement) in &mut plan.items {
            if statement.claim == wrong {
                statement.claim = right;
            }
        }
        let mut article = first.clone();
        article.story = plan.told(&self.event, self.world);
        article.story.paragraphs.extend(
            first
                .story
                .paragraphs
                .iter()
                .filter(|old| old.part == Part::Tail)
                .cloned(),
        );
        let lead = first.story.paragraphs.iter().position(|paragraph| {
            paragraph
                .sentences
                .iter()
                .any(|told| told.claims.contains(&wrong))
        });
        let note = self.note((wrong, right), lead.unwrap_or_default() + 1);
        let at = if note.starts_with('(') {
            0
        } else {
            article.story.paragraphs.len()
        };
        article
            .story
            .paragraphs
            .insert(at, Paragraph::plain(Part::Note, &note));
        (article.kind, article.parents, article.plan) = (Kind::Correction, vec![0], Some(plan));
        let passed = i64::from(self.draw.between(40, 700));
        article.minute += passed;
        if self.draw.chance(50) {
            article.url = self.url(article.outlet, &article.story.title.text);
        } else {
            article.changed = Some(passed);
        }
        self.articles.push(article);
    }

    fn note(&mut self, (wrong, right): (usize, usize), paragraph: usize) -> String {
        let question = self.event.question(right);
        let value = |claim: usize| self.event.claims[claim].answer.value(question);
        let more = [
            ("topic", question.topic.clone()),
            ("new", value(right)),
            ("old", value(wrong)),
            ("p", paragraph.to_string()),
            ("date", self.event.date.strftime("%B %-d").to_string()),
        ];
        let mut slots = self.event.slots.clone();
        slots.extend(more.map(|(key, value)| (key.to_owned(), value)));
        let template = self.draw.pick(&self.world.stock.frames.note.correction);
        sentence(&filled(&chosen(template, &mut self.draw), &slots))
    }

    /// The same page with changed bytes: a note and a paragraph more.
    fn version(&mut self) {
        let parent = self.parent();
        let mut article = self.articles[parent].clone();
        article.kind = Kind::Version;
        article.parents = vec![parent];
        article.changed = Some(i64::from(self.draw.between(15, 300)));
        article.minute += article.changed.unwrap_or_default();
        let known: Vec<String> = article
            .story
            .paragraphs
            .iter()
            .map(Paragraph::text)
            .collect();
        let background = self.event.kind.background.iter();
        let new: Vec<String> = background
            .map(|words| sentence(&filled(words, &self.event.slots)))
            .filter(|words| !known.contains(words))
            .collect();
        if new.is_empty() {
            return self.taken(Kind::Copy);
        }
        let words = self.draw.words(&new).to_owned();
        let more = Paragraph::plain(Part::Background, &words);
        let tail = article
            .story
            .paragraphs
            .iter()
            .position(|paragraph| paragraph.part == Part::Tail);
        let end = tail.unwrap_or(article.story.paragraphs.len());
        article.story.paragraphs.insert(end, more);
        let note = self.draw.pick(&self.world.stock.frames.note.update);
        let slots = Slots::from([("topic".to_owned(), "background".to_owned())]);
        let note = filled(note, &slots);
        article
            .story
            .paragraphs
            .insert(0, Paragraph::plain(Part::Note, &note));
        if self.draw.chance(40) {
            self.new_title(&mut article);
        }
        article.plan = None;
        self.articles.push(article);
    }

    fn only_boilerplate(&mut self) {
        let parent = self.parent();
        let outlet = *self
            .draw
            .pick(&self.world.countries[self.event.country].papers);
        let minute = self.after(parent);
        let story = furniture::alone(&self.event, self.world, &mut self.draw);
        self.bare(Kind::BoilerplateOnly, story, outlet, minute);
    }

    fn opinion(&mut self) {
        let parent = self.parent();
        let outlet = *self
            .draw
            .pick(&self.world.countries[self.event.country].papers);
        let minute = self.after(parent) + DAY;
        let story = furniture::column(&self.event, self.world, &mut self.draw);
        self.bare(Kind::Opinion, story, outlet, minute);
    }

    /// An article that is no report.
    fn bare(&mut self, kind: Kind, mut story: super::story::Story, outlet: usize, minute: i64) {
        furniture::add(&mut story, &self.event, self.world, outlet, &mut self.draw);
        let url = self.url(outlet, &story.title.text);
        let article = Article {
            kind,
            parents: Vec::new(),
            outlet,
            story,
            dateline: String::new(),
            minute,
            shown: self.shown(),
            changed: None,
            authors: self.authors(outlet),
            url,
            plan: None,
            curly: self.world.outlets[outlet].curly,
        };
        self.articles.push(article);
    }

    /// Two papers that each have it from the other: nobody put it on record.
    fn circle(&mut self) {
        let papers = &self.world.countries[self.event.country].papers;
        let at = self.draw.below(papers.len());
        let pair = [papers[at], papers[(at + 1) % papers.len()]];
        let origin = self.event.origins.len();
        self.event.origins.push(Origin {
            channel: Channel::Rumour,
            speaker: Speaker::Unnamed("reports".to_owned(), "the reports".to_owned()),
            house: String::new(),
            outlet: None,
            date: self.event.date,
            statements: Vec::new(),
        });
        let asked = self.draw.below(self.event.questions.len() - 1) + 1;
        self.event.answer(origin, asked, self.world, &mut self.draw);
        let first = self.articles.len();
        for (at, outlet) in pair.into_iter().enumerate() {
            let other = self.world.outlets[pair[1 - at]].name.clone();
            let items = self.items(origin);
            let mut plan = self.plan(items, outlet, Manner::Credited(other));
            plan.background = 2;
            let minute = self.minute_of(&plan) + i64::from(self.draw.between(200, 800));
            self.publish(Kind::RewriteCredit, plan, vec![first + 1 - at], minute);
        }
    }
}
