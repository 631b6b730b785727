//! The stories of a ledger, and what belongs to one.

use std::collections::BTreeSet;

use keii_model::{Id, Record, Story};

use crate::{Copy, Ledger, spans, story};

impl Ledger {
    /// The stories by id. Every document is in exactly one; many are in one by themselves, of which
    /// an export has no record.
    #[must_use]
    pub fn stories(&self) -> &[Story] {
        &self.told.stories
    }

    /// The story of this id, or the one that this document is in. A story is named after the
    /// document that begins it, so a name that it had before an older document arrived still
    /// leads to it.
    #[must_use]
    pub fn story(&self, id: &Id) -> Option<&Story> {
        let called = |story: &&Story| story.id == *id;
        let holds = |story: &&Story| {
            let documents = story.documents.iter();
            documents.into_iter().any(|document| document == id || story::id_of(document) == *id)
        };
        self.told.stories.iter().find(called).or_else(|| self.told.stories.iter().find(holds))
    }

    /// The records that belong to a story, in the order of [`records`](Self::records): its
    /// documents, itself, whoever is named in them, what they state, and what follows from that.
    /// Entities are those of the whole ledger, with mentions in other stories too.
    pub fn records_of<'a>(&'a self, story: &'a Story) -> impl Iterator<Item = &'a Record> {
        let documents: BTreeSet<&Id> = story.documents.iter().collect();
        self.records().iter().filter(move |record| match record {
            Record::Document(document) => documents.contains(&document.id),
            Record::Story(other) => other.id == story.id,
            Record::Event(event) => {
                event.mentions.first().is_some_and(|id| self.tells(&documents, id))
            }
            Record::Chain(chain) => chain.steps.first().is_some_and(|step| {
                let Some(Record::Event(event)) = self.get(&step.event) else { return false };
                event.mentions.first().is_some_and(|id| self.tells(&documents, id))
            }),
            Record::Naming(naming) => {
                naming.forms.iter().any(|form| documents.contains(&form.document))
            }
            record => spans(record).iter().any(|span| documents.contains(&span.document)),
        })
    }

    /// The documents that are copies of others, in order.
    #[must_use]
    pub fn copies(&self) -> &[Copy] {
        &self.told.copies
    }

    /// On how many sources these documents rest: copies, and what credits one upstream, count as
    /// one. Never more than there are documents.
    #[must_use]
    pub fn sources<'a>(&'a self, documents: impl IntoIterator<Item = &'a Id>) -> usize {
        documents.into_iter().map(|id| self.source(id)).collect::<BTreeSet<&Id>>().len()
    }

    /// The first of the documents that rest on one source with this one; itself where it is alone.
    #[must_use]
    pub fn source<'a>(&'a self, document: &'a Id) -> &'a Id {
        self.told.sources.get(document).unwrap_or(document)
    }

    /// Whether the telling stands in one of the documents.
    fn tells(&self, documents: &BTreeSet<&Id>, mention: &Id) -> bool {
        self.mention(mention).is_some_and(|mention| documents.contains(&mention.document))
    }
}
