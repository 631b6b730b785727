//! One visit: who asks for what, in which language, as of which day.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use fluent_bundle::FluentValue;
use jiff::civil::Date;
use keii_query::StoreError;
use keii_query::{Moment, View};
use keii_words::Lang;

use crate::room::Room;
use crate::{link, seen};

/// What was asked, before the ledger is looked at.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path of the page, without what follows the `?`.
    pub path: String,
    /// What follows the `?`; of a name given twice all values, in order.
    pub query: Query,
    /// The language of the page.
    pub lang: Lang,
    /// Light, dark, or as the system is.
    pub theme: Theme,
    /// As of which day.
    pub as_of: Option<Date>,
    /// What the browser has kept of how far its reader has seen ledgers.
    pub seen: BTreeMap<String, String>,
}

/// Names and values of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(BTreeMap<String, Vec<String>>);

impl Query {
    /// Of pairs, in order.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            values.entry(name).or_default().push(value);
        }
        Self(values)
    }

    /// The first value of this name that is not blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of this name that are not blank.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let values = self.0.get(name).into_iter().flatten();
        values.map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// All names and values but those of these names, in the order of the names.
    pub fn without<'q>(&'q self, left_out: &'q [&str]) -> impl Iterator<Item = (&'q str, &'q str)> {
        let kept = self.0.iter().filter(|(name, _)| !left_out.contains(&name.as_str()));
        kept.flat_map(|(name, values)| {
            values.iter().map(move |value| (name.as_str(), value.trim()))
        })
        .filter(|(_, value)| !value.is_empty())
    }
}

/// How light the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// As the cookie and the page's attribute say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the cookie or a form says.
    pub fn of(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// A day in a query that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadDay;

impl Asked {
    /// What a request asks for.
    ///
    /// # Errors
    /// When the day is no day.
    pub fn of(path: &str, query: Query, headers: &HeaderMap) -> Result<Self, BadDay> {
        let day = query.get("as_of");
        let as_of = day.map(|day| day_of(day).ok_or(BadDay)).transpose()?;
        let lang = lang_asked(query.get("lang"), headers);
        let theme = cookie(headers, "theme").map(Theme::of).unwrap_or_default();
        let seen = cookies(headers).filter(|(name, _)| name.starts_with(seen::PREFIX));
        let seen = seen.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok(Self { path: path.to_owned(), query, lang, theme, as_of, seen })
    }

    /// As of when.
    pub fn moment(&self) -> Moment {
        self.as_of.map_or(Moment::Now, Moment::EndOf)
    }
}

/// `2025-08-15` and nothing else.
pub fn day_of(written: &str) -> Option<Date> {
    let shaped = written.len() == 10 && written.as_bytes()[4] == b'-';
    shaped.then(|| written.parse().ok())?
}

/// A language by its tag.
pub fn lang_of(tag: &str) -> Option<Lang> {
    match tag {
        "ja" => Some(Lang::Ja),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The language that is asked for: in the query, else by the cookie, else by what the browser takes.
pub fn lang_asked(tag: Option<&str>, headers: &HeaderMap) -> Lang {
    let asked = tag.or(cookie(headers, "lang")).and_then(lang_of);
    asked.unwrap_or_else(|| accepted(headers))
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    cookies(headers).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// All cookies, by name and value.
fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (key.trim(), value.trim()))
}

/// The first of our languages that the browser asks for; Japanese where it asks for none.
fn accepted(headers: &HeaderMap) -> Lang {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut tags = asked.unwrap_or_default().split(',');
    tags.find_map(|tag| lang_of(tag.trim().get(..2)?)).unwrap_or(Lang::Ja)
}

/// Where pages about one entry lie that one story tells of.
const ABOUT_ONE: [&str; 4] = ["/stories/", "/events/", "/documents/", "/items/"];

/// Where pages about somebody or something lie that many stories may name.
const ABOUT_SOMEBODY: [&str; 2] = ["/people/", "/entities/"];

/// Pages that show documents, or corrections of what they say.
const OF_DOCUMENTS: [&str; 3] = ["/documents", "/corrections", "/add"];

/// One visit, with the ledger as it is to be shown.
pub struct Visit<'a> {
    /// The room.
    pub room: &'a Room,
    /// What was asked.
    pub asked: Asked,
    /// The ledger.
    pub view: Arc<View>,
    /// The present day, in UTC.
    pub today: Option<Date>,
}

impl<'a> Visit<'a> {
    /// Opens the ledger as it is asked for; for a page about one entry, given by its id, as much of it
    /// as shows that entry.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn new(room: &'a Room, asked: Asked, about: &str) -> Result<Self, StoreError> {
        let moment = asked.moment();
        let below = |all: &[&str]| all.iter().any(|start| asked.path.starts_with(start));
        let view = if below(&ABOUT_ONE) {
            room.library.view_about(about, moment)?
        } else if below(&ABOUT_SOMEBODY) {
            room.library.view_of_entity(about, moment)?
        } else if OF_DOCUMENTS.contains(&asked.path.as_str()) {
            room.library.view_of_headings(moment)?
        } else if asked.path == "/" {
            room.library.view_of_stories(moment)?
        } else {
            // What the page has to know it asks for, or it is none.
            room.library.view_of_nothing()?
        };
        let now = (room.clock)();
        Ok(Self { room, asked, view, today: now.get(..10).and_then(day_of) })
    }

    /// The same visit with this ledger before it.
    pub fn with(&self, view: Arc<View>) -> Self {
        Self { room: self.room, asked: self.asked.clone(), view, today: self.today }
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.asked.lang
    }

    /// A sentence.
    pub fn say(&self, name: &str) -> String {
        self.room.texts.say(self.lang(), name, &[])
    }

    /// A sentence with a number.
    pub fn count(&self, name: &str, count: usize) -> String {
        self.room.texts.say(self.lang(), name, &[("count", FluentValue::from(count))])
    }

    /// A sentence with words.
    pub fn tell(&self, name: &str, words: &[(&str, &str)]) -> String {
        let words: Vec<(&str, FluentValue<'_>)> =
            words.iter().map(|(name, word)| (*name, FluentValue::from(*word))).collect();
        self.room.texts.say(self.lang(), name, &words)
    }

    /// The address of this page with these names of its query in the place of what they were.
    pub fn here_with(&self, changed: &[(&str, Option<&str>)]) -> String {
        let names: Vec<&str> = changed.iter().map(|(name, _)| *name).collect();
        let new = changed.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
        let mut address = self.asked.path.clone();
        for (at, (name, value)) in self.asked.query.without(&names).chain(new).enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(&format!("{}={}", link::encoded(name), link::encoded(value)));
        }
        address
    }

    /// The address of a page, as of the same day.
    pub fn href(&self, path: &str) -> String {
        let Some(day) = self.asked.as_of else { return path.to_owned() };
        let (page, mark) = path
            .split_once('#')
            .map_or((path, String::new()), |(page, mark)| (page, format!("#{mark}")));
        let join = if page.contains('?') { '&' } else { '?' };
        format!("{page}{join}as_of={day}{mark}")
    }
}
