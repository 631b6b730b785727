//! By what two tellings are taken to be of one happening.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{EventType, Status};

use crate::credit::Credits;
use crate::occasion::Occasions;
use crate::told::{Fit, Parties, Told};

/// The rules, the strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// Same type, parties and day, no other place.
    SameDay,
    /// Same type, parties and place, and times of at most a month that can be one.
    SameTimeAndPlace,
    /// Same type, parties and day of a month that one of the two does not tell, in one story.
    SameDayOfMonth,
    /// Same type and parties in the same words: one text taken over by the other.
    SameWords,
    /// A war between the same, told of within a year.
    War,
    /// Same type, parties and length, told at one time.
    SameLength,
    /// Same parties and place, told at one time.
    SamePlace,
    /// Same type and parties, told at one time.
    SameOccasion,
    /// Same three parties and place, in two documents of which one has no known day, and which tell
    /// of no other such.
    OnlyOne,
    /// Much of what they tell is the same, and nothing contradicts.
    Alike,
    /// One class and one day, and a party or part of the word in common.
    OneDay,
    /// One word, by which each of two documents that tell at one time tells of one thing only.
    ToldOnce,
    /// The only telling of its type in each of two documents that tell at one time.
    OnlyNews,
    /// Type and part of the word, and the same parties or some of them, told at one time.
    SameWordAndParty,
    /// What speaks for it outweighs what speaks against it, by what each was worth among tellings that
    /// readers have judged.
    Weighed,
    /// Somebody's plan, and further on in the document what became of it.
    PlanCameTrue,
}

impl Rule {
    /// Those that need nothing but the two tellings.
    pub(crate) const PLAIN: [Self; 6] = [
        Self::SameDay,
        Self::SameTimeAndPlace,
        Self::SameDayOfMonth,
        Self::SameWords,
        Self::War,
        Self::SameLength,
    ];
    /// Those that ask whether two documents tell at one time.
    pub(crate) const WEAK: [Self; 4] =
        [Self::SamePlace, Self::SameOccasion, Self::OnlyOne, Self::PlanCameTrue];

    /// Whether all that is known of two tellings is compared, not the parties alone.
    pub(crate) fn is_of_affinity(self) -> bool {
        matches!(
            self,
            Self::Alike
                | Self::OneDay
                | Self::ToldOnce
                | Self::OnlyNews
                | Self::SameWordAndParty
                | Self::Weighed
        )
    }

    /// As derivations name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SameDay => "event.same-day",
            Self::SameTimeAndPlace => "event.same-time-and-place",
            Self::SameDayOfMonth => "event.same-day-of-month",
            Self::SameWords => "event.same-words",
            Self::War => "event.same-war",
            Self::SameLength => "event.same-length",
            Self::SamePlace => "event.same-place-at-one-time",
            Self::SameOccasion => "event.same-parties-at-one-time",
            Self::OnlyOne => "event.only-one-told",
            Self::Alike => "event.alike",
            Self::OneDay => "event.news-of-one-day",
            Self::ToldOnce => "event.news-by-one-word",
            Self::OnlyNews => "event.only-news-of-its-kind",
            Self::SameWordAndParty => "event.news-of-one-party",
            Self::Weighed => "event.weighed",
            Self::PlanCameTrue => "event.plan-came-true",
        }
    }
}

/// What came about is told again within these days without its date; then the next one may be
/// meant.
const DAYS_OF_NEWS: i32 = 3;
/// A plan stands longer.
const DAYS_OF_PLANS: i32 = 14;
/// A plan for a certain place even longer.
const DAYS_OF_PLACED_PLANS: i32 = 31;
/// A text is taken over within days.
const DAYS_OF_COPIES: i32 = 7;
/// Words that fewer characters tell can be those of any article.
const SHORTEST_WORDS: usize = 16;
/// A war is told of for long.
const DAYS_OF_WAR: i32 = 400;

/// So many parties are hardly the same by chance.
const PARTIES: usize = 3;

/// Which documents tell at one time.
pub(crate) struct Times<'t> {
    told: &'t [Told<'t>],
    credits: &'t Credits,
    known: &'t Occasions,
    /// Pairs of documents, at least one of them of unknown day, that tell the same news.
    occasions: BTreeSet<(usize, usize)>,
}

impl<'t> Times<'t> {
    pub(crate) fn new(told: &'t [Told<'t>], credits: &'t Credits, known: &'t Occasions) -> Self {
        Self { told, credits, known, occasions: BTreeSet::new() }
    }

    /// Documents of unknown day tell at one time where they tell of one happening that has no
    /// date of its own: what is told so is news to both.
    pub(crate) fn with_occasions(
        mut self,
        root: &mut dyn FnMut(usize) -> usize,
        plain: &BTreeMap<Rule, Vec<(usize, usize)>>,
    ) -> Self {
        for &(a, b) in plain.get(&Rule::SameLength).into_iter().flatten() {
            if root(a) == root(b) {
                self.occasions.insert(pair(self.told[a].document, self.told[b].document));
            }
        }
        self
    }

    /// The days that lie between two documents at the most; `None` where that is not known.
    fn days_between(a: &Told<'_>, b: &Told<'_>) -> Option<i32> {
        let (a, b) = (a.published?, b.published?);
        let days = |later: Date, earlier: Date| (later - earlier).get_days();
        Some(days(a.1, b.0).max(days(b.1, a.0)))
    }

    fn at_one_time(&self, a: &Told<'_>, b: &Told<'_>, days: i32) -> bool {
        match Self::days_between(a, b) {
            Some(between) => between <= days,
            None => {
                self.known.are_one(a.document, b.document)
                    || self.occasions.contains(&pair(a.document, b.document))
            }
        }
    }

    /// Whether two documents tell of the same people, and neither of another happening of theirs: at
    /// one time, or, where the day of one is unknown, of three and more at the same place.
    fn are_the_only_ones(&self, a: &Told<'_>, b: &Told<'_>) -> bool {
        let only = |one: &Told<'_>| {
            let others = self.told.iter().filter(|other| {
                other.document == one.document
                    && other.mention.event_type == one.mention.event_type
                    && other.mention.id != one.mention.id
            });
            !others.into_iter().any(|other| other.fit_parties(one) != Parties::Other)
        };
        let at_the_place = Self::days_between(a, b).is_none()
            && a.parties.intersection(&b.parties).count() >= PARTIES
            && a.fit_place(b) == Fit::Match;
        let at_one_time = is_met(a)
            && is_met(b)
            && a.fit_place(b) != Fit::Conflict
            && self.at_one_time(a, b, DAYS_OF_NEWS);
        a.class() == b.class()
            && (is_encounter(a) || at_one_time)
            && a.fit_parties(b) != Parties::Other
            && a.fit_time(b) != Fit::Conflict
            && (at_the_place || at_one_time)
            && only(a)
            && only(b)
    }

    /// The strictest of the plain rules that holds.
    pub(crate) fn plain_rule(&self, a: &Told<'_>, b: &Told<'_>) -> Option<Rule> {
        if a.document == b.document {
            return is_repeated(a, b).then_some(Rule::SameDay);
        }
        if a.class() != b.class() {
            return None;
        }
        let parties = a.fit_parties(b);
        let (time, place) = (a.fit_time(b), a.fit_place(b));
        if a.class() == EventType::War {
            let within = a.is_within(b) || b.is_within(a) || a.is_on_the_ground_of(b);
            let close = Self::days_between(a, b).is_none_or(|days| days <= DAYS_OF_WAR);
            let past = is_over_before(a, b) || is_over_before(b, a);
            return (within && close && !past && time != Fit::Conflict).then_some(Rule::War);
        }
        if parties == Parties::Other || time == Fit::Conflict || place == Fit::Conflict {
            return None;
        }
        let several = a.parties.len() >= 2 && b.parties.len() >= 2;
        let copied = have_words_in_common(a, b)
            && Self::days_between(a, b).is_some_and(|days| days <= DAYS_OF_COPIES);
        let one_day = a.day().is_some() && a.day() == b.day();
        // One who speaks may do so twice a day; two who meet rarely meet twice.
        if one_day && (several || place == Fit::Match) {
            return Some(Rule::SameDay);
        }
        if several && time == Fit::Match && place == Fit::Match {
            return Some(Rule::SameTimeAndPlace);
        }
        let partly = a.is_partly_dated() || b.is_partly_dated();
        if several && partly && time == Fit::Match && is_encounter(a) {
            return Some(Rule::SameDayOfMonth);
        }
        if copied && parties == Parties::Equal && a.mention.event_type == b.mention.event_type {
            return Some(Rule::SameWords);
        }
        let length = a.fit_duration(b) == Fit::Match;
        let known = Self::days_between(a, b).map(|days| days <= DAYS_OF_PLANS);
        let together = known.unwrap_or_else(|| self.credits.share_upstream(a.document, b.document));
        let came_about = !a.is_plan() && !b.is_plan();
        (several && length && parties == Parties::Equal && came_about && together)
            .then_some(Rule::SameLength)
    }

    /// The strictest of the weak rules that holds.
    pub(crate) fn weak_rule(&self, a: &Told<'_>, b: &Told<'_>) -> Option<Rule> {
        if a.document == b.document {
            return comes_true(a, b).then_some(Rule::PlanCameTrue);
        }
        let equal = a.fit_parties(b) == Parties::Equal;
        let (time, place) = (a.fit_time(b), a.fit_place(b));
        let same_class = a.class() == b.class();
        if is_visit_to_meet(a, b) && self.at_one_time(a, b, DAYS_OF_PLANS) {
            return Some(Rule::SamePlace);
        }
        if self.are_the_only_ones(a, b) {
            return Some(Rule::OnlyOne);
        }
        if !equal || time == Fit::Conflict || place == Fit::Conflict || a.is_plan() != b.is_plan() {
            return None;
        }
        let (days, days_with_place) = if a.is_plan() {
            (DAYS_OF_PLANS, DAYS_OF_PLACED_PLANS)
        } else {
            (DAYS_OF_NEWS, DAYS_OF_NEWS)
        };
        let told_together = self.at_one_time(a, b, days);
        let near_enough = self.at_one_time(a, b, days_with_place);
        if same_class && place == Fit::Match && near_enough && is_encounter(a) {
            return Some(Rule::SamePlace);
        }
        let several = a.parties.len() >= 2;
        let one_stand = !a.is_plan() || stand(a) == stand(b);
        (same_class && several && one_stand && told_together && is_encounter(a))
            .then_some(Rule::SameOccasion)
    }
}

/// Whether the first war was over when a document told of the second as going on.
pub(crate) fn is_over_before(a: &Told<'_>, b: &Told<'_>) -> bool {
    let later = a.published.zip(b.published).is_some_and(|(one, other)| one.1 < other.0);
    a.mention.status == Status::Held && b.mention.status == Status::Ongoing && later
}

/// Whether one document tells twice of one happening: equal in type, parties and day.
pub(crate) fn is_repeated(a: &Told<'_>, b: &Told<'_>) -> bool {
    a.mention.event_type == b.mention.event_type
        && a.parties.len() >= 2
        && a.fit_parties(b) == Parties::Equal
        && a.day().is_some()
        && a.day() == b.day()
        && a.fit_place(b) != Fit::Conflict
        && a.is_plan() == b.is_plan()
}

fn pair(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// How firm a plan is: what is planned and what is agreed are told of by either word.
fn stand(told: &Told<'_>) -> Status {
    match told.mention.status {
        Status::Planned => Status::Agreed,
        other => other,
    }
}

/// Whether both rest on one and the same phrase.
fn have_words_in_common(a: &Told<'_>, b: &Told<'_>) -> bool {
    let long = |words: &str| words.chars().nth(SHORTEST_WORDS - 1).is_some();
    let theirs = || b.mention.evidence.iter().map(|span| span.text.as_str());
    let mut ours = a.mention.evidence.iter().map(|span| span.text.as_str());
    ours.any(|words| long(words) && theirs().any(|other| other == words))
}

/// Happenings that two rarely have twice within days. What somebody says, demands or decides may
/// be many things.
pub(crate) fn is_encounter(told: &Told<'_>) -> bool {
    matches!(
        told.class(),
        EventType::Meet
            | EventType::Call
            | EventType::Visit
            | EventType::Invite
            | EventType::Ceasefire
            | EventType::Appoint
            | EventType::Resign
    )
}

/// A single meeting that was held, or a paper that was signed.
fn is_met(told: &Told<'_>) -> bool {
    matches!(told.mention.event_type, EventType::Meet | EventType::Call | EventType::Sign)
        && told.mention.status == Status::Held
        && told.parties.len() >= 2
}

/// A visit that one pays the other, and the meeting of the two at that place, both still ahead.
fn is_visit_to_meet(a: &Told<'_>, b: &Told<'_>) -> bool {
    let classes = [a.class(), b.class()];
    let visit = classes.contains(&EventType::Visit) && classes.contains(&EventType::Meet);
    let parties = a.parties == b.parties && a.parties.len() >= 2;
    let ahead = a.is_plan() && b.is_plan() && a.fit_time(b) != Fit::Conflict;
    visit && parties && ahead && a.fit_place(b) == Fit::Match
}

/// Whether the first of two tellings of one document is somebody's plan of what the other tells.
fn comes_true(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (plan, held) = if a.is_plan() { (a, b) } else { (b, a) };
    let planned = matches!(plan.mention.status, Status::Planned);
    planned
        && plan.mention.according_to.is_some()
        && held.mention.status == Status::Held
        && plan.mention.trigger.start < held.mention.trigger.start
        && plan.class() == held.class()
        && plan.parties == held.parties
        && plan.parties.len() >= 2
        && plan.fit_time(held) != Fit::Conflict
        && plan.fit_place(held) != Fit::Conflict
        && is_encounter(plan)
}
