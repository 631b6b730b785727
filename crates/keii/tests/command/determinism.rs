//! The same articles give the same bytes.

use std::path::{Path, PathBuf};

use crate::world::{World, article, corpus};

/// Every article of the sample corpus, and twenty made-up ones.
fn inputs(world: &World) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(corpus())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("SOURCES.md") && !path.ends_with("expected.jsonl"))
        .collect();
    paths.sort();
    paths.extend((0..20).map(|number| world.file(&format!("a/{number}.txt"), article(number))));
    paths
}

fn exported(world: &World, ledger: &str, paths: &[PathBuf], threads: &str) -> String {
    let mut command = world.command(["--ledger", ledger, "add"]);
    let run = world.run(command.args(paths).env("RAYON_NUM_THREADS", threads));
    assert_eq!(run.code, Some(0), "{run:?}");
    world.export(ledger)
}

#[test]
fn order_threads_and_repetition_change_nothing() {
    let world = World::new();
    let mut paths = inputs(&world);
    let first = exported(&world, "1", &paths, "1");
    assert!(first.lines().count() > 100, "{first}");
    assert_eq!(exported(&world, "2", &paths, "8"), first, "8 threads");
    assert_eq!(exported(&world, "1", &paths, "8"), first, "a second add");
    paths.reverse();
    assert_eq!(exported(&world, "3", &paths, "8"), first, "the other way round");
    paths.sort_by_key(|path| path.as_os_str().len() * 7919 % 31);
    assert_eq!(exported(&world, "4", &paths, "2"), first, "shuffled");
    for (number, path) in paths.iter().enumerate() {
        let threads = if number % 2 == 0 { "1" } else { "8" };
        exported(&world, "5", std::slice::from_ref(path), threads);
    }
    assert_eq!(world.export("5"), first, "one by one");
}

#[test]
fn annotate_keeps_the_order_of_its_input() {
    let world = World::new();
    let text = |number| format!("外相は{number}回目の会談をした。");
    let lines: String = (0..600)
        .map(|number| format!("{}\n", serde_json::json!({ "text": text(number) })))
        .collect();
    world.file("many.jsonl", lines);
    let annotated = |threads| {
        let mut command = world.command(["annotate", "--format", "jsonl", "many.jsonl"]);
        let run = world.run(command.env("RAYON_NUM_THREADS", threads));
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out
    };
    let one = annotated("1");
    assert_eq!(one, annotated("8"));
    let documents = one.lines().filter(|line| line.starts_with("{\"kind\":\"document\""));
    for (number, document) in documents.enumerate() {
        let name = format!("\"name\":\"many.jsonl:{}\"", number + 1);
        assert!(document.contains(&name), "{number}: {document}");
    }
}

#[test]
fn records_quote_their_text() {
    let world = World::new();
    let path = world.file("a.txt", article(7));
    let text: Vec<char> = article(7).chars().collect();
    let out = world.expect([Path::new("annotate"), Path::new("--format=jsonl"), &path]);
    let mut spans = 0;
    for line in out.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        check_spans(&record, &text, &mut spans);
    }
    assert!(spans > 10);
}

fn check_spans(value: &serde_json::Value, text: &[char], spans: &mut usize) {
    if let (Some(start), Some(end), Some(words)) =
        (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
    {
        let slice: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(slice, words);
        *spans += 1;
    }
    match value {
        serde_json::Value::Object(fields) => {
            fields.values().for_each(|value| check_spans(value, text, spans));
        }
        serde_json::Value::Array(values) => {
            values.iter().for_each(|value| check_spans(value, text, spans));
        }
        _ => {}
    }
}
