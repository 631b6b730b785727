//! The page as a reader's eye takes it in: blocks, quotation marks, sentences and their syntax.

mod layout;
mod quotation;
mod sentence;
mod turn;
mod view;

use std::ops::Range;

use keii_model::{Document, Span};
use keii_rules::{Numbers, Pack, Placed};
use keii_syntax::{Analyzer, Sentence, Syntax};
use serde::Deserialize;

use crate::words::Letters;

pub(crate) use layout::is_foreign;
pub use layout::{Block, BlockKind};
pub use quotation::Quotation;
pub use sentence::SentenceSpan;
pub use turn::Turn;

/// Words around the names of media.
#[derive(Clone, Debug, Deserialize)]
pub struct MediaWords {
    /// What stands behind a medium that is used: の取材に, のインタビューで.
    pub uses: Vec<String>,
    /// Nouns for a sort of medium before its name (米紙…).
    pub sorts: Vec<String>,
}

/// Words around what a picture shows.
#[derive(Clone, Debug, Deserialize)]
pub struct Caption {
    /// Characters that part it from where, when and by whom it was taken.
    pub marks: String,
    /// Words that say that it was taken.
    pub taken: Vec<String>,
}

/// What of the page's form depends on the language: the section `page` of a pack.
#[derive(Clone, Debug, Deserialize)]
pub struct PageSettings {
    /// Characters that end a sentence.
    pub terminators: Letters,
    /// Quotation marks, opening and closing, the commonest first.
    pub quotation_marks: Vec<(char, char)>,
    /// Marks that open and close alike.
    pub toggle_marks: Letters,
    /// Other brackets; a sentence does not end inside them.
    pub brackets: Vec<(char, char)>,
    /// Characters that begin an item of a list.
    pub bullets: String,
    /// Lines that begin with one of these open the list of references at the foot.
    pub reference_heads: Vec<String>,
    /// Labels of the title of the work that a text was translated from (`原題：`).
    pub original_labels: Vec<String>,
    /// Labels of where that work appeared (`出典：`).
    pub source_labels: Vec<String>,
    /// How names of media end.
    pub media_endings: Vec<String>,
    /// Words around the names of media.
    pub media_words: MediaWords,
    /// Words around what a picture shows.
    pub caption: Caption,
    /// Beginnings of words that point to a medium without naming it.
    pub media_pointers: Vec<String>,
    /// Lines that are one of these words close the article or lead elsewhere.
    pub furniture: Vec<String>,
    /// Labels of the one who wrote it (`著者:`).
    pub author_labels: Vec<String>,
    /// Labels of the one who translated it.
    pub translator_labels: Vec<String>,
    /// Labels of the summary above the text (`リード:`).
    pub lead_labels: Vec<String>,
    /// Characters that begin a question of an interview, at the beginning of a line.
    pub question_dashes: String,
    /// Labels of those who ask.
    pub asking_labels: Vec<String>,
    /// Letters and words for question and answer.
    pub letter_labels: Vec<String>,
    /// Endings of labels that name nobody who speaks.
    pub no_speaker_labels: Vec<String>,
    /// Words of a headline that call the text a conversation.
    pub conversations: Vec<String>,
    /// How a question ends, besides with its mark.
    pub asking_ends: Vec<String>,
    /// How a sentence ends that says that the text explains.
    pub explaining_ends: Vec<String>,
    /// How a dateline ends that names the agency that sent it.
    pub dateline_ends: Vec<String>,
}

/// A document's text with its form.
#[derive(Debug)]
pub struct Page<'a> {
    /// The document.
    pub document: &'a Document,
    /// The characters of its text, which the rules go through again and again.
    characters: Vec<Placed>,
    /// Where among them those of each sentence are.
    placed: Vec<Range<usize>>,
    /// Its numbers, for which they ask as often.
    numbers: Numbers,
    /// Its lines or paragraphs, in order.
    pub blocks: Vec<Block>,
    /// Its quotations, in order of their start, the outer before the inner.
    pub quotations: Vec<Quotation>,
    /// Quotation marks without a partner.
    pub unpaired: Vec<Span>,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceSpan>,
    /// The syntax of each sentence.
    pub syntax: Vec<Syntax>,
    /// The turns of a conversation that is printed as one, in order.
    pub turns: Vec<Turn>,
}

impl<'a> Page<'a> {
    /// Takes in the document; the rules that will be asked about it are those of the pack.
    #[must_use]
    pub fn new(
        document: &'a Document,
        analyzer: &dyn Analyzer,
        settings: &PageSettings,
        pack: &Pack,
    ) -> Self {
        let text = document.text.as_str();
        let blocks = layout::blocks(text, document.body, settings);
        let (quotations, unpaired) = quotation::quotations(text, &blocks, settings);
        let sentences = sentence::sentences(text, &blocks, &quotations, settings);
        let spans: Vec<Span> = quotations.iter().map(|quotation| quotation.span).collect();
        let analyze = |sentence: &SentenceSpan| {
            let quotations = &spans[sentence.quotations.clone()];
            analyzer.analyze(text, &Sentence { span: sentence.span, quotations })
        };
        let syntax: Vec<Syntax> = sentences.iter().map(analyze).collect();
        let turns = turn::turns(text, &blocks, &sentences, settings);
        let tokens = syntax.iter().flat_map(|sentence| &sentence.tokens);
        let tokens = tokens.map(|token| (token.span.start, view::name(token.pos)));
        let characters = pack.characters(text, tokens);
        let placed = |sentence: &SentenceSpan| view::places(&characters, sentence.span.range());
        let placed = sentences.iter().map(placed).collect();
        Self {
            document,
            characters,
            placed,
            numbers: Numbers::of(text),
            blocks,
            quotations,
            unpaired,
            sentences,
            syntax,
            turns,
        }
    }

    /// The whole text; spans are ranges of it.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.document.text.as_str()
    }

    /// The sentence that holds byte `offset`.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        let found = after.checked_sub(1)?;
        self.sentences[found].span.covers(offset).then_some(found)
    }

    /// The quotations of a sentence.
    #[must_use]
    pub fn quotations_of(&self, sentence: usize) -> &[Quotation] {
        &self.quotations[self.sentences[sentence].quotations.clone()]
    }

    /// The innermost quotation that holds `span` between its marks.
    #[must_use]
    pub fn quotation_around(&self, span: Span) -> Option<usize> {
        let after = self.quotations.partition_point(|quotation| quotation.span.start <= span.start);
        let mut candidate = after.checked_sub(1);
        while let Some(index) = candidate {
            let quotation = &self.quotations[index];
            if quotation.inner.contains(span) {
                return Some(index);
            }
            // Before an outermost quotation that ends too early nothing can reach this far.
            candidate = match quotation.parent {
                Some(parent) => Some(parent),
                None => return None,
            };
        }
        None
    }

    /// The turn of a conversation that a sentence belongs to.
    #[must_use]
    pub fn turn_of(&self, sentence: usize) -> Option<&Turn> {
        let after = self.turns.partition_point(|turn| turn.sentences.start <= sentence);
        let turn = &self.turns[after.checked_sub(1)?];
        turn.sentences.contains(&sentence).then_some(turn)
    }

    /// The kind of block that a sentence stands in.
    #[must_use]
    pub fn block_of(&self, sentence: usize) -> &Block {
        &self.blocks[self.sentences[sentence].block]
    }
}
