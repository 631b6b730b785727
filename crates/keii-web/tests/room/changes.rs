//! What visitors change.

use axum::http::{Request, StatusCode};

use crate::ledger::{House, TEXT, document, mark, own, text};

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
    let response = house.paste("山田外相は辞任した。", "谷日報").await;
    assert_eq!(response.status(), StatusCode::OK);
    let page = text(response).await;
    assert!(page.contains("谷日報"), "{page}");
    let (_, documents) = house.get("/documents").await;
    assert!(documents.contains("谷日報"));
}

/// What the button that says that all was read sends, and the mark that the browser then keeps.
async fn read_all(house: &House, kept: &str, number: &str) -> String {
    let post = own(Request::post("/news/read")).header("cookie", kept);
    let response = house.send(post, &format!("mark={number}")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    mark(&response).expect("a mark")
}

#[tokio::test]
async fn each_reader_has_a_mark_of_their_own() {
    let house = House::new();
    // What is there at a first visit is not new, and the mark is set once.
    let (_, page, one) = house.get_as("/?lang=en", "").await;
    let one = one.expect("a first visit sets the mark");
    assert!(!page.contains("new</strong>"), "{page}");
    let (_, page, again) = house.get_as("/news?lang=en", &one).await;
    assert!(page.contains("There is nothing new.") && again.is_none(), "{page}");

    house.paste("山田外相は辞任した。", "谷日報").await;
    let (_, page, _) = house.get_as("/news?lang=en", &one).await;
    assert!(page.contains("谷日報") && page.contains("All read"), "{page}");
    // Somebody who comes now has nothing to catch up with.
    let (_, _, other) = house.get_as("/", "").await;
    let other = other.expect("a first visit sets the mark");
    assert_ne!(one, other);

    let read = read_all(&house, &one, "3").await;
    let (_, page, _) = house.get_as("/news?lang=en", &read).await;
    assert!(page.contains("There is nothing new."), "{page}");
    // Whoever has not said so still sees it as new.
    let (_, page, _) = house.get_as("/news?lang=en", &one).await;
    assert!(page.contains("谷日報"), "{page}");
}

#[tokio::test]
async fn a_mark_neither_moves_back_nor_beyond_what_has_arrived() {
    let house = House::new();
    let (_, _, first) = house.get_as("/", "").await;
    let first = first.expect("a first visit sets the mark");
    assert_eq!(read_all(&house, &first, "1").await, first);
    assert_eq!(read_all(&house, &first, "999").await, first);
    // A cookie that makes no sense is no mark.
    let name = first.split('=').next().unwrap();
    for senseless in ["", "x", "9999999999999999999999", "-", "."] {
        let (status, _, set) = house.get_as("/news", &format!("{name}={senseless}")).await;
        assert_eq!((status, set.as_ref()), (StatusCode::OK, Some(&first)), "{senseless}");
    }
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
