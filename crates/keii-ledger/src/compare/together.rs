//! Pairs that are one: what three documents tell alike is one record, not three.
//!
//! Likeness is no chain: a long quotation may hold two excerpts that have nothing in common. So a record
//! holds what is alike each with each.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribute, ComparedValue, Comparison, Id, Verdict};

use super::{Sources, Subject};

/// More values than this of one subject are left in pairs.
const MOST: usize = 64;

/// What pairs are about.
type About = (Attribute, Option<Id>, Option<Id>);

/// The records, with pairs of outcomes and words that are alike each with each as one.
pub(super) fn together(sources: &Sources<'_>, found: Vec<Comparison>) -> Vec<Comparison> {
    let (pairs, mut all): (Vec<Comparison>, Vec<Comparison>) = found.into_iter().partition(is_pair);
    let mut by_subject: BTreeMap<About, Vec<Comparison>> = BTreeMap::new();
    for pair in pairs {
        let about = (pair.attribute, pair.event.clone(), pair.entity.clone());
        by_subject.entry(about).or_default().push(pair);
    }
    for ((attribute, event, entity), pairs) in by_subject {
        let subject = match (&event, &entity) {
            (Some(id), _) => Subject::Event(id),
            (None, Some(id)) => Subject::Entity(id),
            (None, None) => Subject::Open,
        };
        let alike = Alike::of(&pairs);
        if alike.values.len() > MOST {
            all.extend(pairs);
            continue;
        }
        let records = alike.records().into_iter();
        all.extend(
            records
                .map(|(verdict, values)| sources.comparison(subject, attribute, verdict, values)),
        );
    }
    all
}

fn is_pair(one: &Comparison) -> bool {
    matches!(one.attribute, Attribute::Outcome | Attribute::Wording)
        && matches!(one.verdict, Verdict::Agree | Verdict::NearQuote)
        && one.values.len() == 2
        && one.other.is_none()
}

/// Which values are alike.
struct Alike {
    values: Vec<ComparedValue>,
    /// Pairs of values by their numbers, the smaller first, with how alike they are.
    pairs: BTreeMap<(usize, usize), Verdict>,
}

impl Alike {
    fn of(pairs: &[Comparison]) -> Self {
        let values: BTreeSet<&ComparedValue> = pairs.iter().flat_map(|one| &one.values).collect();
        let values: Vec<ComparedValue> = values.into_iter().cloned().collect();
        let number = |value: &ComparedValue| values.binary_search(value).ok();
        let found = pairs.iter().filter_map(|one| {
            let (a, b) = (number(&one.values[0])?, number(&one.values[1])?);
            Some(((a.min(b), a.max(b)), one.verdict))
        });
        let mut numbers: BTreeMap<(usize, usize), Verdict> = BTreeMap::new();
        for (pair, verdict) in found {
            // Equal words are told as such, however else they are found alike.
            let known = numbers.entry(pair).or_insert(verdict);
            if verdict == Verdict::Agree {
                *known = verdict;
            }
        }
        Self { values, pairs: numbers }
    }

    /// The values in sets of which all are alike, each of another document: those that agree, then those
    /// of which some are only nearly the same.
    fn records(&self) -> Vec<(Verdict, Vec<ComparedValue>)> {
        let mut records = Vec::new();
        for verdict in [Verdict::Agree, Verdict::NearQuote] {
            let of_verdict = self.pairs.iter().filter(|(_, own)| **own == verdict);
            let mut left: BTreeSet<(usize, usize)> = of_verdict.map(|(pair, _)| *pair).collect();
            while let Some((a, b)) = left.first().copied() {
                let mut set = vec![a, b];
                for other in 0..self.values.len() {
                    if set.iter().all(|&one| self.may_stand_together(one, other, verdict)) {
                        set.push(other);
                    }
                }
                left.retain(|(one, other)| !(set.contains(one) && set.contains(other)));
                let values = set.into_iter().map(|at| self.values[at].clone()).collect();
                records.push((verdict, values));
            }
        }
        records
    }

    fn may_stand_together(&self, a: usize, b: usize, verdict: Verdict) -> bool {
        let found = self.pairs.get(&(a.min(b), a.max(b)));
        // What agrees may stand among what is nearly the same, not the other way round.
        let fits = found.is_some_and(|own| *own == verdict || *own == Verdict::Agree);
        fits && self.values[a].document != self.values[b].document
    }
}
