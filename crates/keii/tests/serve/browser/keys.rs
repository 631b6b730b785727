//! Keys: what each does, that the focus stays with the reader, and when they are only letters.

use serde_json::json;

use super::Browser;
use crate::room::Room;

/// The item that has the focus, by its number on the page.
const AT: &str = "[...document.querySelectorAll('[data-item]')].filter(one => one.checkVisibility())\
                  .indexOf(document.activeElement.closest('[data-item]'))";

#[test]
fn each_key_does_its_work_and_the_focus_is_kept() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    let story = room.a_story();
    browser.go(&story);
    browser.press("j");
    browser.until(&format!("{AT} === 0"));
    browser.press("jj");
    browser.until(&format!("{AT} === 2"));
    browser.press("k");
    browser.until(&format!("{AT} === 1"));
    assert!(browser.holds("document.activeElement.matches('a')"), "a link has the focus");

    browser.press("t");
    browser.until(
        "document.activeElement.closest('[data-item]') || document.activeElement.id === 'today'",
    );
    let seen = "(box => box.bottom > 0 && box.top < innerHeight)(document.getElementById('today').getBoundingClientRect())";
    browser.until(seen);

    browser.go(&story);
    browser.press("jo");
    browser
        .until("location.pathname !== arguments[0] && !location.pathname.startsWith('/stories/')");
    browser.go(&story);
    browser.press("je");
    browser.until(
        "location.pathname.startsWith('/documents/') && document.querySelector('mark.asked')",
    );

    browser.go(&story);
    browser.press("/");
    browser.until("document.activeElement.id === 'q' || location.pathname === '/search'");
    browser.until("document.getElementById('q')");

    browser.go(&room.an_event());
    browser.press("c");
    browser.until("document.getElementById('correct').open && document.activeElement.matches('[data-correct]')");

    browser.press("?");
    browser.until("document.getElementById('keys').open");
    assert!(browser.words("#keys").contains('j'), "the keys are listed");
    // A letter is no command while the list is open; Escape closes it, and the focus is back.
    browser.press("gp");
    assert!(browser.place().starts_with("/events/"));
    browser.press("\u{E00C}");
    browser.until("!document.getElementById('keys').open");
    assert!(browser.holds("document.activeElement.matches('[data-correct]')"), "the focus is lost");
}

#[test]
fn g_and_a_letter_lead_to_the_parts_of_the_room() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/people");
    let parts = browser.run(
        "return [...document.querySelectorAll('[data-go]')].map(one => [one.dataset.go, one.pathname])",
    );
    let parts: Vec<(String, String)> = serde_json::from_value(parts).unwrap();
    assert!(parts.len() >= 6, "{parts:?}");
    for (key, path) in parts {
        // Some pages begin in a field, where keys are letters.
        browser.run("document.activeElement.blur()");
        browser.press(&format!("g{key}"));
        browser.until(&format!(
            "location.pathname === '{path}' && document.readyState === 'complete'"
        ));
    }
}

/// What shows that a key did something: another page, another focus, an open window.
const STATE: &str = "return [location.href, document.activeElement.id, document.getElementById('keys').open,\
                     document.querySelectorAll('.current').length, document.getElementById('q').value]";

#[test]
fn keys_are_letters_in_fields_and_while_kana_are_composed() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/search?lang=ja");
    browser.fill("#q", "");
    browser.press("jkoect/?gp");
    let state = browser.run(STATE);
    assert_eq!(state[4], "jkoect/?gp", "what is typed stands in the field");
    assert_eq!((&state[1], &state[2], &state[3]), (&json!("q"), &json!(false), &json!(0)));

    // What an input method sends: a composition in the field, then the word that it has become.
    browser.fill("#q", "");
    for kana in ["か", "かい", "かいだん"] {
        let length = kana.chars().count();
        let composed = json!({ "text": kana, "selectionStart": length, "selectionEnd": length });
        browser.devtools("Input.imeSetComposition", &composed);
    }
    browser.devtools("Input.insertText", &json!({ "text": "会談" }));
    let state = browser.run(STATE);
    assert_eq!((&state[1], &state[4]), (&json!("q"), &json!("会談")));

    // Where no field has the focus: a key that belongs to a composition is none of ours.
    browser.run("document.activeElement.blur()");
    let before = browser.run(STATE);
    for key in ["j", "k", "o", "e", "c", "t", "/", "?", "g", "p"] {
        let script = "for (const more of [{ isComposing: true }, { keyCode: 229 }]) {\
                      document.body.dispatchEvent(new KeyboardEvent('keydown',\
                      { key: arguments[0], bubbles: true, cancelable: true, ...more })); }";
        browser.run_with(script, &json!([key]));
        assert_eq!(browser.run(STATE), before, "{key} did something while composing");
    }
    // Nor is one that goes with Control, which is the browser's.
    for key in ["j", "k", "o", "e", "c", "?"] {
        let script = "document.body.dispatchEvent(new KeyboardEvent('keydown',\
                      { key: arguments[0], ctrlKey: true, bubbles: true, cancelable: true }))";
        browser.run_with(script, &json!([key]));
        assert_eq!(browser.run(STATE), before, "Control and {key} did something");
    }
    // The same key without all that does something, or this test would show nothing.
    browser.press("?");
    browser.until("document.getElementById('keys').open");
}

#[test]
fn everything_is_reached_by_the_tab_key_and_seen_to_be() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/");
    browser.press("\u{E004}");
    assert!(
        browser.holds("document.activeElement.matches('a.skip')"),
        "the first stop skips the head"
    );
    browser.press("\u{E007}");
    browser.until("location.hash === '#main'");
    browser.press("\u{E004}");
    assert!(
        browser.holds("document.activeElement.closest('main')"),
        "the next stop lies in the content"
    );
    let outlined = "(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)\
                    (getComputedStyle(document.activeElement))";
    assert!(browser.holds(outlined), "where the focus is cannot be seen");
    let lost = "return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]\
                .filter(one => one.tabIndex < 0 && one.checkVisibility()).length";
    for page in ["/", "/search", "/add", "/corrections", &room.a_story(), &room.an_event()] {
        browser.go(page);
        assert_eq!(browser.run(lost), json!(0), "{page}: the Tab key passes something over");
    }
}

#[test]
fn single_letters_are_switched_off_and_stay_so() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    let story = room.a_story();
    browser.go(&story);
    browser.press("?");
    browser.until("document.getElementById('keys').open");
    browser.click("#keys-on");
    browser.press("\u{E00C}");
    browser.until("!document.getElementById('keys').open");
    let idle = |browser: &Browser, when: &str| {
        let state = "return [location.href, document.activeElement.tagName, document.getElementById('keys').open,\
                     document.querySelectorAll('.current').length]";
        browser.run("document.activeElement.blur()");
        let before = browser.run(state);
        browser.press("jkoect/?gp");
        assert_eq!(browser.run(state), before, "{when}: a letter did something");
    };
    idle(&browser, "at once");
    browser.go("/people");
    idle(&browser, "on another page");
    // The list opens by its button, which is how keys come back.
    browser.click("[data-keys]");
    browser.until("document.getElementById('keys').open");
    assert!(
        browser.holds("!document.getElementById('keys-on').checked"),
        "the choice is not shown"
    );
    browser.click("#keys-on");
    browser.click("#keys form button");
    browser.until("!document.getElementById('keys').open");
    browser.run("document.activeElement.blur()");
    browser.press("j");
    browser.until(&format!("{AT} === 0"));
    browser.go(&story);
    browser.press("j");
    browser.until(&format!("{AT} === 0"));
}

#[test]
fn without_a_script_no_page_speaks_of_keys() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go("/");
    assert_eq!(browser.count("[data-keys], #keys"), 0);
}
