//! The grammar of patterns. See the crate's documentation for what each element means.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use compact_str::CompactString;

use crate::node::{Node, Nodes};

/// Groups within groups: more is a mistake, and the stack is finite.
const DEEPEST: usize = 16;
/// Characters of one pattern, for the same reason.
const LONGEST: usize = 2_000;
/// A gap's limits where the pattern gives none: about a clause of Japanese news.
const GAP_CHARACTERS: u16 = 40;
const GAP_TOKENS: u16 = 12;
/// A gap may not be made longer than this.
const GAP_MOST: u16 = 200;

/// What is wrong in a pattern: where, what, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PatternError {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

fn error(range: Range<usize>, message: impl Into<String>, help: &str) -> PatternError {
    PatternError { range, message: message.into(), help: help.to_owned() }
}

/// Parses a pattern.
pub(crate) fn parse(text: &str) -> Result<Nodes, PatternError> {
    if text.chars().count() > LONGEST {
        let help = "put long lists into a lexicon or a class";
        return Err(error(0..text.len(), "the pattern is too long", help));
    }
    let mut parser = Parser { text, chars: text.char_indices().peekable(), depth: 0 };
    let mut branches = parser.branches(0)?;
    if let Some((at, _)) = parser.chars.next() {
        return Err(error(at..at + 1, "this `)` closes nothing", "remove it, or write \\)"));
    }
    if branches.len() > 1 {
        return Ok(vec![Node::OneOf(branches)]);
    }
    Ok(branches.pop().unwrap_or_default())
}

struct Parser<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    depth: usize,
}

impl Parser<'_> {
    /// Elements up to `|`, `)` or the end.
    fn sequence(&mut self) -> Result<Nodes, PatternError> {
        let mut nodes = Nodes::new();
        // Whether the next character may join the literal before it.
        let mut open = false;
        while let Some(&(at, next)) = self.chars.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            self.chars.next();
            if next.is_whitespace() {
                continue;
            }
            if next == '?' {
                optional(&mut nodes, at)?;
                open = false;
                continue;
            }
            let node = self.element(at, next)?;
            match (node, nodes.last_mut()) {
                (Node::Literal(more), Some(Node::Literal(before))) if open => {
                    before.push_str(&more);
                }
                (node, _) => {
                    open = matches!(node, Node::Literal(_));
                    nodes.push(node);
                }
            }
        }
        Ok(nodes)
    }

    fn element(&mut self, at: usize, first: char) -> Result<Node, PatternError> {
        match first {
            '(' => self.group(at),
            '{' => class(at, &self.until(at, '}')?),
            '<' => token(at, &self.until(at, '>')?),
            '[' => label(at, &self.until(at, ']')?),
            '~' => self.gap(at),
            '\\' => self.escape(at),
            '}' | '>' | ']' => Err(error(
                at..at + 1,
                format!("this `{first}` closes nothing"),
                "remove it, or write a backslash before it",
            )),
            other => Ok(Node::Literal(CompactString::from_iter([other]))),
        }
    }

    /// The words up to the closing mark, which is taken too.
    fn until(&mut self, at: usize, close: char) -> Result<String, PatternError> {
        let mut words = String::new();
        for (_, next) in self.chars.by_ref() {
            if next == close {
                return Ok(words);
            }
            words.push(next);
        }
        let help = format!("close it with {close}");
        Err(error(at..self.text.len(), "this is never closed", &help))
    }

    /// Sequences between `|`, up to `)` or the end. Only one that stands alone may be empty.
    fn branches(&mut self, at: usize) -> Result<Vec<Nodes>, PatternError> {
        let mut branches = vec![self.sequence()?];
        while let Some((bar, _)) = self.chars.next_if(|&(_, next)| next == '|') {
            branches.push(self.sequence()?);
            if branches.iter().any(Vec::is_empty) {
                let help = "put the alternatives into brackets and ? behind: (a|b)?";
                return Err(error(at..bar + 1, "an alternative is empty", help));
            }
        }
        Ok(branches)
    }

    fn group(&mut self, at: usize) -> Result<Node, PatternError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let help = "split the rule into several";
            return Err(error(at..at + 1, "groups are nested too deep", help));
        }
        let branches = self.branches(at)?;
        if self.chars.next().is_none() {
            return Err(error(at..self.text.len(), "this is never closed", "close it with )"));
        }
        if branches.iter().any(Vec::is_empty) {
            let help = "to make a group optional, write ? behind it";
            return Err(error(at..at + 1, "this group is empty", help));
        }
        self.depth -= 1;
        Ok(Node::OneOf(branches))
    }

    fn gap(&mut self, at: usize) -> Result<Node, PatternError> {
        if !matches!(self.chars.peek(), Some((_, '{'))) {
            return Ok(Node::Gap { characters: GAP_CHARACTERS, tokens: GAP_TOKENS });
        }
        self.chars.next();
        let limit = self.until(at, '}')?;
        match limit.trim().parse() {
            Ok(characters @ 1..=GAP_MOST) => Ok(Node::Gap { characters, tokens: u16::MAX }),
            _ => Err(error(
                at..at + limit.len() + 3,
                "a gap's limit is a number of characters",
                "write a number from 1 to 200: ~{20}",
            )),
        }
    }

    fn escape(&mut self, at: usize) -> Result<Node, PatternError> {
        match self.chars.next() {
            Some((_, 's')) => Ok(Node::Literal(" ".into())),
            Some((_, 't')) => Ok(Node::Literal("\t".into())),
            Some((_, 'n')) => Ok(Node::Literal("\n".into())),
            Some((_, other)) if !other.is_ascii_alphanumeric() => {
                Ok(Node::Literal(CompactString::from_iter([other])))
            }
            _ => Err(error(
                at..self.text.len().min(at + 2),
                "this escape is unknown",
                "there are \\s (space), \\t, \\n, and a backslash before any mark",
            )),
        }
    }
}

/// Makes the last element optional; of a literal only its last character.
fn optional(nodes: &mut Nodes, at: usize) -> Result<(), PatternError> {
    let wrong = |message| Err(error(at..at + 1, message, "put ? behind what may be missing"));
    let node = match nodes.pop() {
        None => return wrong("there is nothing before this `?`"),
        Some(Node::Gap { .. }) => return wrong("a gap may be empty anyway"),
        Some(Node::Optional(_)) => return wrong("what stands before this `?` is optional already"),
        Some(Node::Literal(mut literal)) => {
            let last = literal.pop().into_iter().collect();
            if !literal.is_empty() {
                nodes.push(Node::Literal(literal));
            }
            Node::Literal(last)
        }
        Some(node) => node,
    };
    nodes.push(Node::Optional(Box::new(node)));
    Ok(())
}

fn is_name(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic())
        && chars.all(|next| next.is_ascii_alphanumeric() || matches!(next, '_' | '-' | '/'))
}

/// Checks a name inside brackets that begin at `at`.
fn name(at: usize, word: &str) -> Result<CompactString, PatternError> {
    let word = word.trim();
    if is_name(word) {
        return Ok(word.into());
    }
    Err(error(
        at..at + 1 + word.len(),
        format!("`{word}` is not a name"),
        "names begin with a letter a-z and hold letters, digits, - and _",
    ))
}

/// `capture:rest`, or the rest alone.
fn split_capture(at: usize, words: &str) -> Result<(Option<CompactString>, &str), PatternError> {
    match words.split_once(':') {
        Some((capture, rest)) => Ok((Some(name(at, capture)?), rest)),
        None => Ok((None, words)),
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("patterns are capped in length")
}

fn class(at: usize, words: &str) -> Result<Node, PatternError> {
    let (capture, rest) = split_capture(at, words)?;
    let class = name(at, rest)?;
    Ok(Node::Class { at: offset(at), capture: capture.unwrap_or_else(|| class.clone()), class })
}

fn label(at: usize, words: &str) -> Result<Node, PatternError> {
    let (capture, rest) = split_capture(at, words)?;
    let label = name(at, rest)?;
    let capture = capture.unwrap_or_else(|| label.to_lowercase());
    Ok(Node::Label { capture, label })
}

fn token(at: usize, words: &str) -> Result<Node, PatternError> {
    if let Some((capture, lexicon)) = words.split_once('@') {
        let lexicon = name(at, lexicon)?;
        let capture = capture.trim().trim_end_matches(':');
        let capture = if capture.is_empty() { lexicon.clone() } else { name(at, capture)? };
        return Ok(Node::Lexeme { at: offset(at), capture, lexicon });
    }
    let (capture, rest) = split_capture(at, words)?;
    let (rest, by_pos) = match rest.trim().strip_prefix('.') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let words: Vec<CompactString> = rest.split('|').map(|word| word.trim().into()).collect();
    if words.iter().any(|word| word.is_empty()) {
        let range = at..at + rest.len() + 2;
        let help = "write a dictionary form: <述べる>, <語る|話す>, or a part of speech: <.Noun>";
        return Err(error(range, "a word is missing here", help));
    }
    Ok(if by_pos {
        Node::Pos { capture, names: words }
    } else {
        Node::Lemmas { capture, lemmas: words }
    })
}

#[cfg(test)]
#[path = "pattern_tests.rs"]
mod tests;
