//! What the pages show.

use axum::http::{Request, StatusCode};

use crate::ledger::{House, TEXT, document, text};

/// The first address on a page that begins so.
pub fn first_link(page: &str, begins: &str) -> String {
    let start = page.find(&format!("href=\"{begins}")).expect("a link") + 6;
    let rest = &page[start..];
    rest[..rest.find('"').unwrap()].replace("&amp;", "&")
}

#[tokio::test]
async fn every_page_is_there_in_both_languages() {
    let house = House::new();
    let id = document(TEXT, "").id;
    let (_, stories) = house.get("/").await;
    let story = first_link(&stories, "/stories/");
    let (_, shown) = house.get(&story).await;
    let event = first_link(&shown, "/events/");
    let person = first_link(&shown, "/people/");
    let pages = [
        "/",
        &story,
        &event,
        &person,
        "/people",
        "/documents",
        "/news",
        "/search?q=会談",
        "/corrections",
        "/add",
    ];
    let document = format!("/documents/{id}?layer=speech&layer=people&layer=events&at=0-2");
    for page in pages.into_iter().chain([document.as_str()]) {
        let page = page.replace("会談", "%E4%BC%9A%E8%AB%87");
        for lang in ["ja", "en"] {
            let join = if page.contains('?') { '&' } else { '?' };
            let (status, shown) = house.get(&format!("{page}{join}lang={lang}")).await;
            assert_eq!(status, StatusCode::OK, "{page}");
            assert!(shown.starts_with(&format!("<!DOCTYPE html><html lang=\"{lang}\"")), "{page}");
            assert_eq!(shown.matches("<h1").count(), 1, "{page} has one heading");
        }
    }
}

#[tokio::test]
async fn a_cell_of_the_matrix_opens_its_passage() {
    let house = House::new();
    let (_, stories) = house.get("/?lang=ja").await;
    let (_, story) = house.get(&first_link(&stories, "/stories/")).await;
    let (_, event) = house.get(&first_link(&story, "/events/")).await;
    assert!(event.contains("山田") && event.contains("会談"), "{event}");
    let passage = first_link(&event, "/documents/D");
    let passage = if passage.contains("?at=") {
        passage
    } else {
        let start = event.find("?at=").unwrap();
        let from = event[..start].rfind("href=\"").unwrap() + 6;
        let to = start + event[start..].find('"').unwrap();
        event[from..to].to_owned()
    };
    let (status, shown) = house.get(passage.split('#').next().unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    assert!(shown.contains("<mark class=\"asked\" id=\"at\">"), "{shown}");
}

#[tokio::test]
async fn search_finds_two_characters_inside_a_word() {
    let (status, page) = House::new().get("/search?q=%E9%80%B2%E5%B1%95&lang=ja").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("<mark>進展</mark>"), "the text is shown with the words marked");
    assert!(page.contains("進展があった"), "the statement is found");
}

#[tokio::test]
async fn nothing_of_an_article_becomes_markup_or_an_address() {
    let house = House::new();
    let id = document(TEXT, "").id;
    for page in ["/documents".to_owned(), format!("/documents/{id}"), "/".to_owned()] {
        let (_, shown) = house.get(&page).await;
        assert!(!shown.contains("<script>alert"), "{page}");
        assert!(!shown.contains("<b>丘"), "{page}");
        assert!(!shown.contains("href=\"javascript:"), "{page}");
    }
    let (_, shown) = house.get(&format!("/documents/{id}")).await;
    assert!(shown.contains("javascript:alert"), "the address is shown, as text");
}

#[tokio::test]
async fn a_day_before_the_articles_shows_none() {
    let house = House::new();
    let (status, page) = house.get("/documents?as_of=2020-01-01&lang=en").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("0 articles"), "{page}");
    let (status, _) = house.get("/documents?as_of=2025-13-40").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_not_there_is_told_so() {
    let house = House::new();
    for page in ["/stories/S.none", "/events/x", "/documents/..%2f..%2fetc", "/items/%ff", "/wp"] {
        let (status, shown) = house.get(page).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{page}");
        assert!(shown.contains("role=\"alert\""), "{page}");
    }
}

#[tokio::test]
async fn no_page_needs_anything_from_elsewhere() {
    let house = House::new();
    let response = house.ask(Request::get("/")).await;
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let page = text(response).await;
    for inline in [" style=", " onclick=", "<style", "src=\"http"] {
        assert!(!page.contains(inline), "{inline}");
    }
}

#[tokio::test]
async fn pages_are_small_on_their_way_and_style_and_script_are_kept() {
    let house = House::new();
    let squeezed = house.ask(Request::get("/").header("accept-encoding", "gzip")).await;
    assert_eq!(squeezed.headers()["content-encoding"], "gzip");
    let (_, page) = house.get("/").await;
    let css = first_link(&page, "/static/room.css");
    let response = house.ask(Request::get(&css)).await;
    assert_eq!(response.status(), StatusCode::OK);
    let keep = response.headers()["cache-control"].to_str().unwrap();
    assert!(keep.contains("immutable") && css.contains('?'), "{css}: {keep}");
    assert!(response.headers().get("content-encoding").is_none(), "as it was asked for");
}

#[tokio::test]
async fn a_page_in_another_language_or_of_another_day_asks_for_the_same() {
    let house = House::new();
    let (_, page) = house.get("/search?q=%E9%80%B2%E5%B1%95&certain=CT%2B&lang=en").await;
    let back = "name=\"back\" value=\"/search?certain=CT%2B&amp;q=%E9%80%B2%E5%B1%95\"";
    assert!(page.contains(back), "{page}");
    assert!(page.contains("<input type=\"hidden\" name=\"certain\" value=\"CT+\">"), "{page}");
    let (_, page) = house.get("/search?q=%E9%80%B2%E5%B1%95&as_of=2025-09-06&lang=en").await;
    assert!(
        page.contains("href=\"/search?lang=en&amp;q=%E9%80%B2%E5%B1%95\""),
        "back to now: {page}"
    );
}

#[tokio::test]
async fn too_little_of_an_id_is_said_to_mean_several() {
    let house = House::new();
    let id = document(TEXT, "").id;
    let (digit, four) = (&id.as_str()[1..2], &id.as_str()[1..5]);
    for page in [format!("/items/{digit}"), format!("/documents/{digit}"), "/stories/S.".to_owned()]
    {
        let (status, shown) = house.get(&format!("{page}?lang=en")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{page}");
        assert!(shown.contains("too short to mean one entry"), "{page}: {shown}");
        let names = shown.contains("href=\"/items/D") || shown.contains("href=\"/stories/S.");
        assert!(names, "{page} names what may be meant: {shown}");
    }
    let (status, _) = house.get(&format!("/items/{four}")).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn events_are_chosen_by_how_far_they_have_come_without_a_script() {
    let house = House::new();
    let (_, stories) = house.get("/?lang=en").await;
    let story = first_link(&stories, "/stories/");
    let (_, page) = house.get(&format!("{story}?status=held")).await;
    assert!(page.contains("<li class=\"event\"") && page.contains("class=\"mark\""), "{page}");
    let (_, page) = house.get(&format!("{story}?status=planned")).await;
    assert!(!page.contains("<li class=\"event\"") && !page.contains("class=\"mark\""), "{page}");
}
