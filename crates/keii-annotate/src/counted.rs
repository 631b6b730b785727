//! What a number of people counts: the dead, the injured, those who were detained.
//!
//! A word right behind the number (12人が死亡) or right before it (死者は12人), with nothing between but
//! particles and words for how many.

use keii_model::Span;
use keii_rules::Lexicon;

/// Words between a number and what it counts, at most.
const BETWEEN: usize = 3;
/// The unit of the interchange format for people.
const PEOPLE: &str = "person";

/// What the quantity at `span` counts, in the words of the lexicon `counted`.
pub(crate) fn what(
    text: &str,
    sentence: Span,
    span: Span,
    unit: &str,
    counted: &Lexicon,
) -> Option<String> {
    let behind = || behind_it(&text[span.end as usize..sentence.end as usize], counted);
    let before = || before_it(&text[sentence.start as usize..span.start as usize], counted);
    (unit == PEOPLE).then(|| behind().or_else(before)).flatten().map(str::to_owned)
}

fn behind_it<'l>(mut rest: &str, counted: &'l Lexicon) -> Option<&'l str> {
    let longest = |rest: &str, places| longest(counted, places, |form| rest.starts_with(form));
    for _ in 0..=BETWEEN {
        if let Some((_, key)) = longest(rest, ["behind", "both"]) {
            return Some(key);
        }
        rest = &rest[longest(rest, ["between-behind", "between"])?.0..];
    }
    None
}

fn before_it<'l>(mut rest: &str, counted: &'l Lexicon) -> Option<&'l str> {
    let longest = |rest: &str, places| longest(counted, places, |form| rest.ends_with(form));
    for _ in 0..=BETWEEN {
        if let Some((_, key)) = longest(rest, ["before", "both"]) {
            return Some(key);
        }
        rest = &rest[..rest.len() - longest(rest, ["between-before", "between"])?.0];
    }
    None
}

/// The longest form for one of these places that `stands` in a text: its length in bytes, and its key.
fn longest<'l>(
    counted: &'l Lexicon,
    places: [&str; 2],
    stands: impl Fn(&str) -> bool,
) -> Option<(usize, &'l str)> {
    let fits = |place: Option<&str>| place.is_some_and(|place| places.contains(&place));
    let entries = counted.entries().filter(|entry| fits(entry.field("place")));
    let forms = entries.flat_map(|entry| {
        let key = entry.field("key").unwrap_or_default();
        entry.forms().iter().map(move |form| (form.as_str(), key))
    });
    let fitting = forms.filter(|(form, _)| stands(form)).map(|(form, key)| (form.len(), key));
    fitting.max_by_key(|(length, _)| *length)
}
