//! From a [`Document`] to a [`Reading`]: all that one document says, each record with the words it
//! was read from.
//!
//! Knows no language by name: what is Japanese about a text comes in as an [`Analyzer`] and a
//! [`Pack`]. No clock, no disk, no threads; reading cannot fail. What it could not read it reports
//! as diagnostics.

mod assemble;
mod counted;
mod draft;
mod encounter;
mod event;
mod example;
mod language;
mod measured;
mod mention;
mod naming;
mod page;
mod provenance;
mod quantity;
mod sketch;
mod speech;
mod statement;
mod time;
mod words;

use std::sync::Arc;

use keii_model::{Basis, Document, Reading};
use keii_rules::{Pack, PackError};
use keii_syntax::Analyzer;

use draft::Findings;
use language::{Language, Settings};
use page::Page;

/// The version of the steps. It changes whenever a change of theirs changes readings, so that a
/// ledger knows which of its readings are of yesterday.
const STEPS: u32 = 1;

/// Reads documents of one language.
pub struct Annotator {
    analyzer: Arc<dyn Analyzer>,
    pack: Pack,
    settings: Settings,
    version: String,
}

/// A pack that lacks what the steps need.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// A lexicon is not there.
    #[error("the pack has no lexicon `{0}`: add lexicon/{0}.tsv")]
    Lexicon(String),
    /// No rule is written for a layer.
    #[error(
        "the pack has no rule for the layer `{0}`: add a file with `layer = \"{0}\"` to rules/"
    )]
    Layer(String),
    /// A section of its settings cannot be read.
    #[error(transparent)]
    Pack(#[from] PackError),
}

impl Annotator {
    /// Takes an analyzer and the pack of its language.
    ///
    /// # Errors
    /// When the pack lacks a lexicon, a layer or a setting that the steps need.
    pub fn new(analyzer: Arc<dyn Analyzer>, pack: Pack) -> Result<Self, AnnotateError> {
        let settings = Settings::of(&pack)?;
        Language::new(&pack, &settings)?;
        let version = format!("{}, {}, steps {STEPS}", pack.version(), analyzer.version());
        Ok(Self { analyzer, pack, settings, version })
    }

    /// Everything that a reading depends on besides the document: pack, dictionary, steps.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The pack it reads with.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Reads a document. The same document gives the same reading, always.
    #[must_use]
    pub fn annotate(&self, document: &Document) -> Reading {
        let language = Language::new(&self.pack, &self.settings)
            .expect("the pack had everything when the annotator was made");
        let page = Page::new(document, self.analyzer.as_ref(), language.page, &self.pack);
        let expressions = time::expressions(&page, &language);
        let mut provenance = provenance::provenance(&page, &expressions, &language);
        let cast = mention::cast(&page, &language);
        let times = time::times(&page, &expressions, &language, &provenance);
        let quantities = quantity::quantities(&page, &language);
        let encounters = encounter::encounters(&page, &cast, &language);
        let mut speech = speech::attributions(&page, &cast, &encounters, &times, &language);
        let hedges = speech::hedges(&page, &speech, &language);
        let commitments = statement::commitments(&page, &cast, &encounters, &speech, &language);
        let published = provenance.published.as_ref().map(|day| day.value.as_str().to_owned());
        let told = provenance.basis != Basis::Inferred;
        let today = published.as_deref().map(|day| event::Today::new(day, told));
        let events = event::mentions(
            &page,
            (&cast, &encounters),
            &times,
            &speech,
            &commitments,
            &language,
            today,
        );
        let questions = statement::questions(&page, &speech, &language);
        // Behind the others, so that who is pointed at by position stays where they are.
        let own = speech::own_sentences(&page, &cast, &speech, provenance.genre, &language);
        speech.extend(own);
        let outlet = provenance.publisher.as_ref().map(|outlet| outlet.value.as_str());
        let cited = provenance::cited(page.text(), &cast, &speech, outlet, &language);
        provenance.references.extend(cited);
        let names = naming::names(&page, &cast, &language);
        let places = language.places(&cast);
        let findings = Findings {
            provenance,
            cast,
            times,
            quantities,
            speech,
            hedges,
            events,
            commitments,
            questions,
            names,
        };
        let unpaired = page.unpaired.iter().map(|&mark| {
            ("this quotation mark has no partner in its paragraph".to_owned(), Some(mark))
        });
        let code = &self.settings.language;
        assemble::reading(document, code, &self.version, &findings, places, unpaired.collect())
    }
}
