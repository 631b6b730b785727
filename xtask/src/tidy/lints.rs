//! Every crate is held to the lints of the workspace.

use super::problem::Problem;
use super::tree::{TextFile, Tree};

/// Crates that may set their own level for `unsafe`, because one named module of theirs maps a
/// dictionary into memory.
const MAPS_MEMORY: [&str; 1] = ["keii-ja"];

/// Finds manifests that opt out.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let manifests = tree.manifests().filter_map(|(name, file)| strays(name, file));
    manifests.chain(tree.file("Cargo.toml").and_then(unset)).collect()
}

fn strays(name: &str, file: &TextFile) -> Option<Problem> {
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
    let rust = lints.and_then(|lints| lints.get("rust"));
    let documents = rust.is_some_and(|rust| level(rust, "missing_docs").is_some());
    let unsafe_denied = rust.and_then(|rust| level(rust, "unsafe_code")) == Some("deny");
    let linted = lints.is_some_and(|lints| lints.get("clippy").is_some());
    if documents && unsafe_denied && linted {
        return None;
    }
    let mend = "set `missing_docs`, `unsafe_code = \"deny\"` and the workspace's clippy lints";
    Some(Problem::of(&file.path, "its own lints are weaker than the workspace's", mend))
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

    const OWN: &str = "[lints.rust]\nmissing_docs = \"warn\"\nunsafe_code = \"deny\"\n\
        [lints.clippy]\nall = { level = \"warn\", priority = -1 }\n";

    fn found(path: &str, text: &str) -> usize {
        check(&tree(&[(path, text)])).len()
    }

    #[test]
    fn a_crate_takes_the_lints_of_the_workspace() {
        assert_eq!(found("crates/keii-a/Cargo.toml", "[lints]\nworkspace = true\n"), 0);
        assert_eq!(found("crates/keii-a/Cargo.toml", "[package]\nname = \"a\"\n"), 1);
        assert_eq!(found("crates/keii-a/Cargo.toml", OWN), 1);
    }

    #[test]
    fn one_crate_may_map_memory_and_nothing_else() {
        assert_eq!(found("crates/keii-ja/Cargo.toml", OWN), 0);
        assert_eq!(found("crates/keii-ja/Cargo.toml", &OWN.replace("deny", "allow")), 1);
        assert_eq!(found("crates/keii-ja/Cargo.toml", &OWN.replace("missing_docs", "x")), 1);
    }

    #[test]
    fn the_workspace_asks_for_documentation() {
        let root = "[workspace.lints.rust]\nunsafe_code = \"forbid\"\nmissing_docs = \"warn\"\n";
        assert_eq!(found("Cargo.toml", root), 0);
        assert_eq!(found("Cargo.toml", &root.replace("forbid", "warn")), 1);
        assert_eq!(found("Cargo.toml", &root.replace("\"warn\"", "\"allow\"")), 1);
    }
}
