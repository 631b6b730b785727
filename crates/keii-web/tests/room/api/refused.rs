//! What the API refuses: always as a problem, whoever refuses it.

use axum::http::{Request, StatusCode};
use serde_json::Value;

use super::{json, refused};
use crate::ledger::{House, own, text};

#[tokio::test]
async fn what_makes_no_sense_is_a_problem() {
    let house = House::new();
    let page = json(&house, "/persons?limit=1").await;
    let cursor = page["next"].as_str().unwrap();
    for (path, status, word) in [
        ("/events?cursor=x".to_owned(), 400, "bad-cursor"),
        (format!("/events?cursor={cursor}"), 400, "bad-cursor"),
        (format!("/persons?person=a&cursor={cursor}"), 400, "bad-cursor"),
        ("/events?limit=0".to_owned(), 400, "bad-request"),
        ("/events?limit=100000".to_owned(), 400, "bad-request"),
        ("/events?from=August".to_owned(), 400, "bad-request"),
        ("/events?as_of=2025-13-01".to_owned(), 400, "bad-request"),
        ("/events?status=done".to_owned(), 400, "bad-request"),
        ("/events?stat=held".to_owned(), 400, "bad-request"),
        ("/events?person=a&person=b".to_owned(), 400, "bad-request"),
        ("/events/E.nothing".to_owned(), 404, "not-found"),
        ("/events?story=S.nothing".to_owned(), 404, "not-found"),
        ("/documents/..%2F..%2Fetc%2Fpasswd".to_owned(), 404, "not-found"),
        ("/documents/%FF".to_owned(), 404, "not-found"),
        ("/exports/xlsx".to_owned(), 404, "not-found"),
        ("/exports/ics?kind=people".to_owned(), 400, "bad-request"),
        ("/exports/csv?kind=people&status=held".to_owned(), 400, "bad-request"),
        ("/search".to_owned(), 400, "bad-request"),
        ("/search?q=a&certain=sure".to_owned(), 400, "bad-request"),
        ("/news".to_owned(), 400, "bad-request"),
    ] {
        assert_eq!(refused(&house, &path).await, (status, word.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn whatever_is_refused_below_the_base_is_a_problem() {
    let house = House::new();
    let problem = async |response: axum::http::Response<axum::body::Body>, wanted: &str| {
        let status = response.status();
        assert_eq!(response.headers()["content-type"], "application/problem+json", "{wanted}");
        let problem: Value = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(problem["type"], format!("urn:keii:problem:{wanted}"));
        assert_eq!(problem["status"], status.as_u16());
        status.as_u16()
    };
    let foreign = Request::post("/api/v1/corrections").header("origin", "http://other.example");
    assert_eq!(problem(house.send(foreign, "{}").await, "wrong-origin").await, 403);
    let long = house.send(own(Request::post("/api/v1/corrections")), &"x".repeat(1 << 20)).await;
    assert_eq!(problem(long, "too-long").await, 413);
    for (method, path) in [("PUT", "/events"), ("POST", "/events"), ("POST", "/openapi.json")] {
        let request = own(Request::builder().method(method).uri(format!("/api/v1{path}")));
        let response = house.send(request, "").await;
        assert!(response.headers().contains_key("allow"), "{method} {path}");
        assert_eq!(problem(response, "method-not-allowed").await, 405);
    }
    let mut last = house.send(own(Request::post("/api/v1/corrections")), "{}").await;
    for _ in 0..70 {
        last = house.send(own(Request::post("/api/v1/corrections")), "{}").await;
    }
    assert!(last.headers().contains_key("retry-after"));
    assert_eq!(problem(last, "too-often").await, 429);
    use tower::ServiceExt as _;
    let other = Request::get("/api/v1/events").header("host", "news.example.org");
    let other = other.body(axum::body::Body::empty()).unwrap();
    assert_eq!(
        problem(house.router.clone().oneshot(other).await.unwrap(), "wrong-host").await,
        421
    );
}

#[tokio::test]
async fn programs_bear_the_token_instead_of_the_cookie() {
    let house = House::with(|room| room.guarded_by(crate::ledger::token()));
    let get = || Request::get("/api/v1/events");
    for (request, word) in [
        (get(), "no-token"),
        (get().header("authorization", "Basic 0123456789abcdef"), "no-token"),
        (get().header("authorization", "Bearer 0123456789abcdeX"), "wrong-token"),
        (get().header("cookie", "keii-token=0123456789abcdeX"), "wrong-token"),
    ] {
        let response = house.ask(request).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert!(response.headers()["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
        let problem: Value = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(problem["type"], format!("urn:keii:problem:{word}"));
    }
    for scheme in ["Bearer", "bearer"] {
        let request = get().header("authorization", format!("{scheme} 0123456789abcdef"));
        assert_eq!(house.ask(request).await.status(), StatusCode::OK);
    }
    // Another site's page cannot know the token: whoever bears it need not tell where from.
    let change = |token: &str| {
        Request::post("/api/v1/corrections/1/undo")
            .header("authorization", format!("Bearer {token}"))
    };
    let response = house.send(change("0123456789abcdef"), "").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND, "there is no correction yet");
    let response = house.send(change("0123456789abcdeX"), "").await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_cursor_behind_a_row_that_is_gone_says_so() {
    let house = House::new();
    let page = json(&house, "/statements?limit=1").await;
    let id = page["items"][0]["id"].as_str().unwrap();
    let Some(next) = page["next"].as_str() else { panic!("there are two statements: {page}") };
    let body = format!("{{\"change\":\"not\",\"target\":\"{id}\"}}");
    house.send(own(Request::post("/api/v1/corrections")), &body).await;
    let gone = refused(&house, &format!("/statements?limit=1&cursor={next}")).await;
    assert_eq!(gone, (400, "stale-cursor".to_owned()));
}
