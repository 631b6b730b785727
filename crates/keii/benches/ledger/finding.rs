//! How fast and how truly words are found: random pieces of the texts, against looking through all.

use std::time::{Duration, Instant};

use keii_model::{Document, Id};
use keii_store::{Find, FindKind, Store, fold};

/// Questions.
const ASKED: u64 = 500;
/// Hits of a page.
const PAGE: usize = 20;

/// Asks, compares and prints.
pub fn measure(store: &Store, documents: &[Document]) {
    let folded = |text: &str| -> Vec<char> { text.chars().map(fold).collect() };
    let texts: Vec<(&Id, Vec<char>)> =
        documents.iter().map(|one| (&one.id, folded(one.text.as_str()))).collect();
    let mut random = Random(20_250_815);
    let (mut pages, mut whole) = (Vec::new(), Vec::new());
    let (mut right, mut wanted, mut given) = (0, 0, 0);
    for _ in 0..ASKED {
        let (word, characters) = piece(&mut random, documents);
        let what = Find { words: vec![word], ..Find::default() };
        let begun = Instant::now();
        store.find(&what, 0, PAGE).expect("found");
        pages.push(begun.elapsed());
        let what = Find { kinds: vec![FindKind::Text], ..what };
        let begun = Instant::now();
        let found = store.find(&what, 0, usize::MAX).expect("found");
        whole.push(begun.elapsed());
        let mut found: Vec<&Id> = found.hits.iter().map(|hit| &hit.document).collect();
        found.sort();
        let holds = |text: &Vec<char>| {
            text.windows(characters.len()).any(|part| part == characters.as_slice())
        };
        let truth = texts.iter().filter(|(_, text)| holds(text)).map(|(id, _)| *id);
        let truth: std::collections::BTreeSet<&Id> = truth.collect();
        right += found.iter().filter(|id| truth.contains(*id)).count();
        wanted += truth.len();
        given += found.len();
    }
    println!(
        "{ASKED} random pieces of 2 to 6 characters: {right} of {wanted} texts found, \
         {} found wrongly",
        given - right
    );
    report("a page of all kinds", pages);
    report("all texts with their marks", whole);
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |percent: usize| times[times.len() * percent / 100];
    println!("{what}: median {:.1?}, p95 {:.1?}, p99 {:.1?}", at(50), at(95), at(99));
}

/// A piece of one of the texts, as it stands there and folded.
fn piece(random: &mut Random, documents: &[Document]) -> (String, Vec<char>) {
    loop {
        let document = &documents[random.below(documents.len())];
        let text: Vec<char> = document.text.as_str().chars().collect();
        let length = 2 + random.below(5);
        let Some(last) = text.len().checked_sub(length) else { continue };
        let from = random.below(last + 1);
        let piece = &text[from..from + length];
        if piece.iter().any(|c| c.is_whitespace()) {
            continue;
        }
        return (piece.iter().collect(), piece.iter().copied().map(fold).collect());
    }
}

/// A small generator (Steele and others, SplitMix64), so that a run can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).expect("less than a length")
    }
}
