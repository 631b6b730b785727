//! Who and what is named. Two entities meet by name or alias, in all articles at once; a line
//! stands in the article that names the entity first.

use super::{Kind, plain};
use crate::entry::Entry;
use crate::region::{iou, spans};

/// Groups without a name of their own (記者団) have no expectation.
const TYPES: [&str; 4] = ["person", "organization", "country", "place"];

pub const ENTITY: Kind = Kind {
    name: "entity",
    stands: Some("/evidence"),
    label: |entry| entry.word("/type"),
    fit,
    differences,
    describe: |entry| entry.own_party().shown,
};

/// Whether the entity is of a type that expectations hold.
pub fn is_named(entry: Entry<'_>) -> bool {
    TYPES.contains(&entry.word("/type").as_str())
}

fn fit(expected: Entry<'_>, read: Entry<'_>) -> Option<f64> {
    let mentions = iou(&expected.region("/evidence"), &read.region("/evidence"));
    expected.own_party().is(&read.own_party()).then_some(mentions)
}

fn differences(expected: Entry<'_>, read: Entry<'_>) -> Vec<String> {
    let mut differences = plain(expected, read, &[("type", "/type")]);
    let (wanted, found) = (mentions(expected, read), mentions(read, expected));
    if wanted.1 < wanted.0 {
        differences.push(format!("{} of {} mentions", wanted.1, wanted.0));
    }
    if found.1 < found.0 {
        differences.push(format!("{} mentions too many", found.0 - found.1));
    }
    differences
}

/// How many mentions one entity has, and how many of them touch one of the other's.
fn mentions(of: Entry<'_>, with: Entry<'_>) -> (usize, usize) {
    let (mut all, mut met) = (0, 0);
    let other = with.region("/evidence");
    spans(of.at("/evidence"), &mut |span| {
        all += 1;
        let mention = Entry { side: of.side, record: span }.region("");
        met += usize::from(!mention.is_disjoint(&other));
    });
    (all, met)
}
