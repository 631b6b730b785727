//! Who is meant by the names that stand in a line, and the words that tell most.

use std::collections::BTreeMap;

use keii_ledger::Ledger;
use keii_model::{EventMention, Id, TextSpan};
use keii_words::Lang;

/// Names by which those who take part, and the places, stand in [`Facts`](keii_words::Facts) of the
/// same tellings, with whom they mean. Names of nobody known are left out.
#[must_use]
pub fn named<'a>(
    ledger: &'a Ledger,
    mentions: &[&'a EventMention],
    lang: Lang,
) -> BTreeMap<&'a str, &'a Id> {
    let parties = mentions.iter().flat_map(|mention| &mention.participants);
    let parties = parties.filter_map(|one| one.entity.as_ref());
    let places = mentions.iter().filter_map(|mention| mention.place.as_ref()?.entity.as_ref());
    let known = parties.chain(places).filter_map(|id| ledger.entity(id));
    known.map(|one| (lang.name(&one.name), &one.id)).collect()
}

/// The words of the telling that says most, as evidence.
#[must_use]
pub fn most_telling<'a>(mentions: &[&'a EventMention]) -> Option<&'a TextSpan> {
    let spans = mentions.iter().filter_map(|mention| mention.evidence.first());
    let longest = spans.max_by_key(|span| span.text.chars().count());
    longest.or_else(|| mentions.first().map(|mention| &mention.trigger))
}
