//! What a number of people counts: the dead, the injured, those who were detained.
//!
//! A word right behind the number (12人が死亡) or right before it (死者は12人), with nothing between but
//! particles and words for how many.

use std::collections::BTreeMap;

use keii_model::Span;
use serde::Deserialize;

/// The section `counted` of a pack.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct CountedSettings {
    /// What may stand between the number and the words behind it.
    between_behind: Vec<String>,
    /// What may stand between the words before the number and it.
    between_before: Vec<String>,
    /// Words behind a number, by what they say of those whom it counts.
    behind: BTreeMap<String, Vec<String>>,
    /// The same before it.
    before: BTreeMap<String, Vec<String>>,
}

/// Words between a number and what it counts, at most.
const BETWEEN: usize = 3;
/// The unit of the interchange format for people.
const PEOPLE: &str = "person";

impl CountedSettings {
    /// What the quantity at `span` counts.
    pub(crate) fn what(
        &self,
        text: &str,
        sentence: Span,
        span: Span,
        unit: &str,
    ) -> Option<String> {
        let behind = || self.behind_it(&text[span.end as usize..sentence.end as usize]);
        let before = || self.before_it(&text[sentence.start as usize..span.start as usize]);
        (unit == PEOPLE).then(|| behind().or_else(before)).flatten().map(str::to_owned)
    }

    fn behind_it(&self, mut rest: &str) -> Option<&str> {
        for _ in 0..=BETWEEN {
            let found = longest(&self.behind, |form| rest.starts_with(form));
            if found.is_some() {
                return found;
            }
            let fitting = self.between_behind.iter().filter(|word| rest.starts_with(word.as_str()));
            rest = &rest[fitting.map(String::len).max()?..];
        }
        None
    }

    fn before_it(&self, mut rest: &str) -> Option<&str> {
        for _ in 0..=BETWEEN {
            let found = longest(&self.before, |form| rest.ends_with(form));
            if found.is_some() {
                return found;
            }
            let fitting = self.between_before.iter().filter(|word| rest.ends_with(word.as_str()));
            rest = &rest[..rest.len() - fitting.map(String::len).max()?];
        }
        None
    }
}

/// What the longest of the words that stand in a text says.
fn longest(words: &BTreeMap<String, Vec<String>>, stands: impl Fn(&str) -> bool) -> Option<&str> {
    let all = words.iter().flat_map(|(key, forms)| forms.iter().map(move |form| (form, key)));
    let fitting = all.filter(|(form, _)| stands(form));
    fitting.max_by_key(|(form, _)| form.len()).map(|(_, key)| key.as_str())
}
