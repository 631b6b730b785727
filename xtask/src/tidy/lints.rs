//! Every crate is held to the lints of the workspace.

use super::problem::Problem;
use super::tree::{TextFile, Tree};

/// Finds manifests that opt out.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let manifests = tree.manifests().filter_map(|(_, file)| strays(file));
    let tools = tree.file("xtask/Cargo.toml").and_then(strays);
    manifests.chain(tools).chain(tree.file("Cargo.toml").and_then(unset)).collect()
}

fn strays(file: &TextFile) -> Option<Problem> {
    let manifest: toml::Table = file.text.parse().ok()?;
    let lints = manifest.get("lints");
    let inherits = lints.and_then(|lints| lints.get("workspace")?.as_bool());
    let mend = "write `[lints]` with `workspace = true`";
    (inherits != Some(true))
        .then(|| Problem::of(&file.path, "does not take the lints of the workspace", mend))
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
    fn the_workspace_asks_for_documentation() {
        let found = |root: &str| check(&tree(&[("Cargo.toml", root)])).len();
        assert_eq!(found(ROOT), 0);
        assert_eq!(found(&ROOT.replace("forbid", "warn")), 1);
        assert_eq!(found(&ROOT.replace("\"warn\"", "\"allow\"")), 1);
    }
}
