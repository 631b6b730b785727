//! One request: what is asked, checked against what its route takes.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use keii_export::Query;
use keii_ledger::Ledger;
use keii_model::{Edtf, Id, Record, Status, Story};
use keii_query::{Library, Moment, View};
use keii_words::Lang;
use serde_json::{Value, json};

use super::answer::Answer;
use super::cursor;
use super::parameter::check;
use super::problem::Problem;
use super::route::{Needs, Route};
use crate::room::Room;
use crate::visit::day_of;

/// So many items a page has unless another number is asked for.
const PAGE: usize = 100;

/// One request, with the ledger that it is asked of.
pub struct Call<'a> {
    /// The room.
    pub room: &'a Room,
    /// The ledger.
    pub view: Arc<View>,
    /// What stands in the path for `{id}` and the like.
    pub path: String,
    /// What was sent.
    pub body: &'a [u8],
    route: &'static Route,
    given: BTreeMap<String, Vec<String>>,
    /// The ledger as it was then, of which changes are asked for.
    before: Option<Arc<View>>,
}

impl<'a> Call<'a> {
    /// Looks at a request, and opens the ledger that it is asked of.
    ///
    /// # Errors
    /// When a parameter makes no sense or is not known, or the ledger cannot be read.
    pub fn of(
        room: &'a Room,
        route: &'static Route,
        path: String,
        query: Option<&str>,
        body: &'a [u8],
    ) -> Result<Self, Problem> {
        let given = checked(route, query.unwrap_or_default())?;
        let first = |name: &str| given.get(name).and_then(|values| values.first());
        let of_day = |name: &str| first(name).and_then(|value| day_of(value));
        let moment = of_day("as_of").map_or(Moment::Now, Moment::EndOf);
        let changes = given.contains_key("changed_after");
        let story = first("story").filter(|_| !changes);
        let view = match (route.needs, story) {
            (Needs::Entry, _) => library(room).view_about(&path, moment)?,
            (Needs::Entity, _) => library(room).view_of_entity(&path, moment)?,
            (Needs::Story | Needs::Documents, Some(story)) => {
                library(room).view_about(story, moment)?
            }
            (Needs::Stories, _) if !changes => library(room).view_of_stories(moment)?,
            (Needs::Documents, _) if !changes => library(room).view_of_documents(moment)?,
            (Needs::Nothing, _) if !changes => library(room).view_of_nothing()?,
            _ => library(room).view(moment)?,
        };
        let before = of_day("changed_after").map(|day| library(room).view(Moment::EndOf(day)));
        let before = before.transpose()?;
        Ok(Self { room, view, path, body, route, given, before })
    }

    /// The ledger.
    pub fn ledger(&self) -> &Ledger {
        &self.view.ledger
    }

    /// The file that the ledger is in.
    pub fn library(&self) -> &'a Library {
        library(self.room)
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.given.get(name).and_then(|values| values.first()).map(String::as_str)
    }

    /// The values of a parameter that may be repeated.
    pub fn all(&self, name: &str) -> &[String] {
        self.given.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a flag is set.
    pub fn is(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    /// The day of a parameter.
    pub fn day(&self, name: &str) -> Option<Date> {
        self.get(name).and_then(day_of)
    }

    /// As of when.
    pub fn moment(&self) -> Moment {
        self.day("as_of").map_or(Moment::Now, Moment::EndOf)
    }

    /// The same call of this ledger.
    pub fn of_ledger(&self, view: Arc<View>) -> Self {
        let (path, given, before) = (self.path.clone(), self.given.clone(), self.before.clone());
        Self { room: self.room, view, path, body: self.body, route: self.route, given, before }
    }

    /// Whether only what was not there before, or was otherwise, is to be told of.
    pub fn is_of_changes(&self) -> bool {
        self.before.is_some()
    }

    /// The language of words for people.
    pub fn lang(&self) -> Lang {
        if self.get("lang") == Some("en") { Lang::En } else { Lang::Ja }
    }

    /// What the parameters ask for, as an export of it would be asked for.
    ///
    /// # Errors
    /// When there is no such story.
    pub fn query(&self) -> Result<Query, Problem> {
        let edge = |name: &str, of: fn(&Edtf) -> Option<Date>| {
            let date: Option<Edtf> = self.get(name).and_then(|value| value.parse().ok());
            date.as_ref().and_then(of)
        };
        let status = self.all("status").iter();
        let status = status.filter_map(|word| Status::from_word(word));
        Ok(Query {
            kind: self.get("kind").and_then(keii_export::Kind::from_word),
            story: self
                .get("story")
                .map(|id| Ok::<_, Problem>(self.story(id)?.id.clone()))
                .transpose()?,
            status: status.collect::<std::collections::BTreeSet<Status>>(),
            person: self.get("person").map(str::to_owned),
            from: edge("from", |date| date.first_day().or(date.last_day())),
            to: edge("to", |date| date.last_day().or(date.first_day())),
            as_of: self.day("as_of"),
        })
    }

    /// The story of this id, or that of one of its documents.
    ///
    /// # Errors
    /// When there is none.
    pub fn story(&self, id: &str) -> Result<&Story, Problem> {
        self.view.story(id).ok_or_else(|| Problem::missing(id))
    }

    /// The record of the id in the path.
    ///
    /// # Errors
    /// When there is none, or several could be meant.
    pub fn record(&self) -> Result<&Record, Problem> {
        Ok(keii_query::find(self.ledger(), &self.path)?)
    }

    /// Whether one of these records is to be told of: where changes are asked for, it was not
    /// there before or was otherwise.
    pub fn has_changed(&self, ids: &[&Id]) -> bool {
        let Some(before) = &self.before else { return true };
        ids.iter().any(|id| before.ledger.get(id) != self.ledger().get(id))
    }

    /// A page of a list: rows behind the cursor, as many as were asked for, and the cursor behind
    /// the last of them.
    ///
    /// # Errors
    /// When the cursor is not one of this list, or its row is gone.
    pub fn page<T>(
        &self,
        rows: &[T],
        id: impl Fn(&T) -> String,
        item: impl Fn(&T) -> Value,
    ) -> Result<Answer, Problem> {
        let list = self.list();
        let from = match self.get("cursor") {
            None => 0,
            Some(cursor) => {
                let row = cursor::row(&list, cursor)?;
                let at = rows.iter().position(|one| id(one) == row);
                at.ok_or_else(Problem::stale_cursor)? + 1
            }
        };
        let limit = self.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(PAGE);
        let to = rows.len().min(from + limit);
        let shown = &rows[from..to];
        let next = (to < rows.len()).then(|| shown.last()).flatten();
        Ok(Answer::Json(json!({
            "items": shown.iter().map(item).collect::<Vec<Value>>(),
            "total": rows.len(),
            "next": next.map(|row| cursor::after(&list, &id(row))),
        })))
    }

    /// The list with its filters, as cursors know it.
    fn list(&self) -> String {
        let paged = |name: &str| name == "cursor" || name == "limit";
        let filters = self.given.iter().filter(|(name, _)| !paged(name));
        format!("{} {filters:?}", self.route.path, filters = filters.collect::<Vec<_>>())
    }
}

fn library(room: &Room) -> &Library {
    &room.library
}

/// The parameters of a request, each known to the route and making sense. What is empty is not
/// given.
fn checked(route: &Route, query: &str) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
        .map_err(|_| Problem::senseless("the query is not in the form of name=value&name=value"))?;
    let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        let Some(parameter) = route.takes.iter().find(|known| known.name == name) else {
            let shown: String = name.chars().take(40).collect();
            return Err(Problem::senseless(format!("there is no parameter `{shown}` here")));
        };
        check(parameter, &value)?;
        let values = given.entry(name).or_default();
        if !values.is_empty() && !parameter.repeats() {
            return Err(Problem::senseless(format!("`{}` is given twice", parameter.name)));
        }
        values.push(value);
    }
    Ok(given)
}
