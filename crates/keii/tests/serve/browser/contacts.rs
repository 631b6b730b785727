//! Who met or called whom: the drawing, and the tables that say the same.

use serde_json::{Value, json};

use super::Browser;
use crate::room::{LEDGER, Room};
use crate::world::World;

/// The middle of each strand, the ends of its thread, what it is called, where it leads.
const STRANDS: &str = "return [...document.querySelectorAll('a.strand')].map(one => {\
    const thread = one.querySelector('.thread'), at = name => +thread.getAttribute(name);\
    return [at('x1'), at('y1'), at('y2'), one.getAttribute('aria-label'), one.getAttribute('href'),\
      [...one.querySelectorAll('circle')].every(knot => +knot.getAttribute('cx') === at('x1')),\
      getComputedStyle(thread).strokeDasharray, one.dataset.state]; })";

#[test]
fn every_channel_is_a_strand_that_leads_to_its_contacts() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go(&format!("{}?lang=ja", room.a_story()));
    let strands: Vec<Value> = serde_json::from_value(browser.run(STRANDS)).unwrap();
    assert!(strands.len() > 3, "{strands:?}");
    let mut places: Vec<i64> = strands.iter().map(|one| one[0].as_i64().unwrap()).collect();
    places.sort_unstable();
    assert!(
        places.windows(2).all(|two| two[1] - two[0] > 20),
        "strands lie on each other: {places:?}"
    );
    for one in &strands {
        assert!(one[1].as_i64() < one[2].as_i64(), "a strand with one end: {one}");
        assert_eq!(one[5], json!(true), "a knot lies beside its strand: {one}");
        assert!(one[3].as_str().unwrap().contains("行われた"), "{one} does not say what it counts");
    }
    // Put off or ahead is told by the stroke as well as by the sign.
    let solid = |one: &&Value| one[6] == json!("none");
    for one in strands.iter().filter(solid) {
        assert_eq!(one[7], "held", "{one}");
    }

    browser.run("document.querySelector('a.strand').focus()");
    browser.press("\u{E007}");
    browser.until("location.hash === '#channel-0' && document.getElementById('channels').open");
    assert!(browser.count("#channel-0 a[href^='/events/']") > 0, "no contact is listed");
}

#[test]
fn a_contact_that_lies_ahead_is_told_by_the_stroke() {
    let world = World::new();
    let head = "---\npublished: 2031-09-01\n---\n";
    let told = [
        "ノルウェーのベルク外相とチリのソト外相は10月5日、オスロで会談する予定だ。",
        "チリのソト外相は10月5日、ノルウェーのベルク外相とオスロで会談する。両外相は漁業を協議する見通しだ。",
    ];
    for (at, words) in told.iter().enumerate() {
        world.file(&format!("ahead/{at}.md"), format!("{head}{words}\n"));
    }
    assert_eq!(world.add(LEDGER, &[&world.path("ahead")]).code, Some(0));
    let room = Room::open(world);
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go(&room.a_story());
    let strands: Vec<Value> = serde_json::from_value(browser.run(STRANDS)).unwrap();
    let ahead = strands.iter().find(|one| one[7] == "ahead").expect("a contact ahead");
    assert_ne!(ahead[6], json!("none"), "{ahead} is drawn like what was held");
}

#[test]
fn the_drawing_is_the_same_each_time_and_fits_paper() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    let drawing = "return document.querySelector('svg.network').outerHTML";
    browser.go(&room.a_story());
    let first = browser.run(drawing);
    browser.go(&room.a_story());
    assert_eq!(browser.run(drawing), first);
    browser.screen(700, 900);
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let wide = "return document.querySelector('svg.network').getBoundingClientRect().width";
    assert!(browser.run(wide).as_f64().unwrap() <= 700.0, "the drawing is wider than paper");
}
