//! The listings of the sample corpus, as a reader sees them.

use crate::world::{World, corpus};

fn read() -> World {
    let world = World::new();
    let run = world.add("l", &[&corpus()]);
    assert_eq!(run.code, Some(0), "{run:?}");
    world
}

/// The ids of a listing in JSON.
fn ids(world: &World, command: &str, record: &str) -> Vec<String> {
    let out = world.expect(["--ledger", "l", command, "--json"]);
    let id = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        value[record]["id"].as_str().unwrap().to_owned()
    };
    out.lines().map(id).collect()
}

#[test]
fn every_entry_can_be_shown_and_explained() {
    let world = read();
    let mut all = ids(&world, "timeline", "event");
    all.extend(ids(&world, "people", "entity"));
    all.extend(ids(&world, "said", "attribution").into_iter().take(20));
    assert!(all.len() > 20, "{all:?}");
    for id in all.iter().step_by(3) {
        let shown = world.expect(["--ledger", "l", "show", id]);
        assert!(shown.contains('⟦') && shown.contains('│'), "{id}: {shown}");
        let why = world.expect(["--ledger", "l", "why", id]);
        assert!(why.lines().count() > 2, "{id}: {why}");
    }
}

#[test]
fn short_ids_are_accepted() {
    let world = read();
    let listing = world.expect(["--ledger", "l", "documents"]);
    let short: Vec<&str> = listing
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(short.len() >= 8, "{listing}");
    for id in short {
        let run = world.keii(["--ledger", "l", "show", id]);
        assert!(!run.err.contains("has the id"), "{run:?}");
    }
}

#[test]
fn said_can_be_narrowed() {
    let world = read();
    let all = world.expect(["--ledger", "l", "said", "--json"]);
    let some = world.expect(["--ledger", "l", "said", "--json", "--by", "ラブロフ"]);
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.lines().all(|line| all.contains(line)));
    let none = world.keii(["--ledger", "l", "said", "--about", "存在しない言葉"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
    assert!(none.err.contains("nothing found"), "{none:?}");
}

#[test]
fn tables_fit_a_hundred_columns() {
    let world = read();
    for (command, lang) in
        [("timeline", "ja"), ("said", "ja"), ("people", "en"), ("documents", "en")]
    {
        let out = world.expect(["--ledger", "l", "--lang", lang, command]);
        for line in out.lines() {
            let columns = unicode_width::UnicodeWidthStr::width(line);
            assert!(columns <= 100, "{columns}: {line}");
        }
        assert!(!out.contains('\u{1b}'), "no colour in a pipe");
        let coloured = world.expect(["--ledger", "l", "--color", "always", command]);
        assert!(coloured.contains('\u{1b}'));
    }
}
