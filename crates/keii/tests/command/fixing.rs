//! Corrections: appended, listed, taken back; and what is refused.

use serde_json::Value;

use crate::world::{Run, World};

const TALKS: &str = "港湾協議が再開\n\
    オルテガ外相は2031年3月5日、オスロでヴァンセ首相と会談した。\n\
    オルテガ外相は記者団に対し「協議は前に進んだ」と述べた。\n";

const VISIT: &str = "外相が帰国\n\
    オルテーガ外相は昨日、帰国した。\n\
    オルテーガ外相は「次の会談を待つ」と強調した。\n";

fn two_articles() -> World {
    let world = World::new();
    world.file("articles/talks.txt", TALKS);
    world.file("articles/visit.txt", VISIT);
    let run = world.add("l", &[&world.path("articles")]);
    assert_eq!(run.code, Some(0), "{run:?}");
    world
}

fn fix(world: &World, arguments: &[&str]) -> Run {
    world.keii(["--ledger", "l", "fix"].iter().chain(arguments))
}

fn fixed(world: &World, arguments: &[&str]) -> String {
    let run = fix(world, arguments);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.out
}

fn records(world: &World, kind: &str) -> Vec<Value> {
    let all = world.json(["--ledger", "l", "export"]);
    all.into_iter().filter(|record| record["kind"] == kind).collect()
}

fn id_of(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}

fn document(world: &World, name: &str) -> String {
    let all = records(world, "document");
    id_of(all.iter().find(|one| one["name"] == name).unwrap()).to_owned()
}

fn person(world: &World, name: &str) -> String {
    let all = records(world, "entity");
    id_of(all.iter().find(|one| one["name"]["ja"] == name).unwrap()).to_owned()
}

#[test]
fn what_is_not_so_goes_and_undoing_restores_every_byte() {
    let world = two_articles();
    let before = world.export("l");
    let said = records(&world, "attribution");
    let id = id_of(&said[0]);
    let out = fixed(&world, &["not", id, "--reason", "引用ではない", "--by", "佐藤"]);
    assert!(out.starts_with("1  not statement"), "{out}");
    assert_eq!(records(&world, "attribution").len(), said.len() - 1);
    assert_ne!(world.export("l"), before);
    fixed(&world, &["undo", "1"]);
    assert_eq!(world.export("l"), before);
    fixed(&world, &["undo", "2"]);
    assert_eq!(records(&world, "attribution").len(), said.len() - 1, "undone undo");
    let list = fixed(&world, &["list"]);
    for words in ["佐藤: 引用ではない", "✓ applies", "↶ undone by 3", "undo 1"] {
        assert!(list.contains(words), "{words}: {list}");
    }
}

#[test]
fn a_corrected_day_changes_the_times_that_hang_on_it() {
    let world = two_articles();
    let before = world.export("l");
    let visit = document(&world, "visit.txt");
    fixed(&world, &["date", &visit, "2031-03-08"]);
    let documents = records(&world, "document");
    let dated = documents.iter().find(|one| id_of(one) == visit).unwrap();
    assert_eq!(dated["published"]["value"], "2031-03-08");
    let times = records(&world, "time");
    let yesterday = times.iter().find(|one| one["span"]["text"] == "昨日").unwrap();
    assert_eq!(yesterday["value"], "2031-03-07");
    fixed(&world, &["undo", "1"]);
    assert_eq!(world.export("l"), before);
    let doctor = world.keii(["--ledger", "l", "doctor"]);
    assert_eq!(doctor.code, Some(0), "{doctor:?}");
}

#[test]
fn persons_are_joined_and_parted() {
    let world = two_articles();
    let talks = document(&world, "talks.txt");
    let visit = document(&world, "visit.txt");
    let names = |world: &World| -> Vec<String> {
        let all = records(world, "entity").into_iter();
        let persons = all.filter(|one| one["type"] == "person");
        persons.map(|one| one["name"]["ja"].as_str().unwrap().to_owned()).collect()
    };
    let whole = names(&world);
    let joined = whole.iter().filter(|name| name.starts_with("オルテ")).count() == 1;
    if joined {
        let id = person(&world, whole.iter().find(|name| name.starts_with("オルテ")).unwrap());
        fixed(&world, &["different", &format!("{id}@{talks}"), &format!("{id}@{visit}")]);
        assert_eq!(names(&world).len(), whole.len() + 1);
    }
    let (a, b) = (person(&world, "オルテガ"), person(&world, "オルテーガ"));
    fixed(&world, &["same", &a, &b]);
    let after = names(&world);
    assert_eq!(after.iter().filter(|name| name.starts_with("オルテ")).count(), 1, "{after:?}");
    let list = fixed(&world, &["list"]);
    assert!(!joined || list.contains("! overruled by 2"), "{list}");
}

#[test]
fn what_cannot_be_corrected_is_refused_and_nothing_is_noted() {
    let world = two_articles();
    let talks = document(&world, "talks.txt");
    let visit = document(&world, "visit.txt");
    let premier = person(&world, "ヴァンセ");
    let inside = format!("{premier}@{visit}");
    for (arguments, words) in [
        (vec!["undo", "7"], "there is no correction 7"),
        (vec!["not", "nothing"], "nothing in the ledger has the id"),
        (vec!["not", &inside], "tells nothing of"),
        (vec!["date", &premier, "2031-03-08"], "is no document"),
        (vec!["different", &premier, &premier], "cannot be corrected so"),
        (vec!["same", &premier, &talks], "cannot be corrected so"),
    ] {
        let run = fix(&world, &arguments);
        assert_eq!(run.code, Some(1), "{arguments:?}: {run:?}");
        assert!(run.err.contains(words), "{arguments:?}: {run:?}");
    }
    let run = fix(&world, &["date", &talks, "gestern"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    let list = fix(&world, &["list"]);
    assert!(list.out.is_empty() && list.err.contains("nothing was corrected"), "{list:?}");
}

#[test]
fn corrections_are_listed_as_json_and_in_japanese() {
    let world = two_articles();
    let said = records(&world, "attribution");
    fixed(&world, &["not", id_of(&said[0])]);
    let listed = world.json(["--ledger", "l", "fix", "list", "--json"]);
    assert_eq!(listed[0]["correction"]["change"], "not");
    assert_eq!(listed[0]["correction"]["target"]["kind"], "attribution");
    assert_eq!(listed[0]["effect"], "applies");
    let list = world.expect(["--ledger", "l", "--lang", "ja", "fix", "list"]);
    assert!(list.contains("発言 「") && list.contains("✓ 有効"), "{list}");
}

#[test]
fn a_ledger_that_is_not_there_is_not_made_by_a_correction() {
    let world = World::new();
    let run = fix(&world, &["undo", "1"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("no ledger") && !world.path("l").exists(), "{run:?}");
}
