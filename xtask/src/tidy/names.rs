//! Names of files and folders.

use super::problem::Problem;
use super::tree::Tree;

/// Beginnings of names that say nothing about what is inside.
const GRAB_BAGS: [&str; 4] = ["util", "common", "helper", "misc"];

/// Finds names that the house does not use.
pub fn check(tree: &Tree) -> Vec<Problem> {
    tree.files().iter().filter_map(|file| unwanted(&file.path)).collect()
}

fn unwanted(path: &str) -> Option<Problem> {
    if path == "mod.rs" || path.ends_with("/mod.rs") {
        let mend = "move it beside its folder: `folder.rs` and `folder/`";
        return Some(Problem::of(path, "a file named `mod.rs`", mend));
    }
    let bag = path.split('/').find(|name| GRAB_BAGS.iter().any(|bag| name.starts_with(bag)))?;
    let mend = "name it for the one thing that it is about";
    Some(Problem::of(path, format!("`{bag}` says nothing about what is inside"), mend))
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    #[test]
    fn refuses_mod_rs_and_grab_bags() {
        let good = ["src/lib.rs", "src/reader.rs", "src/modal.rs"];
        let found = |path: &str| check(&tree(&[(path, "")])).len();
        assert_eq!(good.iter().map(|path| found(path)).sum::<usize>(), 0);
        for bad in ["src/reader/mod.rs", "src/utils.rs", "src/common/a.rs", "crates/helpers/a.rs"] {
            assert_eq!(found(bad), 1, "{bad}");
        }
    }
}
