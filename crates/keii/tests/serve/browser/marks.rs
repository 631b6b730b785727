//! What is new for each reader: a mark a browser, with and without a script.

use serde_json::json;

use super::Browser;
use crate::room::Room;
use crate::world::article;

/// How many articles the page of what is new lists.
fn new_articles(browser: &Browser) -> usize {
    browser.go("/news?lang=ja");
    browser.count("main a[href^='/documents/D'][lang]:not(.evidence)")
}

#[test]
fn what_one_has_read_stays_new_for_the_other() {
    let room = Room::of_samples();
    let Some(one) = Browser::visit(&room) else { return };
    let Some(other) = Browser::visit(&room) else { return };
    // Forms and cookies suffice.
    other.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    for browser in [&one, &other] {
        browser.go("/?lang=ja");
        assert_eq!(new_articles(browser), 0, "what is there at a first visit is not new");
    }
    assert_eq!(room.hand_in(&[("text", &article(7))], &[]).status, 200);
    for browser in [&one, &other] {
        assert_eq!(new_articles(browser), 1, "what has arrived is new");
        browser.go("/?lang=ja&all=1");
        assert_eq!(browser.count("strong.new"), 1, "its story does not say so");
    }
    one.go("/news");
    one.click("form[action='/news/read'] button");
    one.until(
        "location.pathname === '/news' && !document.querySelector('form[action=\"/news/read\"]')",
    );
    assert_eq!(new_articles(&one), 0, "it is still new for whoever has read it");
    assert_eq!(new_articles(&other), 1, "it is not new any more for whoever has not");
    other.click("form[action='/news/read'] button");
    other.until_at("/news");
    assert_eq!(new_articles(&other), 0, "reading needs a script");
}
