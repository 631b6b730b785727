//! From the list of stories to the words that an entry was read from.

use super::Browser;
use crate::room::Room;

#[test]
fn a_reader_comes_from_stories_to_the_passage() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/?lang=ja");
    assert!(browser.count("[data-item] a.open") > 0, "no story is listed");
    browser.click("[data-item] a.open");
    browser.until("location.pathname.startsWith('/stories/')");
    assert!(browser.count("#list .event") > 3, "the story has events");
    assert!(browser.count("#timeline svg") > 0, "the story is drawn, too");
    browser.click("#list .event a.open");
    browser.until("location.pathname.startsWith('/events/')");
    assert!(browser.count("table.matrix a.evidence") > 0, "each cell leads to its passage");
    browser.click("table.matrix a.evidence");
    browser.until("location.pathname.startsWith('/documents/')");
    let shown = browser.run(
        "return [...document.querySelectorAll('mark.asked')].map(one => one.textContent).join('')",
    );
    let shown = shown.as_str().unwrap();
    let place = browser.place();
    let at = place.split("at=").nth(1).and_then(|rest| rest.split('#').next()).unwrap();
    let (start, end) = at.split_once('-').unwrap();
    let asked = end.parse::<usize>().unwrap() - start.parse::<usize>().unwrap();
    assert_eq!(shown.chars().count(), asked, "{place} shows {shown:?}");
    let seen = "(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('mark.asked').getBoundingClientRect())";
    browser.until(seen);
}

#[test]
fn every_page_is_whole_without_a_script() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.devtools("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": true }));
    browser.go("/?lang=ja");
    browser.click("[data-item] a.open");
    browser.until_at("/stories/");
    browser.click("#list .event a.open");
    browser.until_at("/events/");
    browser.click("details#correct summary");
    browser.fill("#reason-not", "試し");
    browser.click("details#correct form button");
    browser.until_at("/corrections");
    assert_eq!(room.corrections(), 1);
}
