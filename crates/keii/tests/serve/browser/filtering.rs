//! Filters: of a story's events by status, of a search by who, when, how certainly.

use super::Browser;
use crate::room::Room;
use crate::wire::encoded;

#[test]
fn events_are_filtered_by_how_far_they_have_come() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go(&room.a_story());
    let all = browser.count("#list .event");
    let held = browser.count("#list .event[data-status=held]");
    assert!(held > 0 && held < all, "{held} of {all} were held");
    browser.click("[data-filter] input[value=held]");
    browser.until("[...document.querySelectorAll('#list .event[data-status=held]')].every(one => !one.checkVisibility())");
    assert_eq!(browser.count("#list .event"), all - held);
    // Kept while one reads on, and undone by the same box.
    browser.go(&room.a_story());
    assert_eq!(browser.count("#list .event"), all - held);
    browser.click("[data-filter] input[value=held]");
    assert_eq!(browser.count("#list .event"), all);
}

#[test]
fn a_search_finds_words_within_words_and_is_narrowed() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/search?lang=ja");
    browser.fill("#q", "会談");
    browser.press("\u{E007}");
    browser.until("document.querySelectorAll('.results li').length > 0");
    let found = browser.run("return document.querySelector('main').innerText");
    assert!(found.as_str().unwrap().contains("首脳会談"), "会談 is found in 首脳会談");
    let all = browser.count(".results li");
    browser.go(&format!("/search?q={}&from=2025-08-01&to=2025-08-31", encoded("会談")));
    let some = browser.count(".results li");
    assert!(some < all, "{some} of {all} are of one month");
    browser.go(&format!("/search?q={}", encoded("どこにもない言葉")));
    assert_eq!(browser.count(".results li"), 0);
}
