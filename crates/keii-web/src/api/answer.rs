//! Answers, and how they travel: with a tag by which whoever has them already is told so.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, RETRY_AFTER,
    VARY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::Value;

use super::problem::Problem;

/// What is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Data.
    Json(Value),
    /// A correction that was written down, and where it stands.
    Created(Value, String),
    /// A file.
    File {
        /// Its bytes.
        bytes: Vec<u8>,
        /// What it is.
        media_type: &'static str,
        /// What it is called.
        name: String,
    },
}

/// The answer as it travels.
pub fn respond(answer: Result<Answer, Problem>, asked: &HeaderMap) -> Response {
    match answer {
        Ok(Answer::Json(value)) => tagged(value.to_string().into_bytes(), JSON, None, asked),
        Ok(Answer::Created(value, location)) => {
            let mut response = plain(StatusCode::CREATED, JSON, value.to_string().into_bytes());
            if let Ok(location) = HeaderValue::try_from(location) {
                response.headers_mut().insert(LOCATION, location);
            }
            response
        }
        Ok(Answer::File { bytes, media_type, name }) => {
            tagged(bytes, media_type, Some(name), asked)
        }
        Err(problem) => {
            let json = problem.json().to_string().into_bytes();
            let mut response = plain(problem.status, "application/problem+json", json);
            let more = match problem.status {
                // What would be taken, as RFC 9110 wants it told.
                StatusCode::UNAUTHORIZED => Some((WWW_AUTHENTICATE, "Bearer realm=\"keii\"")),
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                    Some((RETRY_AFTER, "2"))
                }
                _ => None,
            };
            response
                .headers_mut()
                .extend(more.map(|(name, v)| (name, HeaderValue::from_static(v))));
            response
        }
    }
}

const JSON: &str = "application/json";

fn plain(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The bytes with their tag; none where the asker has those of this tag.
fn tagged(
    bytes: Vec<u8>,
    media_type: &'static str,
    name: Option<String>,
    asked: &HeaderMap,
) -> Response {
    let tag = format!("\"{}\"", &keii_export::hash(&bytes)[..32]);
    let known = asked.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    let is_known = known.flat_map(|line| line.split(',')).any(|one| {
        let one = one.trim();
        one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
    });
    let mut response = match is_known {
        true => plain(StatusCode::NOT_MODIFIED, media_type, Vec::new()),
        false => plain(StatusCode::OK, media_type, bytes),
    };
    let headers = response.headers_mut();
    let mut set = |header, value: String| {
        headers.extend(HeaderValue::try_from(value).ok().map(|value| (header, value)));
    };
    set(ETAG, tag);
    // Whoever keeps it asks before using it: a correction may have changed it.
    set(CACHE_CONTROL, "private, no-cache".to_owned());
    set(VARY, "Cookie".to_owned());
    if let Some(name) = name {
        set(CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
    }
    response
}
