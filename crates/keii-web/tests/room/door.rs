//! Who is let in.

use axum::http::{Request, StatusCode};

use crate::ledger::{House, own, token};

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
