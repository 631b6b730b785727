//! `--as-of`: every view as the ledger was at the end of a day.

use keii_store::Store;

use crate::world::{World, corpus};

/// The days on which the articles of the corpus arrive, by their order.
const DAYS: [&str; 3] = ["2025-08-20", "2025-09-01", "2025-10-01"];

/// Copies the first documents of ledger `from` into ledger `to`, a third on each day.
fn arrive(world: &World, from: &str, to: &str, days: usize) {
    let source = Store::open(world.path(from)).unwrap();
    let mut target = Store::open(world.path(to)).unwrap();
    let documents = source.documents().unwrap();
    let share = documents.len().div_ceil(DAYS.len());
    for (day, documents) in DAYS.iter().zip(documents.chunks(share)).take(days) {
        for one in documents {
            let document = source.document(&one.id).unwrap().unwrap();
            let readings = source.versions().unwrap().packs;
            let reading = source.reading(&one.id, &readings[0].0).unwrap().unwrap();
            target.add(&document, &reading, &format!("{day}T21:00:00Z")).unwrap();
        }
    }
}

/// What a view shows, without the day that an export tells it was asked for.
fn undated(out: &str) -> String {
    let Some((stamp, rest)) = out.split_once('\n') else { return out.to_owned() };
    let Ok(mut stamp) = serde_json::from_str::<serde_json::Value>(stamp) else {
        return out.to_owned();
    };
    if stamp["kind"] == "export" {
        stamp["query"].as_object_mut().unwrap().remove("as_of");
        return format!("{stamp}\n{rest}");
    }
    out.to_owned()
}

#[test]
fn every_view_is_that_of_a_ledger_of_what_had_arrived() {
    let world = World::new();
    assert_eq!(world.add("source", &[&corpus()]).code, Some(0));
    arrive(&world, "source", "all", 3);
    arrive(&world, "source", "then", 2);
    let people = world.json(["--ledger", "then", "people", "--json"]);
    let person = people[0]["entity"]["id"].as_str().unwrap();
    let events = world.json(["--ledger", "then", "timeline", "--json"]);
    let event = events[0]["event"]["id"].as_str().unwrap();
    for view in [
        &["documents"][..],
        &["timeline"],
        &["people"],
        &["said"],
        &["compare"],
        &["export"],
        &["stories"],
        &["standing"],
        &["person", person],
        &["event", event],
        &["show", event],
        &["why", event],
    ] {
        let run = |ledger: &str, more: &[&str]| {
            world.keii(["--ledger", ledger].iter().chain(view).chain(more))
        };
        let then = run("then", &[]);
        if then.err.contains("unrecognized subcommand") {
            continue;
        }
        assert_eq!(then.code, Some(0), "{view:?}: {then:?}");
        let asked = run("all", &["--as-of", DAYS[1]]);
        assert_eq!(undated(&asked.out), undated(&then.out), "{view:?}");
        let between = run("all", &["--as-of", "2025-09-30"]);
        assert_eq!(undated(&between.out), undated(&then.out), "{view:?}");
    }
    assert_ne!(world.export("all"), world.export("then"), "the third day brings something");
    let before = world.keii(["--ledger", "all", "timeline", "--as-of", "2025-08-19"]);
    assert!(before.out.is_empty() && before.code == Some(0), "{before:?}");
}

#[test]
fn corrections_that_came_later_do_not_count() {
    let world = World::new();
    assert_eq!(world.add("source", &[&corpus()]).code, Some(0));
    arrive(&world, "source", "all", 3);
    let before = world.export("all");
    let said = world.json(["--ledger", "all", "said", "--json"]);
    let id = said[0]["attribution"]["id"].as_str().unwrap();
    world.expect(["--ledger", "all", "fix", "not", id]);
    assert_ne!(world.export("all"), before);
    let then = world.expect(["--ledger", "all", "export", "--as-of", DAYS[2]]);
    assert_eq!(undated(&then), undated(&before));
    let list = world.keii(["--ledger", "all", "fix", "list", "--as-of", DAYS[2]]);
    assert!(list.out.is_empty(), "{list:?}");
}

#[test]
fn a_day_must_be_one() {
    let world = World::new();
    let run = world.keii(["timeline", "--as-of", "tomorrow"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}
