//! What pages ask for: nothing outside of the room, and nothing that articles want them to run.

use serde_json::Value;

use super::Browser;
use crate::hostile;
use crate::room::Room;

/// The addresses that the browser has asked for since it was last asked, by its own account.
fn asked(browser: &Browser) -> Vec<String> {
    let note = |entry: &Value| {
        let note: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let message = &note["message"];
        let kind = message["method"].as_str()?;
        let of_network = kind == "Network.requestWillBeSent" || kind == "Network.webSocketCreated";
        let url =
            message["params"]["request"]["url"].as_str().or(message["params"]["url"].as_str());
        of_network.then(|| url.map(str::to_owned))?
    };
    browser.log("performance").iter().filter_map(note).collect()
}

#[test]
fn no_page_asks_another_host_for_anything() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    let own = room.address("/");
    let mut all = Vec::new();
    for page in room.pages() {
        browser.go(&page);
        browser.press("j");
        all.extend(asked(&browser));
    }
    assert!(all.len() > room.pages().len(), "{all:?}");
    let others: Vec<&String> = all.iter().filter(|url| !url.starts_with(&own)).collect();
    // The browser's own first page.
    let first = ["data:", "chrome:", "chrome-untrusted:"];
    let others: Vec<&&String> =
        others.iter().filter(|url| !first.iter().any(|it| url.starts_with(it))).collect();
    assert!(others.is_empty(), "{others:?}");
    let complaints: Vec<String> = browser.log("browser").iter().map(ToString::to_string).collect();
    // That there is nothing at an address is what it was to say.
    let complaints: Vec<&String> =
        complaints.iter().filter(|one| !one.contains("/nothing - Failed to load")).collect();
    assert!(complaints.is_empty(), "the browser complains: {complaints:?}");
}

#[test]
fn articles_run_nothing_in_the_browser() {
    let room = hostile::markup_room();
    let Some(browser) = Browser::visit(&room) else { return };
    let mut pages = hostile::markup_asked();
    pages.extend(room.documents().iter().map(|id| format!("/documents/{id}")));
    for page in pages {
        browser.go(&page);
        assert!(browser.holds("window.harmed === undefined"), "{page} ran what an article holds");
        assert!(
            browser.holds("!document.querySelector('img')"),
            "{page} shows what an article holds"
        );
    }
}
