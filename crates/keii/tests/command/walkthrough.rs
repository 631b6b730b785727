//! The examples of `docs/concepts/corrections.md`: articles, commands, and exactly what they print.
//!
//! `KEII_ACCEPT=1` writes what they print now into the page.

use std::fs;
use std::path::Path;

use crate::world::World;

/// A block of the page: what stands behind its opening fence, and its lines.
struct Block {
    kind: String,
    lines: Vec<String>,
}

/// Text and blocks in turn, beginning with text.
fn parts(page: &str) -> Vec<Result<Block, String>> {
    let mut parts = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some(Block { kind: kind.to_owned(), lines: Vec::new() }),
            (Some(_), Some(_)) => parts.extend(open.take().map(Ok)),
            (Some(block), None) => block.lines.push(line.to_owned()),
            (None, None) => parts.push(Err(line.to_owned())),
        }
    }
    parts
}

/// Runs the commands of a block; gives the block as it should be.
fn played(world: &World, block: &Block) -> Vec<String> {
    let mut shown = Vec::new();
    for line in block.lines.iter().filter(|line| line.starts_with("$ keii ")) {
        let words = line.split_whitespace().skip(2);
        let mut command = world.command(words);
        let run = world.run(command.env("KEII_LEDGER", "corrections").env("COLUMNS", "100"));
        shown.push(line.clone());
        shown.extend(run.out.lines().chain(run.err.lines()).map(|line| line.trim_end().to_owned()));
    }
    shown
}

#[test]
fn the_page_on_corrections_shows_what_happens() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/concepts/corrections.md");
    let page = fs::read_to_string(&path).unwrap();
    let world = World::new();
    let mut written = String::new();
    let mut commands = 0;
    for part in parts(&page) {
        let block = match part {
            Ok(block) => block,
            Err(line) => {
                written.push_str(&format!("{line}\n"));
                continue;
            }
        };
        let lines = match block.kind.split_once(' ') {
            Some(("article", name)) => {
                world.file(name, format!("{}\n", block.lines.join("\n")));
                block.lines
            }
            _ if block.kind == "console" => {
                commands += 1;
                played(&world, &block)
            }
            _ => block.lines,
        };
        written.push_str(&format!("```{}\n{}\n```\n", block.kind, lines.join("\n")));
    }
    assert!(commands > 2, "the page has examples");
    #[expect(clippy::disallowed_methods, reason = "how a person accepts a new page")]
    if std::env::var_os("KEII_ACCEPT").is_some() {
        fs::write(&path, written).unwrap();
    } else {
        assert_eq!(written, page, "KEII_ACCEPT=1 writes the page anew");
    }
}
