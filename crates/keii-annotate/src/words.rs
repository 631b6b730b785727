//! Lists of words and characters of a pack's settings, compared with a text without going through
//! the list; and what a letter is.

use std::collections::BTreeMap;
use std::ops::Range;

use keii_rules::Characters;
use serde::Deserialize;

/// Words by the character they end with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Words {
    by_last: BTreeMap<char, Vec<String>>,
    /// The characters they end with, for a first look.
    last: Characters,
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        let mut by_last: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for word in words {
            if let Some(last) = word.chars().next_back() {
                by_last.entry(last).or_default().push(word);
            }
        }
        let last = by_last.keys().copied().collect();
        Self { by_last, last }
    }
}

impl Words {
    /// Whether it is one of them.
    pub(crate) fn hold(&self, word: &str) -> bool {
        self.ending_like(word).iter().any(|it| it == word)
    }

    /// Whether one of them ends `text`, or is it.
    pub(crate) fn end(&self, text: &str) -> bool {
        self.ending_like(text).iter().any(|it| text.ends_with(it.as_str()))
    }

    /// Whether one of them ends `text`, with something in front of it.
    pub(crate) fn end_behind_more(&self, text: &str) -> bool {
        let behind_more = |it: &String| text.len() > it.len() && text.ends_with(it.as_str());
        self.ending_like(text).iter().any(behind_more)
    }

    /// What stands before each of them that ends `text`.
    pub(crate) fn before<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.ending_like(text).iter().filter_map(move |word| text.strip_suffix(word.as_str()))
    }

    /// All of them, those together that end with the same character.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.by_last.values().flatten().map(String::as_str)
    }

    fn ending_like(&self, text: &str) -> &[String] {
        let last = text.chars().next_back().filter(|&last| self.last.may_hold(last));
        last.and_then(|last| self.by_last.get(&last)).map_or(&[], Vec::as_slice)
    }
}

/// Words by the character they begin with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Openings {
    /// Those that begin with the same character are neighbours.
    words: Vec<String>,
    by_first: BTreeMap<char, Range<usize>>,
    /// The characters they begin with, and those they end with, for a first look.
    first: Characters,
    last: Characters,
}

impl From<Vec<String>> for Openings {
    fn from(mut words: Vec<String>) -> Self {
        words.retain(|word| !word.is_empty());
        words.sort_by_key(|word| word.chars().next());
        let mut by_first: BTreeMap<char, Range<usize>> = BTreeMap::new();
        for (at, first) in
            words.iter().enumerate().filter_map(|(at, it)| Some((at, it.chars().next()?)))
        {
            by_first.entry(first).or_insert(at..at).end = at + 1;
        }
        let first = by_first.keys().copied().collect();
        let last = words.iter().filter_map(|word| word.chars().next_back()).collect();
        Self { words, by_first, first, last }
    }
}

impl Openings {
    /// Whether `text` begins with one of them.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.beginning_like(text).iter().any(|it| text.starts_with(it.as_str()))
    }

    /// The length in bytes of the longest that `text` begins with; 0 where it begins with none.
    pub(crate) fn longest(&self, text: &str) -> usize {
        let fits = |it: &&String| text.starts_with(it.as_str());
        self.beginning_like(text).iter().filter(fits).map(String::len).max().unwrap_or(0)
    }

    /// What stands before each of them that ends `text`.
    pub(crate) fn before<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let ends = text.chars().next_back().is_some_and(|last| self.last.may_hold(last));
        let words = if ends { self.words.as_slice() } else { &[] };
        words.iter().filter_map(move |word| text.strip_suffix(word.as_str()))
    }

    fn beginning_like(&self, text: &str) -> &[String] {
        let first = text.chars().next().filter(|&first| self.first.may_hold(first));
        first
            .and_then(|first| self.by_first.get(&first))
            .map_or(&[], |range| &self.words[range.clone()])
    }
}

/// Characters in order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Letters {
    sorted: Vec<char>,
    /// The same, for a first look.
    any: Characters,
}

impl From<String> for Letters {
    fn from(letters: String) -> Self {
        let mut sorted: Vec<char> = letters.chars().collect();
        sorted.sort_unstable();
        let any = sorted.iter().copied().collect();
        Self { sorted, any }
    }
}

impl Letters {
    /// Whether it is one of them.
    pub(crate) fn hold(&self, letter: char) -> bool {
        self.any.may_hold(letter) && self.sorted.binary_search(&letter).is_ok()
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = char> {
        self.sorted.iter().copied()
    }
}

/// Whether it is a letter or figure. Kana and most ideographs are letters, and the commonest marks are none,
/// without a look into Unicode's tables.
pub(crate) fn is_letter(character: char) -> bool {
    match character {
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}' => true,
        '、' | '。' | '「' | '」' | '・' => false,
        _ => character.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_figures_are_those_of_unicode() {
        assert!(('\0'..='\u{FFFF}').all(|it| is_letter(it) == it.is_alphanumeric()));
    }

    #[test]
    fn words_are_found_at_the_end_of_a_text() {
        let words = Words::from(["協会", "大学", "会"].map(str::to_owned).to_vec());
        assert!(words.hold("大学") && !words.hold("学") && !words.hold("北大学"));
        assert!(words.end("北大学") && words.end("会") && !words.end("大学の"));
        assert!(words.end_behind_more("学会") && !words.end_behind_more("大学"));
        assert!(!words.end("") && !words.hold("") && !words.end_behind_more(""));
        assert_eq!(words.before("北協会").collect::<Vec<_>>(), ["北", "北協"]);
        assert_eq!(words.all().collect::<Vec<_>>(), ["協会", "会", "大学"]);
    }

    #[test]
    fn words_are_found_at_the_beginning_of_a_text() {
        let words = Openings::from(["こう", "次のように"].map(str::to_owned).to_vec());
        assert!(words.begin("こう述べた") && words.begin("次のように") && words.begin("こう"));
        assert!(!words.begin("こ") && !words.begin("") && !words.begin("述べた。こう"));
        let tails = Openings::from(["ら", "側", "側近"].map(str::to_owned).to_vec());
        assert_eq!(["側近は", "側は", "は", ""].map(|it| tails.longest(it)), [6, 3, 0, 0]);
        assert_eq!(tails.before("議員ら").collect::<Vec<_>>(), ["議員"]);
        assert_eq!(tails.before("議員").chain(tails.before("")).count(), 0);
    }

    #[test]
    fn letters_are_found_wherever_they_stand_in_the_list() {
        let letters = Letters::from("木村あ".to_owned());
        assert!("木村あ".chars().all(|letter| letters.hold(letter)));
        assert_eq!(letters.all().collect::<String>(), "あ木村");
        assert!(!letters.hold('林') && !Letters::default().hold('木'));
    }
}
