//! The words that a record rests on.

use keii_model::{
    Attribution, Commitment, DocumentRecord, Entity, EventMention, NamedSource, Record, Speaker,
    TextSpan,
};

/// Every span that a record holds, the most telling first. An `event`, a `chain`, a `naming`
/// and a `story` hold none: theirs are those of what they gather, see [`Ledger::evidence`](crate::Ledger::evidence).
#[must_use]
pub fn spans(record: &Record) -> Vec<&TextSpan> {
    match record {
        Record::Document(document) => of_document(document),
        Record::Entity(entity) => of_entity(entity),
        Record::Time(time) => vec![&time.span],
        Record::Quantity(quantity) => vec![&quantity.span],
        Record::Attribution(attribution) => of_attribution(attribution),
        Record::Hedge(hedge) => vec![&hedge.span, &hedge.cue],
        Record::EventMention(mention) => of_mention(mention),
        Record::Commitment(Commitment { content, .. }) => vec![content],
        Record::Question(question) => vec![&question.span],
        Record::Comparison(comparison) => {
            comparison.values.iter().map(|value| &value.span).collect()
        }
        Record::Event(_) | Record::Chain(_) | Record::Naming(_) | Record::Story(_) => Vec::new(),
    }
}

fn of_document(document: &DocumentRecord) -> Vec<&TextSpan> {
    let named = [&document.publisher, &document.author, &document.translator];
    let named = named.into_iter().flatten().flat_map(|NamedSource { evidence, .. }| evidence);
    let references = document.references.iter().flat_map(|reference| &reference.evidence);
    document
        .title
        .iter()
        .chain(&document.published.evidence)
        .chain(named)
        .chain(references)
        .collect()
}

fn of_entity(entity: &Entity) -> Vec<&TextSpan> {
    entity.evidence.iter().chain(entity.roles.iter().flat_map(|role| &role.evidence)).collect()
}

fn of_attribution(attribution: &Attribution) -> Vec<&TextSpan> {
    let speakers = attribution.speaker.iter().chain(&attribution.via);
    attribution
        .content
        .iter()
        .chain(&attribution.quoted)
        .chain(&attribution.cue)
        .chain(speakers.filter_map(|Speaker { span, .. }| span.as_ref()))
        .collect()
}

fn of_mention(mention: &EventMention) -> Vec<&TextSpan> {
    let participants = mention.participants.iter().filter_map(|one| one.span.as_ref());
    std::iter::once(&mention.trigger)
        .chain(&mention.evidence)
        .chain(participants)
        .chain(mention.place.iter().filter_map(|place| place.span.as_ref()))
        .chain(mention.time.iter().filter_map(|time| time.span.as_ref()))
        .chain(&mention.outcome)
        .collect()
}
