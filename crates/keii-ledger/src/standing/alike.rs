//! Which of several phrases say nearly the same.
//!
//! Only phrases that share a run of letters are compared, so nobody's words are compared with all
//! others.

use std::collections::BTreeMap;

use crate::likeness::{likeness, sharing};

/// The share of pairs of letters (Dice's coefficient) from which on two phrases say the same.
const NEARLY: f64 = 0.6;

/// The phrases in groups of those that say nearly the same, or have one key, and `may_be_one`: by
/// their numbers, each once, in the order of the first of a group.
pub(super) fn groups<K: Ord>(
    phrases: &[&str],
    keys: &[Option<K>],
    may_be_one: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let letters: Vec<Vec<char>> = phrases
        .iter()
        .map(|phrase| phrase.chars().filter(|letter| letter.is_alphanumeric()).collect())
        .collect();
    let mut first: Vec<usize> = (0..phrases.len()).collect();
    let alike = sharing(letters.iter().map(Vec::as_slice)).into_iter();
    let alike = alike.filter(|&(a, b)| likeness(&letters[a], &letters[b]) >= NEARLY);
    let mut keyed: BTreeMap<&K, usize> = BTreeMap::new();
    let mut of_one_key = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(before) = key.as_ref().and_then(|key| keyed.insert(key, at)) {
            of_one_key.push((before, at));
        }
    }
    for (one, other) in alike.chain(of_one_key) {
        let (a, b) = (root(&first, one), root(&first, other));
        if a != b && may_be_one(one, other) {
            first[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..phrases.len() {
        groups.entry(root(&first, at)).or_default().push(at);
    }
    groups.into_values().collect()
}

fn root(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_say_nearly_the_same_are_one_group() {
        let phrases = ["港の共同管理を再開する", "港の共同管理の再開", "漁獲枠を半分に減らす"];
        let keys: [Option<u8>; 3] = [None; 3];
        assert_eq!(groups(&phrases, &keys, |_, _| true), [vec![0, 1], vec![2]]);
        assert_eq!(groups(&phrases, &keys, |_, _| false).len(), 3);
        assert_eq!(groups(&phrases, &[Some(1), None, Some(1)], |_, _| true), [vec![0, 1, 2]]);
    }

    #[test]
    fn empty_phrases_are_not_alike() {
        assert_eq!(groups::<u8>(&["", "", "「」"], &[], |_, _| true).len(), 3);
    }
}
