//! Where stories stand and what is new, as a reader sees it.

use crate::world::{World, corpus};

/// Articles of the sample corpus by the beginnings of their names, added in this order.
fn add(world: &World, beginnings: &[&str]) {
    for begin in beginnings {
        let all = std::fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().path());
        let fits = |path: &std::path::PathBuf| {
            path.file_name().unwrap().to_str().unwrap().starts_with(begin)
        };
        let found: Vec<_> = all.filter(fits).collect();
        let run = world.add("l", &found.iter().map(|path| path.as_path()).collect::<Vec<_>>());
        assert_eq!(run.code, Some(0), "{run:?}");
    }
}

fn keii(world: &World, arguments: &[&str]) -> String {
    world.expect(["--ledger", "l", "--quiet"].iter().chain(arguments))
}

fn lines(out: &str) -> Vec<String> {
    out.lines().map(str::to_owned).collect()
}

#[test]
fn a_story_can_be_named_in_several_ways() {
    let world = World::new();
    add(&world, &["01", "02"]);
    let listed = keii(&world, &["stories", "--json"]);
    let first: serde_json::Value = serde_json::from_str(listed.lines().next().unwrap()).unwrap();
    let id = first["story"]["id"].as_str().unwrap();
    let document = first["story"]["documents"][0].as_str().unwrap();
    let whole = keii(&world, &["standing", id]);
    assert!(whole.lines().count() > 5, "{whole}");
    assert_eq!(keii(&world, &["standing", document]), whole);
    assert_eq!(keii(&world, &["standing", &id[..8]]), whole);
    let none = world.keii(["--ledger", "l", "standing", "架空の話"]);
    assert_eq!(none.code, Some(1));
    assert!(none.err.contains("keii stories"), "{none:?}");
}

#[test]
fn standing_is_json_line_by_line() {
    let world = World::new();
    add(&world, &["01", "02"]);
    let out = keii(&world, &["standing", "--json"]);
    let parts: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|value| value["part"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(parts[0], "story");
    assert!(parts.iter().any(|part| part == "channel"), "{parts:?}");
    assert!(parts.iter().any(|part| part == "position"), "{parts:?}");
}

#[test]
fn a_mark_shows_everything_once() {
    let world = World::new();
    let (mut seen, mut arrived) = (Vec::new(), Vec::new());
    for article in ["01", "05", "08"] {
        add(&world, &[article]);
        arrived.push(article);
        seen.extend(lines(&keii(&world, &["new", "--mark", "m", "--json"])));
        assert_eq!(keii(&world, &["new", "--mark", "m", "--json"]), "");
    }
    let documents = seen.iter().filter(|line| line.contains(r#""new":"document""#)).count();
    assert_eq!(documents, arrived.len(), "{seen:#?}");
    let once = lines(&keii(&world, &["new", "--mark", "other", "--json"]));
    let statements = |all: &[String]| {
        let wanted = |line: &&String| {
            ["commitment", "question"]
                .iter()
                .any(|kind| line.contains(&format!(r#""new":"{kind}""#)))
        };
        let mut found: Vec<String> = all.iter().filter(wanted).cloned().collect();
        found.sort();
        found
    };
    assert_eq!(statements(&seen), statements(&once));
}

#[test]
fn a_mark_stays_when_nobody_could_read() {
    let world = World::new();
    add(&world, &["01"]);
    let mut command = world.command(["--ledger", "l", "new", "--mark", "m", "--json"]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let status = command.stdout(full).stderr(std::process::Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(1));
    let again = keii(&world, &["new", "--mark", "m", "--json"]);
    assert!(again.contains(r#""new":"document""#), "{again}");
}

#[test]
fn since_a_day_counts_by_arrival() {
    let world = World::new();
    add(&world, &["01"]);
    let all = keii(&world, &["new", "--since", "2020-01-01", "--json"]);
    assert!(all.contains(r#""new":"document""#), "{all}");
    assert_eq!(keii(&world, &["new", "--since", "2999-01-01", "--json"]), "");
    let neither = world.keii(["--ledger", "l", "new"]);
    assert_eq!(neither.code, Some(2), "{neither:?}");
}

#[test]
fn what_was_new_by_a_day_leaves_out_what_came_later_and_moves_no_mark() {
    let world = World::new();
    add(&world, &["01"]);
    let early = keii(&world, &["new", "--mark", "m", "--json", "--as-of", "2000-01-01"]);
    assert_eq!(early, "");
    let far = keii(&world, &["new", "--mark", "m", "--json", "--as-of", "9999-12-30"]);
    assert!(far.lines().count() > 3, "{far}");
    assert_eq!(keii(&world, &["new", "--mark", "m", "--json"]), far, "the mark has not moved");
    assert_eq!(keii(&world, &["new", "--mark", "m", "--json"]), "");
}
