//! What speaks for and against two tellings being of one happening, each respect weighed by what it was
//! worth among tellings that readers have judged.
//!
//! The rules before this one ask for much, so that what they join is right. What short reports tell of one
//! piece of news agrees in little each time, and in something else each time: here all of it is added
//! up. `weights.tsv` holds what each respect is worth, in hundredths of the natural logarithm of
//! the odds, as logistic regression finds it (`crates/keii/examples/learn_links`). What contradicts is never outweighed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use keii_model::EventType;

use super::sort::{begin_alike, end_alike, is_act, is_blow, is_contact, is_of_words, rarity};
use super::{Affinity, DAYS_OF_MEMORY, DAYS_OF_NEWS, LONG_WORD, one_day};
use crate::sides::{Bodies, Shared, Sides};
use crate::told::{Fit, Told};

static WEIGHTS: LazyLock<BTreeMap<&str, i32>> = LazyLock::new(|| {
    let lines = include_str!("weights.tsv").lines();
    lines
        .map(|line| {
            let (respect, weight) = line.split_once('\t').expect("a respect and its weight");
            (respect, weight.parse().expect("a weight"))
        })
        .collect()
});

/// Always weighed: how seldom two tellings that nothing is known of are of one happening.
const ANY: &str = "any";
/// So many tellings of its kind in one document are many.
const MANY_ALIKE: usize = 3;

impl<'t> Affinity<'t> {
    /// What all respects weigh together; above nothing, it is more likely than not that both tell of one
    /// happening. `None` where something contradicts.
    pub(crate) fn weight(&self, a: usize, b: usize) -> Option<i32> {
        let shared = self.may_be_one(a, b)?;
        if self.are_told_apart(a, b, shared) || self.are_other_things(a, b, shared) {
            return None;
        }
        let weight = |respect: &&str| {
            let known = WEIGHTS.get(*respect);
            debug_assert!(known.is_some(), "no weight was learnt for {respect:?}");
            known
        };
        Some(self.respects_of(a, b, shared).iter().filter_map(weight).sum())
    }

    /// The respects in which two tellings of two documents agree or differ; `None` where they cannot be of
    /// one happening.
    pub(crate) fn respects(&self, a: usize, b: usize) -> Option<Vec<&'static str>> {
        self.may_be_one(a, b).map(|shared| self.respects_of(a, b, shared))
    }

    /// What the parties of two tellings of two documents have in common; `None` where something contradicts.
    fn may_be_one(&self, a: usize, b: usize) -> Option<Shared> {
        let (one, other) = (&self.told[a], &self.told[b]);
        let alike = one.document != other.document && one.class() == other.class();
        let shared =
            alike.then(|| self.bodies.compare(&self.sides[a], &self.sides[b])).flatten()?;
        (!self.contradict(a, b)).then_some(shared)
    }

    fn respects_of(&self, a: usize, b: usize, shared: Shared) -> Vec<&'static str> {
        let mut held = vec![ANY, kind(&self.told[a])];
        let mut note = |respect, holds| {
            if holds {
                held.push(respect);
            }
        };
        self.note_parties(a, b, shared, &mut note);
        self.note_times(a, b, &mut note);
        self.note_words(a, b, shared, &mut note);
        self.note_places(a, b, &mut note);
        held
    }

    /// Whether two documents tell of it at such times that the next one of its kind may be meant, and no time
    /// says that it is one; or one of them before it took place by the other.
    fn are_told_apart(&self, a: usize, b: usize, shared: Shared) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let before = |early: &Told<'_>, late: &Told<'_>| {
            let day = late.days.map(|(first, _)| first);
            !early.is_plan() && early.published.zip(day).is_some_and(|(told, day)| told.1 < day)
        };
        if before(one, other) || before(other, one) {
            return true;
        }
        // A war lasts, and what one body is to do with another is told of until it is done.
        let lasts = matches!(one.class(), EventType::War | EventType::Cooperate);
        if one.fit_time(other) == Fit::Match || lasts || self.is_only_one(a, b, shared) {
            return false;
        }
        let often = is_act(one) || is_contact(one) || is_blow(one);
        let plans = one.is_plan() && other.is_plan();
        let most = if often && !plans { DAYS_OF_NEWS } else { DAYS_OF_MEMORY };
        let apart = one
            .published
            .zip(other.published)
            .map(|(one, other)| (one.1 - other.0).get_days().max((other.1 - one.0).get_days()));
        match apart {
            Some(days) => days > most,
            None => !(self.is_short() || self.occasions.are_one(one.document, other.document)),
        }
    }

    /// Whether one is told without a day, and all days that are told of such a happening of the same can be that of the other:
    /// whenever it is told, no other one can be meant.
    fn is_only_one(&self, a: usize, b: usize, shared: Shared) -> bool {
        let dated = |at: usize| !self.told[at].is_undated();
        let only = |bare: usize, other: usize| !dated(bare) && dated(other) && self.only[bare];
        let one = &self.told[a];
        let same = rarity(one) > 1 || shared.sides > 0;
        // The same meet, speak, refuse and strike again and again.
        let often = is_contact(one) || is_blow(one) && one.class() != EventType::Detain;
        let said = matches!(one.class(), EventType::Speak | EventType::Reject);
        same && !often && !said && (only(a, b) || only(b, a))
    }

    /// Whether the documents of known day, of which there are some, appeared within a month.
    fn is_short(&self) -> bool {
        self.brief && self.dated
    }

    /// Whether too little is the same for any weight. What somebody says is told by the same few words, whatever
    /// it is; of what no type stands for, or nobody takes part in, the words must have something in common;
    /// whoever met somebody on a day may have met others on it; of attacks there may be many on a day; and
    /// undated, the like happens to these and to others, at one place and at another.
    fn are_other_things(&self, a: usize, b: usize, shared: Shared) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let dated = one.fit_time(other) == Fit::Match;
        let placed = self.place(a, b) > 0;
        let about = || self.words.share_another(a, b) || self.words.share_a_topic(a, b);
        let wordless = one.class() == EventType::Other || !shared.known;
        let of_the_day = self.is_close(a, b);
        let met = placed && of_the_day || shared.sides > 1 && (placed || of_the_day || !dated);
        self.words.are_other_numbers(a, b)
            || self.words.are_about_others(a, b)
            || (is_of_words(one) && !about() && !self.is_one_utterance(a, b, shared))
            || (one.class() == EventType::Cooperate && shared.known && !shared.within)
            || (wordless && !self.is_called_alike(a, b))
            || (is_contact(one) && shared.known && !met)
            || (one.class() == EventType::Attack && !shared.known && !placed && !about())
            || (!dated && self.are_other_nameless(a, b))
            || (!dated && self.are_at_other_places(a, b))
    }

    /// Whether one and the same word tells what was said, and a day, who is spoken to or the length of the word
    /// says that it is one.
    fn is_one_utterance(&self, a: usize, b: usize, shared: Shared) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let word = &one.mention.trigger.text;
        let long = word.chars().count() >= LONG_WORD;
        let directed = shared.directed && shared.sides > 1;
        *word == other.mention.trigger.text && (long || directed || one_day(one, other))
    }

    fn are_at_other_places(&self, a: usize, b: usize) -> bool {
        let placed = |at: usize| self.told[at].mention.place.is_some();
        placed(a) && placed(b) && self.place(a, b) == 0
    }

    /// Whether the words for both have a part in common, or one name.
    fn is_called_alike(&self, a: usize, b: usize) -> bool {
        let words = |at: usize| self.told[at].mention.trigger.text.as_str();
        let (word, own) = (words(a), words(b));
        self.are_called_one(a, b)
            || end_alike(word, own)
            || begin_alike(word, own)
            || share_a_letter(word, own)
    }

    fn note_parties(
        &self,
        a: usize,
        b: usize,
        shared: Shared,
        note: &mut impl FnMut(&'static str, bool),
    ) {
        note("parties named", shared.named > 1);
        note("party by whom it speaks for", shared.named == 0 && shared.sides == 1);
        note("parties by whom they speak for", shared.named < 2 && shared.sides > 1);
        note("parties whole", shared.known && shared.whole);
        note("parties beyond", shared.known && !shared.within);
        note("parties unknown", !shared.known);
        note("named nearby", !shared.known && shared.nearby > 0);
        note("suffered", shared.suffered);
        let (ours, theirs) = (&self.own[a].nameless, &self.own[b].nameless);
        note("nameless alike", !ours.is_disjoint(theirs));
    }

    fn note_times(&self, a: usize, b: usize, note: &mut impl FnMut(&'static str, bool)) {
        let (one, other) = (&self.told[a], &self.told[b]);
        let full = one.day().is_some() && one.day() == other.day();
        let day = one_day(one, other);
        note("day in full", full);
        note("day", day && !full);
        note("time within", !day && !self.is_close(a, b) && one.fit_time(other) == Fit::Match);
        note("one without a time", one.is_undated() != other.is_undated());
        note("both without a time", one.is_undated() && other.is_undated());
        let days = self.days_apart(a, b);
        let known = self.occasions.are_one(one.document, other.document);
        note("told on one day", days.is_some_and(|days| days <= 1));
        let weeks = |days: i32| days > DAYS_OF_NEWS && days <= DAYS_OF_MEMORY;
        note("told weeks apart", days.is_some_and(weeks));
        note("told in a brief affair", days.is_none() && !known && self.brief);
        note("both plans", one.is_plan() && other.is_plan());
    }

    fn note_words(
        &self,
        a: usize,
        b: usize,
        shared: Shared,
        note: &mut impl FnMut(&'static str, bool),
    ) {
        let (one, other) = (&self.told[a], &self.told[b]);
        let (word, own) = (one.mention.trigger.text.as_str(), other.mention.trigger.text.as_str());
        let called = self.are_called_one(a, b);
        let (end, begin) = (end_alike(word, own), begin_alike(word, own));
        note("word", word == own);
        note("long word", word == own && word.chars().count() >= LONG_WORD);
        note("word ends alike", end && word != own);
        note("letter of the word", !begin && !end && share_a_letter(word, own));
        let (ours, theirs) = (&self.own[a], &self.own[b]);
        note("only ones of their kind", ours.alone && theirs.alone);
        note("one of many", ours.alike.max(theirs.alike) >= MANY_ALIKE);
        note("both of many", ours.alike.min(theirs.alike) >= MANY_ALIKE);
        note("only ones by the word", ours.once && theirs.once && (end || called));
        note("both in the lead", ours.head && theirs.head);
        note("word and party", (end || called) && shared.sides > 0);
        note("word on one day", (end || called) && one_day(one, other));
    }

    fn note_places(&self, a: usize, b: usize, note: &mut impl FnMut(&'static str, bool)) {
        let one = &self.told[a];
        note("place", self.place(a, b) > 0);
        note("another place", self.are_at_other_places(a, b));
        note("topic", self.words.share_a_topic(a, b));
        let words = self.words.shared(a, b);
        note("a word besides", words == 1);
        note("words besides", words > 1);
        let alike = self.words.alikeness(a, b);
        note("a quarter alike", (25..50).contains(&alike));
        note("alike", alike >= 75);
        note("seldom", rarity(one) == 1);
        note("very seldom", rarity(one) > 1);
    }
}

/// So many days that are told of the like are looked at.
const MANY_DAYS: usize = 12;

/// By telling: whether all days that are told of the like of the same, called alike, can be one day.
pub(super) fn only(told: &[Told<'_>], sides: &[Sides<'_>], bodies: &Bodies<'_>) -> Vec<bool> {
    let mut dated: BTreeMap<EventType, Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| !one.is_undated()) {
        dated.entry(one.class()).or_default().push(at);
    }
    let is_only = |at: usize| {
        let one = &told[at];
        let word = &one.mention.trigger.text;
        let like = |other: &usize| {
            let own = &told[*other].mention.trigger.text;
            (end_alike(word, own) || begin_alike(word, own) || word == own)
                && bodies.compare(&sides[at], &sides[*other]).is_some()
        };
        let all = dated.get(&one.class()).into_iter().flatten().copied();
        let like: Vec<usize> = all.filter(like).take(MANY_DAYS + 1).collect();
        let one_time = |(at, a): (usize, &usize)| {
            like[at + 1..].iter().all(|b| told[*a].fit_time(&told[*b]) != Fit::Conflict)
        };
        like.len() <= MANY_DAYS && like.iter().enumerate().all(one_time)
    };
    (0..told.len()).map(|at| told[at].is_undated() && is_only(at)).collect()
}

/// What sort of happening it is.
fn kind(told: &Told<'_>) -> &'static str {
    match told.class() {
        EventType::Speak => "kind speak",
        EventType::Other => "kind other",
        EventType::War => "kind war",
        EventType::Legislate => "kind legislate",
        _ if is_contact(told) => "kind contact",
        _ if is_act(told) => "kind act",
        _ => "kind else",
    }
}

/// Whether both hold one and the same Han character (納付, 納める).
fn share_a_letter(one: &str, other: &str) -> bool {
    let han = |letter: &char| ('\u{4E00}'..='\u{9FFF}').contains(letter);
    one.chars().filter(han).any(|letter| other.contains(letter))
}
