//! What every format has at hand.

use std::collections::BTreeMap;

use keii_ledger::{Entry, Ledger};
use keii_model::{DocumentRecord, Edtf, Entity, Id, Status, TextSpan};
use keii_words::date::for_people;
use keii_words::{Facts, Lang, Word, status_sign};

use crate::passage::Passage;
use crate::selection::Selection;
use crate::stamp::Stamp;
use crate::texts::Texts;
use crate::{Form, Kind, Query, Source};

/// The rows with all that is needed to write them.
pub(crate) struct Context<'a> {
    pub ledger: &'a Ledger,
    pub texts: &'a dyn Texts,
    pub form: Form,
    pub rows: Selection<'a>,
    pub stamp: Stamp,
    kind: Kind,
    documents: BTreeMap<&'a Id, &'a DocumentRecord>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(source: Source<'a>, query: &Query, form: Form) -> Self {
        let rows = Selection::of(source.ledger, query, form.format);
        let documents = source.ledger.documents().into_iter();
        Self {
            stamp: Stamp::new(source.digest, query, form, rows.rows()),
            ledger: source.ledger,
            texts: source.texts,
            documents: documents.map(|document| (&document.id, document)).collect(),
            kind: query.kind.unwrap_or(Kind::Events),
            rows,
            form,
        }
    }

    /// The kind of rows of a format that holds one.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn document(&self, id: &Id) -> Option<&'a DocumentRecord> {
        self.documents.get(id).copied()
    }

    /// What an entity is called: its name, else where no word of a document may be told the key of
    /// the lexicon, else the id.
    pub(crate) fn name(&self, entity: &Entity) -> String {
        match (self.form.without_text, &entity.key) {
            (false, _) => self.form.lang.name(&entity.name).to_owned(),
            (true, Some(key)) => key.clone(),
            (true, None) => entity.id.to_string(),
        }
    }

    /// The words of a document, where they may be told.
    pub(crate) fn words<'w>(&self, words: &'w str) -> Option<&'w str> {
        (!self.form.without_text).then_some(words)
    }

    /// Where a happening was read, telling by telling: the phrase that tells it, none twice.
    pub(crate) fn passages(&self, entry: &Entry<'a>) -> Vec<Passage<'a>> {
        let spans = entry.mentions.iter().map(|one| one.evidence.first().unwrap_or(&one.trigger));
        let mut seen: Vec<&TextSpan> = Vec::new();
        for span in spans {
            if !seen.contains(&span) {
                seen.push(span);
            }
        }
        seen.into_iter().map(|span| self.passage(span)).collect()
    }

    /// The words with what is known of the document that they stand in.
    pub(crate) fn passage(&self, span: &'a TextSpan) -> Passage<'a> {
        Passage { span, document: self.document(&span.document) }
    }

    /// Who takes part and where, by name.
    pub(crate) fn facts(&self, entry: &Entry<'_>) -> Facts {
        if self.form.without_text {
            return self.bare_facts(entry);
        }
        Facts::of(self.ledger, &entry.mentions, self.form.lang)
    }

    /// The same without any word of a document.
    fn bare_facts(&self, entry: &Entry<'_>) -> Facts {
        let known = |id: &Option<Id>| id.as_ref().and_then(|id| self.ledger.entity(id));
        let mut facts = Facts { actors: Vec::new(), recipients: Vec::new(), places: Vec::new() };
        for mention in &entry.mentions {
            for one in &mention.participants {
                let Some(name) = known(&one.entity).map(|entity| self.name(entity)) else {
                    continue;
                };
                let told = facts.actors.contains(&name) || facts.recipients.contains(&name);
                match one.role {
                    _ if told => {}
                    keii_model::ParticipantRole::Recipient => facts.recipients.push(name),
                    _ => facts.actors.push(name),
                }
            }
            let place = mention.place.as_ref().and_then(|place| known(&place.entity));
            let place = place.map(|place| self.name(place));
            facts.places.extend(place.filter(|place| !facts.places.contains(place)));
        }
        facts
    }

    /// `● 実施 会談 甲、乙 @ 丙`: how far it has come, what it is, who and where.
    pub(crate) fn headline(&self, entry: &Entry<'_>) -> String {
        let lang = self.form.lang;
        let (event, facts) = (entry.event, self.facts(entry).headline(lang));
        let status = status_words(event.status, lang);
        format!("{status} {} {facts}", event.event_type.word(lang)).trim_end().to_owned()
    }

    /// A day as readers write it.
    pub(crate) fn day(&self, day: &Edtf) -> String {
        for_people(day, self.form.lang)
    }
}

/// A status with its sign.
pub(crate) fn status_words(status: Status, lang: Lang) -> String {
    format!("{} {}", status_sign(status), status.word(lang))
}

/// When the first and the last telling of a happening appeared, as far as that is known.
pub(crate) fn told(entry: &Entry<'_>) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
    let days = entry.event.history.iter().filter_map(|step| step.recorded.as_ref());
    let days = days.filter_map(|day| day.first_day().or(day.last_day()));
    (days.clone().min(), days.max())
}

/// A value as the interchange format writes it: `held`, `within_document`.
pub(crate) fn word<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
