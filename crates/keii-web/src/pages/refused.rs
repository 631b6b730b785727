//! What is read by whoever is refused before a page could be made, in their language.

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use fluent_bundle::FluentValue;
use keii_words::Lang;
use maud::{Markup, html};

use crate::page::bare;
use crate::text::Texts;

/// An answer as it is; what has an error for its status and no page gets one. The words that the
/// framework has for it are English, and meant for programmers.
pub fn worded(texts: &Texts, lang: Lang, response: Response) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || is_page(response.headers()) {
        return response;
    }
    let (mut head, _) = response.into_parts();
    head.headers.remove(CONTENT_LENGTH);
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    head.headers.insert(CONTENT_TYPE, kind);
    let said = texts.say(lang, sentence(status), &[]);
    Response::from_parts(head, Body::from(page(texts, lang, &said).into_string()))
}

/// The ledger cannot be opened.
pub fn broken(texts: &Texts, lang: Lang, error: &str) -> Markup {
    page(texts, lang, &texts.say(lang, "trouble-store", &[("error", FluentValue::from(error))]))
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn page(texts: &Texts, lang: Lang, said: &str) -> Markup {
    let title = texts.say(lang, "trouble-title", &[]);
    let main = html! {
        h1 { (title) }
        p role="alert" { (said) }
        p { a href="/" { (texts.say(lang, "trouble-home", &[])) } }
    };
    bare(lang, &title, &main)
}

/// The name of the sentence that says why.
fn sentence(status: StatusCode) -> &'static str {
    match status {
        StatusCode::MISDIRECTED_REQUEST => "barred-host",
        StatusCode::FORBIDDEN => "barred-origin",
        StatusCode::UNAUTHORIZED => "barred-token",
        StatusCode::NOT_FOUND => "trouble-missing",
        StatusCode::METHOD_NOT_ALLOWED => "barred-method",
        StatusCode::REQUEST_TIMEOUT => "barred-slow",
        StatusCode::PAYLOAD_TOO_LARGE => "barred-large",
        StatusCode::TOO_MANY_REQUESTS => "barred-often",
        status if status.is_client_error() => "bad-form",
        _ => "trouble-broken",
    }
}
