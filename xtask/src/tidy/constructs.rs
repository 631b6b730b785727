//! Constructs of Rust that the house does not use.

use super::problem::Problem;
use super::scan;
use super::source::Line;
use super::tree::Tree;

/// Where printing is the purpose.
const PRINTERS: [&str; 2] = ["crates/keii/", "xtask/"];

/// Finds unwanted constructs in the code of every crate.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, source) in tree.sources() {
        for line in source.lines() {
            let found = unwanted(&file.path, line);
            problems.extend(
                found.map(|(wrong, mend)| Problem::at(&file.path, line.number, wrong, mend)),
            );
        }
    }
    problems
}

fn unwanted(path: &str, line: Line<'_>) -> impl Iterator<Item = (String, &'static str)> {
    let everywhere = disabled_test(line.code).into_iter().chain(placeholder(line.code));
    let product = !line.test && !path.ends_with("build.rs");
    let unwrap = product.then(|| unwrap(line.code)).flatten();
    let prints = product && !PRINTERS.iter().any(|printer| path.starts_with(printer));
    everywhere.chain(unwrap).chain(prints.then(|| print(line.code)).flatten())
}

fn disabled_test(code: &str) -> Option<(String, &'static str)> {
    let ignored = code.contains("#[ignore") || code.contains(", ignore");
    let mend = "make it pass, or delete it: a test that does not run protects nothing";
    ignored.then(|| ("a test that is switched off".to_owned(), mend))
}

fn placeholder(code: &str) -> Option<(String, &'static str)> {
    let found = macro_in(code, &["todo", "unimplemented", "dbg"])?;
    Some((format!("`{found}!` in committed code"), "write it, or leave the path to it out"))
}

fn unwrap(code: &str) -> Option<(String, &'static str)> {
    let mend = "return the error, or `expect(\"the invariant that holds\")` where it cannot fail";
    code.contains(".unwrap()").then(|| ("`unwrap()` outside tests".to_owned(), mend))
}

fn print(code: &str) -> Option<(String, &'static str)> {
    let found = macro_in(code, &["print", "println", "eprint", "eprintln"])?;
    let mend = "return the words: only the command prints";
    Some((format!("`{found}!` in a library"), mend))
}

fn macro_in<'a>(code: &str, names: &[&'a str]) -> Option<&'a str> {
    let called =
        |name: &str| scan::words(code, name).any(|at| code[at + name.len()..].starts_with('!'));
    names.iter().find(|name| called(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    fn found(path: &str, code: &str) -> usize {
        check(&tree(&[(path, code)])).len()
    }

    #[test]
    fn unwrap_is_for_tests() {
        assert_eq!(found("crates/a/src/lib.rs", "fn a() { b.unwrap(); }"), 1);
        assert_eq!(found("crates/a/src/lib.rs", "// b.unwrap()\nfn a() { b.unwrap_or(0); }"), 0);
        assert_eq!(
            found("crates/a/src/lib.rs", "#[cfg(test)]\nmod t { fn a() { b.unwrap(); } }"),
            0
        );
        assert_eq!(found("crates/a/tests/a.rs", "fn a() { b.unwrap(); }"), 0);
    }

    #[test]
    fn only_the_command_prints() {
        let code = "fn a() { println!(\"b\"); }";
        assert_eq!(found("crates/a/src/lib.rs", code), 1);
        assert_eq!(found("crates/keii/src/main.rs", code), 0);
        assert_eq!(found("crates/a/build.rs", code), 0);
        assert_eq!(found("crates/a/src/lib.rs", "fn print() { blueprint!(1); \"println!\" }"), 0);
    }

    #[test]
    fn nothing_is_left_open_or_switched_off() {
        let placeholder = format!("fn a() {{ {}!() }}", concat!("to", "do"));
        assert_eq!(found("crates/keii/tests/a.rs", &placeholder), 1);
        let ignored = format!("{}]\nfn a() {{}}", concat!("#[ig", "nore"));
        assert_eq!(found("crates/a/tests/a.rs", &ignored), 1);
        assert_eq!(found("crates/a/tests/a.rs", "// #[ignore] is not used here"), 0);
    }
}
