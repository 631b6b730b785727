//! Which address leads to which page, and how every request is answered.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use keii_query::StoreError;
use keii_words::Lang;
use maud::Markup;

use crate::api::{self, Problem};
use crate::guard::{self, Barred, TOKEN};
use crate::offence::Offence;
use crate::page::{Page, whole};
use crate::pages::add::File;
use crate::pages::{self, Made, Trouble, refused};
use crate::room::Room;
use crate::seat::Seat;
use crate::seen::{self, Cookie};
use crate::visit::{Asked, BadDay, Query, Theme, Visit, lang_asked, lang_of};
use crate::{squeeze, styles};

type Shared = State<Arc<Room>>;

/// How long a request may take, its body included; how slowly that may come tells [`Seat`].
const PATIENCE: Duration = Duration::from_secs(30);

/// How long it may take to receive and read articles that are handed in at once.
const READING: Duration = Duration::from_secs(600);

/// Bytes that a form may have.
const FORM: usize = 64 << 10;

/// Bytes that articles may have which are handed in at once.
const ARTICLES: usize = 20 << 20;

/// Seconds that a browser keeps what its reader has chosen or seen.
const YEAR: u32 = 365 * 24 * 3600;

/// So many files at once.
const FILES: usize = 100;

/// All addresses of the room.
pub fn router(room: Arc<Room>) -> Router {
    Router::new()
        .route("/", page(|visit, _| pages::stories::page(visit)))
        .route("/stories/{id}", page(pages::story::page))
        .route("/events/{id}", page(pages::event::page))
        .route("/people", page(|visit, _| pages::entity::list(visit)))
        .route("/people/{id}", page(pages::entity::page))
        .route("/entities/{id}", page(pages::entity::page))
        .route("/documents", page(|visit, _| pages::documents::page(visit)))
        .route("/documents/{id}", page(pages::document::page))
        .route("/items/{id}", page(pages::item::page))
        .route("/search", page(|visit, _| pages::search::page(visit)))
        .route("/news", page(|visit, _| pages::news::page(visit)))
        .route("/news/read", post(read_all))
        .route("/corrections", page(|visit, _| pages::corrections::page(visit)).post(correct))
        .route(
            "/add",
            page(|visit, _| pages::add::page(visit))
                .post(add)
                .layer(DefaultBodyLimit::max(ARTICLES)),
        )
        .route("/preferences", post(prefer))
        .route("/enter", get(door).post(enter))
        .route("/static/{name}", get(fixed))
        .nest(api::BASE, api::router())
        .fallback(missing)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(from_fn_with_state(Arc::clone(&room), answer))
        .with_state(room)
}

/// A page about what an id names.
fn page(make: fn(&Visit<'_>, &str) -> Made) -> axum::routing::MethodRouter<Arc<Room>> {
    get(move |State(room): Shared, request: Request| async move {
        let wanted = (asked(&request), bare(&request));
        drop(request);
        show(room, wanted, make).await
    })
}

async fn missing(State(room): Shared, request: Request) -> Response {
    let wanted = (asked(&request), bare(&request));
    drop(request);
    show(room, wanted, |_, _| Err(Trouble::Missing)).await
}

/// Around every request: who may come in, how long it may take, what browsers are told.
async fn answer(State(room): Shared, request: Request, next: Next) -> Response {
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let address = request.uri().clone();
    let path = address.path();
    let seat = request.extensions().get::<Arc<Seat>>().cloned();
    let from = seat.as_ref().map(|seat| seat.from);
    let is_api = path.starts_with(api::BASE);
    let admitted = guard::admit(&room, &method, path, &headers);
    let wrong = admitted == Err(Barred::WrongToken);
    let answered = match admitted {
        // Who stands at the door changes nothing yet, and is counted there.
        Ok(()) if guard::changes(&method) && path != "/enter" && !room.changes.take(from) => {
            Err(Problem::too_often())
        }
        Ok(()) => in_time(path, seat.as_deref(), request, next).await,
        Err(Barred::NoToken | Barred::WrongToken) if method == Method::GET && !is_api => {
            Ok(redirect("/enter"))
        }
        Err(barred) => Err(barred.into()),
    };
    let mut response = match answered {
        Ok(response) if is_api => response,
        Ok(response) => refused::worded(&room.texts, language(&address, &headers), response),
        Err(problem) if is_api => api::refused(&problem),
        Err(problem) => {
            let lang = language(&address, &headers);
            refused::worded(&room.texts, lang, problem.status.into_response())
        }
    };
    let offence = Offence::of(response.status(), path).or(wrong.then_some(Offence::Token));
    if let Some(offence) = offence {
        room.watch.note(offence, from);
    }
    guard::seal(response.headers_mut());
    if squeeze::is_taken(&headers) { squeeze::squeezed(response).await } else { response }
}

/// The answer, where it is there in time.
async fn in_time(
    path: &str,
    seat: Option<&Seat>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    // Articles that have arrived are read however long that takes: they would be added all the same.
    let patience = if path == "/add" { READING } else { PATIENCE };
    let answered = tokio::time::timeout(patience, next.run(request)).await;
    answered.ok().filter(|_| !seat.is_some_and(Seat::has_lagged)).ok_or_else(Problem::too_slow)
}

/// Elsewhere, by GET. `to` is a path of this room.
fn redirect(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

fn html(status: StatusCode, markup: Markup) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    (status, [(CONTENT_TYPE, kind)], markup.into_string()).into_response()
}

/// The language of an answer to whoever asks for this address.
fn language(address: &Uri, headers: &HeaderMap) -> Lang {
    lang_asked(pairs(address).get("lang"), headers)
}

/// What follows the `?`.
fn pairs(address: &Uri) -> Query {
    if address.query().is_none_or(str::is_empty) {
        return Query::default();
    }
    let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(address);
    Query::new(pairs.map(|pairs| pairs.0).unwrap_or_default())
}

/// What is asked for, and the last part of the path, decoded.
fn asked(request: &Request) -> Result<(Asked, String), BadDay> {
    let path = request.uri().path();
    let last = path.rsplit('/').next().unwrap_or_default();
    Ok((Asked::of(path, pairs(request.uri()), request.headers())?, decoded(last)))
}

/// Without percent signs; what is not UTF-8 then names nothing.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = hex.filter(|_| first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// What is asked for without its query.
fn bare(request: &Request) -> Option<Asked> {
    Asked::of(request.uri().path(), Query::default(), request.headers()).ok()
}

/// What is asked for, and the same without its query, for when the query makes no sense.
type Wanted = (Result<(Asked, String), BadDay>, Option<Asked>);

/// Makes a page on a thread for work that waits for the disk.
async fn show(room: Arc<Room>, wanted: Wanted, make: fn(&Visit<'_>, &str) -> Made) -> Response {
    match wanted {
        (Ok((asked, id)), _) => made(room, asked, id, make).await,
        (Err(BadDay), Some(bare)) => {
            made(room, bare, String::new(), |_, _| Err(Trouble::Senseless("bad-day"))).await
        }
        (Err(BadDay), None) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// A page, about what the id names.
async fn made(
    room: Arc<Room>,
    asked: Asked,
    id: String,
    make: impl FnOnce(&Visit<'_>, &str) -> Made + Send + 'static,
) -> Response {
    let lang = asked.lang;
    away(move || {
        let visit = match Visit::new(&room, asked, &id) {
            Ok(visit) => visit,
            Err(error) => return broken(&room, lang, &error),
        };
        let page = make(&visit, &id).unwrap_or_else(|trouble| pages::trouble(&visit, &trouble));
        respond(&visit, &page)
    })
    .await
}

fn respond(visit: &Visit<'_>, page: &Page) -> Response {
    let mut response = html(page.status, whole(visit, page));
    // Who is refused has seen nothing; a mark that cannot be told now is set by a later page.
    let shown = page.status.is_success();
    if let (true, Ok(Some((name, value)))) = (shown, seen::first(visit)) {
        keep(response.headers_mut(), &name, &value, YEAR);
    }
    response
}

/// The ledger cannot even be opened.
fn broken(room: &Room, lang: Lang, error: &StoreError) -> Response {
    let page = refused::broken(&room.texts, lang, &error.to_string());
    html(StatusCode::INTERNAL_SERVER_ERROR, page)
}

async fn away(work: impl FnOnce() -> Response + Send + 'static) -> Response {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A form's fields; `None` where the body is no form, or too long.
async fn form(request: Request) -> Result<Query, Response> {
    let pairs = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
    pairs.map(|axum::Form(pairs)| Query::new(pairs)).map_err(IntoResponse::into_response)
}

/// What a form has done: the page that shows it, and what the browser is to keep.
type Done = (String, Option<Cookie>);

/// Does what a form asks for, then leads to the page that shows it.
async fn change(
    room: Arc<Room>,
    request: Request,
    act: fn(&Visit<'_>, &Query) -> Result<Done, Trouble>,
) -> Response {
    let Ok((asked, _)) = asked(&request) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let form = match form(request).await {
        Ok(form) => form,
        Err(refused) => return refused,
    };
    let lang = asked.lang;
    away(move || match Visit::new(&room, asked, "") {
        Ok(visit) => match act(&visit, &form) {
            Ok((to, cookie)) => {
                let mut response = redirect(&to);
                if let Some((name, value)) = cookie {
                    keep(response.headers_mut(), &name, &value, YEAR);
                }
                response
            }
            Err(trouble) => respond(&visit, &pages::trouble(&visit, &trouble)),
        },
        Err(error) => broken(&room, lang, &error),
    })
    .await
}

async fn correct(State(room): Shared, request: Request) -> Response {
    change(room, request, |visit, form| Ok((pages::corrections::give(visit, form)?, None))).await
}

async fn read_all(State(room): Shared, request: Request) -> Response {
    change(room, request, pages::news::read).await
}

/// Takes articles in: a text that was pasted, and files.
async fn add(State(room): Shared, request: Request) -> Response {
    let Ok((asked, _)) = asked(&request) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let parts = match Multipart::from_request(request, &()).await {
        Ok(parts) => parts,
        Err(refused) => return refused.into_response(),
    };
    let (form, files) = match handed_in(parts).await {
        Ok(taken) => taken,
        Err(refused) => return refused,
    };
    let lang = asked.lang;
    away(move || {
        let outcomes = match Visit::new(&room, asked.clone(), "") {
            Ok(visit) => match pages::add::take(&visit, &form, files) {
                Ok(outcomes) => outcomes,
                Err(trouble) => return respond(&visit, &pages::trouble(&visit, &trouble)),
            },
            Err(error) => return broken(&room, lang, &error),
        };
        // The ledger as it is now.
        match Visit::new(&room, asked, "") {
            Ok(visit) => match pages::add::show(&visit, &outcomes) {
                Ok(page) => respond(&visit, &page),
                Err(trouble) => respond(&visit, &pages::trouble(&visit, &trouble)),
            },
            Err(error) => broken(&room, lang, &error),
        }
    })
    .await
}

async fn handed_in(mut parts: Multipart) -> Result<(Query, Vec<File>), Response> {
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(IntoResponse::into_response)? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) if files.len() < FILES => {
                let bytes = part.bytes().await.map_err(IntoResponse::into_response)?.to_vec();
                files.push(File { name: file, bytes });
            }
            Some(_) => {
                return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
            }
            None => fields.push((name, part.text().await.map_err(IntoResponse::into_response)?)),
        }
    }
    Ok((Query::new(fields), files))
}

/// Keeps language and theme in cookies, for a year.
async fn prefer(State(_): Shared, request: Request) -> Response {
    let form = match form(request).await {
        Ok(form) => form,
        Err(refused) => return refused,
    };
    let back = form.get("back").filter(|back| is_path(back)).unwrap_or("/").to_owned();
    let mut response = redirect(&back);
    let lang = form.get("lang").and_then(lang_of).map(|lang| ("lang", crate::page::tag(lang)));
    let theme = form.get("theme").map(|name| ("theme", Theme::of(name).name()));
    for (name, value) in [lang, theme].into_iter().flatten() {
        keep(response.headers_mut(), name, value, YEAR);
    }
    response
}

/// A path of this room, not of another host.
fn is_path(back: &str) -> bool {
    back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n'])
}

fn keep(headers: &mut HeaderMap, name: &str, value: &str, seconds: u32) {
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(SET_COOKIE, cookie);
    }
}

async fn door(State(room): Shared, request: Request) -> Response {
    let lang = language(request.uri(), request.headers());
    html(StatusCode::OK, pages::enter::page(&room.texts, lang, false))
}

/// Lets in whoever knows the token, for a month.
async fn enter(State(room): Shared, request: Request) -> Response {
    let lang = language(request.uri(), request.headers());
    let from = request.extensions().get::<Arc<Seat>>().map(|seat| seat.from);
    let form = match form(request).await {
        Ok(form) => form,
        Err(refused) => return refused,
    };
    let Some(token) = &room.token else { return redirect("/") };
    if !room.attempts.take(from) {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    let given = form.get("token").unwrap_or_default();
    if !token.is(given) {
        return html(StatusCode::FORBIDDEN, pages::enter::page(&room.texts, lang, true));
    }
    let mut response = redirect("/");
    keep(response.headers_mut(), TOKEN, given, 30 * 24 * 3600);
    response
}

/// Style, script and sign of the room. Their addresses change with them, so browsers keep them.
async fn fixed(request: Request) -> Response {
    let Some((kind, content)) = styles::file(request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keep = "public, max-age=31536000, immutable";
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)];
    (headers, Body::from(content)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_into_the_room_alone() {
        assert!(is_path("/stories/S.1?as_of=2025-01-01"));
        for other in ["//example.org", "https://example.org", "/\\example.org", ""] {
            assert!(!is_path(other), "{other}");
        }
    }

    #[test]
    fn parts_of_a_path_are_decoded() {
        assert_eq!(decoded("E.1%2F%e4%bc%9A"), "E.1/会");
        assert_eq!([decoded("%"), decoded("%zz"), decoded("%ff")], ["%", "%zz", ""]);
    }
}
