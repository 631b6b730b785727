//! Crates whose output may depend on their arguments alone.

use super::layers;
use super::problem::Problem;
use super::scan;
use super::tree::Tree;

const ARGUMENT: &str =
    "take what it gives as an argument: this crate is a function of its arguments";
const ORDER: &str = "use BTreeMap, BTreeSet or a sorted Vec; where it is only looked up, say \
    `never iterated` in a comment beside it";

/// Modules of the standard library that reach outside the process or its single thread.
const OUTSIDE: [&str; 5] = ["fs", "env", "net", "process", "thread"];
/// Types that read a clock.
const CLOCKS: [&str; 2] = ["SystemTime", "Instant"];
/// Types whose iteration differs from run to run.
const UNORDERED: [&str; 2] = ["HashMap", "HashSet"];
/// What the comment beside a table says that is only looked up. Clippy's `iter_over_hash_type`
/// watches that it is true.
const LOOKED_UP: &str = "never iterated";

/// Finds what a crate marked pure in the table of ARCHITECTURE.md may not mention.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let table = layers::table(tree);
    let pure: Vec<String> = table
        .iter()
        .filter(|(_, row)| row.pure)
        .map(|(name, _)| format!("crates/{name}/src/"))
        .collect();
    for (file, source) in tree.sources() {
        if !pure.iter().any(|folder| file.path.starts_with(folder)) {
            continue;
        }
        let imports = imports(source.code());
        let looked_up = file.text.contains(LOOKED_UP);
        for line in source.lines().filter(|line| !line.test) {
            let imported = imports.iter().find(|(number, _)| *number == line.number);
            let found = impurity(line.code, looked_up)
                .or(imported.map(|(_, found)| (found.clone(), ARGUMENT)));
            if let Some((found, mend)) = found {
                let wrong = format!("`{found}` in a pure crate");
                problems.push(Problem::at(&file.path, line.number, wrong, mend));
            }
        }
    }
    problems
}

fn impurity(code: &str, looked_up: bool) -> Option<(String, &'static str)> {
    let unordered = UNORDERED.iter().find(|name| !looked_up && scan::has_word(code, name));
    if let Some(found) = unordered {
        return Some(((*found).to_owned(), ORDER));
    }
    if let Some(found) = CLOCKS.iter().find(|name| scan::has_word(code, name)) {
        return Some(((*found).to_owned(), ARGUMENT));
    }
    let outside = OUTSIDE.iter().map(|module| format!("std::{module}"));
    let found = outside.into_iter().find(|path| scan::has_word(code, path))?;
    Some((found, ARGUMENT))
}

/// Modules named inside the braces of a `use std::{…}`, with their lines.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (start, mark) in code.match_indices("use std::{") {
        let end = code[start..].find(';').map_or(code.len(), |length| start + length);
        for module in OUTSIDE {
            for at in scan::words(&code[start + mark.len()..end], module) {
                let at = start + mark.len() + at;
                // `io::{self, process}` is another module's; only the first level is std's own.
                let open = code[start + mark.len()..at].matches('{').count();
                let closed = code[start + mark.len()..at].matches('}').count();
                if open == closed && !code[..at].ends_with("::") {
                    found.push((scan::line_of(code, at), format!("std::{module}")));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    const TABLE: &str = "| crate | may use | pure |\n|---|---|---|\n| `keii-a` | – | yes |\n\
        | `keii-b` | – | no |\n";

    fn found(path: &str, code: &str) -> Vec<usize> {
        let problems = check(&tree(&[(layers::MAP, TABLE), (path, code)]));
        problems.into_iter().map(|problem| problem.line).collect()
    }

    #[test]
    fn a_pure_crate_reaches_for_nothing() {
        for code in [
            "use std::collections::HashMap;",
            "fn a() { std::fs::read(b); }",
            "use std::time::SystemTime;",
            "use std::{fmt, fs};",
            "fn a() { std::env::var(b); }",
        ] {
            assert_eq!(found("crates/keii-a/src/lib.rs", code), [1], "{code}");
            assert_eq!(found("crates/keii-b/src/lib.rs", code), [0; 0], "{code}");
        }
        let code = "use std::{\n    fmt,\n    thread,\n};";
        assert_eq!(found("crates/keii-a/src/lib.rs", code), [3]);
    }

    #[test]
    fn its_tests_and_words_are_free() {
        for code in [
            "use std::collections::BTreeMap; // not a HashMap",
            "fn a() { env!(\"A\"); let fs = \"std::fs\"; }",
            "use std::{fmt::{self, process}, io};",
            "#[cfg(test)]\nmod tests { use std::collections::HashSet; }",
            "/// Looked up, never iterated.\nstruct Memory(std::collections::HashMap<u8, u8>);",
        ] {
            assert_eq!(found("crates/keii-a/src/lib.rs", code), [0; 0], "{code}");
        }
        assert_eq!(found("crates/keii-a/tests/a.rs", "use std::fs;"), [0; 0]);
    }
}
