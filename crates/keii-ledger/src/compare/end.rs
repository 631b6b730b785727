//! What came of a happening, and how far one document says in two places that it has come.

use keii_model::{
    Attribute, Attribution, ComparedValue, Comparison, EventMention, Modality, OutcomeEnd, Status,
    TextSpan, Verdict,
};

use super::happening::{Told, status_word};
use super::utterance::letters;
use super::{Sources, Subject};
use crate::likeness::{containment, likeness};
use crate::name::is_han_letter;

/// Letters that two tellings of a failure must share, so that both are about one thing.
const RUN: usize = 4;
/// From this likeness on, two agreements are told to be one.
const ALIKE: f64 = 0.4;
/// So much of what is agreed on by the shorter must stand in the longer.
const SHARED: f64 = 0.5;

/// The comparisons of all events.
pub(super) fn compare(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
    let mut found = Vec::new();
    for one in told {
        let subject = Subject::Event(&one.event.id);
        found.extend(
            outcomes(&one.tellings).map(|values| {
                sources.comparison(subject, Attribute::Outcome, Verdict::Agree, values)
            }),
        );
        let stands = one.tellings.iter().filter_map(|mention| stands(sources, mention));
        found.extend(stands.map(|values| {
            sources.comparison(subject, Attribute::Status, Verdict::WithinDocument, values)
        }));
    }
    found
}

fn value(span: &TextSpan, word: Option<String>) -> ComparedValue {
    ComparedValue { document: span.document.clone(), value: word, span: span.clone() }
}

/// The ends that documents tell alike. What one says was agreed and another says was not may be two
/// things, so nothing is said where the ends differ.
fn outcomes(tellings: &[&EventMention]) -> Option<Vec<ComparedValue>> {
    let mut ends: Vec<(OutcomeEnd, &TextSpan)> = Vec::new();
    for mention in tellings {
        let (Some(end), Some(words)) = (mention.end, mention.outcome.as_ref()) else { continue };
        if ends.iter().all(|(_, other)| other.document != words.document) {
            ends.push((end, words));
        }
    }
    let (first, words) = *ends.first()?;
    let alike = |&(end, other): &(OutcomeEnd, &TextSpan)| end == first && agree(end, words, other);
    (ends.len() > 1 && ends.iter().skip(1).all(alike))
        .then(|| ends.iter().map(|(_, words)| value(words, None)).collect())
}

fn agree(end: OutcomeEnd, one: &TextSpan, other: &TextSpan) -> bool {
    let (a, b) = (letters(one), letters(other));
    match end {
        OutcomeEnd::Agreed => {
            likeness(&a, &b) >= ALIKE && containment(object(&a), object(&b)) >= SHARED
        }
        _ => a.windows(RUN).any(|run| b.windows(RUN).any(|other| run == other)),
    }
}

/// What is agreed on, without the words that tell that it is: the last run of Han script (一致) and what
/// stands behind it, and the particles before it (ことで). Any two agreements end alike.
fn object(letters: &[char]) -> &[char] {
    let told = letters.iter().rposition(|letter| is_han_letter(*letter)).unwrap_or(0);
    let before = letters[..told].iter().rposition(|letter| !is_han_letter(*letter));
    let object = &letters[..before.map_or(0, |at| at + 1)];
    let kana = |letter: &char| matches!(letter, '\u{3041}'..='\u{309F}');
    let end = object.iter().rposition(|letter| !kana(letter)).map_or(0, |at| at + 1);
    if end < 2 { letters } else { &letters[..end] }
}

/// A happening that its document tells as under way in one place and put off in another, or whose writer
/// calls agreed what one of the parties only intends.
fn stands(sources: &Sources<'_>, mention: &EventMention) -> Option<Vec<ComparedValue>> {
    let own = mention.evidence.first().unwrap_or(&mention.trigger);
    let apart = mention.also.iter().filter(|also| are_apart(mention.status, also.status));
    let mut others: Vec<ComparedValue> =
        apart.map(|also| value(&also.span, status_word(also.status))).collect();
    if others.is_empty() {
        let intended = intentions(sources, mention).into_iter();
        others.extend(intended.map(|span| value(span, status_word(Status::Planned))));
    }
    let own = value(own, status_word(mention.status));
    (!others.is_empty()).then(|| std::iter::once(own).chain(others).collect())
}

/// Where the writer calls a thing agreed: what one of the parties is reported to intend, no more.
fn intentions<'a>(sources: &Sources<'a>, mention: &EventMention) -> Vec<&'a TextSpan> {
    let number = sources.numbers.get(&mention.document).copied();
    let Some(number) =
        number.filter(|_| mention.status == Status::Agreed && mention.according_to.is_none())
    else {
        return Vec::new();
    };
    let party = |said: &Attribution| {
        let [speaker] = said.speaker.as_slice() else { return false };
        mention
            .participants
            .iter()
            .any(|party| party.entity.is_some() && party.entity == speaker.entity)
    };
    let said = sources.readings[number]
        .attributions
        .iter()
        .filter(|said| said.modality == Some(Modality::Plan) && party(said));
    let told_by = |span: &&TextSpan| {
        let behind = mention.evidence.iter().skip(1);
        behind.into_iter().any(|words| words.start < span.end && span.start < words.end)
    };
    said.flat_map(|said| &said.content).filter(told_by).collect()
}

/// Under way or held in one place, put off or called off in another. What is agreed is also planned: that
/// is no difference.
fn are_apart(a: Status, b: Status) -> bool {
    use Status::{Cancelled, Failed, Held, Ongoing, Postponed};
    let goes_on = |one| matches!(one, Ongoing | Held);
    let stopped = |one| matches!(one, Postponed | Cancelled | Failed);
    (goes_on(a) && stopped(b)) || (goes_on(b) && stopped(a))
}
