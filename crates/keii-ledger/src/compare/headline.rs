//! A headline that says more than its article: what it calls agreed, and what the parties are
//! reported to have agreed to.
//!
//! A headline may name what was agreed on by the end that is hoped for (終結で合意), where the article
//! tells of a step towards it (終結させる道を探るため、委員会を置くこと). Shown, where what the headline
//! names does not end what was agreed to, but stands within it.

use std::collections::BTreeSet;

use keii_model::{
    Attribute, ComparedValue, Comparison, EventMention, EventType, Reading, TextSpan, Verdict,
};

use super::happening::Told;
use super::{Sources, Subject};
use crate::words::runs;

/// Words of the headline that a commitment must hold.
const SHARED: usize = 2;
/// Letters behind the last of them in the commitment, from which on something else is agreed to.
const BEHIND: usize = 8;

/// The comparisons of the events that are agreements.
pub(super) fn compare(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
    let agreements = told
        .iter()
        .filter(|one| matches!(one.event.event_type, EventType::Agree | EventType::Sign));
    let mut found = Vec::new();
    for one in agreements {
        for mention in &one.tellings {
            let Some(&number) = sources.numbers.get(&mention.document) else { continue };
            if let Some(values) = values(&sources.readings[number], mention) {
                let (attribute, verdict) = (Attribute::Outcome, Verdict::WithinDocument);
                let subject = Subject::Event(&one.event.id);
                found.push(sources.comparison(subject, attribute, verdict, values));
            }
        }
    }
    found
}

/// The headline's claim, and the commitments behind it.
fn values(reading: &Reading, mention: &EventMention) -> Option<Vec<ComparedValue>> {
    let title = reading.document.title.as_ref()?;
    let claim = claim(title, &mention.trigger)?;
    let less = reading.commitments.iter().map(|one| &one.content).filter(|content| {
        content.start >= title.end && is_step_towards(&claim, &mention.trigger, content)
    });
    let mut values: Vec<ComparedValue> = less.map(value).collect();
    (!values.is_empty()).then(|| {
        values.insert(0, value(&claim));
        values
    })
}

/// The headline up to the word by which the article tells of the agreement.
fn claim(title: &TextSpan, trigger: &TextSpan) -> Option<TextSpan> {
    if title.start <= trigger.start && trigger.end <= title.end {
        return None;
    }
    let at = title.text.find(&trigger.text)? + trigger.text.len();
    let text = title.text[..at].to_owned();
    let length = u32::try_from(text.chars().count()).ok()?;
    let end = title.start + length;
    Some(TextSpan { document: title.document.clone(), start: title.start, end, text })
}

fn is_step_towards(claim: &TextSpan, trigger: &TextSpan, content: &TextSpan) -> bool {
    let claimed: Vec<BTreeSet<String>> = runs(claim.text.chars());
    let held =
        |word: &&BTreeSet<String>| word.iter().any(|piece| content.text.contains(piece.as_str()));
    // 来年2月の日程で合意: what is agreed on is the word right before; the others only say which.
    let object = claim.text.strip_suffix(trigger.text.as_str()).unwrap_or(&claim.text);
    let is_of_that = runs(object.chars()).last().is_some_and(|word| held(&word));
    let last = claimed.iter().flatten().filter_map(|piece| {
        let at = content.text.rfind(piece.as_str())?;
        Some(content.text[at + piece.len()..].chars().count())
    });
    is_of_that
        && claimed.iter().filter(held).count() >= SHARED
        && last.min().is_some_and(|rest| rest >= BEHIND)
}

fn value(span: &TextSpan) -> ComparedValue {
    ComparedValue { document: span.document.clone(), value: None, span: span.clone() }
}
