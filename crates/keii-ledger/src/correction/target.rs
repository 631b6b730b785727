//! What a correction of a record has to name, so that it finds it again.

use std::collections::BTreeMap;

use keii_model::{
    Attribution, DocumentRecord, Entity, EventMention, Id, Landmark, Record, Target, TargetKind,
    TextSpan,
};

use crate::Ledger;

/// So many mentions of an entity in one document are enough to find it again.
const MENTIONS: usize = 3;

/// So many characters of what is said are enough to recognise it in a list.
const LABEL: usize = 40;

impl Ledger {
    /// What a correction of this record names; with `only`, what this document tells of it. `None`
    /// where nothing was read: of comparisons, chains and stories, and of an entity in a document
    /// that does not name it.
    #[must_use]
    pub fn target(&self, record: &Record, only: Option<&Id>) -> Option<Target> {
        let within = |id: &Id| only.is_none_or(|only| only == id);
        let alone = |kind, span: &TextSpan| (kind, span.text.clone(), vec![plain(span.clone())]);
        let (kind, label, mut landmarks) = match record {
            Record::Document(one) => of_document(one),
            Record::Entity(one) => of_entity(one),
            Record::Time(one) => alone(TargetKind::Time, &one.span),
            Record::Quantity(one) => alone(TargetKind::Quantity, &one.span),
            Record::Hedge(one) => alone(TargetKind::Hedge, &one.span),
            Record::Question(one) => alone(TargetKind::Question, &one.span),
            Record::Commitment(one) => alone(TargetKind::Commitment, &one.content),
            Record::Attribution(one) => of_attribution(one)?,
            Record::EventMention(one) => of_mentions(&[one]),
            Record::Event(one) => {
                let mentions = one.mentions.iter().filter_map(|id| self.mention(id));
                of_mentions(&mentions.filter(|one| within(&one.document)).collect::<Vec<_>>())
            }
            Record::Comparison(_) | Record::Chain(_) | Record::Naming(_) | Record::Story(_) => {
                return None;
            }
        };
        landmarks.retain(|landmark| within(&landmark.span.document));
        let label = shortened(&label);
        (!landmarks.is_empty()).then_some(Target { kind, label, landmarks })
    }
}

type Parts = (TargetKind, String, Vec<Landmark>);

fn plain(span: TextSpan) -> Landmark {
    Landmark { span, also: Vec::new() }
}

/// A document is known by its bytes; its beginning stands for the words.
fn of_document(one: &DocumentRecord) -> Parts {
    let start = TextSpan { document: one.id.clone(), start: 0, end: 0, text: String::new() };
    let title = one.title.as_ref().map_or(&one.name, |title| &title.text);
    (TargetKind::Document, title.clone(), vec![plain(start)])
}

fn of_entity(one: &Entity) -> Parts {
    let mut seen: BTreeMap<&Id, usize> = BTreeMap::new();
    let first = one.evidence.iter().filter(|span| {
        let count = seen.entry(&span.document).or_default();
        *count += 1;
        *count <= MENTIONS
    });
    (one.entity_type.into(), one.name.any().to_owned(), first.cloned().map(plain).collect())
}

fn of_attribution(one: &Attribution) -> Option<Parts> {
    let span = one.content.first()?.clone();
    let speakers = one.speaker.iter().filter_map(|speaker| speaker.span.as_ref());
    let also = one.cue.iter().chain(speakers).cloned().collect();
    Some((TargetKind::Attribution, span.text.clone(), vec![Landmark { span, also }]))
}

fn of_mentions(mentions: &[&EventMention]) -> Parts {
    let landmark = |one: &&EventMention| {
        let participants = one.participants.iter().filter_map(|party| party.span.as_ref());
        let time = one.time.iter().filter_map(|time| time.span.as_ref());
        let also = one.evidence.iter().chain(participants).chain(time).cloned().collect();
        Landmark { span: one.trigger.clone(), also }
    };
    let words = |one: &&EventMention| one.evidence.first().unwrap_or(&one.trigger).text.clone();
    let label = mentions.first().map(words).unwrap_or_default();
    (TargetKind::EventMention, label, mentions.iter().map(landmark).collect())
}

fn shortened(label: &str) -> String {
    let line = label.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LABEL) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
