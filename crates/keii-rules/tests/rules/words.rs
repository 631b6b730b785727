//! A text in hand-made tokens, and packs of one layer.

use keii_model::Span;
use keii_rules::{Layer, Pack, PackFile, PackSource, TokenView, View};

pub const HEAD: PackFile<'static> =
    PackFile { path: "pack.toml", text: "name = \"t\"\nversion = \"1\"\n" };

/// Tokens written as `surface/lemma/pos`, the last two optional, between spaces. A surface in
/// brackets is annotated as a `Person`; `//` ends a clause.
pub struct Words {
    text: String,
    tokens: Vec<(Span, String, String)>,
    persons: Vec<Span>,
    clause_ends: Vec<u32>,
}

impl Words {
    pub fn new(written: &str) -> Self {
        let (mut text, mut tokens, mut persons) = (String::new(), Vec::new(), Vec::new());
        let mut clause_ends = Vec::new();
        for word in written.split(' ') {
            if word == "//" {
                clause_ends.push(u32::try_from(text.len()).unwrap());
                continue;
            }
            let mut parts = word.split('/');
            let written = parts.next().unwrap();
            let surface = written.trim_matches(['[', ']']);
            let start = text.len();
            text.push_str(surface);
            let span = Span::from_range(start..text.len());
            if surface != written {
                persons.push(span);
            }
            let lemma = parts.next().unwrap_or(surface).to_owned();
            tokens.push((span, lemma, parts.next().unwrap_or("Noun").to_owned()));
        }
        clause_ends.push(u32::try_from(text.len()).unwrap());
        Self { text, tokens, persons, clause_ends }
    }
}

impl View for Words {
    fn text(&self) -> &str {
        &self.text
    }

    fn token_at(&self, offset: u32) -> Option<TokenView<'_>> {
        let (span, lemma, pos) = self.tokens.iter().find(|(span, ..)| span.start == offset)?;
        Some(TokenView { end: span.end, lemma, pos })
    }

    fn is_boundary(&self, offset: u32) -> bool {
        self.tokens.iter().any(|(span, ..)| span.start == offset || span.end == offset)
    }

    fn label_at(&self, offset: u32, label: &str) -> Option<u32> {
        let person = self.persons.iter().find(|span| span.start == offset)?;
        (label == "Person").then_some(person.end)
    }

    fn clause_end(&self, offset: u32) -> u32 {
        *self.clause_ends.iter().find(|&&end| end >= offset).unwrap()
    }
}

/// A pack whose layer `x` holds these rules, each without its id and examples, and these classes.
pub fn pack(rules: &[&str], classes: &str) -> Pack {
    Pack::compile(&source(rules, classes)).expect("it was checked")
}

pub fn source(rules: &[&str], classes: &str) -> PackSource {
    let file = rule_file(rules, classes);
    let places = PackFile {
        path: "lexicon/place.tsv",
        text: "forms\tcode\n中央駅|本駅\tC\n中央\tM\n話し合う|記者会見を開く\tT\n",
    };
    let file = PackFile { path: "rules/x/x.toml", text: &file };
    PackSource::parse(&[HEAD, places, file]).unwrap_or_else(|error| panic!("{error}"))
}

fn rule_file(rules: &[&str], classes: &str) -> String {
    let mut file = format!("layer = \"x\"\n{classes}\n");
    for (number, rule) in rules.iter().enumerate() {
        let examples = "accepts = [{ text = '⟦z⟧' }, { text = '⟦zz⟧' }]\nrejects = ['q', 'qq']";
        file.push_str(&format!("[[rule]]\nid = 't.x.r{number}'\n{rule}\n{examples}\n"));
    }
    file
}

/// What the layer finds: words and captures, as `words name=value …`.
pub fn found<V: View>(layer: &Layer, view: &V) -> Vec<String> {
    let text = view.text();
    let matches = layer.find(view, Span::from_range(0..text.len()));
    let shown = matches.iter().map(|found| {
        let captures = found.captures.iter();
        let captures = captures.map(|capture| format!(" {}={}", capture.name, capture.value));
        format!("{}{}", found.span.of(text), captures.collect::<String>())
    });
    shown.collect()
}
