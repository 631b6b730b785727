//! A pack as it is stored: parsed and checked, ready to be embedded in a program.

use compact_str::CompactString;
use keii_model::Span;
use serde::{Deserialize, Serialize};

use crate::lexicon::LexiconSource;
use crate::node::Nodes;
use crate::setting::Setting;
use crate::template::Template;

/// One file of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackFile<'a> {
    /// Its path below the pack, with `/`: `pack.toml`, `lexicon/country.tsv`,
    /// `rules/time/month.toml`. Other files are not looked at.
    pub path: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// A pack, parsed and checked. It can be serialised, so that a program embeds it and parses
/// nothing when it starts; [`Pack::compile`](crate::Pack::compile) makes it ready for matching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSource {
    pub(crate) name: CompactString,
    pub(crate) version: CompactString,
    pub(crate) settings: Setting,
    pub(crate) classes: Vec<ClassSource>,
    pub(crate) lexicons: Vec<LexiconSource>,
    pub(crate) rules: Vec<RuleSource>,
}

impl PackSource {
    /// Every rule, in order of their files.
    pub fn rules(&self) -> impl Iterator<Item = &RuleSource> {
        self.rules.iter()
    }

    /// Name, version and a hash of the content: `ja 0.1.0 (0011aabb)`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// A class of phrases or numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClassSource {
    /// The layer that may use it; all of them when it stands in pack.toml.
    pub layer: Option<CompactString>,
    pub name: CompactString,
    pub kind: ClassKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ClassKind {
    /// Phrases, each with its value.
    Phrases(Vec<(CompactString, CompactString)>),
    Number {
        least: u64,
        most: u64,
        decimals: bool,
    },
}

/// Where a match may begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Boundary {
    #[default]
    None,
    Token,
}

/// A condition on what stands beside a match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Context {
    /// As written.
    pub pattern: CompactString,
    pub nodes: Nodes,
    /// Whether it looks at what stands in front of the match, not behind it.
    pub in_front: bool,
    /// Whether it must be there, or must not.
    pub wanted: bool,
}

/// A rule as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSource {
    pub(crate) id: CompactString,
    pub(crate) layer: CompactString,
    pub(crate) file: CompactString,
    pub(crate) line: u32,
    pub(crate) pattern: CompactString,
    pub(crate) nodes: Nodes,
    pub(crate) priority: i32,
    pub(crate) boundary: Boundary,
    pub(crate) contexts: Vec<Context>,
    pub(crate) outputs: Vec<(CompactString, Template)>,
    pub(crate) accepts: Vec<AcceptSource>,
    pub(crate) rejects: Vec<CompactString>,
    pub(crate) note: Option<CompactString>,
}

/// A text with the words that a rule must find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AcceptSource {
    /// Without the brackets.
    pub text: CompactString,
    pub start: u32,
    pub end: u32,
    pub outputs: Vec<(CompactString, CompactString)>,
}

impl AcceptSource {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl RuleSource {
    /// Its name: pack, layer, and what it finds.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The layer it belongs to.
    #[must_use]
    pub fn layer(&self) -> &str {
        &self.layer
    }

    /// The file that holds it, below the pack.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its line in that file, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Its pattern as written.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// What it is for, in the words of its author.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether it looks at tokens or annotations.
    #[must_use]
    pub fn needs_tokens(&self) -> bool {
        let contexts = self.contexts.iter().flat_map(|context| &context.nodes);
        self.boundary == Boundary::Token
            || self.nodes.iter().chain(contexts).any(|node| node.needs_view())
    }

    /// The names of its outputs with their templates as written.
    pub fn outputs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.outputs.iter().map(|(key, template)| (key.as_str(), template.text.as_str()))
    }
}
