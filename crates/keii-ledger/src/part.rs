//! Which happening is a part of which: a meeting during a visit, talks of two at a summit of many.

use std::collections::BTreeMap;

use keii_model::EventType;

use crate::told::{Fit, Told};

/// More happenings of one document than this are not compared with each other.
const MOST: usize = 64;

/// Pairs of groups, the part and the whole, as one document tells of both. What is a part of several
/// is said to be of none.
pub(crate) fn parts(told: &[Told<'_>], groups: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let mut by_document: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (group, members) in groups.iter().enumerate() {
        for &at in members.iter().filter(|&&at| told[at].days.is_some()) {
            by_document.entry(told[at].document).or_default().push((at, group));
        }
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for tellings in by_document.into_values().filter(|tellings| tellings.len() <= MOST) {
        for &(part, of) in &tellings {
            let wholes = tellings
                .iter()
                .filter(|&&(whole, group)| group != of && is_part(&told[part], &told[whole]));
            for &(_, group) in wholes {
                let known = found.entry(of).or_default();
                if !known.contains(&group) {
                    known.push(group);
                }
            }
        }
    }
    let single = found.into_iter().filter_map(|(part, wholes)| match wholes.as_slice() {
        [whole] => Some((part, *whole)),
        _ => None,
    });
    single.collect()
}

/// Whether the days of one lie within the other's, its place is there, and it is held during the
/// visit of one of its parties or among those who all meet.
fn is_part(part: &Told<'_>, whole: &Told<'_>) -> bool {
    let (Some(days), Some(during)) = (part.days, whole.days) else { return false };
    let within = during.0 <= days.0 && days.1 <= during.1;
    let meets =
        matches!(part.mention.event_type, EventType::Meet | EventType::Sign | EventType::Agree);
    let one_stand = part.is_plan() == whole.is_plan();
    if !within || !meets || !one_stand || part.fit_place(whole) != Fit::Match {
        return false;
    }
    match whole.mention.event_type {
        EventType::Visit => whole.parties.len() < part.parties.len() && whole.is_within(part),
        EventType::Meet => {
            part.parties.len() > 1
                && part.parties.len() < whole.parties.len()
                && part.is_within(whole)
        }
        _ => false,
    }
}
