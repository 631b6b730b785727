//! What speaks for two tellings being of one happening, where no single rule decides: points for each
//! respect in which they agree.
//!
//! Nothing outweighs a contradiction: another day, place, round or length, other parties, a document
//! that tells as past what was still to come. And what is only told of often (the same two met) is
//! not enough without something of this happening: its time, place, length, or rare words.

mod news;
mod sort;
mod weigh;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{EventType, Id, NamingKind, Reading, Status};

use crate::occasion::Occasions;
use crate::rule::{Rule, is_encounter};
use crate::sides::{Bodies, MANY, Shared, Sides};
use crate::story::stated_days;
use crate::told::{Fit, LONGEST_TIME, MOST_PARTIES, Told};
use crate::words::Words;

use news::Own;
pub(crate) use sort::is_session_of_series;
use sort::{
    LONG_WORD, SAME_TALKS, WORD, begin_alike, end_alike, is_act, is_ahead, is_blow, is_contact,
    is_named_by_place, is_series, is_standing, is_vague, rarity,
};

/// So many points join two tellings.
const ENOUGH: i32 = 6;
/// What people say, demand, impose or give is told of in equal terms many times.
const ENOUGH_FOR_ACTS: i32 = 8;
/// On one day there may be many attacks and arrests, of which nobody is named.
const ENOUGH_FOR_BLOWS: i32 = 7;
/// More words in common add nothing.
const MOST_WORDS: usize = 3;
/// So many other words in common say that one plan is meant.
const WORDS_OF_A_PLAN: usize = 2;
/// What came about is in the news for so many days.
const DAYS_OF_NEWS: i32 = 3;
/// A telling without a time that is so much later may mean the next one, in days.
const DAYS_OF_MEMORY: i32 = 31;
/// Days of 上旬, 中旬 and 下旬.
const DAYS_OF_THIRD: i32 = 11;
/// What that costs.
const FROM_AFAR: i32 = -3;
/// A meeting told without a day so much later may be another one, in days.
const DAYS_OF_MEETINGS: i32 = 7;
/// What that costs.
const AGAIN: i32 = -2;
/// A document may be dated by what it credits, which is a little older, or by another zone, in days.
const SLACK: i32 = 2;

/// By what two tellings are found that may be of one happening.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key<'a> {
    Name(&'a Id),
    Day(Date),
    /// The end of the word for it.
    Word(String),
    /// The beginning of the word for it.
    Beginning(String),
    /// What the lexicon calls it by.
    Called(&'a str),
}

/// The tellings of a story with all that is compared.
pub(crate) struct Affinity<'t> {
    told: &'t [Told<'t>],
    bodies: Bodies<'t>,
    sides: Vec<Sides<'t>>,
    words: Words,
    pub(crate) occasions: &'t Occasions,
    /// By telling: the key of the word that its document calls it by, where the lexicon has one.
    called: Vec<Option<&'t str>>,
    /// Whether the documents whose days are known appeared within a month.
    brief: bool,
    /// Whether the day of any document is known.
    dated: bool,
    /// By telling: whether its document tells of such a happening of the same as past.
    again: Vec<bool>,
    /// By telling without a day: whether only one such happening of the same is told of with its day.
    only: Vec<bool>,
    /// By telling: what it is in its own document.
    own: Vec<Own>,
}

impl<'t> Affinity<'t> {
    pub(crate) fn new(
        told: &'t [Told<'t>],
        bodies: Bodies<'t>,
        readings: &'t [Reading],
        occasions: &'t Occasions,
    ) -> Self {
        let known = || readings.iter().filter_map(|reading| stated_days(&reading.document));
        let first = known().map(|(first, _)| first).min();
        let last = known().map(|(_, last)| last).max();
        let span = first.zip(last).map_or(0, |(first, last)| (last - first).get_days());
        let sides: Vec<Sides<'_>> = told.iter().map(|one| bodies.sides(one.mention)).collect();
        Self {
            brief: span <= DAYS_OF_MEMORY,
            dated: first.is_some(),
            again: again(told, &sides, &bodies),
            only: weigh::only(told, &sides, &bodies),
            own: Own::of(told, &bodies, readings),
            sides,
            words: Words::of(told, readings),
            called: called(told, readings),
            bodies,
            told,
            occasions,
        }
    }

    /// By what tellings are found that may be of one happening: their parties and whom these speak
    /// for, the place, the day, and the word for it.
    pub(crate) fn keys(&self, at: usize) -> (Vec<EventType>, BTreeSet<Key<'t>>) {
        let told = &self.told[at];
        let class = match told.class() {
            EventType::Ceasefire => EventType::Agree,
            class => class,
        };
        let sides = &self.sides[at];
        let parties = sides.parties.iter().chain(&sides.nearby).take(MOST_PARTIES);
        let bodies = parties.clone().flat_map(|id| self.bodies.behind(id));
        let place = told.mention.place.as_ref().and_then(|place| place.entity.as_ref());
        let mut keys: BTreeSet<Key<'_>> =
            parties.copied().chain(bodies).chain(place).map(Key::Name).collect();
        keys.extend(told.day().map(Key::Day));
        let letters: Vec<char> = told.mention.trigger.text.chars().collect();
        keys.insert(Key::Word(letters[letters.len().saturating_sub(WORD)..].iter().collect()));
        (vec![class], keys)
    }

    /// The points for two tellings being of one happening, where they are enough and nothing
    /// contradicts. Within one document they must agree in place or day besides: a document that
    /// tells of two happenings means two.
    pub(crate) fn points(&self, a: usize, b: usize) -> Option<i32> {
        let (one, other) = (&self.told[a], &self.told[b]);
        let retold = one.document != other.document || self.may_be_retold(a, b);
        if !retold || self.contradict(a, b) {
            return None;
        }
        let shared = self.bodies.compare(&self.sides[a], &self.sides[b])?;
        let (time, place, content) =
            (self.time(a, b, shared), self.place(a, b), self.content(a, b));
        let near = self.nearness(a, b);
        // One party may do the like twice a day: something else of it must be told.
        let series = if is_series(one) && is_series(other) { self.word(a, b) } else { 0 };
        let told = match shared.sides {
            1 if !shared.whole && shared.around && is_encounter(one) && one_day(one, other) => time,
            1 if !shared.whole => place + content,
            1 => place + content + near + i32::from(self.is_one_move(a, b)),
            _ => place + content + series + if self.is_telling_time(a, b) { time } else { 0 },
        };
        // Lists of one day with many names in common are one list, each shortened.
        let listed = !shared.within && shared.named >= MANY && one_day(one, other);
        let standing = is_standing(one, other)
            || (shared.whole && self.is_one_plan(a, b))
            || self.is_one_deal(a, b, shared);
        let points = parties(shared) + if listed { 3 } else { 0 } + time + place + content + near;
        let points = points + self.stand(a, b) + self.kind(a, b, standing);
        // Who is arrested may be so again, for another thing.
        if one.class() == EventType::Detain && !self.is_close(a, b) {
            return None;
        }
        // What one does to the other, told of at one time, is news of one act.
        let known_act = standing || (shared.directed && shared.whole && self.is_one_time(a, b));
        let enough = match (is_act(one) && !known_act, is_blow(one) && !shared.known) {
            (true, _) => ENOUGH_FOR_ACTS,
            (_, true) => ENOUGH_FOR_BLOWS,
            _ => ENOUGH,
        };
        // Without the parties, the word for it is all that says what happened.
        let called =
            shared.known || self.word(a, b) > 0 || (rarity(one) > 1 && place > 0 && time > 3);
        let named = known_act && self.word(a, b) > 0;
        let telling = told > 0 || rarity(one) > 1 || named;
        (called && telling && points >= enough).then_some(points)
    }

    /// Whether one document may tell of one happening by these two mentions: in headline or lead, and
    /// again further on.
    pub(crate) fn is_retold(&self, a: usize, b: usize, rule: Rule) -> bool {
        self.points(a, b).is_some() || (rule != Rule::Alike && self.is_of_headline(a, b))
    }

    /// Talks that go on, by the same long word; the same people on the same day by the same word; or first by their countries or the place
    /// alone, as headlines have it, and then by name.
    fn may_be_retold(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        if is_series(one) && is_series(other) && self.word(a, b) >= SAME_TALKS {
            return true;
        }
        if one.class() != other.class() || !is_encounter(one) {
            return false;
        }
        let Some(shared) = self.bodies.compare(&self.sides[a], &self.sides[b]) else {
            return false;
        };
        let one_day = one.day().is_some() && one.day() == other.day();
        let (words, others) = (&one.mention.trigger.text, &other.mention.trigger.text);
        let same = shared.whole && shared.named >= 2 && end_alike(words, others);
        let summed = shared.whole && shared.named == 0 && shared.sides >= 2;
        let alone = is_named_by_place(one) || is_named_by_place(other);
        let placed = self.place(a, b) > 0 && one.is_plan() == other.is_plan();
        (one_day && same) || (placed && (summed || alone))
    }

    /// Whether a meeting that is told of without day and place may as well be another of the same two: one
    /// that contradicts `other`, which it seems to be.
    pub(crate) fn is_any_of_theirs(&self, bare: usize, other: usize) -> bool {
        let one = &self.told[bare];
        let undated = one.is_undated();
        let sitting = is_contact(one) && !is_series(one);
        if !sitting || !undated || one.mention.place.is_some() || one.minutes.is_some() {
            return false;
        }
        let same = |at: &usize| {
            let told = &self.told[*at];
            told.class() == one.class()
                && told.document != one.document
                && told.is_plan() == one.is_plan()
                && self
                    .bodies
                    .compare(&self.sides[bare], &self.sides[*at])
                    .is_some_and(|shared| shared.whole && shared.sides > 1)
        };
        let mut all = (0..self.told.len()).filter(same);
        // By the clock of the place and by that of home one meeting has two days.
        let night = |at: usize| self.told[at].is_a_day_from(&self.told[other]);
        all.any(|at| !self.contradict(bare, at) && self.contradict(at, other) && !night(at))
    }

    /// Whether two tellings cannot be of one happening.
    pub(crate) fn contradict(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        one.fit_time(other) == Fit::Conflict || self.contradict_but_for_time(a, b)
    }

    /// As [`Self::contradict`], whatever the times are.
    pub(crate) fn contradict_but_for_time(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        one.fit_place(other) == Fit::Conflict
            || one.fit_level(other) == Fit::Conflict
            || (one.fit_duration(other) == Fit::Conflict && !one_day(one, other))
            || self.words.are_other_rounds(a, b)
            || self.bodies.compare(&self.sides[a], &self.sides[b]).is_none()
            || self.comes_too_late(a, b)
            || self.comes_too_late(b, a)
            || self.is_the_next(a, b)
            || self.is_the_next(b, a)
            || is_session_of_series(one, other)
            || is_session_of_series(other, one)
    }

    /// Whether the first is told of as past in a document that appeared before the day of the second,
    /// or as still ahead in one that appeared after it.
    fn comes_too_late(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let (Some(published), Some(days)) = (one.published, other.days) else { return false };
        if one.days.is_some() || one.class() == EventType::War {
            return false;
        }
        let still_ahead = is_ahead(one);
        let before = (days.0 - published.1).get_days() > SLACK;
        let after = (published.0 - days.1).get_days() > SLACK;
        (one.mention.status == Status::Held && before) || (still_ahead && after)
    }

    /// Whether the first is still ahead in a document that knows of one held, and the second is told as
    /// held at that time: then the next one is meant.
    fn is_the_next(&self, a: usize, b: usize) -> bool {
        let (plan, held) = (&self.told[a], &self.told[b]);
        let undated = plan.is_undated();
        self.again[a]
            && undated
            && is_ahead(plan)
            && held.mention.status == Status::Held
            && self.is_one_time(a, b)
    }

    /// Whether one body's dealing with another is told of by one word: a take-over is proposed, discussed and
    /// dropped, and is one all the while.
    fn is_one_deal(&self, a: usize, b: usize, shared: Shared) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        one.class() == EventType::Cooperate
            && other.class() == EventType::Cooperate
            && shared.directed
            && shared.whole
            && shared.named >= 2
            && self.word(a, b) > 0
    }

    fn days_apart(&self, a: usize, b: usize) -> Option<i32> {
        let (a, b) = (self.told[a].published?, self.told[b].published?);
        Some((a.0 - b.1).get_days().max((b.0 - a.1).get_days()).max(0))
    }

    /// Whether both documents tell at one time, by their days or by what they tell.
    fn is_one_time(&self, a: usize, b: usize) -> bool {
        let (one, other) = (self.told[a].document, self.told[b].document);
        match self.days_apart(a, b) {
            Some(days) => days <= DAYS_OF_NEWS,
            None => self.occasions.are_one(one, other),
        }
    }

    /// Whether the times of both are told, to a few days, and can be one.
    fn is_close(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let close = |told: &Told<'_>| {
            let days = told.days.map(|(first, last)| (last - first).get_days());
            told.is_partly_dated() || days.is_some_and(|days| days < DAYS_OF_NEWS)
        };
        one.fit_time(other) == Fit::Match && close(one) && close(other)
    }

    /// Whether one and the same is told by one word to move forces on one day, or to strike: what a state
    /// or a union does so it seldom does twice.
    fn is_one_move(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let forces = matches!(one.class(), EventType::Deploy | EventType::Withdraw)
            && one.mention.trigger.text == other.mention.trigger.text;
        let strike = one.class() == EventType::Protest;
        (forces || strike) && one.class() == other.class() && one_day(one, other)
    }

    /// Whether both tell of one intention: what the same party is to do, by the same word and with the same
    /// other words, told of at one time without a day.
    fn is_one_plan(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let plan = |told: &Told<'_>| told.is_plan() && !is_vague(told) && told.is_undated();
        plan(one)
            && plan(other)
            && one.mention.trigger.text == other.mention.trigger.text
            && self.words.shared(a, b) >= WORDS_OF_A_PLAN
            && self.is_one_time(a, b)
    }

    /// Whether their time says which of several happenings of the same parties is meant: a few days, a
    /// third of a month, or for a truce the month.
    fn is_telling_time(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let most = match one.class() {
            EventType::Ceasefire => LONGEST_TIME,
            EventType::Agree => DAYS_OF_THIRD,
            _ => 0,
        };
        let within = |told: &Told<'_>| {
            told.days.is_some_and(|(first, last)| (last - first).get_days() < most)
        };
        self.is_close(a, b) || (one.fit_time(other) == Fit::Match && within(one) && within(other))
    }

    fn time(&self, a: usize, b: usize, shared: Shared) -> i32 {
        let (one, other) = (&self.told[a], &self.told[b]);
        let one_day = one.day().is_some() && one.day() == other.day();
        match one.fit_time(other) {
            Fit::Match if one_day => 4,
            Fit::Match if self.is_close(a, b) => 3,
            // Two meet more often in a month than one plans the like.
            Fit::Match if shared.sides > 1 || (one.is_plan() && other.is_plan()) => 2,
            Fit::Match if !shared.known && self.word(a, b) > 1 => 2,
            _ => 0,
        }
    }

    /// How near in time they are told. Where nobody knows, or one tells of it from afar, the next
    /// one may be meant.
    fn nearness(&self, a: usize, b: usize) -> i32 {
        let (one, other) = (&self.told[a], &self.told[b]);
        let undated = one.is_undated() || other.is_undated();
        let vague = |told: &Told<'_>| {
            told.mention.status != Status::Ongoing
                && told.days.is_some_and(|(first, last)| (last - first).get_days() > LONGEST_TIME)
        };
        match self.days_apart(a, b) {
            _ if one.document == other.document => 1,
            _ if one.class() == EventType::War || is_standing(one, other) => 0,
            _ if vague(one) || vague(other) => FROM_AFAR,
            Some(days) if days <= DAYS_OF_NEWS => 1,
            _ if is_series(one) && is_series(other) => 0,
            None if self.is_one_time(a, b) => 1,
            Some(days) if undated && days > DAYS_OF_MEMORY => FROM_AFAR,
            // What two did at a meeting told a week ago they may have done again.
            Some(days) if undated && is_contact(one) && days > DAYS_OF_MEETINGS => AGAIN,
            None if undated && !self.brief => FROM_AFAR,
            _ => 0,
        }
    }

    /// What has come about, and what is planned or may be, are seldom told of as one.
    fn stand(&self, a: usize, b: usize) -> i32 {
        let (one, other) = (&self.told[a], &self.told[b]);
        let one_day = one.day().is_some() && one.day() == other.day();
        match (one.is_plan() == other.is_plan(), is_vague(one) == is_vague(other)) {
            _ if one_day => 0,
            (false, _) => -2,
            (true, false) => -1,
            (true, true) => 0,
        }
    }

    fn place(&self, a: usize, b: usize) -> i32 {
        if self.told[a].fit_place(&self.told[b]) == Fit::Match { 2 } else { 0 }
    }

    /// What else is told: length, numbers and rare words.
    fn content(&self, a: usize, b: usize) -> i32 {
        let length = if self.told[a].fit_duration(&self.told[b]) == Fit::Match { 3 } else { 0 };
        let number = if self.words.share_a_number(a, b) { 3 } else { 0 };
        let words = self.words.shared(a, b).min(MOST_WORDS);
        length + number + i32::try_from(words).unwrap_or(0)
    }

    /// What sort of happening it is, as the words for it tell; `standing`: one that is told of until it is over.
    fn kind(&self, a: usize, b: usize, standing: bool) -> i32 {
        let (one, other) = (&self.told[a], &self.told[b]);
        let class = if one.class() == other.class() { rarity(one) } else { -1 };
        let series = if is_series(one) && is_series(other) { 2 } else { 0 };
        let standing = if standing { 3 } else { 0 };
        let alone = is_named_by_place(one) || is_named_by_place(other);
        let placed = if alone && self.place(a, b) > 0 { 3 } else { 0 };
        self.word(a, b) + class + series + standing + placed
    }

    /// Whether both documents call it by names that the lexicon holds for the same.
    fn are_called_one(&self, a: usize, b: usize) -> bool {
        self.called[a].is_some() && self.called[a] == self.called[b]
    }

    /// How far the words for the happening are the same.
    fn word(&self, a: usize, b: usize) -> i32 {
        let (one, other) = (&self.told[a], &self.told[b]);
        let (word, own) = (&one.mention.trigger.text, &other.mention.trigger.text);
        let length = word.chars().count();
        match (word == own, is_series(one) && is_series(other)) {
            (true, true) if length >= LONG_WORD => SAME_TALKS,
            (true, _) if length >= LONG_WORD - 1 => 2,
            (false, _) if self.are_called_one(a, b) => 2,
            _ => i32::from(begin_alike(word, own) || end_alike(word, own)),
        }
    }
}

/// So many names may begin at or before the word within one of them.
const BESIDE: usize = 4;

/// By telling: the key of the name within which its word stands (公開買い付け, TOB).
fn called<'t>(told: &[Told<'_>], readings: &'t [Reading]) -> Vec<Option<&'t str>> {
    let called = told.iter().map(|one| {
        let trigger = &one.mention.trigger;
        // In order of their start.
        let names = &readings[one.document].names;
        let before = names.partition_point(|name| name.span.start < trigger.end);
        let mut own = names[..before].iter().rev().take(BESIDE).filter(|name| {
            name.kind == NamingKind::Process
                && name.span.start < trigger.end
                && trigger.start < name.span.end
        });
        // Keys of states stand beside that of the word.
        own.find_map(|name| name.about.iter().find(|key| !key.starts_with("country:")))
    });
    called.map(|key| key.map(String::as_str)).collect()
}

/// Whether both tell of one day, with the month or without.
fn one_day(a: &Told<'_>, b: &Told<'_>) -> bool {
    let single = |told: &Told<'_>| told.day().is_some() || told.is_partly_dated();
    single(a) && single(b) && a.fit_time(b) == Fit::Match
}

/// Who takes part. Through others alone it counts less: who of a country it was, nobody tells.
fn parties(shared: Shared) -> i32 {
    let points = match (shared.sides, shared.whole, shared.within) {
        (0, ..) => {
            i32::try_from(shared.nearby.min(2)).map_or(0, |nearby| nearby + i32::from(nearby > 0))
        }
        (1, true, _) => 2,
        (2.., true, _) => 4,
        (2.., false, true) => 3,
        // Two lists, each with somebody whom the other leaves out.
        (2.., false, false) if shared.named > 1 => 2,
        _ => 1,
    };
    let represented = shared.sides > 0 && shared.named < shared.sides.min(2);
    if represented { points - 1 } else { points }
}

/// By telling: whether its document tells of such a happening of the same as past.
fn again(told: &[Told<'_>], sides: &[Sides<'_>], bodies: &Bodies<'_>) -> Vec<bool> {
    let mut held: BTreeMap<(usize, EventType), Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        if is_encounter(one) && one.mention.status == Status::Held {
            held.entry((one.document, one.class())).or_default().push(at);
        }
    }
    let known = |at: usize| {
        let of_document = held.get(&(told[at].document, told[at].class())).into_iter().flatten();
        of_document.take(MOST_PARTIES).any(|&other| {
            let shared = bodies.compare(&sides[at], &sides[other]);
            other != at && shared.is_some_and(|shared| shared.sides > 1)
        })
    };
    (0..told.len()).map(|at| is_ahead(&told[at]) && known(at)).collect()
}
