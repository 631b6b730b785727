//! People, searches and news, told from what the file keeps of all stories, against the same told from
//! the ledger of everything.

use std::path::Path;

use keii_query::news_rows;
use keii_store::{Mark, Store, Until};
use serde_json::{Value, json};

use crate::room::{LEDGER, Room};
use crate::world::corpus;

/// The sample affairs, and articles of others.
fn several() -> Room {
    let room = Room::of_samples();
    let stories = corpus().parent().unwrap().to_owned();
    let paths = ["thai-cambodia-2025", "us-china-tariffs-2025"].map(|name| stories.join(name));
    assert_eq!(room.world.add(LEDGER, &paths.each_ref().map(Path::new)).code, Some(0));
    let articles = room.world.articles(4);
    assert_eq!(room.world.add(LEDGER, &[&articles]).code, Some(0));
    room
}

fn answer(room: &Room, target: &str) -> Value {
    serde_json::from_slice(&room.get(target).body).unwrap()
}

/// What a target of the API answers from rows; the ledger of everything must say the same.
fn both(room: &Room, target: &str) -> Value {
    let rows = answer(room, target);
    let join = if target.contains('?') { '&' } else { '?' };
    // As of a day, all readings are looked at.
    let whole = answer(room, &format!("{target}{join}as_of=2099-01-01"));
    let other = difference(&rows, &whole, String::new());
    assert_eq!(other, None, "{target}: where, from rows, from everything");
    rows
}

/// Where two answers differ first, with what stands there in each.
fn difference(a: &Value, b: &Value, at: String) -> Option<(String, Value, Value)> {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().find_map(|(key, one)| difference(one, &b[key], format!("{at}/{key}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut both = a.iter().zip(b).enumerate();
            both.find_map(|(number, (a, b))| difference(a, b, format!("{at}/{number}")))
        }
        (Value::Array(a), Value::Array(b)) => {
            let ids = |all: &[Value]| all.iter().map(|one| one["id"].clone()).collect();
            Some((at, Value::Array(ids(a)), Value::Array(ids(b))))
        }
        _ => (a != b).then(|| (at, a.clone(), b.clone())),
    }
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// Everything that is asked of all stories at once.
fn all(room: &Room) {
    let persons = both(room, "/api/v1/persons?limit=500");
    assert!(ids(&persons).len() > 20, "{persons:#}");
    for id in ids(&persons).iter().chain(&["C.us".to_owned(), "C.th".to_owned()]) {
        both(room, &format!("/api/v1/persons/{id}"));
    }
    both(room, "/api/v1/persons?person=%E3%83%97%E3%83%BC");
    let stories = answer(room, "/api/v1/stories?all=true");
    for story in ids(&stories) {
        for list in ["persons", "events", "statements", "comparisons", "documents"] {
            both(room, &format!("/api/v1/{list}?story={story}&limit=500"));
        }
    }
    both(room, "/api/v1/documents?limit=500");
    both(room, "/api/v1/corrections");
    for words in ["会談", "首脳", "米", "大統領", "合意", "停戦", "関税", "ない語"]
    {
        let words: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        both(room, &format!("/api/v1/search?limit=100&q={words}"));
        both(room, &format!("/api/v1/search?limit=100&q={words}&person=%E6%B0%8F"));
    }
    for person in ["米国", "首相", "大統領"] {
        let person: String = person.bytes().map(|byte| format!("%{byte:02X}")).collect();
        both(room, &format!("/api/v1/search?limit=100&person={person}"));
    }
    both(room, "/api/v1/news?since=2000-01-01&limit=500");
    both(room, "/api/v1/news?since=2098-01-01");
}

#[test]
fn what_is_asked_of_all_stories_is_the_same_from_rows_and_from_everything() {
    let room = several();
    all(&room);
    let said = answer(&room, "/api/v1/statements");
    let not = said["items"][0]["id"].as_str().unwrap();
    assert_eq!(room.post("/corrections", &[("ask", "not"), ("a", not)]).status, 303);
    all(&room);
}

#[test]
fn people_are_listed_and_shown_alike_from_rows_and_from_everything() {
    let room = several();
    let page = |path: &str, more: &str| {
        let text = room.get(&format!("{path}?lang=en{more}")).text();
        let main = text.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        main.replace("&amp;as_of=2099-01-01", "").replace("?as_of=2099-01-01", "")
    };
    for path in ["/people", "/documents"] {
        assert_eq!(page(path, ""), page(path, "&as_of=2099-01-01"), "{path}");
    }
}

#[test]
fn what_is_new_of_the_stories_that_changed_is_all_that_is_new() {
    let room = several();
    let events = answer(&room, "/api/v1/events");
    let telling = events["items"][0]["mentions"][0].as_str().unwrap();
    assert_eq!(room.post("/corrections", &[("ask", "not"), ("a", telling)]).status, 303);
    let store = Store::open_read_only(room.world.path(LEDGER)).unwrap();
    let pack = store.versions().unwrap().packs[0].0.clone();
    let after = keii_ledger::build(store.sources(&pack, None).unwrap().sources);
    for number in 0..=store.newest().unwrap().number() {
        let until = Until::mark(Mark::of_number(number));
        let then = keii_ledger::build(store.sources(&pack, Some(&until)).unwrap().sources);
        let since = store.since(&until).unwrap().unwrap();
        let (some, all) =
            (keii_ledger::news(&since.before, &since.after), keii_ledger::news(&then, &after));
        assert_eq!(json!(news_rows(&some)), json!(news_rows(&all)), "after {number}");
    }
    let day = Until::beginning_of("2020-01-01".parse().unwrap());
    let since = store.since(&day).unwrap().unwrap();
    let nothing = keii_ledger::build(Vec::new());
    let (some, all) =
        (keii_ledger::news(&since.before, &since.after), keii_ledger::news(&nothing, &after));
    assert_eq!(json!(news_rows(&some)), json!(news_rows(&all)));
}
