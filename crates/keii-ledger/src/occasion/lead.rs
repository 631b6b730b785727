//! Documents whose leads tell the same news: several happenings of the same parties, and one and the
//! same day.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EventType, Reading, TimeType};

use super::Pair;
use crate::sides::{Bodies, Sides};
use crate::told::{Fit, Told, month_and_day};

/// So many characters tell the news, headline, dateline and the first sentences among them.
const LEAD: u32 = 360;
/// So many happenings alike make one piece of news.
const ALIKE: usize = 2;
/// More documents of unknown day than this are not compared with all others.
const MOST: usize = 64;

/// Pairs of documents, one of them of unknown day.
pub(super) fn share<'t>(
    told: &'t [Told<'t>],
    bodies: &Bodies<'t>,
    dated: &[bool],
    readings: &[Reading],
) -> BTreeSet<Pair> {
    let mut leads: BTreeMap<usize, Vec<(&Told<'t>, Sides<'t>)>> = BTreeMap::new();
    for one in told.iter().filter(|one| one.mention.trigger.start < LEAD && is_news(one)) {
        let sides = bodies.sides(one.mention);
        leads.entry(one.document).or_default().push((one, sides));
    }
    if dated.iter().filter(|dated| !**dated).count() > MOST {
        return BTreeSet::new();
    }
    let mut pairs = BTreeSet::new();
    for (&a, one) in leads.iter().filter(|(document, _)| !dated[**document]) {
        for (&b, other) in leads.iter().filter(|&(&other, _)| other != a) {
            let one_day = || !days(&readings[a]).is_disjoint(&days(&readings[b]));
            if (dated[b] || a < b) && are_one_news(bodies, one, other, one_day) {
                pairs.insert((a.min(b), a.max(b)));
            }
        }
    }
    pairs
}

/// Wars and measures that stand are told of for long.
fn is_news(told: &Told<'_>) -> bool {
    !matches!(told.class(), EventType::War | EventType::Sanction | EventType::Mediate)
}

fn are_one_news<'t>(
    bodies: &Bodies<'t>,
    one: &[(&Told<'t>, Sides<'t>)],
    other: &[(&Told<'t>, Sides<'t>)],
    one_day: impl Fn() -> bool,
) -> bool {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let (mut alike, mut dated) = (0, false);
    for (a, sides) in one {
        let found = other.iter().enumerate().find(|(at, (b, theirs))| {
            let shared = bodies.compare(sides, theirs);
            !taken.contains(at)
                && a.class() == b.class()
                && a.fit_time(b) != Fit::Conflict
                && a.fit_place(b) != Fit::Conflict
                && shared.is_some_and(|shared| shared.sides > 0 && shared.within)
        });
        if let Some((at, (b, _))) = found {
            taken.insert(at);
            alike += 1;
            dated |= is_one_day(a, b);
        }
    }
    alike >= ALIKE && (dated || one_day())
}

/// The days of the month that a lead tells.
fn days(reading: &Reading) -> BTreeSet<u8> {
    let times = reading
        .times
        .iter()
        .filter(|time| time.time_type == TimeType::Date && time.span.start < LEAD);
    times.filter_map(|time| Some(month_and_day(time.value.as_deref()?)?.1)).collect()
}

fn is_one_day(a: &Told<'_>, b: &Told<'_>) -> bool {
    let single = |told: &Told<'_>| told.day().is_some() || told.is_partly_dated();
    single(a) && single(b) && a.fit_time(b) == Fit::Match
}
