//! Files of sentences with what a careful reader makes of them, as a person writes them.
//!
//! ```text
//! == a plan is no fact
//! published: 2031-05-20
//! > マルケス外相は来月、オスロを訪れる予定だ。
//! time: 来月 = 2031-06
//! ~ event: visit planned 訪れる | マルケス> | at オスロ | 2031-06
//! not: event held
//! ```

use std::fmt::Write as _;

/// What stands before the title of an entry.
const TITLE: &str = "== ";
/// What stands before a line of the text.
const TEXT: &str = ">";
/// What an entry may tell of its text, as an article's metadata would.
const METADATA: [&str; 2] = ["published", "publisher"];

/// How keii fares with a line that was written down.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mark {
    /// It reads so.
    Held,
    /// It should, but does not yet: `~`.
    Missed,
    /// It does, but should not: `!`.
    Wrong,
}

/// A line that tells what is read: `kind: words`.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub mark: Mark,
    /// A kind of records, or `not`.
    pub kind: String,
    /// Empty where an entry only names the kind: there is nothing of it.
    pub words: String,
}

/// A line of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// Title, comment, metadata, text.
    Plain(String),
    Told(Told),
}

/// A text with what is read in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The number of its first line in the file.
    pub number: usize,
    pub lines: Vec<Line>,
}

impl Mark {
    /// What stands before such a line.
    fn sign(self) -> &'static str {
        match self {
            Self::Held => "",
            Self::Missed => "~ ",
            Self::Wrong => "! ",
        }
    }
}

impl Told {
    /// `None`: the line is not of this sort.
    fn parse(line: &str) -> Option<Self> {
        let marks = [Mark::Missed, Mark::Wrong].into_iter();
        let marked = marks.filter_map(|mark| Some((mark, line.strip_prefix(mark.sign())?))).next();
        let (mark, line) = marked.unwrap_or((Mark::Held, line));
        let (kind, words) = line.split_once(':')?;
        let is_word = !kind.is_empty() && kind.chars().all(|letter| letter.is_ascii_lowercase());
        let told = Self { mark, kind: kind.to_owned(), words: words.trim().to_owned() };
        (is_word && !METADATA.contains(&kind)).then_some(told)
    }

    /// The line without its mark.
    pub fn bare(&self) -> String {
        format!("{}: {}", self.kind, self.words).trim_end().to_owned()
    }

    /// The line as it stands in the file.
    pub fn marked(&self) -> String {
        format!("{}{}", self.mark.sign(), self.bare())
    }
}

impl Entry {
    /// The text, its lines joined.
    pub fn text(&self) -> String {
        let lines = self.plain().filter_map(|line| line.strip_prefix(TEXT));
        let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n")
    }

    /// Whether it has no text: words about the file.
    pub fn is_comment(&self) -> bool {
        self.plain().all(|line| !line.starts_with(TEXT))
    }

    /// What it is a test of.
    pub fn title(&self) -> &str {
        self.plain().find_map(|line| line.strip_prefix(TITLE)).unwrap_or("(no title)")
    }

    /// What came with the text: names and values.
    pub fn metadata(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.plain().filter_map(|line| line.split_once(':'));
        pairs.map(|(name, value)| (name, value.trim())).filter(|(name, _)| METADATA.contains(name))
    }

    /// The lines that tell what is read.
    pub fn told(&self) -> impl Iterator<Item = &Told> {
        self.lines.iter().filter_map(|line| match line {
            Line::Told(told) => Some(told),
            Line::Plain(_) => None,
        })
    }

    fn plain(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|line| match line {
            Line::Plain(line) => Some(line.as_str()),
            Line::Told(_) => None,
        })
    }
}

/// The entries of a file, one empty line between two.
pub fn parse(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut lines = Vec::new();
    let mut first = 1;
    for (number, line) in (1..).zip(text.lines().chain([""])) {
        if !line.is_empty() {
            if lines.is_empty() {
                first = number;
            }
            lines.push(Told::parse(line).map_or_else(|| Line::Plain(line.to_owned()), Line::Told));
        } else if !lines.is_empty() {
            entries.push(Entry { number: first, lines: std::mem::take(&mut lines) });
        }
    }
    entries
}

/// The file of these entries.
pub fn written(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        if !text.is_empty() {
            text.push('\n');
        }
        for line in &entry.lines {
            match line {
                Line::Plain(line) => writeln!(text, "{line}").unwrap(),
                Line::Told(told) => writeln!(text, "{}", told.marked()).unwrap(),
            }
        }
    }
    text
}

#[test]
fn what_is_written_is_what_was_parsed() {
    let text =
        "# head\n\n== a\npublished: 2031\n> 一。\n>\n> 二。\n~ time: 来月 = 2031-06\nsaid:\n";
    let entries = parse(text);
    assert_eq!(written(&entries), text);
    assert_eq!((entries.len(), entries[1].number, entries[1].title()), (2, 3, "a"));
    assert_eq!(entries[1].text(), "一。\n\n二。");
    assert_eq!(entries[1].metadata().collect::<Vec<_>>(), [("published", "2031")]);
    let told: Vec<(Mark, &str)> =
        entries[1].told().map(|told| (told.mark, told.kind.as_str())).collect();
    assert_eq!(told, [(Mark::Missed, "time"), (Mark::Held, "said")]);
}
