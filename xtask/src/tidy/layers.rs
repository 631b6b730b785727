//! Who may use whom: the table in ARCHITECTURE.md against the manifests.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::Problem;
use super::tree::{TextFile, Tree};

/// The document that holds the table.
pub const MAP: &str = "ARCHITECTURE.md";
/// The first cell of the table's head.
const HEAD: &str = "| crate | may use |";

/// What the table says of one crate.
pub struct Row {
    /// Line of the document, counted from 1.
    pub line: usize,
    may_use: Allowed,
    /// Whether the crate is kept from files, clocks, settings and threads.
    pub pure: bool,
}

enum Allowed {
    All,
    These(BTreeSet<String>),
}

impl Allowed {
    fn holds(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::These(names) => names.contains(name),
        }
    }
}

/// Reads the table: `| crate | may use | pure | … |`, with names as code, `–` for none and `all`.
pub fn table(tree: &Tree) -> BTreeMap<String, Row> {
    let Some(map) = tree.file(MAP) else { return BTreeMap::new() };
    let lines = (1..).zip(map.text.lines());
    let behind_head = lines.skip_while(|(_, line)| !line.starts_with(HEAD)).skip(2);
    let rows = behind_head.take_while(|(_, line)| line.starts_with('|'));
    rows.filter_map(|(number, line)| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let name = names_in(cells.first()?).into_iter().next()?;
        let may_use = match *cells.get(1)? {
            "all" => Allowed::All,
            cell => Allowed::These(names_in(cell)),
        };
        let pure = *cells.get(2)? == "yes";
        Some((name, Row { line: number, may_use, pure }))
    })
    .collect()
}

/// The names between backticks.
fn names_in(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Finds crates that use what the table does not allow, and rows and crates without each other.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let table = table(tree);
    let mut problems = Vec::new();
    let mut crates = BTreeSet::new();
    for (name, manifest) in tree.manifests() {
        crates.insert(name);
        let Some(row) = table.get(name) else {
            let mend = "add a row to the table of ARCHITECTURE.md: what it may use and must not do";
            let wrong = format!("`{name}` is not in the table of crates");
            problems.push(Problem::of(&manifest.path, wrong, mend));
            continue;
        };
        problems.extend(forbidden_uses(name, manifest, row));
    }
    for (name, row) in &table {
        if !crates.contains(name.as_str()) {
            let wrong = format!("the table names `{name}`, which does not exist");
            problems.push(Problem::at(MAP, row.line, wrong, "take the row out, or make the crate"));
        }
    }
    problems
}

fn forbidden_uses(name: &str, manifest: &TextFile, row: &Row) -> Vec<Problem> {
    let built_with = match uses(manifest, &["dependencies", "build-dependencies"]) {
        Ok(uses) => uses,
        Err(error) => {
            let wrong = format!("not readable as TOML: {}", error.message());
            return vec![Problem::of(&manifest.path, wrong, "correct the manifest")];
        }
    };
    let foreign = built_with.into_iter().filter(|used| !row.may_use.holds(used));
    foreign
        .map(|used| {
            let line = 1 + manifest.text.lines().position(|l| l.contains(&used)).unwrap_or(0);
            let wrong =
                format!("`{name}` may not use `{used}` (ARCHITECTURE.md, line {})", row.line);
            let mend = "take what is needed as an argument or a trait, or move the code";
            Problem::at(&manifest.path, line, wrong, mend)
        })
        .collect()
}

/// What tests use beyond the table: allowed, but worth seeing.
pub fn notes(tree: &Tree) -> Vec<String> {
    let table = table(tree);
    let mut notes = Vec::new();
    for (name, manifest) in tree.manifests() {
        let (Some(row), Ok(used)) = (table.get(name), uses(manifest, &["dev-dependencies"])) else {
            continue;
        };
        let beyond: Vec<String> = used.into_iter().filter(|u| !row.may_use.holds(u)).collect();
        if !beyond.is_empty() {
            notes.push(format!("the tests of {name} also use {}", beyond.join(", ")));
        }
    }
    notes
}

/// The crates of this repository in the given tables of a manifest, for any target.
fn uses(manifest: &TextFile, tables: &[&str]) -> Result<BTreeSet<String>, toml::de::Error> {
    let manifest: toml::Table = manifest.text.parse()?;
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let scopes = targets.into_iter().flat_map(toml::Table::values).filter_map(|v| v.as_table());
    let mut used = BTreeSet::new();
    for scope in scopes.chain([&manifest]) {
        for entries in tables.iter().filter_map(|table| scope.get(*table)?.as_table()) {
            used.extend(entries.iter().map(|(key, value)| {
                let renamed = value.get("package").and_then(toml::Value::as_str);
                renamed.unwrap_or(key).to_owned()
            }));
        }
    }
    used.retain(|name| name.starts_with("keii"));
    Ok(used)
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    const TABLE: &str = "# Map\n\n| crate | may use | pure | must not |\n|---|---|---|---|\n\
        | `keii-a` | – | yes | read files |\n| `keii-b` | `keii-a` | no | know `c` |\n\
        | `keii` | all | no | – |\n\nEnd\n";
    const A: (&str, &str) = ("crates/keii-a/Cargo.toml", "[dependencies]\nserde = \"1\"\n");
    const B: (&str, &str) =
        ("crates/keii-b/Cargo.toml", "[dependencies]\nkeii-a.workspace = true\n");
    const KEII: (&str, &str) = (
        "crates/keii/Cargo.toml",
        "[dependencies]\nkeii-a = {}\n[build-dependencies]\nkeii-b = {}\n",
    );

    #[test]
    fn what_the_table_allows_passes() {
        assert_eq!(check(&tree(&[(MAP, TABLE), A, B, KEII])), []);
        assert!(table(&tree(&[(MAP, TABLE)]))["keii-a"].pure);
        assert!(!table(&tree(&[(MAP, TABLE)]))["keii-b"].pure);
    }

    #[test]
    fn what_it_does_not_allow_fails() {
        for manifest in [
            "[dependencies]\nkeii-b.workspace = true\n",
            "[target.'cfg(unix)'.dependencies]\nkeii-b = {}\n",
            "[dependencies]\nother = { package = \"keii-b\", path = \"\" }\n",
        ] {
            let a = ("crates/keii-a/Cargo.toml", manifest);
            let problems = check(&tree(&[(MAP, TABLE), a, B, KEII]));
            assert_eq!(problems.len(), 1, "{manifest}");
            assert_eq!(problems[0].line, 2);
            assert!(problems[0].wrong.contains("`keii-a` may not use `keii-b`"));
        }
    }

    #[test]
    fn tests_are_free_but_noted() {
        let a = ("crates/keii-a/Cargo.toml", "[dev-dependencies]\nkeii-b = {}\n");
        let tree = tree(&[(MAP, TABLE), a, B, KEII]);
        assert_eq!(check(&tree), []);
        assert_eq!(notes(&tree), ["the tests of keii-a also use keii-b"]);
    }

    #[test]
    fn table_and_crates_name_each_other() {
        let c = ("crates/keii-c/Cargo.toml", "");
        let problems = check(&tree(&[(MAP, TABLE), A, B, c]));
        let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(paths, ["crates/keii-c/Cargo.toml", MAP]);
    }
}
