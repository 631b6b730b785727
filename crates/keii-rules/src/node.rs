//! A pattern, parsed.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// Elements one behind the other.
pub(crate) type Nodes = Vec<Node>;

/// One element of a pattern. `at` is the byte of the pattern's text where it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Node {
    /// Characters as they are.
    Literal(CompactString),
    /// `{class}`, `{capture:class}`: a phrase of a class or lexicon, or a number.
    Class { at: u32, capture: CompactString, class: CompactString },
    /// `<lemma|lemma>`: a token or run of tokens by dictionary form.
    Lemmas { capture: Option<CompactString>, lemmas: Vec<CompactString> },
    /// `<@lexicon>`, `<capture@lexicon>`: the same, with the forms of a lexicon.
    Lexeme { at: u32, capture: CompactString, lexicon: CompactString },
    /// `<.Pos|Pos>`: a token by part of speech.
    Pos { capture: Option<CompactString>, names: Vec<CompactString> },
    /// `[Label]`, `[capture:Label]`: an annotation.
    Label { capture: CompactString, label: CompactString },
    /// `(a|b)`
    OneOf(Vec<Nodes>),
    /// `x?`
    Optional(Box<Node>),
    /// `~`, `~{20}`: as few characters as possible, at most so many, and so many tokens.
    Gap { characters: u16, tokens: u16 },
}

impl Node {
    /// Whether it can match nothing.
    pub fn is_nullable(&self) -> bool {
        match self {
            Self::Optional(_) | Self::Gap { .. } => true,
            Self::OneOf(branches) => branches.iter().any(|branch| are_nullable(branch)),
            _ => false,
        }
    }

    /// Whether it looks at more than characters.
    pub fn needs_view(&self) -> bool {
        match self {
            Self::Lemmas { .. } | Self::Lexeme { .. } | Self::Pos { .. } | Self::Label { .. } => {
                true
            }
            Self::OneOf(branches) => branches.iter().flatten().any(Self::needs_view),
            Self::Optional(inner) => inner.needs_view(),
            Self::Literal(_) | Self::Class { .. } | Self::Gap { .. } => false,
        }
    }

    /// Whether there is a gap in it.
    pub fn has_gap(&self) -> bool {
        match self {
            Self::Gap { .. } => true,
            Self::OneOf(branches) => branches.iter().flatten().any(Self::has_gap),
            Self::Optional(inner) => inner.has_gap(),
            _ => false,
        }
    }

    /// The name under which it captures.
    pub fn capture(&self) -> Option<&CompactString> {
        match self {
            Self::Class { capture, .. }
            | Self::Lexeme { capture, .. }
            | Self::Label { capture, .. } => Some(capture),
            Self::Lemmas { capture, .. } | Self::Pos { capture, .. } => capture.as_ref(),
            _ => None,
        }
    }

    /// Every element of a pattern, the outer ones before those inside them.
    pub fn visit<'n>(nodes: &'n [Node], see: &mut impl FnMut(&'n Node)) {
        for node in nodes {
            see(node);
            match node {
                Self::OneOf(branches) => {
                    for branch in branches {
                        Self::visit(branch, see);
                    }
                }
                Self::Optional(inner) => Self::visit(std::slice::from_ref(inner.as_ref()), see),
                _ => {}
            }
        }
    }
}

/// Whether all of `nodes` can match nothing.
pub(crate) fn are_nullable(nodes: &[Node]) -> bool {
    nodes.iter().all(Node::is_nullable)
}

/// Whether a gap can be the first of `nodes` (from the front), or the last (from the back).
pub(crate) fn gap_at_edge(nodes: &[Node], from_front: bool) -> bool {
    let mut inward: Vec<&Node> = nodes.iter().collect();
    if !from_front {
        inward.reverse();
    }
    for node in inward {
        let here = match node {
            Node::Gap { .. } => true,
            Node::OneOf(branches) => branches.iter().any(|branch| gap_at_edge(branch, from_front)),
            Node::Optional(inner) => gap_at_edge(std::slice::from_ref(inner.as_ref()), from_front),
            _ => false,
        };
        if here {
            return true;
        }
        if !node.is_nullable() {
            return false;
        }
    }
    false
}

/// A name that two elements, of which both can match at once, capture under.
pub(crate) fn captured_twice(nodes: &[Node]) -> Option<CompactString> {
    fn gather(nodes: &[Node], seen: &mut Vec<CompactString>) -> Option<CompactString> {
        for node in nodes {
            let mut new = Vec::new();
            match node {
                Node::OneOf(branches) => {
                    for branch in branches {
                        let mut inside = seen.clone();
                        if let Some(twice) = gather(branch, &mut inside) {
                            return Some(twice);
                        }
                        new.extend(inside.into_iter().skip(seen.len()));
                    }
                }
                Node::Optional(inner) => {
                    if let Some(twice) = gather(std::slice::from_ref(inner.as_ref()), seen) {
                        return Some(twice);
                    }
                }
                _ => new.extend(node.capture().cloned()),
            }
            if let Some(twice) = new.iter().find(|name| seen.contains(name)) {
                return Some(twice.clone());
            }
            seen.extend(new);
        }
        None
    }
    gather(nodes, &mut Vec::new())
}
