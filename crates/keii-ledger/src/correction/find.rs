//! What is read at the words that a correction names.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribution, Edtf, Entity, EntityType, EventMention, Id, Landmark, Reading, Target, TargetKind,
    TextSpan,
};

/// Finds targets in readings, looking only into the documents that they name.
pub(super) struct Finder<'a> {
    readings: BTreeMap<&'a Id, &'a Reading>,
}

/// A record that may be meant: its own words, any of which may be the landmark's, and all others
/// that it rests on.
struct Candidate<'a> {
    id: &'a Id,
    main: Vec<&'a TextSpan>,
    also: Vec<&'a TextSpan>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(readings: &'a [Reading]) -> Self {
        let readings = readings.iter().map(|reading| (&reading.document.id, reading));
        Self { readings: readings.collect() }
    }

    /// The day of publication by which the document was read.
    pub(super) fn published(&self, document: &Id) -> Option<&'a Edtf> {
        self.readings.get(document)?.document.published.value.as_ref()
    }

    /// The ids, in their documents, of what the target means now.
    pub(super) fn find(&self, target: &Target) -> BTreeSet<&'a Id> {
        let found = target.landmarks.iter().filter_map(|landmark| self.at(target.kind, landmark));
        found.collect()
    }

    /// The type of what was found, if it is an entity.
    pub(super) fn entity_type(&self, id: &Id) -> Option<EntityType> {
        let (document, _) = id.as_str().rsplit_once('.')?;
        let reading = self.readings.get(&Id::from(document))?;
        let entity = reading.entities.iter().find(|entity| entity.id == *id)?;
        Some(entity.entity_type)
    }

    fn at(&self, kind: TargetKind, landmark: &Landmark) -> Option<&'a Id> {
        let reading = self.readings.get(&landmark.span.document)?;
        if kind == TargetKind::Document {
            return Some(&reading.document.id);
        }
        let fits = candidates(reading, kind).into_iter().filter_map(|candidate| {
            let likeness = candidate.main.iter().filter_map(|span| likeness(kind, span, landmark));
            let likeness = likeness.max()?;
            let shared = landmark.also.iter().filter(|span| candidate.also.contains(span)).count();
            Some(((likeness, shared, Reverse(candidate.id)), candidate.id))
        });
        fits.max_by_key(|(rank, _)| *rank).map(|(_, id)| id)
    }
}

/// How much of a span and a landmark together is common to both, in thousandths; `None` where
/// that is too little to be the same thing. A name or the word for a happening may have been read
/// as part of a longer one; what is said must be half the same.
fn likeness(kind: TargetKind, span: &TextSpan, landmark: &Landmark) -> Option<u32> {
    let mark = &landmark.span;
    let shared = span.end.min(mark.end).checked_sub(span.start.max(mark.start))?;
    let (one, other) = (span.end - span.start, mark.end - mark.start);
    let whole = one + other - shared;
    let least = match kind {
        TargetKind::EventMention => one.min(other),
        kind if kind.entity_type().is_some() => one.min(other),
        _ => whole,
    };
    (shared > 0 && shared * 2 >= least).then(|| shared * 1000 / whole)
}

fn candidates(reading: &Reading, kind: TargetKind) -> Vec<Candidate<'_>> {
    let plain = |id, span| Candidate { id, main: vec![span], also: Vec::new() };
    match kind {
        TargetKind::Document => Vec::new(),
        TargetKind::Time => reading.times.iter().map(|one| plain(&one.id, &one.span)).collect(),
        TargetKind::Quantity => {
            reading.quantities.iter().map(|one| plain(&one.id, &one.span)).collect()
        }
        TargetKind::Hedge => reading.hedges.iter().map(|one| plain(&one.id, &one.span)).collect(),
        TargetKind::Question => {
            reading.questions.iter().map(|one| plain(&one.id, &one.span)).collect()
        }
        TargetKind::Commitment => {
            reading.commitments.iter().map(|one| plain(&one.id, &one.content)).collect()
        }
        TargetKind::Attribution => reading.attributions.iter().map(of_attribution).collect(),
        TargetKind::EventMention => reading.events.iter().map(of_mention).collect(),
        entity => {
            let wanted = entity.entity_type();
            let typed = reading.entities.iter().filter(|one| Some(one.entity_type) == wanted);
            typed.map(of_entity).collect()
        }
    }
}

fn of_entity(one: &Entity) -> Candidate<'_> {
    Candidate { id: &one.id, main: one.evidence.iter().collect(), also: Vec::new() }
}

fn of_attribution(one: &Attribution) -> Candidate<'_> {
    let speakers = one.speaker.iter().filter_map(|speaker| speaker.span.as_ref());
    Candidate {
        id: &one.id,
        main: one.content.iter().collect(),
        also: one.cue.iter().chain(speakers).collect(),
    }
}

fn of_mention(one: &EventMention) -> Candidate<'_> {
    let participants = one.participants.iter().filter_map(|party| party.span.as_ref());
    let time = one.time.iter().filter_map(|time| time.span.as_ref());
    let also = one.evidence.iter().chain(participants).chain(time);
    Candidate { id: &one.id, main: vec![&one.trigger], also: also.collect() }
}
