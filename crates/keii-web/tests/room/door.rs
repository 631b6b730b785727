//! Who is let in.

use axum::http::{Request, StatusCode};

use crate::ledger::{House, own, text, token};

#[tokio::test]
async fn another_name_for_this_machine_is_refused() {
    let house = House::new();
    let request =
        Request::get("/").header("host", "news.example.org").body(axum::body::Body::empty());
    use tower::ServiceExt as _;
    let response = house.router.clone().oneshot(request.unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn without_the_token_there_is_only_the_door() {
    let house = House::with(|room| room.guarded_by(token()));
    let response = house.ask(Request::get("/documents")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/enter");
    let (status, _) = house.get("/enter").await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = house.post("/corrections", "ask=undo&number=1").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_token_opens_the_door_and_stays_from_scripts_and_other_sites() {
    let house = House::with(|room| room.guarded_by(token()));
    let wrong = house.send(own(Request::post("/enter")), "token=0123456789abcdeX").await;
    assert_eq!(wrong.status(), StatusCode::FORBIDDEN);
    let right = house.send(own(Request::post("/enter")), "token=0123456789abcdef").await;
    assert_eq!(right.status(), StatusCode::SEE_OTHER);
    let cookie = right.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let pair = cookie.split(';').next().unwrap();
    let response = house.ask(Request::get("/documents").header("cookie", pair)).await;
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn guessing_the_token_is_slowed_down() {
    let house = House::with(|room| room.guarded_by(token()));
    let mut last = StatusCode::OK;
    for _ in 0..8 {
        last = house.send(own(Request::post("/enter")), "token=wrong").await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn language_and_theme_are_kept() {
    let house = House::new();
    let response =
        house.send(own(Request::post("/preferences")), "lang=en&theme=dark&back=//evil").await;
    assert_eq!(response.headers()["location"], "/");
    let cookies: Vec<&str> =
        response.headers().get_all("set-cookie").iter().map(|one| one.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|one| one.starts_with("lang=en;")), "{cookies:?}");
    assert!(cookies.iter().any(|one| one.starts_with("theme=dark;")), "{cookies:?}");
}

#[tokio::test]
async fn a_refusal_is_a_page_in_the_language_of_whoever_reads_it() {
    let house = House::new();
    let long = format!("reason={}", "x".repeat(1 << 20));
    let form = |path: &str| own(Request::post(path));
    let json = own(Request::post("/preferences")).header("content-type", "application/json");
    let foreign = Request::post("/corrections").header("origin", "http://other.example");
    let sent = [
        (foreign, "", StatusCode::FORBIDDEN),
        (form("/corrections"), long.as_str(), StatusCode::PAYLOAD_TOO_LARGE),
        (form("/add"), "text=a", StatusCode::BAD_REQUEST),
        (form("/preferences?as_of=never"), "%%%=%ff", StatusCode::SEE_OTHER),
        (form("/corrections?as_of=never"), "ask=undo", StatusCode::BAD_REQUEST),
        (form("/documents"), "", StatusCode::METHOD_NOT_ALLOWED),
        (Request::get("/static/nothing.css"), "", StatusCode::NOT_FOUND),
        (json, "{}", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ];
    for (request, body, expected) in sent {
        let response = house.send(request.header("accept-language", "ja"), body).await;
        assert_eq!(response.status(), expected);
        if expected == StatusCode::SEE_OTHER {
            continue;
        }
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        assert_eq!(kind, "text/html; charset=utf-8", "{expected}");
        let page = text(response).await;
        assert!(page.contains("<html lang=\"ja\"") && page.contains("role=\"alert\""), "{page}");
        // Nothing of what a framework says to programmers.
        let words = page.split("<main").nth(1).unwrap();
        assert!(!words.contains("Content-Type") && !words.contains("form"), "{expected}: {words}");
    }
    let response = house.ask(Request::post("/add?lang=en").header("origin", "http://a")).await;
    let page = text(response).await;
    assert!(page.contains("A change has to come from a page of this room."), "{page}");
}
