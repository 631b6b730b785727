//! Every crate is held to the lints of the workspace.

use super::problem::Problem;
use super::tree::{TextFile, Tree};

/// Crates that may set their own level for `unsafe`, because one named module of theirs maps a
/// dictionary into memory.
const MAPS_MEMORY: [&str; 1] = ["keii-ja"];

/// Finds manifests that opt out.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let root = tree.file("Cargo.toml");
    let asked = root.map(asked_for).unwrap_or_default();
    let manifests = tree.manifests().filter_map(|(name, file)| strays(name, file, &asked));
    let tools = tree.file("xtask/Cargo.toml").and_then(|file| strays("xtask", file, &asked));
    manifests.chain(tools).chain(root.and_then(unset)).collect()
}

/// What the workspace asks for: tool (`rust`, `clippy`) and lint, without `unsafe_code`.
fn asked_for(root: &TextFile) -> Vec<(String, String)> {
    let Ok(manifest) = root.text.parse::<toml::Table>() else { return Vec::new() };
    let lints = manifest.get("workspace").and_then(|workspace| workspace.get("lints"));
    let mut asked = Vec::new();
    for (tool, lints) in lints.and_then(toml::Value::as_table).into_iter().flatten() {
        let names = lints.as_table().into_iter().flat_map(toml::Table::keys);
        let names = names.filter(|name| *name != "unsafe_code");
        asked.extend(names.map(|name| (tool.clone(), name.clone())));
    }
    asked
}

fn strays(name: &str, file: &TextFile, asked: &[(String, String)]) -> Option<Problem> {
    let manifest: toml::Table = file.text.parse().ok()?;
    let lints = manifest.get("lints");
    let inherits = lints.and_then(|lints| lints.get("workspace")?.as_bool());
    if inherits == Some(true) {
        return None;
    }
    if !MAPS_MEMORY.contains(&name) {
        let mend = "write `[lints]` with `workspace = true`";
        return Some(Problem::of(&file.path, "does not take the lints of the workspace", mend));
    }
    let set = |tool: &str, lint: &str| lints.and_then(|lints| level(lints.get(tool)?, lint));
    let missing = asked.iter().find(|(tool, lint)| set(tool, lint).is_none());
    let wrong = match missing {
        Some((tool, lint)) => format!("its own lints lack the workspace's `{tool}` lint `{lint}`"),
        None if set("rust", "unsafe_code") == Some("deny") => return None,
        None => "its own lints do not deny `unsafe_code`".to_owned(),
    };
    let mend = "repeat the workspace's lints, with `unsafe_code = \"deny\"` instead of `forbid`";
    Some(Problem::of(&file.path, wrong, mend))
}

/// The workspace itself must ask for documentation and forbid `unsafe`.
fn unset(root: &TextFile) -> Option<Problem> {
    let manifest: toml::Table = root.text.parse().ok()?;
    let rust = manifest.get("workspace")?.get("lints").and_then(|lints| lints.get("rust"));
    let set = |name| rust.and_then(|rust| level(rust, name));
    let held = set("unsafe_code") == Some("forbid")
        && set("missing_docs").is_some_and(|level| level != "allow");
    let mend = "set `unsafe_code = \"forbid\"` and `missing_docs = \"warn\"` in its lints";
    (!held).then(|| Problem::of(&root.path, "the workspace's lints are too weak", mend))
}

fn level<'a>(lints: &'a toml::Value, name: &str) -> Option<&'a str> {
    let lint = lints.get(name)?;
    lint.as_str().or_else(|| lint.get("level")?.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    const ROOT: &str = "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n\
        missing_docs = \"warn\"\n[workspace.lints.clippy]\nexit = \"warn\"\n";
    const OWN: &str = "[lints.rust]\nmissing_docs = \"warn\"\nunsafe_code = \"deny\"\n\
        [lints.clippy]\nexit = { level = \"warn\" }\n";

    fn found(path: &str, text: &str) -> usize {
        check(&tree(&[("Cargo.toml", ROOT), (path, text)])).len()
    }

    #[test]
    fn a_crate_takes_the_lints_of_the_workspace() {
        assert_eq!(found("crates/keii-a/Cargo.toml", "[lints]\nworkspace = true\n"), 0);
        assert_eq!(found("crates/keii-a/Cargo.toml", "[package]\nname = \"a\"\n"), 1);
        assert_eq!(found("crates/keii-a/Cargo.toml", OWN), 1);
        assert_eq!(found("xtask/Cargo.toml", "[package]\nname = \"a\"\n"), 1);
    }

    #[test]
    fn one_crate_may_map_memory_and_nothing_else() {
        assert_eq!(found("crates/keii-ja/Cargo.toml", OWN), 0);
        for weaker in ["deny", "missing_docs", "exit"] {
            assert_eq!(found("crates/keii-ja/Cargo.toml", &OWN.replace(weaker, "allow")), 1);
        }
    }

    #[test]
    fn the_workspace_asks_for_documentation() {
        let found = |root: &str| check(&tree(&[("Cargo.toml", root)])).len();
        assert_eq!(found(ROOT), 0);
        assert_eq!(found(&ROOT.replace("forbid", "warn")), 1);
        assert_eq!(found(&ROOT.replace("\"warn\"", "\"allow\"")), 1);
    }
}
