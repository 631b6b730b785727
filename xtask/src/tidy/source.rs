//! Rust code without its comments and the content of its strings, line by line.
//!
//! A parser would know more, but would have to be built before every first run of the checks. What
//! they ask (words, braces, lines) needs only that a brace in a string is not taken for code.

use super::scan;

/// The code of a file.
pub struct Source {
    /// As long as the file, in lines: comments are blank, strings filled with `_`.
    code: String,
    /// For each line whether only tests see it.
    test: Vec<bool>,
}

/// One line of code.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    /// Without comments and strings.
    pub code: &'a str,
    /// Whether only tests see it.
    pub test: bool,
}

impl Source {
    /// Reads a file. `path` tells whether all of it is a test.
    pub fn read(path: &str, text: &str) -> Self {
        let code = mask(text);
        let mut test = vec![is_test_path(path); code.lines().count()];
        for (first, last) in test_regions(&code) {
            test[first - 1..last].fill(true);
        }
        Self { code, test }
    }

    /// All of it.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Line by line.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let lines = self.code.lines().zip(&self.test).enumerate();
        lines.map(|(index, (code, &test))| Line { number: index + 1, code, test })
    }
}

/// Tests, benchmarks and examples of a crate, and modules that are declared for tests alone.
fn is_test_path(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(".rs").unwrap_or(name);
    folders.split('/').any(|folder| ["tests", "benches", "examples"].contains(&folder))
        || stem == "tests"
        || stem.ends_with("_tests")
}

/// First and last lines of the items marked `#[cfg(test)]`.
fn test_regions(code: &str) -> Vec<(usize, usize)> {
    let marks = code.match_indices("#[cfg(");
    marks
        .filter_map(|(start, _)| {
            let condition = &code[start..start + code[start..].find(']')?];
            if !scan::has_word(condition, "test") || scan::has_word(condition, "not") {
                return None;
            }
            let end = scan::item_end(code, start + condition.len() + 1)?;
            Some((scan::line_of(code, start), scan::line_of(code, end)))
        })
        .collect()
}

/// Blanks comments and fills strings and characters, keeping every line break.
fn mask(text: &str) -> String {
    let mut masker = Masker { rest: text, code: String::with_capacity(text.len()) };
    while !masker.rest.is_empty() {
        masker.step();
    }
    masker.code
}

struct Masker<'a> {
    rest: &'a str,
    code: String,
}

impl Masker<'_> {
    fn step(&mut self) {
        let rest = self.rest;
        if rest.starts_with("//") {
            self.take(rest.find('\n').unwrap_or(rest.len()), ' ');
        } else if rest.starts_with("/*") {
            self.take(block_comment(rest), ' ');
        } else if let Some(length) = raw_string(rest) {
            self.take(length, '_');
        } else if let Some(content) = rest.strip_prefix('"') {
            self.take(1 + quoted(content, '"'), '_');
        } else if let Some(length) = character(rest) {
            self.take(length, '_');
        } else {
            // A whole word at once: the `r` of a name is not the start of a raw string.
            let word = rest.find(|c: char| !scan::in_word(c)).unwrap_or(rest.len());
            let length =
                if word > 0 { word } else { rest.chars().next().map_or(1, char::len_utf8) };
            self.code.push_str(&rest[..length]);
            self.rest = &rest[length..];
        }
    }

    /// Replaces what is not white space in the next `length` bytes by `filler`.
    fn take(&mut self, length: usize, filler: char) {
        let (taken, rest) = self.rest.split_at(length);
        self.code.extend(taken.chars().map(|c| if c.is_whitespace() { c } else { filler }));
        self.rest = rest;
    }
}

/// Length of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Length of a raw string, its prefix included.
fn raw_string(text: &str) -> Option<usize> {
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| {
        text.strip_prefix(*prefix).is_some_and(|rest| rest.starts_with(['#', '"']))
    })?;
    let behind = &text[prefix.len()..];
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    let content = behind[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = content.find(&close).map_or(content.len(), |end| end + close.len());
    Some(prefix.len() + hashes + 1 + end)
}

/// Length of what is behind an opening quotation mark, the closing one included.
fn quoted(content: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in content.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return at + mark.len_utf8(),
            _ => {}
        }
    }
    content.len()
}

/// Length of a character literal; `None` for a lifetime.
fn character(text: &str) -> Option<usize> {
    let content = text.strip_prefix('\'')?;
    let mut chars = content.chars();
    let first = chars.next()?;
    let literal = first == '\\' || chars.next() == Some('\'');
    literal.then(|| 1 + quoted(content, '\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_strings_characters_and_comments_are_no_code() {
        let text = r###"a("{"); '{'; '\''; // {
/* { /* { */ { */ r#"{ " {"# br"{" b'{' fn f<'a>(x: &'a str) {} r#type"###;
        let code = mask(text);
        assert_eq!(code.matches('{').count(), 1, "{code}");
        assert_eq!(code.lines().count(), text.lines().count());
        assert!(code.contains("fn f<'a>(x: &'a str) {} r#type"), "{code}");
    }

    #[test]
    fn a_string_over_several_lines_stays_as_many_lines_of_code() {
        let source = Source::read("a.rs", "let a = \"one\n  two\n\";\n// note\nb();");
        let code: Vec<&str> = source.lines().map(|line| line.code.trim()).collect();
        assert_eq!(code, ["let a = ____", "___", "_;", "", "b();"]);
    }

    #[test]
    fn knows_what_only_tests_see() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n\
                    #[cfg(not(test))]\nfn d() {}\n#[cfg(test)]\nuse x;\nfn e() {}\n";
        let source = Source::read("src/lib.rs", text);
        let tests: Vec<usize> = source.lines().filter(|l| l.test).map(|l| l.number).collect();
        assert_eq!(tests, [2, 3, 4, 5, 9, 10]);
        assert!(Source::read("crates/a/tests/b.rs", "fn a() {}").lines().all(|line| line.test));
        assert!(Source::read("src/reader/tests.rs", "fn a() {}").lines().all(|line| line.test));
    }
}
