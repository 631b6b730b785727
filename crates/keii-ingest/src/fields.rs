//! What came with an article, as words, and what becomes of them as [`Metadata`].

use keii_model::Metadata;

use crate::{Overrides, Warning, date};

/// Values as the source wrote them. The first candidate that can be used wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    pub title: Option<String>,
    pub published: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub language: Option<String>,
}

/// The fields by the names people give them, the preferred name first. Dates keep that order.
const NAMES: [(&str, Field); 13] = [
    ("title", Field::Title),
    ("headline", Field::Title),
    ("published", Field::Published),
    ("date", Field::Published),
    ("publisher", Field::Publisher),
    ("source", Field::Publisher),
    ("outlet", Field::Publisher),
    ("url", Field::Url),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("language", Field::Language),
    ("lang", Field::Language),
    ("published_at", Field::Published),
];

#[derive(Clone, Copy)]
enum Field {
    Title,
    Published,
    Publisher,
    Url,
    Author,
    Language,
}

impl Fields {
    /// Takes what `value` finds under each known name.
    pub(crate) fn named(mut value: impl FnMut(&str) -> Option<String>) -> Self {
        let mut fields = Self::default();
        for (name, field) in NAMES {
            if let Some(value) = value(name) {
                fields.put(field, value);
            }
        }
        fields
    }

    /// Whether a name means anything here.
    pub(crate) fn knows(name: &str) -> bool {
        NAMES.iter().any(|(known, _)| *known == name)
    }

    fn put(&mut self, field: Field, value: String) {
        if value.trim().is_empty() {
            return;
        }
        let slot = match field {
            Field::Published => return self.published.push(value),
            Field::Title => &mut self.title,
            Field::Publisher => &mut self.publisher,
            Field::Url => &mut self.url,
            Field::Author => &mut self.author,
            Field::Language => &mut self.language,
        };
        slot.get_or_insert(value);
    }

    /// As metadata. A date that cannot be read is a warning and stays unknown.
    pub(crate) fn into_metadata(
        self,
        overrides: &Overrides,
        warnings: &mut Vec<Warning>,
    ) -> Metadata {
        let mut published = overrides.published.clone();
        if published.is_none() {
            for written in &self.published {
                published = date::published(written);
                if published.is_some() {
                    break;
                }
                warnings.push(Warning::UnreadableDate(written.clone()));
            }
        }
        Metadata {
            title: self.title.map(|title| one_line(&title)),
            published,
            publisher: overrides.publisher.clone().or(self.publisher.map(|name| one_line(&name))),
            url: overrides.url.clone().or(self.url.map(|url| url.trim().to_owned())),
            author: self.author.map(|author| one_line(&author)),
            language: self.language.map(|tag| tag.trim().replace('_', "-")),
        }
    }
}

/// On one line, without white space around it: names and titles stand on a line of their own.
pub(crate) fn one_line(written: &str) -> String {
    let mut line = String::with_capacity(written.len());
    for part in written.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}
