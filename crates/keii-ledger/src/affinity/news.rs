//! Tellings of one piece of news: what several documents tell at one time, each of them once, is one
//! happening, though little is told of it.
//!
//! A headline says who resigned and a lead says when; of a collision one report names the airport and
//! the next the airline. What holds the two together is that both are news of the same days, that each
//! document tells of such a thing once, and the word for it.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EventType, Reading, Status};

use super::sort::{end_alike, is_act, is_blow, is_series};
use super::{Affinity, DAYS_OF_NEWS, Key, one_day};
use crate::rule::{Rule, is_encounter};
use crate::sides::{Bodies, Shared};
use crate::told::Told;
use crate::words::runs;

/// So many characters hold the headline and what a lead begins with.
const HEAD: u32 = 120;
/// So many letters make a word that says of itself what happened.
const LETTERS: usize = 2;
/// What somebody does or says is told again within so many days; then it may be the next thing.
const DAYS_OF_ACTS: i32 = 1;
/// So many letters of one word are hardly in two articles by chance.
const LONG: usize = 4;

/// What a telling is in its own document.
pub(super) struct Own {
    /// The only one of its class.
    pub(super) alone: bool,
    /// How many of its class there are.
    pub(super) alike: usize,
    /// The only one whose word ends so.
    pub(super) once: bool,
    /// In the headline or what the lead begins with.
    pub(super) head: bool,
    /// In the headline.
    pub(super) title: bool,
    /// The pieces of the words for those who take part and have no name (乗客, 捕虜).
    pub(super) nameless: BTreeSet<String>,
}

impl Own {
    /// By telling.
    pub(super) fn of(told: &[Told<'_>], bodies: &Bodies<'_>, readings: &[Reading]) -> Vec<Self> {
        let titles = readings.iter().map(|reading| reading.document.title.as_ref()).enumerate();
        let titles: BTreeMap<usize, u32> =
            titles.filter_map(|(document, title)| Some((document, title?.end))).collect();
        let mut classes: BTreeMap<(usize, EventType), usize> = BTreeMap::new();
        let mut endings: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for one in told {
            *classes.entry((one.document, one.class())).or_default() += 1;
            *endings.entry((one.document, ending(one))).or_default() += 1;
        }
        let own = |one: &Told<'_>| Self {
            alone: classes[&(one.document, one.class())] == 1,
            alike: classes[&(one.document, one.class())],
            once: endings[&(one.document, ending(one))] == 1,
            head: one.mention.trigger.start < HEAD,
            title: titles.get(&one.document).is_some_and(|end| one.mention.trigger.start < *end),
            nameless: bodies
                .nameless(one.mention)
                .flat_map(|words| runs(words.chars()))
                .flatten()
                .collect(),
        };
        told.iter().map(own).collect()
    }
}

/// What is done by words or decree: at one meeting much is agreed.
fn is_by_words(told: &Told<'_>) -> bool {
    is_act(told) || told.class() == EventType::Agree
}

/// The same, and attacks: often many times a day by the same.
fn is_often(told: &Told<'_>) -> bool {
    is_by_words(told) || told.class() == EventType::Attack
}

/// Whether the first is the second and what became of it: 着陸に成功, 着陸.
fn says_more(word: &str, short: &str) -> bool {
    let rest = word.strip_prefix(short).and_then(|rest| rest.chars().next());
    short.chars().count() >= LETTERS
        && rest.is_some_and(|letter| ('\u{3040}'..='\u{309F}').contains(&letter))
}

/// Whether its time is a longer one than news is of: background.
fn is_of_long(told: &Told<'_>) -> bool {
    let days = told.days.map(|(first, last)| (last - first).get_days());
    told.mention.status != Status::Ongoing && days.is_some_and(|days| days > DAYS_OF_NEWS)
}

/// The last letters of the word for it.
fn ending(told: &Told<'_>) -> String {
    let letters: Vec<char> = told.mention.trigger.text.chars().collect();
    letters[letters.len().saturating_sub(LETTERS)..].iter().collect()
}

/// What two tellings have in common, as these rules ask for it.
struct Common {
    /// Parties, all of one telling among those of the other, or the person to whom it is done: an arrest
    /// is told to be made by one office or the next.
    party: bool,
    /// Two parties or more.
    several: bool,
    /// The word, or one that the lexicon holds for the same.
    word: bool,
    /// The end of the word.
    like: bool,
    /// Some of the words around, numbers, place, topic or nameless parties: how many of these.
    besides: usize,
    /// That both stand in the headline or what the lead begins with.
    head: bool,
}

impl Common {
    /// In how many respects.
    fn count(&self) -> usize {
        let others = [self.party, self.word, self.like, self.head].map(usize::from);
        self.besides + others.into_iter().sum::<usize>()
    }
}

impl<'t> Affinity<'t> {
    /// As [`Self::keys`], and by the beginning of the word and what the lexicon calls it by.
    pub(crate) fn news_keys(&self, at: usize) -> (Vec<EventType>, BTreeSet<Key<'t>>) {
        let (classes, mut keys) = self.keys(at);
        let letters = self.told[at].mention.trigger.text.chars();
        keys.insert(Key::Beginning(letters.take(LETTERS).collect()));
        keys.extend(self.called[at].map(Key::Called));
        (classes, keys)
    }

    /// The strictest rule by which two tellings of two documents are one piece of news, and in how many
    /// respects they agree.
    pub(crate) fn news_rule(&self, a: usize, b: usize) -> Option<(Rule, usize)> {
        let (one, other) = (&self.told[a], &self.told[b]);
        let one_kind = one.class() == other.class() && is_series(one) == is_series(other);
        if one.document == other.document || !one_kind || self.contradict(a, b) {
            return None;
        }
        let shared = self.bodies.compare(&self.sides[a], &self.sides[b])?;
        let common = self.common(a, b, shared);
        if !common.party && self.are_other_nameless(a, b) {
            return None;
        }
        let rule = if self.is_of_one_day(a, b, &common) {
            Rule::OneDay
        } else {
            self.rule_at_one_time(a, b, &common)?
        };
        Some((rule, common.count()))
    }

    /// Whether both tell of the like on one day. One party does much by words on one day, and documents
    /// that appeared at other times may mean another thing of that day.
    fn is_of_one_day(&self, a: usize, b: usize, common: &Common) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let full = one.day().is_some() && other.day().is_some();
        let news = self.is_news_of_both(a, b);
        let told = match news {
            Some(true) if is_often(one) => common.party && common.like,
            // Whoever met somebody on a day may have met others on it.
            Some(true) if is_encounter(one) => common.several,
            Some(true) if is_blow(one) => common.party,
            Some(true) => common.party || common.like,
            Some(false) if is_often(one) || is_encounter(one) => false,
            Some(false) => common.party && common.word,
            None => false,
        };
        let alike = if is_encounter(one) { common.party } else { common.party || common.like };
        let told = told || (common.besides > 0 && alike);
        one_day(one, other) && told && (full || news.is_some())
    }

    /// The rule for documents that tell at one time. Where nobody knows that for sure, something besides
    /// party and word must be the same.
    fn rule_at_one_time(&self, a: usize, b: usize, common: &Common) -> Option<Rule> {
        let (one, other) = (&self.told[a], &self.told[b]);
        // What somebody says is told by the same few words, whatever it is.
        let speaks = one.class() == EventType::Speak;
        let besides = common.besides > 0;
        let news = self.is_news_of_both(a, b)?;
        if speaks
            || is_of_long(one)
            || is_of_long(other)
            || (!news && !besides)
            || self.words.are_other_numbers(a, b)
        {
            return None;
        }
        let (own, theirs) = (&self.own[a], &self.own[b]);
        let long = one.mention.trigger.text.chars().count() >= LONG;
        let told = match is_by_words(one) && one.class() != EventType::Other {
            true => common.party && besides,
            false if is_blow(one) => common.party || besides,
            // Those who meet in one week may meet again, and others meet beside them.
            false if is_encounter(one) => common.party && (besides || common.head || long),
            false => common.party || besides || common.head || long,
        };
        let one_stand = one.is_plan() == other.is_plan();
        let told = told && (one_stand || common.party || besides);
        if own.once && theirs.once && common.word && told {
            return Some(Rule::ToldOnce);
        }
        if !one_stand || one.mention.event_type != other.mention.event_type {
            return None;
        }
        let party = common.party && ((common.like && !is_by_words(one)) || besides);
        let worded = common.like && (besides || (common.head && !is_by_words(one)));
        let alone = own.alone && theirs.alone && one.class() != EventType::Other;
        if alone && (party || worded) {
            return Some(Rule::OnlyNews);
        }
        let nameless = !own.nameless.is_disjoint(&theirs.nameless);
        let worded = common.like && !is_encounter(one) && (besides || !is_by_words(one));
        (worded && (common.party || nameless)).then_some(Rule::SameWordAndParty)
    }

    /// Whether a headline tells it, and the text below once more: of the same people, or by the same word.
    pub(crate) fn is_of_headline(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.told[a], &self.told[b]);
        let headline = self.own[a].title != self.own[b].title;
        if !headline || one.class() != other.class() || self.contradict(a, b) {
            return false;
        }
        let shared = self.bodies.compare(&self.sides[a], &self.sides[b]);
        let common = shared.map(|shared| self.common(a, b, shared));
        let often = one.class() == EventType::Other || one.class() == EventType::Speak;
        common.is_some_and(|common| (common.party || common.besides > 0) && (!often || common.word))
    }

    /// Whether both documents tell at one time; `Some(false)` where nobody knows it of one of them, in a
    /// short affair. What is done by words or decree, and what no class stands for, may be done again the
    /// day after next.
    fn is_news_of_both(&self, a: usize, b: usize) -> Option<bool> {
        let (one, other) = (&self.told[a], &self.told[b]);
        let days = if is_act(one) { DAYS_OF_ACTS } else { DAYS_OF_NEWS };
        match one.published.zip(other.published) {
            Some((own, theirs)) => {
                let most = (own.1 - theirs.0).get_days().max((theirs.1 - own.0).get_days());
                (most <= days).then_some(true)
            }
            None if self.occasions.are_one(one.document, other.document) => Some(true),
            None => self.brief.then_some(false),
        }
    }

    fn common(&self, a: usize, b: usize, shared: Shared) -> Common {
        let (one, other) = (&self.told[a], &self.told[b]);
        let (word, own) = (&one.mention.trigger.text, &other.mention.trigger.text);
        let called = self.are_called_one(a, b);
        let same = called || (word == own && word.chars().count() >= LETTERS);
        let (ours, theirs) = (&self.own[a], &self.own[b]);
        let besides = [
            self.place(a, b) > 0,
            self.words.share_another(a, b),
            self.words.share_a_number_nearby(a, b),
            self.words.share_a_topic(a, b),
            !ours.nameless.is_disjoint(&theirs.nameless),
        ];
        Common {
            party: shared.known && shared.sides > 0 && (shared.within || shared.suffered),
            several: shared.known && shared.sides > 1,
            word: same,
            like: same || end_alike(word, own) || says_more(word, own) || says_more(own, word),
            besides: besides.into_iter().filter(|agree| *agree).count(),
            head: ours.head && theirs.head,
        }
    }

    /// Whether each tells of somebody without a name, by words that have nothing in common.
    pub(super) fn are_other_nameless(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.own[a].nameless, &self.own[b].nameless);
        !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
    }
}
