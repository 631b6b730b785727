//! A story that is told from its own readings is told as it is among all.

use std::path::Path;

use keii_store::{Store, Unread};
use serde_json::Value;

use crate::world::{World, corpus};

/// All stories of the sample corpus in one ledger, and a correction.
fn world() -> World {
    let world = World::new();
    let stories = corpus().parent().unwrap().to_owned();
    let paths = ["thai-cambodia-2025", "us-china-tariffs-2025", "us-russia-2025"];
    let paths = paths.map(|name| stories.join(name));
    let run = world.add("l", &paths.each_ref().map(Path::new));
    assert_eq!(run.code, Some(0), "{run:?}");
    let events = world.json(["--ledger", "l", "timeline", "--json"]);
    let mention = events[0]["mentions"][0]["id"].as_str().unwrap();
    world.expect(["--ledger", "l", "fix", "not", mention, "--reason", "別の話"]);
    world
}

/// What a command says from one story, and from all; as of a far day all readings are looked at.
fn both(world: &World, arguments: &[&str]) {
    let run = |more: &[&str]| {
        let run = world.keii(["--ledger", "l"].iter().chain(arguments).chain(more));
        assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
        (run.out, run.err)
    };
    assert_eq!(run(&[]), run(&["--as-of", "9999-12-30"]), "{arguments:?}");
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

#[test]
fn one_story_alone_is_shown_as_among_all_to_the_byte() {
    let world = world();
    let stories = world.json(["--ledger", "l", "stories", "--json"]);
    assert_eq!(stories.len(), 3);
    let store = Store::open_read_only(world.path("l")).unwrap();
    for story in &stories {
        let id = id(&story["story"]);
        assert!(store.story_ledger(&id.into()).unwrap().is_some(), "{id} is told alone");
        for json in [&[][..], &["--json"]] {
            for what in [&["standing", id][..], &["timeline", "--story", id]] {
                both(&world, &[what, json].concat());
            }
            both(&world, &[&["compare", "--story", id], json].concat());
        }
    }
    let events = world.json(["--ledger", "l", "timeline", "--json"]);
    for event in events.iter().step_by(15) {
        let id = id(&event["event"]);
        both(&world, &["event", id]);
        both(&world, &["event", id, "--json"]);
        both(&world, &["why", &id[..8]]);
        both(&world, &["show", self::id(&event["mentions"][0])]);
    }
    let people = world.json(["--ledger", "l", "people", "--json"]);
    for person in people.iter().step_by(25) {
        both(&world, &["show", id(&person["entity"])]);
    }
}

#[test]
fn persons_and_news_are_told_from_a_few_stories_as_from_all() {
    let world = world();
    let people = world.json(["--ledger", "l", "people", "--json"]);
    assert!(people.len() > 20);
    for person in &people {
        let id = id(&person["entity"]);
        both(&world, &["person", id]);
        both(&world, &["person", id, "--json"]);
        let name = person["entity"]["name"]["ja"].as_str().unwrap();
        let by_name = world.keii(["--ledger", "l", "person", name]);
        let far = world.keii(["--ledger", "l", "person", name, "--as-of", "9999-12-30"]);
        assert_eq!((by_name.code, &by_name.err), (far.code, &far.err), "{name}");
        assert_eq!(by_name.out, far.out, "{name}");
    }
    for json in [&[][..], &["--json"]] {
        both(&world, &[&["new", "--since", "2000-01-01"], json].concat());
        both(&world, &[&["new", "--since", "2090-01-01"], json].concat());
    }
}

#[test]
fn comparisons_of_one_story_are_those_of_its_documents() {
    let world = world();
    let stories = world.json(["--ledger", "l", "stories", "--json"]);
    let all = world.json(["--ledger", "l", "compare", "--json"]);
    let mut parts = 0;
    for story in &stories {
        let id = id(&story["story"]);
        let documents = story["story"]["documents"].as_array().unwrap();
        let part = world.json(["--ledger", "l", "compare", "--json", "--story", id]);
        for one in &part {
            assert!(documents.contains(&one["values"][0]["span"]["document"]), "{one}");
        }
        parts += part.len();
    }
    assert!(parts > 0 && parts == all.len(), "{parts} of {}", all.len());
}

#[test]
fn a_catalogue_that_nobody_finished_is_finished_by_whoever_looks() {
    let world = world();
    let mut writing = Store::open(world.path("l")).unwrap();
    let document = writing.documents().unwrap()[0].id.clone();
    let reading = writing.reading_of(&Unread { document, published: None }, "").unwrap().unwrap();
    let mut batch = writing.batch().unwrap();
    batch.replace_reading(&reading, None).unwrap();
    batch.commit().unwrap();
    drop(writing);
    let store = || Store::open_read_only(world.path("l")).unwrap();
    assert!(!store().is_settled().unwrap());
    world.expect(["--ledger", "l", "stories"]);
    assert!(store().is_settled().unwrap());
    assert_eq!(world.keii(["--ledger", "l", "doctor"]).code, Some(0));
}
