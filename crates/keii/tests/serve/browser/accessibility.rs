//! WCAG 2.2 AA, as far as a machine can tell: axe-core finds nothing on any page, in both languages,
//! light and dark.

use serde_json::{Value, json};

use super::appearance::with_lang;
use super::{Browser, installed};
use crate::room::Room;
use crate::world::World;

/// All that is asked of a page, by the tags of axe-core: everything but what WCAG asks at its highest
/// level alone.
const ALL: &str = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental'] }";

/// What is broken, where: the rule, how to mend it, the elements.
const CHECK: &str = "const done = arguments[arguments.length - 1];\
    axe.run(document, { resultTypes: ['violations'], runOnly: RULES })\
    .then(found => done(found.violations.map(one => [one.id, one.help,\
      one.nodes.slice(0, 3).map(node => node.target.join(' ') + ': ' + (node.any[0] || node.all[0] || node.none[0] || {}).message)])),\
      error => done([['axe', String(error), []]]))";

/// What is broken on the page that a browser shows, light and dark.
fn broken(browser: &Browser, axe: &str, page: &str) -> Vec<(String, Value)> {
    browser.run(axe);
    // What is folded away is read, too.
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
    let found = ["light", "dark"].into_iter().map(|scheme| {
        browser.scheme(scheme);
        (format!("{page} {scheme}"), browser.run_later(&CHECK.replace("RULES", ALL)))
    });
    found.filter(|(_, found)| *found != json!([])).collect()
}

/// Asks everything of each page, in both languages, light and dark.
fn check(room: &Room, pages: &[String]) {
    let Some(axe) = installed::axe() else { return installed::skip("axe-core") };
    let Some(browser) = Browser::visit(room) else { return };
    let mut all = Vec::new();
    for page in pages {
        for lang in ["ja", "en"] {
            let page = with_lang(page, lang);
            browser.go(&page);
            all.extend(broken(&browser, &axe, &page));
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn nothing_keeps_anybody_from_the_list_of_keys() {
    let room = Room::empty();
    let Some(axe) = installed::axe() else { return installed::skip("axe-core") };
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/");
    browser.press("?");
    browser.until("document.getElementById('keys').open");
    assert_eq!(broken(&browser, &axe, "keys"), []);
}

/// While somebody else writes, a change is put off with a page that says so.
#[test]
fn nothing_keeps_anybody_from_being_told_to_wait() {
    let room = Room::of_samples();
    let Some(axe) = installed::axe() else { return installed::skip("axe-core") };
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go(&room.an_event());
    browser.press("c");
    let mut store = keii_store::Store::open(room.world.path("ledger")).unwrap();
    let writing = store.batch().unwrap();
    browser.click("#correct form button");
    browser.until("document.querySelector('[role=alert]')");
    assert_eq!(broken(&browser, &axe, "busy"), []);
    drop(writing);
    assert_eq!(room.corrections(), 0, "it was written all the same");
}

#[test]
fn nothing_keeps_anybody_from_stories_events_and_people() {
    let room = Room::of_samples();
    let pages = room.pages();
    check(&room, &pages[..pages.len() / 2]);
}

#[test]
fn nothing_keeps_anybody_from_articles_search_and_forms() {
    let room = Room::of_samples();
    let pages = room.pages();
    check(&room, &pages[pages.len() / 2..]);
}

#[test]
fn nothing_keeps_anybody_from_an_empty_room() {
    let room = Room::empty();
    let pages = [
        "/",
        "/news",
        "/people",
        "/documents",
        "/search?q=x",
        "/corrections",
        "/add",
        "/stories/S.",
    ];
    check(&room, &pages.map(str::to_owned));
}

/// Corrections of all kinds with what became of them, two versions of an article, one that waits for
/// its day, a day that is none, the past before anything arrived.
#[test]
fn nothing_keeps_anybody_from_pages_of_what_was_changed() {
    let room = Room::of_samples();
    let event = room.an_event();
    let id = event.trim_start_matches("/events/");
    for (ask, more) in [("not", ("reason", "見出しの読み誤り")), ("undo", ("number", "1"))]
    {
        assert_eq!(room.post("/corrections", &[("ask", ask), ("a", id), more]).status, 303);
    }
    let versions = ["最初の文です。", "直した文です。"];
    for text in versions {
        let fields = [("text", text), ("url", "https://example.org/v"), ("publisher", "架空通信")];
        assert_eq!(room.hand_in(&fields, &[]).status, 200);
    }
    let documents = room.documents();
    let versions = documents.iter().find_map(|id| {
        let page = room.get(&format!("/documents/{id}")).text();
        let compare = page.split("href=\"").find(|link| link.contains("?compare="))?;
        Some(compare.split('"').next()?.to_owned())
    });
    let versions = versions.expect("an article with two versions");
    let pages =
        ["/corrections", "/add", "/documents", &versions, "/?as_of=never", "/?as_of=2001-01-01"];
    check(&room, &pages.map(str::to_owned));
}

#[test]
fn nothing_keeps_anybody_from_the_door() {
    let world = World::new();
    let token = world.file("token", "a-token-that-nobody-guesses\n");
    let room = Room::open_with(world, &["--token-file", token.to_str().unwrap()]);
    check(&room, &["/enter".to_owned(), "/".to_owned()]);
}

/// A machine that finds nothing anywhere would show nothing.
#[test]
fn what_keeps_people_out_is_found() {
    let room = Room::empty();
    let Some(axe) = installed::axe() else { return installed::skip("axe-core") };
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/add");
    browser.run("document.querySelectorAll('label').forEach(one => one.remove())");
    browser.run(&axe);
    let found = browser.run_later(&CHECK.replace("RULES", ALL));
    assert!(found.to_string().contains("label"), "{found}");
}
