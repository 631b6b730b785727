//! The rows that a query asks for.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::{Entry, Filter, Ledger, Person, Said, Timeline};
use keii_model::{Comparison, Entity, Id, Story, Verdict};

use crate::{Format, Kind, Query};

/// The rows that a query asks for; of kinds that are not asked for, none. They are those of the
/// listings: of the timeline, of what is said, of people and of what is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection<'a> {
    /// The story that was asked for, where there is one of that id.
    pub story: Option<&'a Story>,
    /// In the order of the timeline.
    pub events: Vec<Entry<'a>>,
    /// By document, then place.
    pub statements: Vec<Said<'a>>,
    /// The most often named first.
    pub people: Vec<Person<'a>>,
    /// Those of the events in their order, then those of people by name; what one document alone
    /// tells is no comparison.
    pub comparisons: Vec<&'a Comparison>,
}

impl<'a> Selection<'a> {
    /// What the query asks for in this format.
    #[must_use]
    pub fn of(ledger: &'a Ledger, query: &Query, format: Format) -> Self {
        let kinds = query.kinds(format);
        let story = query.story.as_ref().and_then(|id| ledger.story(id));
        let mut all = Self {
            story,
            events: Vec::new(),
            statements: Vec::new(),
            people: Vec::new(),
            comparisons: Vec::new(),
        };
        // A story that is not there has nothing to tell.
        let documents = match (&query.story, story) {
            (Some(_), None) => return all,
            (_, story) => story.map(|story| story.documents.iter().collect::<BTreeSet<&Id>>()),
        };
        let asked = Asked { ledger, query, documents };
        let events = asked.events();
        if kinds.contains(&Kind::Comparisons) {
            all.comparisons = asked.comparisons(&events);
        }
        if kinds.contains(&Kind::Events) {
            all.events = events;
        }
        if kinds.contains(&Kind::Statements) {
            all.statements = asked.statements();
        }
        if kinds.contains(&Kind::People) {
            all.people = asked.people();
        }
        all
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.events.len() + self.statements.len() + self.people.len() + self.comparisons.len()
    }
}

struct Asked<'a, 'q> {
    ledger: &'a Ledger,
    query: &'q Query,
    documents: Option<BTreeSet<&'a Id>>,
}

impl<'a> Asked<'a, '_> {
    fn events(&self) -> Vec<Entry<'a>> {
        let documents = self.documents.iter().flatten().map(|id| (*id).clone());
        let filter = Filter {
            status: self.query.status.clone(),
            party: self.query.person.clone(),
            documents: documents.collect(),
            from: self.query.from,
            to: self.query.to,
        };
        let Timeline { dated, undated } = self.ledger.filtered_timeline(&filter);
        dated.into_iter().chain(undated).collect()
    }

    fn statements(&self) -> Vec<Said<'a>> {
        let mut said = self.ledger.said(self.query.person.as_deref(), None);
        said.retain(|one| self.holds(&one.document.id));
        said
    }

    fn people(&self) -> Vec<Person<'a>> {
        let mut people = self.ledger.people();
        people.retain(|one| {
            self.is_called(one.entity) && one.documents.iter().any(|document| self.holds(document))
        });
        people
    }

    fn comparisons(&self, events: &[Entry<'a>]) -> Vec<&'a Comparison> {
        let place: BTreeMap<&Id, usize> =
            events.iter().enumerate().map(|(at, entry)| (&entry.event.id, at)).collect();
        let subject = |one: &'a Comparison| -> Option<(usize, &'a str)> {
            if let Some(event) = &one.event {
                return place.get(event).map(|&at| (at, ""));
            }
            if self.query.happening_filter().is_some()
                || !one.values.iter().any(|value| self.holds(&value.document))
            {
                return None;
            }
            let Some(entity) = one.entity.as_ref().and_then(|id| self.ledger.entity(id)) else {
                // What is said of no happening and of nobody is nobody's.
                return self.query.person.is_none().then_some((usize::MAX, ""));
            };
            self.is_called(entity).then(|| (usize::MAX, entity.name.any()))
        };
        let several = |one: &&Comparison| one.verdict != Verdict::SingleSource;
        let wanted = self.ledger.comparisons().filter(several);
        // Every key holds an id of its own.
        let placed: BTreeMap<_, &Comparison> =
            wanted.filter_map(|one| Some(((subject(one)?, one.attribute, &one.id), one))).collect();
        placed.into_values().collect()
    }

    fn holds(&self, document: &Id) -> bool {
        self.documents.as_ref().is_none_or(|documents| documents.contains(document))
    }

    fn is_called(&self, entity: &Entity) -> bool {
        self.query.is_for(entity)
    }
}

impl Query {
    /// Whether an entity has a form of its name that holds the piece that is asked for.
    #[must_use]
    pub fn is_for(&self, entity: &Entity) -> bool {
        let Some(asked) = &self.person else { return true };
        let asked = asked.to_lowercase();
        let names = [entity.name.ja.as_deref(), entity.name.en.as_deref()];
        let mut names =
            names.into_iter().flatten().chain(entity.aliases.iter().map(String::as_str));
        names.any(|name| name.to_lowercase().contains(&asked))
    }
}
