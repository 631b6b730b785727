//! What visitors change.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use crate::ledger::{House, TEXT, document, own, text};

#[tokio::test]
async fn a_correction_is_kept_and_can_be_taken_back() {
    let house = House::new();
    let id = format!("{}.A1", document(TEXT, "").id);
    let form = format!("ask=not&a={id}&reason=%E8%A6%8B%E5%87%BA%E3%81%97");
    let (status, to) = house.post("/corrections", &form).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/corrections#c-1"));
    let (status, _) = house.get(&format!("/items/{id}")).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "what was misread is gone");
    let (_, log) = house.get("/corrections?lang=ja").await;
    assert!(log.contains("見出し") && log.contains("読み誤り"), "{log}");
    let (status, _) = house.post("/corrections", "ask=undo&number=1").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _) = house.get(&format!("/items/{id}")).await;
    assert_eq!(status, StatusCode::OK, "it is back");
}

#[tokio::test]
async fn a_correction_that_makes_no_sense_is_refused_with_a_reason() {
    let house = House::new();
    for form in [
        "ask=not&a=nobody",
        "ask=undo&number=9",
        "ask=same&a=x",
        "ask=date&a=x&published=never",
        "",
    ] {
        let (status, _) = house.post("/corrections", form).await;
        assert!(status.is_client_error(), "{form}: {status}");
    }
}

#[tokio::test]
async fn a_day_is_given_to_a_document() {
    let house = House::new();
    let id = document(TEXT, "").id;
    let (status, _) =
        house.post("/corrections", &format!("ask=date&a={id}&published=2025-09-06")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = house.get(&format!("/documents/{id}?lang=en")).await;
    assert!(page.contains("Sep 6, 2025"), "{page}");
}

#[tokio::test]
async fn an_article_is_pasted_and_shown_at_once() {
    let house = House::new();
    let part = |name: &str, value: &str| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = part("text", "山田外相は辞任した。") + &part("publisher", "谷日報") + "--x--\r\n";
    let request = own(Request::post("/add"))
        .header("host", "localhost:8484")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap();
    let response = house.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let page = text(response).await;
    assert!(page.contains("谷日報"), "{page}");
    let (_, documents) = house.get("/documents").await;
    assert!(documents.contains("谷日報"));
}

#[tokio::test]
async fn what_is_read_is_no_longer_new() {
    let house = House::new();
    let (_, page) = house.get("/news?lang=en").await;
    assert!(page.contains("All read"), "{page}");
    let (status, to) = house.post("/news/read", "mark=999").await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/news"));
    let (_, page) = house.get("/news?lang=en").await;
    assert!(page.contains("There is nothing new."), "{page}");
}

#[tokio::test]
async fn another_page_cannot_change_anything() {
    let house = House::new();
    let form = format!("ask=not&a={}.A1", document(TEXT, "").id);
    for (name, value) in [
        ("origin", "https://example.org"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("x-nothing", "at all"),
    ] {
        let response = house.send(Request::post("/corrections").header(name, value), &form).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let (_, log) = house.get("/corrections?lang=en").await;
    assert!(log.contains("There are no corrections yet."));
    assert!(house.path().exists());
}

#[tokio::test]
async fn a_form_that_is_too_long_is_refused() {
    let house = House::new();
    let form = format!("ask=not&a={}", "x".repeat(100_000));
    let (status, _) = house.post("/corrections", &form).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn too_many_changes_are_slowed_down() {
    let house = House::new();
    let mut last = StatusCode::OK;
    for _ in 0..70 {
        last = house.post("/preferences", "theme=dark").await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
