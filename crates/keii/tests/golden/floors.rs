//! How much must be found of each kind.

use std::fs;

use crate::corpora;
use crate::corpus::Corpus;
use crate::figures::figures;
use crate::outcome::outcome;

/// Kinds that have no floor: each of them has an assertion of its own.
const GUARDS: [&str; 3] = ["distinct", "same_entity", "trap"];

/// The `floors.tsv` of a story: kind, least number of records that are found, least number that
/// are right in every respect. A few below what is reached today, raised as reading gets better.
fn floors(corpus: &Corpus) -> Vec<(String, usize, usize)> {
    let table = fs::read_to_string(corpus.folder.join("floors.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, found, right] = fields[..] else { panic!("three fields: {line}") };
        (kind.to_owned(), found.parse().unwrap(), right.parse().unwrap())
    });
    rows.collect()
}

#[test]
fn enough_is_found_of_every_kind() {
    for corpus in corpora() {
        let lines = outcome(&corpus.expected, &corpus.read);
        let floors = floors(corpus);
        for (label, figures) in figures(&lines) {
            if GUARDS.contains(&label) {
                continue;
            }
            let story = corpus.name();
            let floor = floors.iter().find(|(kind, ..)| kind == label);
            let (_, found, right) = floor.unwrap_or_else(|| panic!("{story}: no floor of {label}"));
            assert!(
                figures.found >= *found && figures.right >= *right,
                "{story}, {label}: {figures:?}, and the floors are {found} found, {right} right"
            );
        }
    }
}
