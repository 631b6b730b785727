//! WCAG 2.2 AA, as far as a machine can tell: axe-core finds nothing on any page, in both languages,
//! light and dark.

use serde_json::{Value, json};

use super::appearance::with_lang;
use super::{Browser, installed};
use crate::room::Room;

/// All that is asked of a page, by the tags of axe-core.
const ALL: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// What depends on colours, and is asked again of a dark page.
const COLOURS: &str = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

/// What is broken, where: the rule, how to mend it, the elements.
const CHECK: &str = "const done = arguments[arguments.length - 1];\
    axe.run(document, { resultTypes: ['violations'], runOnly: RULES })\
    .then(found => done(found.violations.map(one => [one.id, one.help,\
      one.nodes.slice(0, 3).map(node => node.target.join(' ') + ': ' + (node.any[0] || node.all[0] || node.none[0] || {}).message)])),\
      error => done([['axe', String(error), []]]))";

fn check(lang: &str) {
    let room = Room::of_samples();
    let Some(axe) = installed::axe() else { return installed::skip("axe-core") };
    let Some(browser) = Browser::visit(&room) else { return };
    let mut broken: Vec<(String, Value)> = Vec::new();
    for page in room.pages() {
        browser.scheme("light");
        browser.go(&with_lang(&page, lang));
        browser.run(&axe);
        for (scheme, rules) in [("light", ALL), ("dark", COLOURS)] {
            browser.scheme(scheme);
            let found = browser.run_later(&CHECK.replace("RULES", rules));
            if found != json!([]) {
                broken.push((format!("{page} {lang} {scheme}"), found));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn nothing_keeps_anybody_from_pages_in_japanese() {
    check("ja");
}

#[test]
fn nothing_keeps_anybody_from_pages_in_english() {
    check("en");
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
