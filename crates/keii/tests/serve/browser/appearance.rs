//! How pages look: dark and light, on a phone, on paper, in Japanese lines.

use std::time::{Duration, Instant};

use serde_json::json;

use super::Browser;
use super::session::PATIENCE;
use crate::room::Room;

/// How bright the page and its words are, from 0 to 255.
const BRIGHTNESS: &str = "const style = getComputedStyle(document.body);\
    const bright = colour => { const canvas = document.createElement('canvas').getContext('2d');\
      canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);\
      const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data; return Math.round((r + g + b) / 3); };\
    const ground = style.backgroundColor === 'rgba(0, 0, 0, 0)'\
      ? getComputedStyle(document.documentElement).backgroundColor : style.backgroundColor;\
    return [bright(ground), bright(style.color)]";

/// Waits until the page and its words are as bright as a scheme wants: a page that has just been opened may still have
/// the other's.
#[track_caller]
fn is_shown(browser: &Browser, dark: bool, what: &str) {
    let began = Instant::now();
    loop {
        let both = browser.run(BRIGHTNESS);
        let (ground, words) = (both[0].as_u64().unwrap(), both[1].as_u64().unwrap());
        let fits = if dark { ground < 70 && words > 170 } else { ground > 200 && words < 90 };
        if fits {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "{what}: {ground} {words}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn pages_are_dark_where_the_machine_or_the_reader_wants_it() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.scheme("light");
    browser.go("/?lang=ja");
    is_shown(&browser, false, "light");
    browser.scheme("dark");
    is_shown(&browser, true, "dark");
    browser.click("button[name=theme][value=light]");
    browser.until("document.documentElement.dataset.theme === 'light'");
    is_shown(&browser, false, "light by choice");
    browser.scheme("light");
    browser.click("button[name=theme][value=dark]");
    browser.until("document.documentElement.dataset.theme === 'dark'");
    is_shown(&browser, true, "dark by choice");
}

#[test]
fn the_language_is_chosen_and_kept() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/");
    assert!(browser.holds("document.documentElement.lang === 'ja'"));
    browser.click("button[name=lang][value=en]");
    browser.until("document.documentElement.lang === 'en'");
    browser.go("/people");
    assert!(browser.holds("document.documentElement.lang === 'en'"), "the language is not kept");
    browser.click("button[name=lang][value=ja]");
    browser.until("document.documentElement.lang === 'ja'");
    assert!(browser.place().starts_with("/people"), "the page is lost with the language");
}

/// How wide the page is, and what makes it so; nothing where it fits.
const WIDER: &str = "const most = document.documentElement.clientWidth;\
    const wide = document.documentElement.scrollWidth;\
    const scrolls = one => one.closest('.scroll, dialog, svg') || !one.checkVisibility();\
    return wide <= most ? null : [wide, ...[...document.querySelectorAll('main *')]\
      .filter(one => one.getBoundingClientRect().right > most && !scrolls(one))\
      .slice(0, 3).map(one => one.outerHTML.slice(0, 120))]";

#[test]
fn no_page_is_wider_than_a_phone() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    // The narrowest that WCAG (1.4.10) asks for.
    browser.screen(320, 800);
    for lang in ["ja", "en"] {
        for page in room.pages() {
            browser.go(&with_lang(&page, lang));
            assert_eq!(browser.run(WIDER), json!(null), "{page} in {lang}");
        }
    }
}

#[test]
fn paper_gets_the_content_alone_and_lines_are_japanese() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go(&room.a_document());
    let line = "return getComputedStyle(document.body).lineBreak";
    assert_eq!(browser.run(line), json!("strict"));
    // About 40 characters a line: more tire the eyes.
    let width = "const text = document.querySelector('.article');\
                 return text.getBoundingClientRect().width / parseFloat(getComputedStyle(text).fontSize)";
    let width = browser.run(width).as_f64().unwrap();
    assert!((20.0..48.0).contains(&width), "{width} characters a line");
    assert!(browser.count("header.top nav") > 0);
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    assert_eq!(browser.count("header.top nav"), 0, "the navigation is printed");
    assert!(browser.count(".article") > 0, "the article is not printed");
    let printed = browser.devtools("Page.printToPDF", &json!({}));
    assert!(printed["data"].as_str().unwrap().starts_with("JVBER"), "no PDF");
}

/// Words in Japanese that nothing says are; those that a drawing shows while the mouse rests on it
/// apart, which take no markup.
const UNMARKED: &str = "const japanese = /[\\u3040-\\u30ff\\u4e00-\\u9fff]/, found = [];\
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);\
    while (texts.nextNode()) { const one = texts.currentNode, above = one.parentElement;\
      if (above.tagName !== 'title' && japanese.test(one.data) && above.closest('[lang]').getAttribute('lang') !== 'ja')\
        found.push(above.tagName + ': ' + one.data.slice(0, 40)); }\
    return found.slice(0, 5)";

#[test]
fn what_is_japanese_on_an_english_page_says_so() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    for page in room.pages() {
        browser.go(&with_lang(&page, "en"));
        assert_eq!(browser.run(UNMARKED), json!([]), "{page}");
    }
}

/// A page in a language.
pub fn with_lang(page: &str, lang: &str) -> String {
    let join = if page.contains('?') { '&' } else { '?' };
    format!("{page}{join}lang={lang}")
}
