//! What a file tells of how it was made.

use serde::Serialize;

use crate::hash::sha256;
use crate::{Form, Query};

/// The version of keii.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a file tells of how it was made: by which program, from which ledger, for which query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Stamp {
    /// `keii 0.1.0`
    pub program: String,
    /// The name of the ledger's content.
    pub ledger: String,
    /// What was asked for.
    pub query: Asked,
    /// How many rows that is.
    pub rows: usize,
}

/// A query and a form as one flat object; what was not asked for is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Asked {
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    status: Vec<keii_model::Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    without_text: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
}

impl Stamp {
    pub(crate) fn new(digest: &str, query: &Query, form: Form, rows: usize) -> Self {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        // A name that was asked for may be a word of a document.
        let person = query.person.as_ref().map(|name| match form.without_text {
            true => format!("sha256:{}", sha256(name)),
            false => name.clone(),
        });
        let kind = query.kind.or(form.format.is_of_one_kind().then_some(crate::Kind::Events));
        Self {
            program: format!("keii {VERSION}"),
            ledger: format!("sha256:{digest}"),
            query: Asked {
                format: form.format.word(),
                kind: kind.map(crate::Kind::word),
                story: query.story.as_ref().map(ToString::to_string),
                status: query.status.iter().copied().collect(),
                person,
                from: day(query.from),
                to: day(query.to),
                as_of: day(query.as_of),
                without_text: form.without_text,
                lang: form.format.is_for_people().then(|| form.lang.tag()),
            },
            rows,
        }
    }

    /// As one line of JSON.
    pub(crate) fn line(&self) -> String {
        serde_json::to_string(self).expect("a stamp is plain values")
    }

    /// The query as one line of JSON.
    pub(crate) fn query(&self) -> String {
        serde_json::to_string(&self.query).expect("a query is plain values")
    }
}
