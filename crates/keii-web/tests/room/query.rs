//! Anything as a query string: what the fuzzer throws, and what the tests throw without one.

use axum::body::Body;
use axum::http::{Request, Uri};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::ledger::House;

/// Where a query string may stand: every page, every list, and files.
pub const PLACES: [&str; 18] = [
    "/",
    "/search",
    "/people",
    "/documents",
    "/news",
    "/corrections",
    "/add",
    "/enter",
    "/stories/S.1",
    "/api/v1/stories",
    "/api/v1/events",
    "/api/v1/statements",
    "/api/v1/persons",
    "/api/v1/documents",
    "/api/v1/comparisons",
    "/api/v1/search",
    "/api/v1/news",
    "/api/v1/exports/csv",
];

/// A room that is asked again and again.
pub struct Asker {
    runtime: Runtime,
    house: House,
}

impl Asker {
    pub fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        Self { runtime, house: House::new() }
    }

    /// Asks at a place, and looks at the answer: it is none of a server that broke, and below the
    /// base of the API a refusal is a problem.
    pub fn ask(&self, place: &str, query: &[u8]) {
        let target = target(place, query);
        let request = Request::get(&target).header("host", "localhost").body(Body::empty());
        let Ok(request) = request else { return };
        let (status, kind, body) = self.runtime.block_on(async {
            let answer = self.house.router.clone().oneshot(request).await.unwrap();
            let (head, body) = answer.into_parts();
            let body = axum::body::to_bytes(body, 4 << 20).await.expect("a page has a size");
            (head.status, head.headers.get("content-type").cloned(), body)
        });
        assert!(!status.is_server_error(), "{target}: {status} {body:?}");
        assert!(std::str::from_utf8(&body).is_ok(), "{target} is no text");
        let is_problem = kind.is_some_and(|kind| kind == "application/problem+json");
        let refused = place.starts_with("/api/") && status.is_client_error();
        assert_eq!(is_problem, refused, "{target}: {status}");
    }
}

/// The address as it stands, where such an address can be sent at all; else with percent signs.
fn target(place: &str, query: &[u8]) -> Uri {
    let raw = [place.as_bytes(), b"?", query].concat();
    Uri::try_from(raw).unwrap_or_else(|_| {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"&=+-_.~".contains(byte);
        let piece = |byte: &u8| match byte {
            byte if plain(byte) => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        let query: String = query.iter().map(piece).collect();
        // Longer ones are refused before anybody looks at them.
        Uri::try_from(format!("{place}?{query}")).unwrap_or(Uri::from_static("/?a=b"))
    })
}
