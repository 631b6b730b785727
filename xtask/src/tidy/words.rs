//! Words that do not belong into any file of the repository.

use super::problem::Problem;
use super::tree::Tree;

/// A word, what is wrong with it, and what to do.
type Forbidden = (&'static str, &'static str, &'static str);

const MACHINE: &str = "write a path from the root of the repository, or take it as an argument";
const ALONE: &str = "the repository speaks of itself alone: leave it out";
const REGISTRY: &str = "name the package; where it is fetched from is a matter of the machine";

/// Written in two parts, so that this file does not hold them itself.
const FORBIDDEN: [Forbidden; 19] = [
    (concat!("/wo", "rk/"), "a path of one machine", MACHINE),
    (concat!("/ro", "ot/"), "a path of one machine", MACHINE),
    (concat!("/ho", "me/"), "a path of one machine", MACHINE),
    (concat!("/fa", "rm/"), "a path of one machine", MACHINE),
    (concat!("/Us", "ers/"), "a path of one machine", MACHINE),
    (concat!("C:\\", "Users"), "a path of one machine", MACHINE),
    (concat!("../sh", "ared"), "a folder outside the repository", MACHINE),
    (concat!("sub", "agent"), "a word of a workplace", ALONE),
    (concat!("coding ", "agent"), "a word of a workplace", ALONE),
    (concat!("AI ", "agent"), "a word of a workplace", ALONE),
    (concat!("AI ", "assistant"), "a word of a workplace", ALONE),
    (concat!("this ", "session"), "a word of a workplace", ALONE),
    (concat!("this ", "workplace"), "a word of a workplace", ALONE),
    (concat!("issues ", "show"), "a word of a workplace", ALONE),
    (concat!("crates", ".io"), "the host of a registry", REGISTRY),
    (concat!("pypi", ".org"), "the host of a registry", REGISTRY),
    (concat!("npmjs", "."), "the host of a registry", REGISTRY),
    (concat!("proxy.", "golang"), "the host of a registry", REGISTRY),
    (concat!("deb.", "debian"), "the host of a registry", REGISTRY),
];

/// Marks of unfinished work; allowed when the line goes on to say what is missing and why.
const UNFINISHED: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
/// Words behind such a mark that make an explanation.
const EXPLANATION: usize = 4;

/// Finds forbidden words. The lock file is cargo's own and is left out.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.files().iter().filter(|file| file.path != "Cargo.lock") {
        for (index, line) in file.text.lines().enumerate() {
            let found = forbidden(line).chain(unfinished(line));
            problems
                .extend(found.map(|(wrong, mend)| Problem::at(&file.path, index + 1, wrong, mend)));
        }
    }
    problems
}

fn forbidden(line: &str) -> impl Iterator<Item = (String, &'static str)> {
    let present = FORBIDDEN.iter().filter(move |(word, ..)| line.contains(word));
    present.map(|(word, wrong, mend)| (format!("{wrong}: `{word}`"), *mend))
}

fn unfinished(line: &str) -> Option<(String, &'static str)> {
    let (mark, behind) =
        UNFINISHED.iter().find_map(|mark| Some((mark, line.split_once(mark)?.1)))?;
    if behind.split_whitespace().count() >= EXPLANATION {
        return None;
    }
    let mend = "finish it, or say behind it what is missing and what it waits for";
    Some((format!("`{mark}` without an explanation"), mend))
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    #[test]
    fn every_forbidden_word_is_found() {
        for (word, ..) in FORBIDDEN {
            let problems = check(&tree(&[("notes.md", &format!("first\nsee {word}here"))]));
            assert_eq!(problems.len(), 1, "{word}");
            assert_eq!(problems[0].line, 2);
            assert_eq!(check(&tree(&[("Cargo.lock", word)])), []);
        }
    }

    #[test]
    fn ordinary_words_pass() {
        let text = "The plenary session ended; networking at home; a root word; shared work.";
        assert_eq!(check(&tree(&[("notes.md", text)])), []);
    }

    #[test]
    fn unfinished_work_is_explained() {
        let bare = format!("// {}: later", UNFINISHED[0]);
        assert_eq!(check(&tree(&[("a.rs", &bare)])).len(), 1);
        let explained = format!("// {}: join by role once roles carry dates", UNFINISHED[1]);
        assert_eq!(check(&tree(&[("a.rs", &explained)])), []);
    }
}
