//! The map of the code in ARCHITECTURE.md, made from what each file says of itself.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use super::layers;
use super::problem::Problem;
use super::tree::{TextFile, Tree};

const BEGIN: &str = "<!-- The map is made by `cargo xtask map`. -->\n";
const END: &str = "<!-- End of the map. -->";

/// Writes the map anew.
///
/// # Errors
///
/// When the document has no place for it, or a file cannot be read or written.
pub fn write(root: &Path) -> Result<()> {
    let tree = Tree::read(root)?;
    let document = tree.file(layers::MAP).context("there is no ARCHITECTURE.md")?;
    let (before, _, behind) = parts(&document.text)
        .with_context(|| format!("ARCHITECTURE.md has no line {BEGIN} or no line {END}"))?;
    let text = format!("{before}{}{behind}", draw(&tree));
    std::fs::write(root.join(layers::MAP), text).context("cannot write ARCHITECTURE.md")
}

/// Finds files that do not say what they are, and a map that is not current.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let silent = mapped(tree).filter(|(_, file)| summary(&file.text).is_none());
    let mut problems: Vec<Problem> = silent
        .map(|(_, file)| {
            let mend = "begin it with `//!` and one sentence";
            Problem::of(&file.path, "does not say what it is", mend)
        })
        .collect();
    let drawn = tree.file(layers::MAP).and_then(|document| parts(&document.text));
    if drawn.is_none_or(|(_, map, _)| map != draw(tree)) {
        let wrong = "the map of the code is not current";
        problems.push(Problem::of(layers::MAP, wrong, "run `cargo xtask map`"));
    }
    problems
}

/// The document before, in and behind the map; the marks belong to the outer parts.
fn parts(document: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = document.split_at(document.find(BEGIN)? + BEGIN.len());
    let (map, behind) = rest.split_at(rest.find(END)?);
    Some((before, map, behind))
}

fn draw(tree: &Tree) -> String {
    let mut packages: Vec<&str> = mapped(tree).map(|(package, _)| package).collect();
    packages.dedup();
    let table = layers::table(tree);
    // The order of the table: from what uses nothing to what uses everything, tools last.
    packages.sort_by_key(|package| {
        table.get(package.trim_start_matches("crates/")).map_or(usize::MAX, |row| row.line)
    });
    let mut map = String::new();
    for package in packages {
        let _ = write!(map, "\n### `{package}`\n\n");
        let files = || mapped(tree).filter(|(owner, _)| *owner == package);
        let root = files().find(|(_, file)| is_root(package, &file.path));
        if let Some(words) = root.and_then(|(_, file)| paragraph(&file.text)) {
            let _ = write!(map, "{words}\n\n");
        }
        for (_, file) in files().filter(|(_, file)| !is_root(package, &file.path)) {
            map.push_str(&entry(package, file));
        }
    }
    map.push('\n');
    map
}

/// One line of the map, set in by the depth of the folder.
fn entry(package: &str, file: &TextFile) -> String {
    let path = file.path[package.len()..].trim_start_matches('/');
    let path = path.strip_prefix("src/").unwrap_or(path);
    let depth = path.matches('/').count();
    let outside = ["tests/", "benches/", "examples/"].iter().any(|folder| path.starts_with(folder));
    let indent = "  ".repeat(if outside { 0 } else { depth });
    let name = if outside { path } else { path.rsplit('/').next().unwrap_or(path) };
    format!("{indent}- `{name}`: {}\n", summary(&file.text).unwrap_or_default())
}

/// The Rust files of each package that the map shows, parents before their folders.
fn mapped(tree: &Tree) -> impl Iterator<Item = (&str, &TextFile)> {
    let mut found: Vec<(&str, &TextFile)> =
        tree.sources().filter_map(|(file, _)| Some((package_of(&file.path)?, file))).collect();
    found.sort_by_key(|(package, file)| (*package, file.path.trim_end_matches(".rs")));
    found.into_iter()
}

/// `crates/keii-x` or `xtask`; `None` for what is no module of its own.
fn package_of(path: &str) -> Option<&str> {
    let stem = path.strip_suffix(".rs")?;
    if stem.ends_with("_tests") || stem.ends_with("/tests") {
        return None;
    }
    let end = match path.strip_prefix("crates/") {
        Some(below) => "crates/".len() + below.find('/')?,
        None => path.starts_with("xtask/").then_some("xtask".len())?,
    };
    Some(&path[..end])
}

fn is_root(package: &str, path: &str) -> bool {
    ["/src/lib.rs", "/src/main.rs"].iter().any(|root| path.strip_prefix(package) == Some(root))
}

/// The first sentence of what a file says of itself.
fn summary(text: &str) -> Option<String> {
    let words = paragraph(text)?;
    let end = words.find(". ").map_or(words.len(), |end| end + 1);
    Some(words[..end].to_owned())
}

/// The first paragraph of what a file says of itself.
fn paragraph(text: &str) -> Option<String> {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let words: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    (!words.is_empty()).then(|| without_links(&words.join(" ")))
}

/// Takes off the brackets and targets of links to code, which lead nowhere outside its documentation.
fn without_links(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once("[`") {
        let Some((name, behind)) = behind.split_once("`]") else { break };
        let target = behind.strip_prefix('(').and_then(|target| target.split_once(')'));
        let _ = write!(plain, "{before}`{name}`");
        rest = target.map_or(behind, |(_, behind)| behind);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    const LIB: (&str, &str) = (
        "crates/keii-a/src/lib.rs",
        "//! Makes [`B`](crate::B)s of [`C`]s,\n//! all. More.\n//!\n//! x",
    );
    const READER: (&str, &str) = ("crates/keii-a/src/reader.rs", "//! Reads.\n");
    const LINE: (&str, &str) = ("crates/keii-a/src/reader/line.rs", "//! One line. Or two.\n");
    const TESTS: (&str, &str) = ("crates/keii-a/src/reader/tests.rs", "use super::*;\n");
    const DRAWN: &str = "\n### `crates/keii-a`\n\nMakes `B`s of `C`s, all. More.\n\n\
        - `reader.rs`: Reads.\n  - `line.rs`: One line.\n\n";

    fn document(map: &str) -> String {
        format!("# Map\n\n{BEGIN}{map}{END}\n\nEnd\n")
    }

    #[test]
    fn draws_what_files_say_of_themselves() {
        assert_eq!(draw(&tree(&[LINE, LIB, READER, TESTS])), DRAWN);
    }

    #[test]
    fn a_current_map_passes_and_an_old_one_fails() {
        let check = |map: &str| {
            check(&tree(&[LIB, READER, LINE, TESTS, (layers::MAP, &document(map))])).len()
        };
        assert_eq!(check(DRAWN), 0);
        assert_eq!(check(&DRAWN.replace("Reads", "Writes")), 1);
        assert_eq!(check(""), 1);
    }

    #[test]
    fn a_file_says_what_it_is() {
        let mute = ("crates/keii-a/src/mute.rs", "fn a() {}\n");
        let problems = check(&tree(&[LIB, mute]));
        assert!(problems.iter().any(|problem| problem.path == mute.0), "{problems:?}");
    }

    #[test]
    fn writes_between_the_marks_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(layers::MAP);
        std::fs::write(&path, document("old\n")).unwrap();
        write(folder.path()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), document("\n"));
    }
}
