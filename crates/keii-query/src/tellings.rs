//! What each document tells of each attribute of one event: a matrix.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::{Entry, Ledger};
use keii_model::{
    Attribute, Comparison, Edtf, EventMention, EventType, Id, Status, TextSpan, Topic, Verdict,
};
use keii_words::date::for_people;
use keii_words::{Facts, Lang, Word, for_duration, for_topic, status_sign};
use serde::Serialize;

use crate::one_line;

/// What documents tell of an event itself; other attributes are known from comparisons alone.
const OWN: [Attribute; 8] = [
    Attribute::Type,
    Attribute::Time,
    Attribute::Place,
    Attribute::Participants,
    Attribute::Duration,
    Attribute::Status,
    Attribute::Outcome,
    Attribute::Topic,
];

/// A row of the matrix: what each document tells of one attribute, and how that compares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributeTold<'a> {
    /// The attribute.
    pub attribute: Attribute,
    /// What a document tells of it; documents that do not are left out.
    pub told: BTreeMap<&'a Id, Told<'a>>,
    /// The comparisons, each verdict once.
    pub verdicts: Vec<Compared<'a>>,
}

/// A cell: one document's values of one attribute.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Told<'a> {
    /// The values as people read them, each once.
    pub values: Vec<String>,
    /// The words that they were read from.
    pub spans: Vec<&'a TextSpan>,
}

/// How the values of an attribute stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Compared<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the documents rest on different sources.
    pub independent: Option<bool>,
    /// The first comparison that says so.
    pub comparison: &'a Id,
}

/// One value of an attribute.
enum Value<'a> {
    /// What happens.
    Kind(EventType),
    /// When.
    Time(&'a Edtf),
    /// Where.
    Place(Facts),
    /// Who takes part.
    Parties(Facts),
    /// How long.
    Duration {
        /// ISO 8601.
        length: &'a str,
        /// Whether that is about.
        approximate: bool,
    },
    /// How far it has come.
    Status(Status),
    /// What it was about.
    Topics(&'a [Topic]),
    /// What can only be told in the document's words.
    Words(&'a TextSpan),
    /// The same, in quotation marks: the words are what is compared.
    Quoted(&'a TextSpan),
}

impl Told<'_> {
    /// The values in a line.
    #[must_use]
    pub fn text(&self) -> String {
        self.values.join(" / ")
    }

    fn tell(&mut self, words: String) {
        if !words.is_empty() && !self.values.contains(&words) {
            self.values.push(words);
        }
    }
}

impl Value<'_> {
    /// The value as people read it.
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Kind(kind) => kind.word(lang).to_owned(),
            Self::Time(date) => for_people(date, lang),
            Self::Place(facts) => facts.places.join(" / "),
            Self::Parties(facts) => facts.who(lang),
            Self::Duration { length, approximate } => {
                let about = if *approximate { "≈ " } else { "" };
                format!("{about}{}", for_duration(length, lang))
            }
            Self::Status(status) => format!("{} {}", status_sign(*status), status.word(lang)),
            Self::Topics(all) => {
                let told = |one: &Topic| for_topic(&one_line(&one.span.text), one.raised, lang);
                all.iter().map(told).collect::<Vec<_>>().join(" / ")
            }
            Self::Words(span) => one_line(&span.text),
            Self::Quoted(span) => format!("「{}」", one_line(&span.text)),
        }
    }
}

/// By attribute, what each document tells; attributes that nobody tells are left out.
#[must_use]
pub fn tellings<'a>(
    ledger: &Ledger,
    entry: &Entry<'a>,
    compared: &[&'a Comparison],
    lang: Lang,
) -> Vec<AttributeTold<'a>> {
    let others = compared.iter().map(|one| one.attribute);
    let mut attributes: Vec<Attribute> = OWN.into_iter().chain(others).collect();
    let mut seen = BTreeSet::new();
    attributes.retain(|attribute| seen.insert(*attribute));
    let told = attributes.into_iter().map(|attribute| AttributeTold {
        attribute,
        told: values(ledger, entry, compared, attribute, lang),
        verdicts: verdicts(compared, attribute),
    });
    told.filter(|row| !row.told.is_empty()).collect()
}

fn values<'a>(
    ledger: &Ledger,
    entry: &Entry<'a>,
    compared: &[&'a Comparison],
    attribute: Attribute,
    lang: Lang,
) -> BTreeMap<&'a Id, Told<'a>> {
    let mut told: BTreeMap<&Id, Told<'_>> = BTreeMap::new();
    if OWN.contains(&attribute) {
        for mention in &entry.mentions {
            if let Some((value, spans)) = value(ledger, mention, attribute, lang) {
                let cell = told.entry(&mention.document).or_default();
                cell.tell(value.text(lang));
                cell.spans.extend(spans);
            }
        }
    } else {
        let compared = compared.iter().filter(|one| one.attribute == attribute);
        for value in compared.flat_map(|one| &one.values) {
            let cell = told.entry(&value.document).or_default();
            cell.tell(Value::Quoted(&value.span).text(lang));
            cell.spans.push(&value.span);
        }
    }
    told.retain(|_, cell| !cell.values.is_empty());
    told
}

/// What one telling says of an attribute, and the words it was read from.
fn value<'a>(
    ledger: &Ledger,
    mention: &'a EventMention,
    attribute: Attribute,
    lang: Lang,
) -> Option<(Value<'a>, Vec<&'a TextSpan>)> {
    let facts = || Facts::of(ledger, &[mention], lang);
    let trigger = vec![&mention.trigger];
    Some(match attribute {
        Attribute::Type => (Value::Kind(mention.event_type), trigger),
        Attribute::Time => {
            let time = mention.time.as_ref()?;
            let words = time.span.as_ref();
            let value = time.value.as_ref().map(Value::Time).or(words.map(Value::Words))?;
            (value, words.into_iter().collect())
        }
        Attribute::Place => {
            let span = mention.place.as_ref()?.span.as_ref();
            (Value::Place(facts()), span.into_iter().collect())
        }
        Attribute::Participants => {
            let facts = facts();
            if facts.actors.is_empty() && facts.recipients.is_empty() {
                return None;
            }
            let spans = mention.participants.iter().filter_map(|one| one.span.as_ref());
            (Value::Parties(facts), spans.collect())
        }
        Attribute::Duration => {
            let (length, approximate) = (mention.duration.as_deref()?, mention.approximate);
            (Value::Duration { length, approximate }, mention.evidence.iter().collect())
        }
        Attribute::Status => (Value::Status(mention.status), mention.evidence.iter().collect()),
        Attribute::Outcome => {
            let words = mention.outcome.as_ref()?;
            (Value::Words(words), vec![words])
        }
        Attribute::Topic => {
            let spans = mention.topics.iter().map(|one| &one.span).collect();
            (Value::Topics(&mention.topics), spans)
        }
        _ => return None,
    })
}

fn verdicts<'a>(compared: &[&'a Comparison], attribute: Attribute) -> Vec<Compared<'a>> {
    let mut seen = BTreeSet::new();
    let of = compared.iter().filter(|one| one.attribute == attribute);
    of.filter(|one| seen.insert((one.verdict, one.independent)))
        .map(|one| Compared {
            verdict: one.verdict,
            independent: one.independent,
            comparison: &one.id,
        })
        .collect()
}
