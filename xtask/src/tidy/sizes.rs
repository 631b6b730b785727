//! Sizes of files and functions.

use super::problem::Problem;
use super::scan;
use super::source::Source;
use super::tree::Tree;

/// Lines of code (neither blank nor comment) that a file may have.
const FILE: usize = 400;
/// Lines of code that a function may have, its signature and braces included.
const FUNCTION: usize = 60;

/// Finds files and functions that are too long.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.files() {
        let length = match &file.source {
            Some(source) => {
                problems.extend(long_functions(&file.path, source));
                lines_of_code(source.code())
            }
            // What tests read is data: it may be long on purpose.
            None if file.path.contains("/tests/") => continue,
            None if file.path.ends_with(".toml") => lines_of_toml(&file.text),
            None => continue,
        };
        if length > FILE {
            let wrong = format!("{length} lines of code, more than {FILE}");
            problems.push(Problem::of(&file.path, wrong, "split it: one idea to a file"));
        }
    }
    problems
}

fn long_functions(path: &str, source: &Source) -> Vec<Problem> {
    let functions = functions(source.code());
    let long = functions.into_iter().filter(|function| function.length > FUNCTION);
    long.map(|function| {
        let wrong = format!(
            "`{}` has {} lines of code, more than {FUNCTION}",
            function.name, function.length
        );
        Problem::at(path, function.line, wrong, "give a part of it a name of its own")
    })
    .collect()
}

/// A function with a body.
struct Function<'a> {
    name: &'a str,
    line: usize,
    length: usize,
}

fn functions(code: &str) -> Vec<Function<'_>> {
    let mut found = Vec::new();
    for start in scan::words(code, "fn") {
        let behind = code[start + 2..].trim_start();
        let name = &behind[..behind.find(|c| !scan::in_word(c)).unwrap_or(behind.len())];
        // A pointer type `fn(u8)` has no name.
        if name.is_empty() {
            continue;
        }
        let Some(end) = scan::item_end(code, start) else { continue };
        let length = lines_of_code(&code[start..=end]);
        found.push(Function { name, line: scan::line_of(code, start), length });
    }
    found
}

fn lines_of_code(code: &str) -> usize {
    code.lines().filter(|line| !line.trim().is_empty()).count()
}

fn lines_of_toml(text: &str) -> usize {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).count()
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn a_function_may_have_sixty_lines() {
        assert_eq!(check(&tree(&[("a.rs", &function(60))])), []);
        let noted = function(60).replace("step();", "step();\n    // why\n");
        assert_eq!(check(&tree(&[("a.rs", &noted)])), []);
        let problems = check(&tree(&[("a.rs", &format!("struct A;\n{}", function(61)))]));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, 2);
        assert!(problems[0].wrong.contains("`long` has 61"), "{}", problems[0]);
    }

    #[test]
    fn declarations_and_pointers_are_no_functions() {
        let code = format!("trait A {{ fn a(x: fn(u8)); }}\n{}", "b!();\n".repeat(70));
        assert_eq!(check(&tree(&[("a.rs", &code)])), []);
    }

    #[test]
    fn a_file_may_have_four_hundred_lines() {
        let rust = "const A: u8 = 0;\n".repeat(400);
        assert_eq!(check(&tree(&[("a.rs", &format!("// note\n\n{rust}"))])), []);
        assert_eq!(check(&tree(&[("a.rs", &format!("{rust}struct B;"))])).len(), 1);
        let rules = "a = 1\n".repeat(401);
        assert_eq!(check(&tree(&[("packs/a.toml", &rules)])).len(), 1);
        assert_eq!(check(&tree(&[("corpus/a.jsonl", &rules)])), []);
        assert_eq!(check(&tree(&[("crates/keii-a/tests/data/a.toml", &rules)])), []);
    }
}
