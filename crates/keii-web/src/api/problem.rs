//! What went wrong, as RFC 9457 tells it.

use axum::http::{Method, StatusCode};
use keii_export::Misfit;
use keii_query::{Refusal, StoreError, Unkept, Unmeant};
use keii_words::Lang;
use serde_json::{Value, json};

use crate::guard::Barred;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    /// What sort of problem, behind `urn:keii:problem:`.
    pub name: &'static str,
    /// The same for people.
    pub title: &'static str,
    /// What is wrong with this request.
    pub detail: String,
}

impl Problem {
    /// As JSON.
    pub fn json(&self) -> Value {
        json!({
            "type": format!("urn:keii:problem:{}", self.name),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
        })
    }

    fn new(status: StatusCode, name: &'static str, title: &'static str, detail: String) -> Self {
        Self { status, name, title, detail }
    }

    /// A parameter, or the body, makes no sense.
    pub fn senseless(detail: impl Into<String>) -> Self {
        let title = "The request makes no sense";
        Self::new(StatusCode::BAD_REQUEST, "bad-request", title, detail.into())
    }

    /// A cursor that none of these lists gave.
    pub fn bad_cursor() -> Self {
        let detail = "take the cursor from `next` of the page before, with the same filters";
        let title = "The cursor is not one of this list";
        Self::new(StatusCode::BAD_REQUEST, "bad-cursor", title, detail.to_owned())
    }

    /// A cursor behind a row that is not there any more.
    pub fn stale_cursor() -> Self {
        let detail = "the ledger has changed meanwhile: begin anew without a cursor";
        let title = "The list has changed";
        Self::new(StatusCode::BAD_REQUEST, "stale-cursor", title, detail.to_owned())
    }

    /// The body is longer than any correction.
    pub fn too_long() -> Self {
        let title = "The body is too long";
        let detail = "a correction has a few lines".to_owned();
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", title, detail)
    }

    /// Something was asked for too often.
    pub fn too_often() -> Self {
        let title = "Too much is asked for at once";
        let detail = "wait a few seconds, then ask again".to_owned();
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-often", title, detail)
    }

    /// The body comes too slowly, or the answer takes too long.
    pub fn too_slow() -> Self {
        let title = "The request takes too long";
        let detail = "send its body faster, or ask for less".to_owned();
        Self::new(StatusCode::REQUEST_TIMEOUT, "too-slow", title, detail)
    }

    /// Nothing is there.
    pub fn missing(what: &str) -> Self {
        let title = "There is no such thing";
        // What was asked for may be long, and of anybody's making.
        let shown: String = what.chars().take(80).collect();
        Self::new(StatusCode::NOT_FOUND, "not-found", title, format!("nothing is called `{shown}`"))
    }

    /// The route takes no such method.
    pub fn not_allowed(method: &Method) -> Self {
        let detail = format!("{method} is not what can be done here");
        let title = "The method is not allowed";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", title, detail)
    }

    /// Something here is broken.
    pub fn internal() -> Self {
        let title = "Something here is broken";
        let detail = "the request was not answered".to_owned();
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title, detail)
    }
}

impl From<Barred> for Problem {
    fn from(barred: Barred) -> Self {
        let (status, name, title, detail) = match barred {
            Barred::Host => (
                StatusCode::MISDIRECTED_REQUEST,
                "wrong-host",
                "This machine is called otherwise",
                "call it localhost or 127.0.0.1",
            ),
            Barred::Origin => (
                StatusCode::FORBIDDEN,
                "wrong-origin",
                "Changes are made from this reading room alone",
                "send `Origin` with the address of the server, or the token as `Bearer`",
            ),
            Barred::NoToken => (
                StatusCode::UNAUTHORIZED,
                "no-token",
                "The token is missing",
                "send `Authorization: Bearer` with the token, or the cookie that the door gives",
            ),
            Barred::WrongToken => (
                StatusCode::UNAUTHORIZED,
                "wrong-token",
                "The token is wrong",
                "it stands in the file that the server was started with",
            ),
        };
        Self::new(status, name, title, detail.to_owned())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Busy { holder, .. } => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "Another program is writing to the ledger",
                keii_query::held(holder.as_ref(), Lang::En),
            ),
            _ => Self { detail: error.to_string(), ..Self::internal() },
        }
    }
}

impl From<Misfit> for Problem {
    fn from(misfit: Misfit) -> Self {
        Self::senseless(misfit.to_string())
    }
}

impl From<Unmeant> for Problem {
    fn from(unmeant: Unmeant) -> Self {
        Refusal::from(unmeant).into()
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (status, name, title) = match &refusal {
            Refusal::Unmeant(Unmeant::Unknown(_)) | Refusal::NoSuch(_) => {
                (StatusCode::NOT_FOUND, "not-found", "There is no such thing")
            }
            _ => (StatusCode::CONFLICT, "refused", "This is not taken"),
        };
        Self::new(status, name, title, refusal.to_string())
    }
}

impl From<Unkept> for Problem {
    fn from(error: Unkept) -> Self {
        match error {
            Unkept::Refused(refusal) => refusal.into(),
            Unkept::Store(error) => error.into(),
        }
    }
}

impl From<keii_export::Error> for Problem {
    fn from(error: keii_export::Error) -> Self {
        Self { detail: error.to_string(), ..Self::internal() }
    }
}
