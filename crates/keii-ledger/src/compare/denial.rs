//! What a document reports as somebody's claim, and who denies it there.
//!
//! Only what is denied by pointing at the claim (これを否定した) is told: the reading gives both the same words.

use keii_model::{
    Attribute, Attribution, AttributionType, ComparedValue, Comparison, Modality, Reading,
    TextSpan, Verdict,
};

use super::happening::Told;
use super::speaker::speakers;
use super::{Sources, Subject};

/// The comparisons of all documents.
pub(super) fn compare(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
    let mut found = Vec::new();
    for reading in sources.readings {
        for denial in reading.attributions.iter().filter(|said| denies(said)) {
            let claims = reading.attributions.iter();
            let Some(claim) = claims.clone().find(|said| is_claim_of(said, denial)) else {
                continue;
            };
            let Some(words) = words(reading, denial) else { continue };
            let values = [&claim.content[0], words].map(|span| ComparedValue {
                document: span.document.clone(),
                value: None,
                span: span.clone(),
            });
            let event = happening(told, claim);
            let subject = event.map_or(Subject::Open, |one| Subject::Event(&one.event.id));
            let (attribute, verdict) = (Attribute::Status, Verdict::WithinDocument);
            found.push(sources.comparison(subject, attribute, verdict, values.into()));
        }
    }
    found
}

fn denies(said: &Attribution) -> bool {
    said.modality == Some(Modality::Deny) && !speakers(said).is_empty()
}

/// Whether the same words are what somebody else says is so.
fn is_claim_of(said: &Attribution, denial: &Attribution) -> bool {
    let place = |said: &Attribution| said.content.first().map(|span| (span.start, span.end));
    place(said) == place(denial)
        && said.modality != Some(Modality::Deny)
        && said.attribution_type != AttributionType::Author
        && speakers(said).is_disjoint(&speakers(denial))
}

/// The words that tell of the denial: the phrase around the verb, else the verb alone.
fn words<'a>(reading: &'a Reading, denial: &'a Attribution) -> Option<&'a TextSpan> {
    let cue = denial.cue.as_ref()?;
    let phrases = reading.events.iter().flat_map(|mention| &mention.evidence);
    let around = phrases.filter(|span| span.start <= cue.start && cue.start < span.end);
    Some(around.min_by_key(|span| span.end - span.start).unwrap_or(cue))
}

/// The happening that the claim tells of, the first of several.
fn happening<'t, 'a>(told: &'t [Told<'a>], claim: &Attribution) -> Option<&'t Told<'a>> {
    let content = claim.content.first()?;
    let within = |one: &&Told<'_>| {
        one.tellings.iter().any(|mention| {
            let at = &mention.trigger;
            at.document == content.document && content.start <= at.start && at.end <= content.end
        })
    };
    told.iter().filter(within).min_by_key(|one| {
        let starts = one.tellings.iter().filter(|mention| mention.document == content.document);
        (starts.map(|mention| mention.trigger.start).min(), &one.event.id)
    })
}
