//! Whether two quotations are of one utterance.
//!
//! Two notes or translations of it share most of their letters; an excerpt and the whole share what
//! is told in both. Names do not count there: whoever speaks of one affair names the same people in
//! every sentence.

use std::collections::BTreeMap;

use keii_model::{TextSpan, Verdict};

use super::Sources;
use crate::likeness::{containment, likeness};
use crate::words::runs;

/// Shorter quotations are words that anybody uses.
pub(super) const SHORTEST: usize = 6;
/// The share of pairs of letters (Dice's coefficient) from which on two quotations are nearly the
/// same; 長く実りある対話 and 長く実りの多い対話 have 0.71.
pub(super) const NEARLY: f64 = 0.6;
/// So much of the shorter of two phrases that tell of one agreement stands in the longer.
const MOST: f64 = 0.7;
/// Numbers in Han script.
const FIGURES: &str = "一二三四五六七八九十百千";
/// So many letters in a row are of one utterance: with words in them, or without.
const WITH_WORDS: usize = 8;
const WITHOUT: usize = 12;
/// Words that must stand in the shorter of these.
const WORDS: usize = 2;
/// Longer quotations are whole speeches: letters of one times letters of the other.
const MOST_COMPARED: usize = 1 << 16;
/// Stands where a name stood; no letter of a quotation equals it.
const NAME: char = '\u{0}';

/// The words of a quotation in comparable form.
pub(super) struct Utterance {
    /// Without marks and spaces.
    pub(super) letters: Vec<char>,
    /// The same, with `NAME` for each letter of a name.
    unnamed: Vec<char>,
}

pub(super) fn letters(span: &TextSpan) -> Vec<char> {
    span.text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether one of the two tells all numbers of the other, as often: 第1段階 is no 第2段階.
pub(super) fn numbers_fit(a: &[char], b: &[char]) -> bool {
    let numbers = |letters: &[char]| {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let parts = letters.split(|it| !it.is_numeric() && !FIGURES.contains(*it));
        for part in parts.filter(|part| !part.is_empty()) {
            *numbers.entry(part.iter().collect()).or_default() += 1;
        }
        numbers
    };
    let (own, theirs) = (numbers(a), numbers(b));
    let holds = |more: &BTreeMap<String, usize>, less: &BTreeMap<String, usize>| {
        less.iter().all(|(number, count)| more.get(number).is_some_and(|all| all >= count))
    };
    holds(&own, &theirs) || holds(&theirs, &own)
}

impl Utterance {
    pub(super) fn of(sources: &Sources<'_>, span: &TextSpan) -> Self {
        let named = |at: u32| {
            let names = sources.names.get(&span.document).map_or(&[][..], Vec::as_slice);
            let after = names.partition_point(|&(start, _)| start <= at);
            names[..after].iter().rev().take(2).any(|&(_, end)| at < end)
        };
        let told = (span.start..).zip(span.text.chars());
        let told = told.filter(|(_, letter)| letter.is_alphanumeric());
        let unnamed = told.map(|(at, letter)| if named(at) { NAME } else { letter }).collect();
        Self { letters: letters(span), unnamed }
    }

    /// Equal, or nearly so: noted down twice, or one an excerpt of the other. `None`: two
    /// utterances, as far as can be told.
    pub(super) fn compare(&self, other: &Self) -> Option<Verdict> {
        if self.letters == other.letters {
            return Some(Verdict::Agree);
        }
        let near = likeness(&self.letters, &other.letters) >= NEARLY
            || holds(&self.letters, &other.letters)
            || holds(&other.letters, &self.letters)
            || self.shares_a_run(other);
        near.then_some(Verdict::NearQuote)
    }

    /// Nearly equal as a whole.
    pub(super) fn is_nearly(&self, other: &Self) -> bool {
        likeness(&self.letters, &other.letters) >= NEARLY
    }

    /// Whether most of the shorter stands in the longer: the same told with less around it (無条件での即時停戦;
    /// 29日からの無条件の即時停戦).
    pub(super) fn holds_most_of(&self, other: &Self) -> bool {
        containment(&self.letters, &other.letters) >= MOST
    }

    fn shares_a_run(&self, other: &Self) -> bool {
        let (a, b) = (&self.unnamed, &other.unnamed);
        if a.len() * b.len() > MOST_COMPARED {
            return false;
        }
        let run = longest_run(a, b);
        let words = || runs(run.iter().copied()).len();
        run.len() >= WITHOUT || (run.len() >= WITH_WORDS && words() >= WORDS)
    }
}

/// Whether all of the shorter, which is no single word, stands in the longer.
fn holds(longer: &[char], shorter: &[char]) -> bool {
    shorter.len() >= WITH_WORDS && longer.windows(shorter.len()).any(|part| part == shorter)
}

/// The longest run of letters outside of names that stands in both, the first such.
fn longest_run<'a>(a: &'a [char], b: &[char]) -> &'a [char] {
    let (mut longest, mut end) = (0, 0);
    let mut before = vec![0_usize; b.len() + 1];
    for (at, &letter) in a.iter().enumerate() {
        let mut row = vec![0_usize; b.len() + 1];
        for (other, &theirs) in b.iter().enumerate() {
            if letter == theirs && letter != NAME {
                row[other + 1] = before[other] + 1;
                if row[other + 1] > longest {
                    (longest, end) = (row[other + 1], at + 1);
                }
            }
        }
        before = row;
    }
    &a[end - longest..end]
}
