//! A correction with its reason, and taken back.

use super::Browser;
use crate::room::Room;

#[test]
fn a_correction_is_given_with_a_reason_and_taken_back() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    let event = room.an_event();
    browser.go(&event);
    browser.press("c");
    browser.until("document.getElementById('correct').open");
    browser.fill("#reason-not", "これは会談ではなく、予定の話");
    browser.click("#correct form button");
    browser.until("location.pathname === '/corrections' && location.hash === '#c-1'");
    assert!(browser.words("#c-1").contains("これは会談ではなく、予定の話"), "the reason is shown");
    assert_eq!(room.get(&event).status, 404, "the event is still there");

    browser.click("#c-1 form button");
    browser.until("document.getElementById('c-2')");
    assert_eq!(room.get(&event).status, 200, "the event is not back");
    assert_eq!(browser.count("#c-1 form"), 0, "what was taken back cannot be taken back again");
    let list = room.world.json(["--ledger", "ledger", "fix", "list", "--json"]);
    assert_eq!(list.len(), 2);
    assert_eq!(list[0]["correction"]["reason"], "これは会談ではなく、予定の話");
}

#[test]
fn two_people_are_said_to_be_one() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/people?lang=ja");
    let people = browser.run(
        "return [...document.querySelectorAll('main a')].map(one => one.pathname)\
         .filter(path => path.startsWith('/people/')).slice(0, 2).map(path => decodeURIComponent(path.slice(8)))",
    );
    let (one, other) = (people[0].as_str().unwrap(), people[1].as_str().unwrap());
    browser.go(&format!("/people/{one}"));
    browser.press("c");
    browser.fill("#pair-b", other);
    browser.fill("#reason-pair", "同じ人の別の書き方");
    browser.click("#correct button[value=same]");
    browser.until("location.pathname === '/corrections' && document.getElementById('c-1')");
    assert_eq!(room.corrections(), 1);
}
