//! What meetings were about, as several documents tell.
//!
//! Each document lists what it holds worth telling, so that a topic which one leaves out is no
//! difference. Two tell of one topic where they name the same thing or person that is no party to the
//! meeting, or use the same words. That it came up in one telling and did not in the other is a
//! contradiction.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribute, ComparedValue, Comparison, EventMention, Id, Topic, Verdict};

use super::happening::{Told, documents};
use super::{Sources, Subject};
use crate::words::runs;

/// Words of a topic that another must hold where no name is the same.
const SHARED: usize = 2;
/// More topics of one event are not compared with each other.
const MOST: usize = 64;

/// The comparisons of the events that several documents tell of.
pub(super) fn compare(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
    let shared = told.iter().filter(|one| documents(&one.tellings).len() > 1);
    shared.flat_map(|one| of_event(sources, one)).collect()
}

/// A topic in a form that can be compared.
struct Raised<'a> {
    topic: &'a Topic,
    names: BTreeSet<&'a Id>,
    words: Vec<BTreeSet<String>>,
}

fn of_event(sources: &Sources<'_>, told: &Told<'_>) -> Vec<Comparison> {
    let parties = parties(told);
    let all: Vec<Raised<'_>> = told
        .tellings
        .iter()
        .flat_map(|mention| &mention.topics)
        .take(MOST)
        .map(|topic| raised(sources, &parties, topic))
        .collect();
    let subject = Subject::Event(&told.event.id);
    let record = |verdict, of: &[usize]| {
        let values = of.iter().map(|&at| value(sources, &all[at])).collect();
        sources.comparison(subject, Attribute::Topic, verdict, values)
    };
    let document = |at: usize| &all[at].topic.span.document;
    let told_again = |at: usize| {
        (0..all.len())
            .any(|other| document(other) != document(at) && are_one(&all[at], &all[other]))
    };
    let (shared, alone): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|&at| told_again(at));
    let mut found = Vec::new();
    for group in groups(&all, &shared).iter().filter(|group| tellers(&all, group) > 1) {
        let (yes, no): (Vec<usize>, Vec<usize>) =
            group.iter().copied().partition(|&at| all[at].topic.raised);
        if yes.is_empty() || no.is_empty() {
            found.push(record(Verdict::Agree, group));
        } else if tellers(&all, &yes) + tellers(&all, &no) == tellers(&all, group) {
            found.push(record(Verdict::Conflict, group));
        }
    }
    // What one alone tells, each document by itself.
    let mut by_document: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
    for at in alone {
        by_document.entry(document(at)).or_default().push(at);
    }
    found.extend(by_document.values().map(|of| record(Verdict::SingleSource, of)));
    found
}

/// Who takes part, and where: what everybody names.
fn parties<'a>(told: &Told<'a>) -> BTreeSet<&'a Id> {
    let of = |mention: &&'a EventMention| {
        let parties = mention.participants.iter().filter_map(|party| party.entity.as_ref());
        parties.chain(mention.place.iter().filter_map(|place| place.entity.as_ref()))
    };
    told.tellings.iter().flat_map(of).collect()
}

fn raised<'a>(sources: &Sources<'a>, parties: &BTreeSet<&Id>, topic: &'a Topic) -> Raised<'a> {
    let named = sources.entities_in(&topic.span);
    Raised {
        topic,
        names: named.into_iter().filter(|id| !parties.contains(id)).collect(),
        words: runs(topic.span.text.chars()),
    }
}

/// Those of these topics that are one, by their numbers: each with the first that it is like.
fn groups(all: &[Raised<'_>], of: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &at in of {
        match groups.iter_mut().find(|group| are_one(&all[group[0]], &all[at])) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

fn are_one(a: &Raised<'_>, b: &Raised<'_>) -> bool {
    let held = |one: &Raised<'_>, other: &Raised<'_>| {
        let pieces: BTreeSet<&String> = other.words.iter().flatten().collect();
        one.words.iter().filter(|word| word.iter().any(|piece| pieces.contains(piece))).count()
    };
    let fewest = a.words.len().min(b.words.len());
    let words = held(a, b).min(held(b, a));
    !a.names.is_disjoint(&b.names) || words >= SHARED || (fewest == 1 && words == 1)
}

/// How many documents tell of these.
fn tellers(all: &[Raised<'_>], of: &[usize]) -> usize {
    of.iter().map(|&at| &all[at].topic.span.document).collect::<BTreeSet<_>>().len()
}

/// The name that the topic turns on, where it has one.
fn value(sources: &Sources<'_>, one: &Raised<'_>) -> ComparedValue {
    let name = one.names.first().and_then(|id| sources.entities.get(id));
    ComparedValue {
        document: one.topic.span.document.clone(),
        value: name.map(|entity| entity.name.any().to_owned()),
        span: one.topic.span.clone(),
    }
}
