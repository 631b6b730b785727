//! What visitors are refused for is told once of each sort, then counted.

use std::sync::{Arc, Mutex};

use axum::http::{Request, StatusCode};
use keii_web::{Notice, Offence};

use crate::ledger::{House, own, token};

type Told = Arc<Mutex<Vec<Notice>>>;

/// A room whose notices are kept.
fn watched(is_guarded: bool) -> (House, Told) {
    let told: Told = Arc::default();
    let heard = Arc::clone(&told);
    let house = House::with(|room| {
        let room = room.noticing(move |notice| heard.lock().unwrap().push(notice));
        if is_guarded { room.guarded_by(token()) } else { room }
    });
    (house, told)
}

fn firsts(told: &Told) -> Vec<Offence> {
    let told = told.lock().unwrap();
    let first = |notice: &Notice| match notice {
        Notice::First { offence, .. } => Some(*offence),
        Notice::More { .. } => None,
    };
    told.iter().filter_map(first).collect()
}

#[tokio::test]
async fn every_sort_of_refusal_is_told_once() {
    let (house, told) = watched(false);
    for _ in 0..2 {
        let foreign = Request::post("/corrections").header("origin", "http://other.example");
        assert_eq!(house.send(foreign, "").await.status(), StatusCode::FORBIDDEN);
        let long = format!("reason={}", "x".repeat(1 << 20));
        let long = house.send(own(Request::post("/corrections")), &long).await;
        assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(house.get("/?as_of=never").await.0, StatusCode::BAD_REQUEST);
        assert_eq!(house.get("/api/v1/events?cursor=x").await.0, StatusCode::BAD_REQUEST);
        assert_eq!(house.get("/static/..%2f..%2fetc%2fpasswd").await.0, StatusCode::NOT_FOUND);
    }
    let expected = [Offence::Origin, Offence::Large, Offence::Senseless, Offence::Path];
    assert_eq!(firsts(&told), expected);
    for _ in 0..70 {
        house.send(own(Request::post("/corrections")), "ask=undo&number=9").await;
    }
    assert_eq!(firsts(&told)[4..], [Offence::Often]);
}

#[tokio::test]
async fn a_foreign_name_and_a_wrong_token_are_told() {
    let (house, told) = watched(true);
    // Who has no token yet is led to the door, and nobody need know.
    assert_eq!(house.get("/").await.0, StatusCode::SEE_OTHER);
    assert_eq!(firsts(&told), []);
    house.ask(Request::get("/").header("cookie", "keii-token=guess")).await;
    assert_eq!(firsts(&told), [Offence::Token]);
    house.send(own(Request::post("/enter")), "token=guess").await;
    assert_eq!(firsts(&told), [Offence::Token]);
    let (house, told) = watched(false);
    let request = Request::get("/").header("host", "news.example.org");
    use tower::ServiceExt as _;
    let _ = house.router.clone().oneshot(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(firsts(&told), [Offence::Host]);
}

#[tokio::test]
async fn an_ordinary_visit_is_nobodys_business() {
    let (house, told) = watched(false);
    for path in ["/", "/people", "/documents", "/favicon.ico", "/stories/S.nothing", "/news"] {
        house.get(path).await;
    }
    house.post("/corrections", "ask=undo&number=9").await;
    assert_eq!(*told.lock().unwrap(), []);
}
