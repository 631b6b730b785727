//! Which tellings are compared: those that have something in common by which they are found.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{EventType, Id};

use super::{Groups, Pair};
use crate::told::Told;

/// Blocks of more groups than this are left to the rule of equal words.
const LARGEST_BLOCK: usize = 64;

/// So many days lie between two marks of a calendar by which tellings near in time are found: as
/// many as any rule allows between them.
const MARKS_APART: i32 = 32;

/// What tellings that may be of one happening have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Block<K> {
    class: EventType,
    key: K,
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Month(i16, i8),
    /// Published about then.
    Told(i32),
    /// Of what is told without any day: of one story are all that can be meant.
    Undated,
    /// Wars last too long for a mark.
    Any,
}

fn marks(told: &Told<'_>) -> BTreeSet<Mark> {
    if told.class() == EventType::War {
        return BTreeSet::from([Mark::Any]);
    }
    let mut marks = BTreeSet::new();
    if let Some((first, last)) = told.days {
        marks.extend([first, last].map(|day| Mark::Month(day.year(), day.month())));
    }
    if let Some((_, last)) = told.published {
        let mark = (last - Date::ZERO).get_days() / MARKS_APART;
        marks.extend([Mark::Told(mark), Mark::Told(mark + 1)]);
    }
    // Whoever tells without a day may mean any of the story's.
    marks.insert(Mark::Undated);
    marks
}

type Side<'a> = (&'a Id, &'a Id);

/// By what tellings are found that a rule may join: their type with pairs of parties.
pub(super) fn narrow<'a>(told: &'a Told<'a>) -> (Vec<EventType>, BTreeSet<Side<'a>>) {
    let class = told.class();
    match class {
        EventType::War => (vec![class], told.war_sides()),
        // A visit may be told of as the meeting that it is for.
        EventType::Visit => (vec![class, EventType::Meet], told.sides()),
        _ => (vec![class], told.sides()),
    }
}

/// Pairs of tellings of different groups that stand in one block, by what they are found by; of each
/// group so many members as `most` says.
pub(super) fn pairs<'a, K: Ord + Clone>(
    groups: &mut Groups<'a>,
    most: usize,
    keys: impl Fn(usize) -> (Vec<EventType>, BTreeSet<K>),
) -> BTreeSet<Pair> {
    let all = groups.told;
    let mut blocks: BTreeMap<Block<K>, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for (at, told) in all.iter().enumerate() {
        let root = groups.root(at);
        let (classes, keys) = keys(at);
        for mark in marks(told) {
            for key in &keys {
                for &class in &classes {
                    let block = Block { class, key: key.clone(), mark };
                    let block = blocks.entry(block).or_default();
                    block.entry(root).or_default().push(at);
                }
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values().filter(|block| block.len() <= LARGEST_BLOCK) {
        let groups: Vec<&[usize]> =
            block.values().map(|members| &members[..members.len().min(most)]).collect();
        for (at, one) in groups.iter().enumerate() {
            for other in &groups[at + 1..] {
                let both =
                    one.iter().flat_map(|&a| other.iter().map(move |&b| (a.min(b), a.max(b))));
                pairs.extend(both);
            }
        }
    }
    pairs
}
