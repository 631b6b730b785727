//! A story: how it stands, what happened in order, where the tellings cannot both be right.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::standing::Standing;
use keii_ledger::{Filter, Timeline};
use keii_model::{Comparison, DocumentRecord, Entity, Id, Record, Story, Verdict};
use keii_words::Lang;

use crate::{EventLine, View};

/// All that is shown of a story.
#[derive(Clone, Debug)]
pub struct StoryView<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its documents, by day of publication.
    pub documents: Vec<&'a DocumentRecord>,
    /// On how many sources they rest.
    pub sources: usize,
    /// How things stand.
    pub standing: Standing<'a>,
    /// What happened, in order.
    pub dated: Vec<EventLine<'a>>,
    /// What happened on no known day.
    pub undated: Vec<EventLine<'a>>,
    /// What cannot both be right, in the order of the timeline, then persons.
    pub conflicts: Vec<&'a Comparison>,
}

impl View {
    /// The story of this id, short or whole, or that of one of its documents.
    #[must_use]
    pub fn story(&self, typed: &str) -> Option<&Story> {
        let exactly = self.ledger.story(&Id::from(typed));
        exactly.or_else(|| {
            let enough = crate::short_id::is_enough(typed);
            let begins = |id: &Id| enough && id.as_str().starts_with(typed);
            let mut found = self.ledger.stories().iter().filter(|story| begins(&story.id));
            found.next().filter(|_| found.next().is_none())
        })
    }

    /// All that is shown of a story.
    #[must_use]
    pub fn story_view<'a>(&'a self, story: &'a Story, lang: Lang) -> StoryView<'a> {
        let ledger = &self.ledger;
        let here: BTreeSet<Id> = story.documents.iter().cloned().collect();
        let filter = Filter { documents: here.clone(), ..Filter::default() };
        let Timeline { dated, undated } = ledger.filtered_timeline(&filter);
        let order = dated.iter().chain(&undated).map(|entry| &entry.event.id);
        let order: BTreeMap<&Id, usize> = order.enumerate().map(|(at, id)| (id, at)).collect();
        let line = |entry| EventLine::of(ledger, entry, lang);
        StoryView {
            documents: self.documents_of(story),
            sources: ledger.sources(&story.documents),
            standing: ledger.standing(&story.documents),
            dated: dated.iter().map(line).collect(),
            undated: undated.iter().map(line).collect(),
            conflicts: self.conflicts(&here, &order),
            story,
        }
    }

    /// The documents of a story by day of publication, those without a known one last.
    #[must_use]
    pub fn documents_of<'a>(&'a self, story: &Story) -> Vec<&'a DocumentRecord> {
        let records = story.documents.iter().filter_map(|id| match self.ledger.get(id) {
            Some(Record::Document(document)) => Some(document),
            _ => None,
        });
        let mut documents: Vec<&DocumentRecord> = records.collect();
        documents.sort_by_key(|document| {
            let day = document.published.value.as_ref();
            let day = day.and_then(|value| value.first_day().or(value.last_day()));
            (day.is_none(), day, &document.id)
        });
        documents
    }

    fn conflicts<'a>(
        &'a self,
        here: &BTreeSet<Id>,
        order: &BTreeMap<&Id, usize>,
    ) -> Vec<&'a Comparison> {
        let found = self.ledger.comparisons().filter(|one| {
            matches!(one.verdict, Verdict::Conflict | Verdict::WithinDocument)
                && one.values.iter().any(|value| here.contains(&value.document))
        });
        let mut found: Vec<&Comparison> = found.collect();
        let place = |one: &Comparison| one.event.as_ref().and_then(|id| order.get(id)).copied();
        found.sort_by_key(|one| (place(one).unwrap_or(usize::MAX), one.attribute, &one.id));
        found
    }
}

/// The main parties, with the rest of the story's label.
#[must_use]
pub fn story_title(story: &Story, main: &[&Entity], lang: Lang) -> String {
    let names: Vec<&str> = main.iter().map(|party| lang.name(&party.name)).collect();
    let label =
        story.label.split(" / ").filter(|name| !main.iter().any(|one| one.name.any() == *name));
    let rest = label.collect::<Vec<_>>().join(" / ");
    match (names.is_empty(), rest.is_empty()) {
        (true, _) => story.label.clone(),
        (false, true) => names.join(" – "),
        (false, false) => format!("{}: {rest}", names.join(" – ")),
    }
}
