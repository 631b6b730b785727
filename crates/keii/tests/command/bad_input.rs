//! Inputs that are wrong in one way each: named with file and line, the rest is read, exit code 1.

use std::fmt::Write as _;
use std::time::Duration;

use crate::world::{World, article};

/// Adds `name` with a good article beside it: the bad one is refused with `reason`, the good one
/// is read.
fn refused(name: &str, bytes: impl AsRef<[u8]>, reason: &str) {
    let world = World::new();
    let bad = world.file(name, bytes);
    let good = world.file("good.txt", article(1));
    let run = world.add("l", &[&bad, &good]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains(name) && run.err.contains(reason), "{run:?}");
    assert_eq!(run.out.lines().count(), 1, "{run:?}");
    assert_eq!(world.keii(["--ledger", "l", "doctor"]).code, Some(0));
    assert!(world.export("l").contains("good.txt"));
}

/// Adds what is strange but can be read; gives the export.
fn accepted(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let world = World::new();
    let strange = world.file(name, bytes);
    let mut command = world.command(["--ledger", "l", "add"]);
    let run = world.run_within(Duration::from_secs(20), command.arg(strange));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(world.keii(["--ledger", "l", "doctor"]).code, Some(0));
    world.export("l")
}

#[test]
fn an_empty_file() {
    refused("empty.txt", "", "holds no text");
}

#[test]
fn a_binary_file() {
    refused("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x01\x02\x03", "binary");
}

#[test]
fn text_with_a_nul() {
    refused("nul.txt", "外相は\u{0}会談した。", "binary");
}

#[test]
fn a_file_of_fifty_megabytes() {
    refused("large.txt", article(1).repeat(50 * 1024 * 1024 / article(1).len() + 1), "limit");
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = article(2).into_bytes();
    bytes.splice(30..30, [0xFF, 0xFE, 0xFF, 0xC3, 0x28, 0xFF]);
    refused("bytes.txt", bytes.repeat(3), "UTF-8");
}

#[test]
fn html_nested_fifty_thousand_deep() {
    let page = format!("<html><body>{}外相が会談した。", "<div>".repeat(50_000));
    refused("deep.html", page, "the HTML has more");
}

#[test]
fn quotation_marks_without_partner_and_sixtyfold() {
    accepted("open.txt", "外相は「会談した。次に「述べた。』と述べた。\n");
    accepted("close.txt", "外相は会談した」と述べた』。\n");
    let nested = format!("外相は{}進展{}と述べた。\n", "「".repeat(60), "」".repeat(60));
    accepted("nested.txt", nested);
}

#[test]
fn a_sentence_of_a_hundred_thousand_characters() {
    let sentence = "外相は首都で会談し、".repeat(10_000);
    assert_eq!(sentence.chars().count(), 100_000);
    accepted("long.txt", sentence + "帰国した。");
}

#[test]
fn half_width_kana() {
    let export = accepted("kana.txt", "ドイツのショルベ首相は「ゼンシンした」と述べた。");
    assert!(export.contains("ゼンシンした"), "{export}");
}

#[test]
fn one_broken_line_in_a_thousand() {
    let world = World::new();
    let mut lines = String::new();
    for number in 1..=1000 {
        if number == 613 {
            lines.push_str("{\"text\": \"外相は\n");
        } else {
            let text = format!("外相は{number}回目の会談をした。");
            writeln!(lines, "{}", serde_json::json!({ "text": text })).unwrap();
        }
    }
    let file = world.file("many.jsonl", lines);
    let run = world.add("l", &[&file]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("many.jsonl:613"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 999);
}

#[test]
fn a_folder_with_a_file_that_cannot_be_read() {
    let world = World::new();
    let folder = world.articles(3);
    // A link to nothing: permissions would not stop root.
    #[cfg(unix)]
    std::os::unix::fs::symlink(world.path("nowhere"), folder.join("0001b.txt")).unwrap();
    let run = world.add("l", &[&folder]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("0001b.txt"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 3);
}

#[test]
fn standard_input_can_be_an_article() {
    let world = World::new();
    let input = world.file("x", article(3));
    let mut command = world.command(["annotate", "--format", "jsonl", "-"]);
    let run = world.run(command.stdin(std::fs::File::open(input).unwrap()));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.lines().next().unwrap().contains("\"kind\":\"document\""));
}

#[test]
fn errors_read_so() {
    let world = World::new();
    world.file("empty.txt", "");
    world.file("lines.jsonl", "{\"text\": 3}\n");
    let english = world.keii(["annotate", "empty.txt", "lines.jsonl", "missing.txt"]).err;
    let japanese =
        world.keii(["--lang", "ja", "annotate", "empty.txt", "lines.jsonl", "missing.txt"]).err;
    insta::assert_snapshot!(format!("{english}\n{japanese}"));
}
