//! A pack, ready to be used.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;
use serde::de::DeserializeOwned;

use crate::first::First;
use crate::layer::Layer;
use crate::lexicon::Lexicon;
use crate::node::Node;
use crate::problem::PackError;
use crate::program::Compiler;
use crate::rule::Rule;
use crate::setting::Setting;
use crate::source::{PackSource, RuleSource};
use crate::starts::{self, Starts};
use crate::view::Placed;
use crate::vocabulary::{Names, Vocabulary};

/// A compiled pack. It is immutable and can be shared between threads.
#[derive(Clone, Debug)]
pub struct Pack {
    version: CompactString,
    settings: Setting,
    layers: BTreeMap<CompactString, Layer>,
    starts: Starts,
    vocabulary: Arc<Vocabulary>,
    /// Where lexicons stand in the vocabulary.
    lexicons: BTreeMap<CompactString, usize>,
}

impl Pack {
    /// Makes a pack ready for matching.
    ///
    /// # Errors
    /// When a rule names a class or lexicon that the source does not have: it was stored by another
    /// version of this library.
    pub fn compile(source: &PackSource) -> Result<Self, PackError> {
        let names = Names::new(source);
        for rule in &source.rules {
            check_names(rule, &names)?;
        }
        let mut vocabulary = Vocabulary::new(source);
        let mut rules: BTreeMap<&CompactString, Vec<(Rule, First)>> = BTreeMap::new();
        for rule in &source.rules {
            let layer = rule.layer.as_str();
            let mut compiler = Compiler { names: &names, vocabulary: &mut vocabulary, layer };
            let (program, first) = compiler.rule(rule);
            let compiled = Rule { source: rule.clone(), program };
            rules.entry(&rule.layer).or_default().push((compiled, first));
        }
        let vocabulary = Arc::new(vocabulary);
        let layer = |(place, (name, rules)): (usize, (&CompactString, _))| {
            let bit = starts::bit(place);
            (name.clone(), Layer::new(name, bit, rules, Arc::clone(&vocabulary)))
        };
        let layers: BTreeMap<CompactString, Layer> =
            rules.into_iter().enumerate().map(layer).collect();
        let mut starts = Starts::default();
        layers.values().for_each(|layer| layer.tell(&mut starts));
        Ok(Self {
            version: source.version.clone(),
            settings: source.settings.clone(),
            layers,
            starts,
            lexicons: (0..).zip(&source.lexicons).map(|(at, one)| (one.name.clone(), at)).collect(),
            vocabulary,
        })
    }

    /// Name, version and a hash of the content: `ja 0.1.0 (0011aabb)`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The characters of a text for a [`View`](crate::View), which know what layers have a rule that may
    /// begin with them: so a text that many layers are asked about is looked at once for all of them. Its
    /// tokens are given in order, each by its first byte and the name of its part of speech.
    pub fn characters<'t>(
        &self,
        text: &str,
        tokens: impl Iterator<Item = (u32, &'t str)>,
    ) -> Vec<Placed> {
        self.starts.characters(text, tokens)
    }

    /// The rules of a layer.
    #[must_use]
    pub fn layer(&self, name: &str) -> Option<&Layer> {
        self.layers.get(name)
    }

    /// All layers, by name.
    pub fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.layers.values()
    }

    /// A lexicon by the path of its file below `lexicon/`, without the ending.
    #[must_use]
    pub fn lexicon(&self, name: &str) -> Option<&Lexicon> {
        self.lexicons.get(name).map(|&place| &self.vocabulary.lexicons[place])
    }

    /// A rule by its id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.layers.values().flat_map(Layer::rules).find(|rule| rule.id() == id)
    }

    /// A section of pack.toml; one that is absent reads as an empty table.
    ///
    /// # Errors
    /// When the section does not have the shape of `T`.
    pub fn settings<T: DeserializeOwned>(&self, section: &str) -> Result<T, PackError> {
        let empty = Setting::default();
        let setting = match &self.settings {
            Setting::Table(table) => table.get(section).unwrap_or(&empty),
            _ => &empty,
        };
        setting.to_toml().try_into().map_err(|error: toml::de::Error| {
            let message = format!("section [{section}] of pack.toml: {}", error.message());
            PackError::without_place(
                message,
                "write the section as the documentation of packs says",
            )
        })
    }
}

fn check_names(rule: &RuleSource, names: &Names<'_>) -> Result<(), PackError> {
    let mut missing = None;
    let contexts = rule.contexts.iter().map(|context| context.nodes.as_slice());
    for nodes in [rule.nodes.as_slice()].into_iter().chain(contexts) {
        Node::visit(nodes, &mut |node| {
            if let Node::Class { class: name, .. } | Node::Lexeme { lexicon: name, .. } = node
                && names.resolve(&rule.layer, name).is_none()
            {
                missing = Some(name);
            }
        });
    }
    missing.map_or(Ok(()), |name| {
        let message = format!("rule {} names {name}, which the pack does not have", rule.id);
        Err(PackError::without_place(message, "parse the pack again with this version"))
    })
}
