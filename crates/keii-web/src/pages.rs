//! The pages, one module each, and what can go wrong with any.

pub mod add;
pub mod corrections;
pub mod document;
pub mod documents;
pub mod enter;
pub mod entity;
pub mod event;
pub mod item;
pub mod news;
pub mod refused;
pub mod search;
pub mod stories;
pub mod story;

use axum::http::StatusCode;
use keii_model::Story;
use keii_query::{Holder, Refusal, StoreError, Unkept, Unmeant, held};
use maud::html;

use crate::link;
use crate::page::Page;
use crate::visit::Visit;

/// Why there is no page.
#[derive(Debug)]
pub enum Trouble {
    /// Nothing is there.
    Missing,
    /// The id may mean one of these.
    Several(Vec<String>),
    /// What was asked makes no sense; the name of the sentence that says why.
    Senseless(&'static str),
    /// A correction is not taken.
    Refused(Refusal),
    /// The ledger cannot be read or written.
    Store(StoreError),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Unkept> for Trouble {
    fn from(error: Unkept) -> Self {
        match error {
            Unkept::Refused(refusal) => Self::Refused(refusal),
            Unkept::Store(error) => Self::Store(error),
        }
    }
}

impl From<Unmeant> for Trouble {
    fn from(unmeant: Unmeant) -> Self {
        match unmeant {
            Unmeant::Unknown(_) => Self::Missing,
            Unmeant::Several { fits, .. } => Self::Several(fits),
        }
    }
}

/// So many stories are named that may be meant.
const NAMED: usize = 10;

/// Why an id names no entry of the kind that a page is about.
pub fn unmeant(visit: &Visit<'_>, id: &str) -> Trouble {
    let begins = |story: &&Story| !id.is_empty() && story.id.as_str().starts_with(id);
    let stories = visit.view.ledger.stories().iter().filter(begins).take(NAMED);
    let stories: Vec<String> = stories.map(|story| story.id.to_string()).collect();
    if !stories.is_empty() {
        return Trouble::Several(stories);
    }
    keii_query::find(&visit.view.ledger, id).map_or_else(Trouble::from, |_| Trouble::Missing)
}

/// A page, or why there is none.
pub type Made = Result<Page, Trouble>;

/// The page that says what is wrong, and what to do.
pub fn trouble(visit: &Visit<'_>, trouble: &Trouble) -> Page {
    let (status, said) = match trouble {
        Trouble::Missing => (StatusCode::NOT_FOUND, visit.say("trouble-missing")),
        Trouble::Several(_) => (StatusCode::NOT_FOUND, visit.say("trouble-several")),
        Trouble::Senseless(name) => (StatusCode::BAD_REQUEST, visit.say(name)),
        Trouble::Refused(refusal) => (StatusCode::CONFLICT, untaken(visit, refusal)),
        Trouble::Store(StoreError::Busy { holder, .. }) => {
            (StatusCode::SERVICE_UNAVAILABLE, busy(visit, holder.as_ref()))
        }
        Trouble::Store(error) => {
            let error = error.to_string();
            (StatusCode::INTERNAL_SERVER_ERROR, visit.tell("trouble-store", &[("error", &error)]))
        }
    };
    let main = html! {
        h1 { (visit.say("trouble-title")) }
        p role="alert" { (said) }
        @if let Trouble::Several(fits) = trouble {
            ul.plain data-list="" {
                @for id in fits {
                    li data-item="" { a.open href=(visit.href(&link::to_id(id))) { (id) } }
                }
            }
        }
        p { a href="/" { (visit.say("trouble-home")) } }
    };
    Page { title: visit.say("trouble-title"), main, status }
}

/// Who holds the ledger, and what to do.
pub fn busy(visit: &Visit<'_>, holder: Option<&Holder>) -> String {
    visit.tell("trouble-busy", &[("held", &held(holder, visit.lang()))])
}

/// Why a correction is not taken.
fn untaken(visit: &Visit<'_>, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unmeant(Unmeant::Unknown(id)) => visit.tell("refused-unknown", &[("id", id)]),
        Refusal::Unmeant(Unmeant::Several { id, fits }) => {
            visit.tell("refused-several", &[("id", id), ("fits", &fits.join(", "))])
        }
        Refusal::NoSuch(number) => visit.tell("refused-none", &[("number", &number.to_string())]),
        Refusal::AlreadyUndone { number, .. } => {
            visit.tell("refused-undone", &[("number", &number.to_string())])
        }
        Refusal::NotInDocument { id, document } => {
            visit.tell("refused-elsewhere", &[("id", id), ("document", document)])
        }
        Refusal::NotCorrectable(id) => visit.tell("refused-follows", &[("id", id)]),
        Refusal::NotADocument(id) => visit.tell("refused-no-document", &[("id", id)]),
        Refusal::TakenForOne => visit.say("refused-one"),
        Refusal::Nothing => visit.say("refused-nothing"),
    }
}
