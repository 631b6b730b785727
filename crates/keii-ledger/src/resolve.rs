//! Statements with document-local entities become statements about the ledger's entities.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribution, Commitment, EventMention, Id, Quantity, Reading, Speaker};

/// What ids of one reading become.
pub(crate) struct Resolver<'a> {
    entities: &'a BTreeMap<Id, Id>,
    /// The ids of the reading's other records.
    statements: BTreeSet<Id>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(entities: &'a BTreeMap<Id, Id>, reading: &Reading) -> Self {
        Self { entities, statements: statement_ids(reading).cloned().collect() }
    }

    /// Rewrites every reference in the reading's statements. One that leads nowhere is dropped:
    /// the words beside it stay, and an unknown entity is better than a wrong one.
    pub(crate) fn rewrite(&self, reading: &mut Reading) {
        for quantity in &mut reading.quantities {
            self.quantity(quantity);
        }
        for attribution in &mut reading.attributions {
            self.attribution(attribution);
        }
        for mention in &mut reading.events {
            self.mention(mention);
        }
        for commitment in &mut reading.commitments {
            self.commitment(commitment);
        }
        for name in &mut reading.names {
            self.entity(&mut name.leader);
        }
    }

    fn quantity(&self, quantity: &mut Quantity) {
        self.any_record(&mut quantity.of);
    }

    fn attribution(&self, attribution: &mut Attribution) {
        self.speakers(&mut attribution.speaker);
        self.speakers(&mut attribution.via);
        attribution.addressee.iter_mut().for_each(|words| self.id_or_words(words));
        attribution.medium.iter_mut().for_each(|words| self.id_or_words(words));
        self.statement(&mut attribution.time);
    }

    fn speakers(&self, speakers: &mut [Speaker]) {
        speakers.iter_mut().for_each(|speaker| self.entity(&mut speaker.entity));
    }

    fn mention(&self, mention: &mut EventMention) {
        for participant in &mut mention.participants {
            self.entity(&mut participant.entity);
        }
        mention.place.iter_mut().for_each(|place| self.entity(&mut place.entity));
        self.any_record(&mut mention.according_to);
    }

    fn commitment(&self, commitment: &mut Commitment) {
        commitment.parties.iter_mut().for_each(|words| self.id_or_words(words));
        self.any_record(&mut commitment.according_to);
    }

    fn entity(&self, reference: &mut Option<Id>) {
        *reference = reference.take().and_then(|id| self.entities.get(&id).cloned());
    }

    fn statement(&self, reference: &mut Option<Id>) {
        *reference = reference.take().filter(|id| self.statements.contains(id));
    }

    fn any_record(&self, reference: &mut Option<Id>) {
        *reference = reference.take().and_then(|id| match self.entities.get(&id) {
            Some(entity) => Some(entity.clone()),
            None => self.statements.contains(&id).then_some(id),
        });
    }

    fn id_or_words(&self, words: &mut String) {
        if let Some(entity) = self.entities.get(&Id::from(words.as_str())) {
            *words = entity.to_string();
        }
    }
}

/// As [`Reading::statements`], without copying them.
fn statement_ids(reading: &Reading) -> impl Iterator<Item = &Id> {
    let times = reading.times.iter().map(|record| &record.id);
    let quantities = reading.quantities.iter().map(|record| &record.id);
    let attributions = reading.attributions.iter().map(|record| &record.id);
    let hedges = reading.hedges.iter().map(|record| &record.id);
    let events = reading.events.iter().map(|record| &record.id);
    let commitments = reading.commitments.iter().map(|record| &record.id);
    let questions = reading.questions.iter().map(|record| &record.id);
    times
        .chain(quantities)
        .chain(attributions)
        .chain(hedges)
        .chain(events)
        .chain(commitments)
        .chain(questions)
}
