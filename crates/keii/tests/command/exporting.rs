//! `export`: the rows of the listings in other formats, and what cannot be asked for.

use std::fs;

use crate::world::{World, corpus};

const FORMATS: [&str; 7] = ["csv", "markdown", "ics", "atom", "plover", "cameo", "annotation"];

fn read(world: &World) {
    assert_eq!(world.add("l", &[&corpus()]).code, Some(0));
}

/// How many rows a file says that it has.
fn rows(world: &World, arguments: &[&str]) -> usize {
    let run = world.keii(["--ledger", "l", "export", "-o", "out"].iter().chain(arguments));
    assert_eq!(run.code, Some(0), "{run:?}");
    let told = run.err.split(' ').next().expect("a number");
    told.parse().expect("so many rows")
}

#[test]
fn a_file_has_the_rows_of_the_screen() {
    let world = World::new();
    read(&world);
    let story = world.json(["--ledger", "l", "stories", "--json"])[0]["story"]["id"].clone();
    let story = story.as_str().expect("an id");
    for filter in [
        &[][..],
        &["--status", "held"],
        &["--status", "planned", "--status", "agreed"],
        &["--person", "プーチン"],
        &["--from", "2025-03", "--to", "2025-09"],
        &["--story", story],
        &["--story", story, "--person", "ロシア", "--status", "held", "--from", "2025-02-18"],
        &["--person", "nobody"],
        &["--as-of", "2020-01-01"],
    ] {
        let listed = ["--ledger", "l", "timeline", "--json"].iter().chain(filter);
        let listed = world.json(listed).len();
        for format in FORMATS {
            let kind = if format == "markdown" { &["--kind", "events"][..] } else { &[] };
            let asked = [&["--format", format], kind, filter].concat();
            assert_eq!(rows(&world, &asked), listed, "{asked:?}");
        }
    }
    let of = |kind| rows(&world, &["--format", "csv", "--kind", kind]);
    let listed = |listing| world.json(["--ledger", "l", listing, "--json"]).len();
    assert_eq!(of("statements"), listed("said"));
    assert_eq!(of("people"), listed("people"));
    assert_eq!(of("comparisons"), listed("compare"));
}

#[test]
fn without_text_there_is_no_word_of_an_article() {
    let world = World::new();
    read(&world);
    let articles: Vec<String> = fs::read_dir(corpus())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    assert!(articles.len() > 3);
    for format in FORMATS.into_iter().chain(["jsonl"]) {
        let text = world.expect(["--ledger", "l", "export", "--format", format, "--without-text"]);
        let foreign = text.chars().filter(|letter| !letter.is_ascii()).collect::<String>();
        let signs = "●◐◎○◇△▽‖✕–—→≠≈⊃◊";
        let left = foreign.chars().filter(|letter| !signs.contains(*letter)).collect::<String>();
        assert!(left.is_empty(), "{format}: {left}");
    }
}

#[test]
fn what_a_format_cannot_answer_is_wrong_usage() {
    let world = World::new();
    read(&world);
    for (arguments, en, ja) in [
        (
            &["--format", "ics", "--kind", "people"][..],
            "the format ics holds events only, no people",
            "形式 ics には出来事だけが入り、people は入りません",
        ),
        (
            &["--format", "csv", "--kind", "statements", "--status", "held"],
            "statements cannot be chosen by --status: only events have it",
            "statements は --status では選べません",
        ),
    ] {
        for (lang, sentence) in [("en", en), ("ja", ja)] {
            let all = [&["--ledger", "l", "--lang", lang, "export"], arguments].concat();
            let run = world.keii(all);
            assert_eq!(run.code, Some(2), "{run:?}");
            assert!(run.err.contains(sentence) && run.out.is_empty(), "{run:?}");
        }
    }
    let run = world.keii(["--ledger", "l", "export", "--story", "zzz"]);
    assert_eq!(run.code, Some(1), "{run:?}");
}

#[test]
fn order_and_threads_change_no_byte_of_any_format() {
    let world = World::new();
    let mut paths: Vec<_> =
        fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let run = world.run(world.command(["--ledger", "l", "add"]).args(&paths));
    assert_eq!(run.code, Some(0), "{run:?}");
    for path in paths.iter().rev() {
        let mut command = world.command(["--ledger", "other", "add"]);
        let run = world.run(command.arg(path).env("RAYON_NUM_THREADS", "8"));
        assert_eq!(run.code, Some(0), "{run:?}");
    }
    for format in FORMATS {
        let of = |ledger| world.expect(["--ledger", ledger, "export", "--format", format]);
        assert!(of("l") == of("other"), "{format} differs");
    }
}
