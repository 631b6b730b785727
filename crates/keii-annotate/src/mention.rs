//! Who and what is named: mentions of persons, organisations, countries, places and groups, with
//! titles and roles, and which of them name the same one within the document.
//!
//! Two passes. The first reads phrases that tell by themselves that they name somebody (a title, an
//! honorific, an entry of a lexicon). The second finds the names so learnt wherever they stand
//! without such company, and splits what is fused (`A・B会談` when A and B are two people).

mod atom;
mod bare;
mod group;
mod organization;
mod person;
mod resolve;
mod shape;

use keii_model::{EntityType, Span};

use crate::draft::{Cast, MentionForm, Steps};
use crate::language::Language;
use crate::page::Page;

/// A phrase that names somebody or something, before it is known whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Naming {
    /// The name, innermost; the title where it stands alone; the collective noun of a group.
    span: Span,
    /// With country, title and honorific.
    phrase: Span,
    form: MentionForm,
    kind: EntityType,
    sentence: usize,
    /// The standard name, where a lexicon has one; else the words.
    name: String,
    english: Option<String>,
    key: Option<String>,
    /// The office stated with it.
    title: Option<TitlePhrase>,
    steps: Steps,
}

/// An office with the country or body it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TitlePhrase {
    /// 外務次官
    title: String,
    /// ロシア
    of: Option<String>,
    /// Lexicon key of what it is of.
    of_key: Option<String>,
    /// Level as the lexicon has it (`head-of-state`).
    level: Option<String>,
}

/// Finds everybody and everything that the page names.
pub(crate) fn cast(page: &Page<'_>, language: &Language<'_>) -> Cast {
    let mut namings = Vec::new();
    for sentence in 0..page.sentences.len() {
        let atoms = atom::atoms(page, sentence, language);
        person::read(page, sentence, &atoms, language, &mut namings);
        organization::read(page, sentence, language, &mut namings);
    }
    bare::read(page, &mut namings);
    keep_longest(&mut namings);
    let mut cast = resolve::cast(namings);
    group::read(page, language, &mut cast);
    cast
}

/// Where two names overlap the longer one is meant; of equals the first found.
fn keep_longest(namings: &mut Vec<Naming>) {
    namings.sort_by_key(|naming| (naming.span.start, std::cmp::Reverse(naming.span.end)));
    let mut kept: Vec<Naming> = Vec::with_capacity(namings.len());
    for naming in namings.drain(..) {
        match kept.last() {
            Some(last) if last.span.overlaps(naming.span) => {
                if naming.span.len() > last.span.len() {
                    kept.pop();
                    kept.push(naming);
                }
            }
            _ => kept.push(naming),
        }
    }
    *namings = kept;
}
