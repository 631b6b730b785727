//! The REST API under `/api/v1`: the same data as the pages, as JSON, and the exports.
//!
//! One table of routes makes both the router and the OpenAPI document, so that neither can say what
//! the other does not do. Nothing here looks into texts or ledgers by itself: rows are chosen by
//! `keii-export`, which chooses them for files, and looked up through `keii-query`.

mod answer;
mod call;
mod corrections;
mod cursor;
mod exports;
mod lists;
mod news;
mod openapi;
mod parameter;
mod problem;
mod route;
mod schema;
mod search;
mod single;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use axum::routing::{MethodRouter, any, get};

use crate::room::Room;
use answer::respond;
use call::Call;
pub use exports::Digests;
pub use problem::Problem;
use route::{Does, ROUTES, Route};

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// The router of the API, below [`BASE`].
pub fn router() -> Router<Arc<Room>> {
    let mut paths: Vec<&'static str> = ROUTES.iter().map(|route| route.path).collect();
    paths.dedup();
    let mut router = Router::new();
    for path in paths {
        let methods = ROUTES.iter().filter(|route| route.path == path);
        let wired = methods.fold(MethodRouter::new(), wire);
        router = router.route(path, wired.fallback(not_allowed));
    }
    let document = get(openapi::document).fallback(not_allowed);
    router.route("/openapi.json", document).fallback(any(nothing_there))
}

/// What is refused before a route is looked for, told as every problem of the API.
pub fn refused(problem: &Problem) -> Response {
    respond(Err(problem.clone()), &HeaderMap::new())
}

fn wire(methods: MethodRouter<Arc<Room>>, route: &'static Route) -> MethodRouter<Arc<Room>> {
    let handle = move |State(room): State<Arc<Room>>,
                       path: Result<Path<String>, PathRejection>,
                       RawQuery(query): RawQuery,
                       headers: HeaderMap,
                       body: Result<Bytes, BytesRejection>| async move {
        // Most routes have nothing in their path; what is no text names nothing.
        let path = path.map(|Path(path)| path).unwrap_or_default();
        let Ok(body) = body else { return respond(Err(Problem::too_long()), &headers) };
        let answer = move || -> Response {
            let call = Call::of(&room, route, path, query.as_deref(), &body);
            let answer = call.and_then(|call| (route.handle)(&call));
            respond(answer, &headers)
        };
        // Reading a ledger may take a while; other visitors are not kept waiting.
        let lost = |_| respond(Err(Problem::internal()), &HeaderMap::new());
        tokio::task::spawn_blocking(answer).await.unwrap_or_else(lost)
    };
    match route.does {
        Does::Get => methods.get(handle),
        Does::Post => methods.post(handle),
    }
}

async fn not_allowed(method: Method) -> Response {
    respond(Err(Problem::not_allowed(&method)), &HeaderMap::new())
}

async fn nothing_there(uri: Uri) -> Response {
    respond(Err(Problem::missing(uri.path())), &HeaderMap::new())
}
