//! Places in the articles, and how much two of them share.

use std::collections::BTreeSet;

use serde_json::Value;

/// Places: number of the article, code point.
pub type Region = BTreeSet<(usize, u64)>;

/// Calls `each` with every span inside a value.
pub fn spans<'a>(value: &'a Value, each: &mut impl FnMut(&'a Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| spans(item, each)),
        Value::Object(fields) if fields.contains_key("start") && fields.contains_key("end") => {
            each(value);
        }
        Value::Object(fields) => fields.values().for_each(|field| spans(field, each)),
        _ => {}
    }
}

/// What both hold by what either holds: 0 to 1.
pub fn iou(a: &Region, b: &Region) -> f64 {
    share(a, b, a.union(b).count())
}

/// What both hold by the smaller one: 0 to 1.
pub fn overlap(a: &Region, b: &Region) -> f64 {
    share(a, b, a.len().min(b.len()))
}

fn share(a: &Region, b: &Region, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { a.intersection(b).count() as f64 / whole as f64 }
}

#[test]
fn shares_are_of_the_whole_and_of_the_smaller() {
    let region = |range: std::ops::Range<u64>| range.map(|at| (0, at)).collect::<Region>();
    assert_eq!(iou(&region(0..4), &region(2..6)), 2.0 / 6.0);
    assert_eq!(overlap(&region(0..4), &region(3..5)), 0.5);
    assert_eq!(iou(&region(0..2), &region(5..6)), 0.0);
    assert_eq!(overlap(&region(0..0), &region(0..1)), 0.0);
}
