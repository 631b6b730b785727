//! Who and what is named: mentions of persons, organisations, countries, places and groups, with
//! titles and roles, and which of them name the same one within the document.
//!
//! Three passes. The first reads phrases that tell by themselves that they name somebody (a title, an
//! honorific, an entry of a lexicon). The second finds the names so learnt wherever they stand
//! without such company, and splits what is fused (`A・B会談` when A and B are two people). The third
//! asks the language's model of names about what is left.

mod atom;
mod bare;
mod branch;
mod company;
mod credit;
mod family;
mod group;
mod guessed;
mod held;
mod homeland;
mod list;
mod listed;
mod name;
mod native;
mod office;
mod organization;
mod owner;
mod phrase;
mod possessed;
mod referred;
mod register;
mod resolve;
mod ring;
mod role;
mod settings;
mod shape;
mod shared;
mod sinitic;

pub(crate) use group::side_by_side;
use keii_model::{EntityType, Span};
use keii_syntax::{NameKind, Pos, Token};
pub(crate) use possessed::owners;

use crate::draft::{Cast, MentionForm, Steps};
use crate::language::Language;
use crate::page::{BlockKind, Page};
use atom::{Atom, AtomKind};
use phrase::Reader;
use register::Register;

pub(crate) use listed::beginnings;
pub(crate) use owner::Countries;
pub(crate) use settings::NameSettings;
pub(crate) use shape::{Script, script};

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
    /// The words, where they are a short form of the name.
    alias: Option<String>,
    english: Option<String>,
    key: Option<String>,
    /// The offices stated with it, the nearest first.
    titles: Vec<TitlePhrase>,
    /// For an office alone: only who is known otherwise is meant.
    vague: bool,
    /// Where the quotation around it begins.
    quoted: Option<u32>,
    steps: Steps,
}

/// An office with the country or body it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TitlePhrase {
    /// CIA長官
    title: String,
    /// The title's own words: 長官
    core: String,
    /// ロシア
    of: Option<String>,
    /// Lexicon key of what it is of, or its words.
    of_key: Option<String>,
    /// Level as the lexicon has it (`head-of-state`).
    level: Option<String>,
}

/// Finds everybody and everything that the page names.
pub(crate) fn cast(page: &Page<'_>, language: &Language<'_>) -> Cast {
    let mut namings = Vec::new();
    let sentences = page.syntax.iter();
    let compounds: Vec<Vec<&[Token]>> =
        sentences.map(|it| organization::compounds(page.text(), &it.tokens)).collect();
    let bodies: Vec<Bodies> =
        (0..).zip(&compounds).map(|(at, it)| Bodies::of(page, at, it, language)).collect();
    let sentences = page.sentences.iter();
    let runs: Vec<Vec<Span>> = sentences.map(|it| bare::runs(page.text(), it.span)).collect();
    let register = Register::of(page, (&compounds, &runs), &bodies, language);
    for ((sentence, compounds), bodies) in compounds.iter().enumerate().zip(bodies) {
        let from = namings.len();
        let mut found = read(page, sentence, bodies, &register, language);
        namings.append(&mut found);
        if !is_apart(page, sentence) {
            organization::read(page, sentence, compounds, language, &mut namings);
        }
        debug_assert!(namings[from..].iter().all(|naming| naming.sentence == sentence));
    }
    ring::read(page, language, &mut namings);
    bare::read(page, &runs, language, &mut namings);
    keep_longest(&mut namings);
    namings
        .retain(|naming| !is_cut_off(page, language, naming) && !is_joined(page, language, naming));
    namings.retain(|naming| !is_apart(page, naming.sentence) || !is_passing(naming));
    let mut namings = guessed::read(page, language, namings);
    namings.retain(|naming| !is_founder(naming, &register));
    branch::read(page, language, &mut namings);
    namings.retain(|naming| !is_person(page, language, naming));
    namings.retain(|naming| !register.is_common(naming, page.text(), language));
    shared::settle(page, language, &mut namings);
    let mut cast = resolve::cast(namings, page, language);
    referred::read(page, language, &mut cast);
    group::read(page, language, &mut cast);
    homeland::read(language, &mut cast);
    cast
}

/// The unlisted bodies of a sentence that its own words show, in order.
struct Bodies {
    /// By the noun that ends their name.
    named: Vec<Span>,
    /// By the model of names.
    guessed: Vec<Span>,
}

impl Bodies {
    /// Of a sentence with these compound nouns.
    fn of(
        page: &Page<'_>,
        sentence: usize,
        compounds: &[&[Token]],
        language: &Language<'_>,
    ) -> Self {
        let named = organization::bodies(page.text(), compounds, language);
        Self { named, guessed: guessed::bodies(page, sentence, language) }
    }
}

/// The naming phrases of a sentence.
fn read(
    page: &Page<'_>,
    sentence: usize,
    bodies: Bodies,
    register: &Register,
    language: &Language<'_>,
) -> Vec<Naming> {
    let alone = guessed::join(bodies.named, bodies.guessed);
    let bodies = guessed::join(register.spans(page, sentence, language), alone);
    let span = page.sentences[sentence].span;
    let atoms = atom::atoms(page, sentence, span, &bodies, language);
    let inside = |remark: &Atom<'_>| {
        let span = owner::content(remark, page.text());
        (remark.span, atom::atoms(page, sentence, span, &bodies, language))
    };
    let remarks: Vec<_> =
        atoms.iter().filter(|atom| atom.kind == AtomKind::Remark).map(inside).collect();
    let reader = Reader {
        text: page.text(),
        sentence,
        tokens: &page.syntax[sentence].tokens,
        guesses: &page.syntax[sentence].guesses,
        atoms: &atoms,
        remarks: &remarks,
        language,
        register,
    };
    let mut namings = Vec::new();
    reader.read(&mut namings);
    reader.credit(page, &mut namings);
    reader.reporters(page, &mut namings);
    reader.sides(&mut namings);
    for naming in &mut namings {
        let quotation = page.quotation_around(naming.span).map(|at| page.quotations[at].span.start);
        naming.quoted = quotation;
    }
    namings
}

/// References and what belongs to the site are lists of words: only lexicons are to be trusted there.
fn is_apart(page: &Page<'_>, sentence: usize) -> bool {
    matches!(
        page.block_of(sentence).kind,
        BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture
    )
}

/// Whether a place is only the first part of the name of something else (大阪書籍, 東北イーグルス).
fn is_cut_off(page: &Page<'_>, language: &Language<'_>, naming: &Naming) -> bool {
    if naming.kind != EntityType::Place || naming.phrase.end != naming.span.end {
        return false;
    }
    let tokens = &page.syntax[naming.sentence].tokens;
    let next = tokens.partition_point(|token| token.span.start < naming.span.end);
    // 大阪環状線: one word for a line.
    let whole = next.checked_sub(1).map(|at| tokens[at].span).filter(|it| it.end > naming.span.end);
    if whole.is_some_and(|it| it.of(page.text()).ends_with(language.names.lines.as_str())) {
        return true;
    }
    let Some(token) = tokens.get(next).filter(|token| token.span.start == naming.span.end) else {
        return false;
    };
    let words = token.span.of(page.text());
    let named = matches!(token.pos, Pos::Name(kind) if kind == NameKind::Organization)
        || !token.known && token.pos.is_nominal();
    let noun = token.pos == Pos::Noun && token.known;
    // 徳島道: a road, and no place in it; 琴欧州: a name of two words.
    let cut = language.names.place_cuts.iter().any(|cut| cut == words);
    named || cut || noun && !language.names.place_tails.hold(words)
}

/// Whether the word right before a place makes another name of it: a single character (琴欧州), the name
/// of a body (駒大苫小牧), letters or katakana (G大阪, ガンバ大阪).
fn is_joined(page: &Page<'_>, language: &Language<'_>, naming: &Naming) -> bool {
    if naming.kind != EntityType::Place || naming.phrase.start != naming.span.start {
        return false;
    }
    let tokens = &page.syntax[naming.sentence].tokens;
    let first = tokens.partition_point(|token| token.span.start < naming.span.start);
    let before = first.checked_sub(1).map(|at| &tokens[at]);
    before.is_some_and(|token| {
        let words = token.span.of(page.text());
        let single = words.chars().count() == 1;
        // 朝青龍: a name that the dictionary cuts.
        let listed = language.place.get(naming.span.of(page.text())).is_some();
        let name = token.pos == Pos::Noun
            || token.pos == Pos::Name(NameKind::Family)
            || token.pos == Pos::AdverbialNoun && !listed;
        let body = matches!(token.pos, Pos::Name(NameKind::Organization));
        let last = words.chars().next_back().map(script);
        let own = naming.span.of(page.text()).chars().next().map(script);
        let kana = last == Some(Script::Katakana)
            && own == Some(Script::Kanji)
            && language.country.get(words).is_none()
            && language.place.get(words).is_none();
        let latin = last == Some(Script::Latin)
            && !language.names.before_places.iter().any(|it| it == words);
        token.span.end == naming.span.start && (single && name || body || kana || latin)
    })
}

/// Whether a list of references only names it in passing, inside of titles.
fn is_passing(naming: &Naming) -> bool {
    naming.kind == EntityType::Place || naming.form == MentionForm::Role
}

/// Whether the word behind a place tells that it names people (ヤコブソンら).
fn is_person(page: &Page<'_>, language: &Language<'_>, naming: &Naming) -> bool {
    let rest = &page.text()[naming.span.end as usize..];
    let tails = &language.names.person_tails;
    naming.kind == EntityType::Place && tails.iter().any(|tail| rest.starts_with(tail.as_str()))
}

/// 沢野製作所…沢野は: a company goes on by the name of who founded it; nothing but the model or the dictionary
/// takes it for a person's.
fn is_founder(naming: &Naming, register: &Register) -> bool {
    let guessed = |(step, _): &(String, Option<Span>)| {
        step == "mention.model" || step == "mention.name-dictionary"
    };
    naming.is_person_name() && naming.steps.iter().all(guessed) && register.is_head(&naming.name)
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
