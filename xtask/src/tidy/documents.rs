//! The documents at the root exist, and name nothing that is gone.

use super::problem::Problem;
use super::tree::{TextFile, Tree};

/// What a clone must hold beside its code.
const REQUIRED: [&str; 6] =
    ["ARCHITECTURE.md", "CHANGELOG.md", "DECISIONS.md", "LICENSE", "README.md", "STYLE.md"];
/// Folders whose paths the documents may name.
const FOLDERS: [&str; 6] = ["crates/", "packs/", "corpus/", "docs/", "xtask/", "fuzz/"];

/// Finds documents that are missing or name what does not exist.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let missing = REQUIRED.iter().filter(|path| tree.file(path).is_none());
    let mut problems: Vec<Problem> = missing
        .map(|path| Problem::of(path, "does not exist", "write it: see STYLE.md on documents"))
        .collect();
    problems.extend(tree.file("CHANGELOG.md").and_then(unreleased));
    let documents = tree.files().iter().filter(|file| file.path.ends_with(".md"));
    problems.extend(documents.flat_map(|document| gone(tree, document)));
    problems
}

fn unreleased(changelog: &TextFile) -> Option<Problem> {
    let has = changelog.text.lines().any(|line| line.trim() == "## [Unreleased]");
    let mend = "begin the next section with `## [Unreleased]`";
    (!has).then(|| Problem::of(&changelog.path, "has no section for what comes next", mend))
}

/// Paths written as code, and targets of links, that do not exist.
fn gone(tree: &Tree, document: &TextFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(document.text.lines()) {
        let code = line.split('`').skip(1).step_by(2);
        let code = code.filter(|path| FOLDERS.iter().any(|folder| path.starts_with(folder)));
        let code = code.map(str::to_owned);
        let links = line.split("](").skip(1).filter_map(|behind| behind.split_once(')'));
        let links = links.filter_map(|(target, _)| resolve(&document.path, target));
        for path in code.chain(links).filter(|path| !path.contains(['*', '<', '{', '…', ' '])) {
            if !tree.holds(&path) {
                let wrong = format!("`{path}` does not exist");
                let mend = "name what took its place";
                problems.push(Problem::at(&document.path, number, wrong, mend));
            }
        }
    }
    problems
}

/// The path that a link of a document means; `None` when it leads elsewhere.
fn resolve(document: &str, target: &str) -> Option<String> {
    let path = target.split('#').next().filter(|path| !path.is_empty())?;
    if path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    const MAP_TEXT: &str = "`crates/keii-a` reads; see [style](STYLE.md#aims) and `packs/<name>`.";

    fn found(map: &str, changelog: &str) -> Vec<Problem> {
        let rest = ["DECISIONS.md", "LICENSE", "README.md", "STYLE.md", "crates/keii-a/Cargo.toml"];
        let mut files: Vec<(&str, &str)> = rest.iter().map(|path| (*path, "")).collect();
        files.extend([("ARCHITECTURE.md", map), ("CHANGELOG.md", changelog)]);
        check(&tree(&files))
    }

    #[test]
    fn complete_documents_pass() {
        assert_eq!(found(MAP_TEXT, "# Changes\n\n## [Unreleased]\n"), []);
    }

    #[test]
    fn what_is_gone_is_found() {
        let map = format!("{MAP_TEXT}\n`crates/keii-b/src/old.rs` and [old](docs/old.md)\n");
        let problems = found(&map, "## [Unreleased]");
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [2, 2]);
    }

    #[test]
    fn missing_documents_and_sections_are_found() {
        assert_eq!(found(MAP_TEXT, "## 0.1.0").len(), 1);
        assert_eq!(check(&tree(&[])).len(), REQUIRED.len());
    }

    #[test]
    fn links_are_read_from_where_they_stand() {
        assert_eq!(resolve("docs/a/b.md", "../c.md#x").as_deref(), Some("docs/c.md"));
        assert_eq!(resolve("docs/a.md", "#x"), None);
        assert_eq!(resolve("docs/a.md", "https://example.org/a"), None);
    }
}
