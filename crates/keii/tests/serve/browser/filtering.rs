//! Filters: of a story's events by status, of a search by who, when, how certainly.

use serde_json::Value;

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
    assert_eq!(browser.count("svg .mark[data-status=held]"), 0, "the drawing still shows them");
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

#[test]
fn events_are_filtered_without_a_script_too() {
    let room = Room::of_samples();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.devtools("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": true }));
    browser.go(&room.a_story());
    let all = browser.count("#list .event");
    let held = browser.count("#list .event[data-status=held]");
    browser.click("[data-filter] input[value=held]");
    browser.click("[data-filter] button");
    browser.until("location.search.includes('status=')");
    assert_eq!(browser.count("#list .event"), all - held);
    assert_eq!(browser.count("svg .mark[data-status=held]"), 0, "the drawing still shows them");
}

/// How many of a kind a search says that it found.
fn told(room: &Room, query: &str, kind: &str) -> usize {
    let page = room.get(&format!("/search?lang=ja&{query}")).text();
    let Some((_, section)) = page.split_once(&format!("<section id=\"{kind}\">")) else { return 0 };
    let (_, count) = section.split_once("data-count=\"").unwrap();
    count.split('"').next().unwrap().parse().unwrap()
}

/// The records of one kind.
fn of_kind<'a>(all: &'a [Value], kind: &'a str) -> impl Iterator<Item = &'a Value> {
    all.iter().filter(move |one| one["kind"] == kind)
}

/// Whether one of the pieces of text holds the word.
fn holds(pieces: &Value, word: &str) -> bool {
    let mut pieces = pieces.as_array().unwrap().iter();
    pieces.any(|piece| piece["text"].as_str().unwrap().contains(word))
}

/// The ids of those one of whose names holds a piece.
fn called<'a>(all: &'a [Value], piece: &str) -> Vec<&'a Value> {
    let is = |one: &&Value| {
        let names = [&one["name"]["ja"], &one["name"]["en"]].into_iter();
        let mut names = names.chain(one["aliases"].as_array().unwrap());
        names.any(|name| name.as_str().is_some_and(|name| name.contains(piece)))
    };
    of_kind(all, "entity").filter(is).map(|one| &one["id"]).collect()
}

#[test]
fn a_narrowed_search_counts_the_statements_that_the_export_has() {
    let room = Room::of_samples();
    let all = room.world.json(["--ledger", "ledger", "export"]);
    let document = |one: &Value| {
        of_kind(&all, "document").find(|of| of["id"] == one["document"]).unwrap().clone()
    };
    let persons = called(&all, "プーチン");
    let speaks = |one: &Value| {
        let speakers = one["speaker"].as_array().unwrap().iter();
        let mut speakers = speakers.chain(one["via"].as_array().unwrap());
        speakers.any(|speaker| persons.contains(&&speaker["entity"]))
    };
    type Test<'t> = Box<dyn Fn(&Value) -> bool + 't>;
    let word = |one: &Value| holds(&one["content"], "会談");
    let cases: [(&str, Test<'_>); 7] = [
        ("q=会談", Box::new(word)),
        ("q=会談&certain=CT%2B", Box::new(|one| word(one) && one["factuality"] == "CT+")),
        ("q=会談&type=indirect", Box::new(|one| word(one) && one["type"] == "indirect")),
        ("type=author", Box::new(|one| one["type"] == "author")),
        ("publisher=架空通信", Box::new(|one| document(one)["publisher"]["name"] == "架空通信")),
        ("person=プーチン", Box::new(|one| speaks(one))),
        (
            "from=2025-02-01&to=2025-02-28",
            Box::new(|one| {
                document(one)["published"]["value"]
                    .as_str()
                    .is_some_and(|day| day.starts_with("2025-02-"))
            }),
        ),
    ];
    for (query, is_meant) in cases {
        let there = of_kind(&all, "attribution").filter(|one| is_meant(one)).count();
        assert!(there > 0, "{query} asks for nothing that is there");
        let asked: Vec<String> = query
            .split('&')
            .map(|one| {
                let (name, value) = one.split_once('=').unwrap();
                if value.is_ascii() { one.to_owned() } else { format!("{name}={}", encoded(value)) }
            })
            .collect();
        assert_eq!(told(&room, &asked.join("&"), "statement"), there, "{query}");
    }
}

#[test]
fn a_narrowed_search_counts_the_tellings_that_the_export_has() {
    let room = Room::of_samples();
    let all = room.world.json(["--ledger", "ledger", "export"]);
    let word = encoded("会談");
    for (query, field, value) in [
        (format!("q={word}&status=postponed"), "status", "postponed"),
        (format!("q={word}&status=planned"), "status", "planned"),
        (format!("q={word}&type=meet"), "type", "meet"),
        (format!("q={word}&certain=CT%2B"), "factuality", "CT+"),
    ] {
        let tellings = of_kind(&all, "event_mention");
        let there =
            tellings.filter(|one| holds(&one["evidence"], "会談") && one[field] == value).count();
        assert!(there > 0, "{query} asks for nothing that is there");
        assert_eq!(told(&room, &query, "event"), there, "{query}");
    }
}
