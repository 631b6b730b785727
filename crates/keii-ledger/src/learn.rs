//! Pairs of tellings with all respects in which they agree or differ, for whoever learns what each respect
//! is worth.

use keii_model::{Id, Reading};

use crate::build::join_entities;
use crate::correction::Links;
use crate::credit::Credits;
use crate::happening::with_tellings;
use crate::resolve::Resolver;

/// Two tellings of two documents that nothing keeps from being of one happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The mention of the document with the smaller id.
    pub a: Id,
    /// The other one.
    pub b: Id,
    /// The respects in which they agree or differ, as `weights.tsv` calls them.
    pub respects: Vec<&'static str>,
}

/// Compares what the readings of one story tell, each telling with all others.
#[must_use]
pub fn compared(mut readings: Vec<Reading>) -> Vec<Compared> {
    readings.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    let links = Links::default();
    let merged = join_entities(&readings, &links);
    for reading in &mut readings {
        Resolver::new(&merged.ids, reading).rewrite(reading);
    }
    let credits = Credits::of(&readings);
    with_tellings(&readings, &merged.entities, &credits, &links, |told, affinity| {
        let mut all = Vec::new();
        for a in 0..told.len() {
            for b in a + 1..told.len() {
                if let Some(respects) = affinity.respects(a, b) {
                    let id = |at: usize| told[at].mention.id.clone();
                    all.push(Compared { a: id(a), b: id(b), respects });
                }
            }
        }
        all
    })
}
