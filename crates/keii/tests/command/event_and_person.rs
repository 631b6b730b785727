//! One happening and one person, as a reader sees them.

use unicode_width::UnicodeWidthStr;

use crate::world::{World, corpus};

fn read() -> World {
    let world = World::new();
    assert_eq!(world.add("l", &[&corpus()]).code, Some(0));
    world
}

/// The event that most documents tell of.
fn busiest(world: &World) -> String {
    let all = world.json(["--ledger", "l", "timeline", "--json"]);
    let told = |one: &serde_json::Value| one["documents"].as_array().unwrap().len();
    let busiest = all.iter().max_by_key(|one| told(one)).unwrap();
    assert!(told(busiest) > 1);
    busiest["event"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn tellings_stand_side_by_side_and_fit_the_width() {
    let world = read();
    let event = busiest(&world);
    for (columns, lang) in [(80, "ja"), (80, "en"), (120, "ja"), (120, "en")] {
        for view in [&["event", &event][..], &["person", "ラブロフ"], &["timeline"]] {
            let mut command = world.command(["--ledger", "l", "--lang", lang].iter().chain(view));
            let run = world.run(command.env("COLUMNS", columns.to_string()));
            assert_eq!(run.code, Some(0), "{run:?}");
            for line in run.out.lines() {
                assert!(line.width() <= columns, "{view:?} {columns}: {}: {line}", line.width());
            }
        }
    }
}

#[test]
fn every_step_of_a_status_has_its_document_words_and_day() {
    let world = read();
    let event = busiest(&world);
    let json = world.json(["--ledger", "l", "event", &event, "--json"]);
    let steps = json[0]["event"]["history"].as_array().unwrap();
    assert!(steps.len() >= json[0]["mentions"].as_array().unwrap().len());
    for step in steps {
        assert!(step["span"]["document"].is_string() && step["span"]["text"].is_string());
    }
    let shown = world.expect(["--ledger", "l", "event", &event]);
    for heading in ["tellings", "how it came about", "passages"] {
        assert!(shown.contains(heading), "{heading}: {shown}");
    }
    let mention = json[0]["mentions"][0]["id"].as_str().unwrap();
    assert_eq!(world.expect(["--ledger", "l", "event", mention]), shown);
}

#[test]
fn a_person_is_found_by_any_form_of_the_name() {
    let world = read();
    let whole = world.expect(["--ledger", "l", "person", "ラブロフ"]);
    for heading in ["offices", "statements"] {
        assert!(whole.contains(heading), "{heading}: {whole}");
    }
    let nobody = world.keii(["--ledger", "l", "person", "存在しない"]);
    assert_eq!(nobody.code, Some(1), "{nobody:?}");
    assert!(nobody.err.contains("nobody in the ledger is called"), "{nobody:?}");
    let several = world.keii(["--ledger", "l", "person", "ー"]);
    assert!(several.err.contains("may be any of"), "{several:?}");
}

#[test]
fn the_timeline_is_narrowed() {
    let world = read();
    let all = world.json(["--ledger", "l", "timeline", "--json"]);
    let some = |arguments: &[&str]| {
        world.json(["--ledger", "l", "timeline", "--json"].iter().chain(arguments))
    };
    let held = some(&["--status", "held"]);
    assert!(!held.is_empty() && held.len() < all.len());
    assert!(held.iter().all(|one| one["event"]["status"] == "held"));
    let either = some(&["--status", "held", "--status", "planned"]);
    assert!(either.len() >= held.len());
    let days = some(&["--from", "2025-03", "--to", "2025-08"]);
    assert!(!days.is_empty() && days.len() < all.len());
    for one in &days {
        let value = one["time"]["value"].as_str().unwrap();
        assert!(value.starts_with("2025") || value.contains('/'), "{value}");
    }
    let person = some(&["--person", "ラブロフ"]);
    assert!(!person.is_empty() && person.len() < all.len());
    let run = world.keii(["timeline", "--status", "soon"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}
