//! Who has met whom, as clauses tell it: A氏はB氏と会談し, A氏とB氏は会談した, A氏はB氏との会談で. What is told behind is often of both,
//! though one alone is named.

use keii_model::{EventType, Span};
use keii_syntax::{Chunk, Relation, Syntax, Voice};

use crate::draft::{Cast, EntityIndex, Mention};
use crate::language::Language;
use crate::page::Page;

/// How many sentences behind a meeting those who met may go on to agree in one that names nobody.
const REACH: usize = 4;

/// Most chunks before one that are looked at for what depends on it, and most clauses up from one, so that time stays
/// linear in the longest sentence.
const NEAR: usize = 64;
const CLAUSES: usize = 8;

/// A clause that tells of a meeting which took place.
#[derive(Debug)]
pub(crate) struct Encounter<'a> {
    sentence: usize,
    /// The predicate of the clause, or the noun of meeting.
    clause: Span,
    /// Those whom the clause is about, and with whom they met.
    parties: Vec<&'a Mention>,
}

impl<'a> Encounter<'a> {
    /// Those who met.
    pub(crate) fn parties(&self) -> &[&'a Mention] {
        &self.parties
    }

    /// Whether somebody is one of them, by themselves or in a group.
    fn is_of(&self, cast: &Cast, entity: EntityIndex) -> bool {
        self.parties
            .iter()
            .any(|it| it.entity == entity || cast.entity(it).members.contains(&entity))
    }
}

/// All meetings of the page of which at least two parties are named, in order.
pub(crate) fn encounters<'a>(
    page: &Page<'_>,
    cast: &'a Cast,
    language: &Language<'_>,
) -> Vec<Encounter<'a>> {
    let mut found = Vec::new();
    for (sentence, syntax) in page.syntax.iter().enumerate() {
        let clause = Clause { page, cast, language, syntax };
        found.extend((0..syntax.chunks.len()).filter_map(|id| clause.encounter(sentence, id)));
    }
    found
}

/// Those who met last, as told before a place in the text: in the sentence, or in those just before it where none met
/// others since.
pub(crate) fn last<'e, 'a>(
    page: &Page<'_>,
    encounters: &'e [Encounter<'a>],
    offset: u32,
) -> Option<&'e Encounter<'a>> {
    let here = page.sentence_at(offset)?;
    let block = |at: usize| page.sentences[at].block;
    let before = encounters.partition_point(|it| it.clause.end <= offset);
    let last = encounters[..before].last()?;
    let near = last.sentence + REACH >= here && block(last.sentence) + 1 >= block(here);
    near.then_some(last)
}

/// The same, where `entity` is one of those who met.
pub(crate) fn of<'e, 'a>(
    page: &Page<'_>,
    cast: &Cast,
    encounters: &'e [Encounter<'a>],
    (offset, entity): (u32, EntityIndex),
) -> Option<&'e Encounter<'a>> {
    last(page, encounters, offset).filter(|it| it.is_of(cast, entity))
}

/// Where the clauses of one sentence are read.
struct Clause<'c, 'a, 'p> {
    page: &'c Page<'c>,
    cast: &'a Cast,
    language: &'c Language<'p>,
    syntax: &'c Syntax,
}

impl<'a> Clause<'_, 'a, '_> {
    fn encounter(&self, sentence: usize, id: usize) -> Option<Encounter<'a>> {
        let chunk = &self.syntax.chunks[id];
        let noun = self.noun(id).filter(|_| chunk.depth == 0)?;
        let clauses = std::iter::successors(Some(id), |it| self.above(*it)).take(CLAUSES);
        let mut leading = clauses.map(|it| self.named(&[it, noun], leads));
        let mut parties = leading.find(|it| !it.is_empty()).unwrap_or_default();
        for with in self.named(&[id, noun], |it| self.is_with(it)) {
            if parties.iter().all(|had| had.entity != with.entity) {
                parties.push(with);
            }
        }
        let several = |it: &&Mention| self.cast.entity(it).members.len() > 1;
        let two = parties.len() > 1 || parties.iter().any(several);
        two.then_some(Encounter { sentence, clause: chunk.span, parties })
    }

    /// The noun of meeting in a clause that tells of a meeting: 会談し, 会談を行った; or the clause's own, 会談で.
    fn noun(&self, id: usize) -> Option<usize> {
        let chunk = &self.syntax.chunks[id];
        if chunk.relation == Relation::Means && self.meets(id) {
            return Some(id);
        }
        let form = chunk.predicate.filter(|it| !it.negated && it.voice == Voice::Active)?;
        let took_place = chunk.relation == Relation::Clause || form.past;
        if !took_place || chunk.relation == Relation::Adnominal {
            return None;
        }
        if self.meets(id) {
            return Some(id);
        }
        let event = &self.language.event;
        let holds = event.support.hold(self.lemma(id)) || event.carrying.hold(self.lemma(id));
        let mut objects = self.dependents(id).filter(|_| holds);
        objects.find(|at| self.syntax.chunks[*at].relation == Relation::Object && self.meets(*at))
    }

    fn lemma(&self, id: usize) -> &str {
        &self.syntax.tokens[self.syntax.chunks[id].head as usize].lemma
    }

    fn meets(&self, id: usize) -> bool {
        use EventType::{Call, Meet, Negotiate};
        matches!(self.language.happening(self.lemma(id)), Some(Call | Meet | Negotiate))
    }

    /// The predicate that a clause goes before.
    fn above(&self, id: usize) -> Option<usize> {
        let chunk = &self.syntax.chunks[id];
        let joins = matches!(chunk.relation, Relation::Clause | Relation::Quote);
        chunk.governor.map(|it| it as usize).filter(|_| joins)
    }

    /// B氏と, B氏との
    fn is_with(&self, chunk: &Chunk) -> bool {
        let joint = &self.language.speech.quotative_noun;
        let words = chunk.span.of(self.page.text());
        chunk.relation == Relation::With
            || chunk.relation == Relation::Genitive && words.ends_with(joint.as_str())
    }

    /// Those named last in the chunks that depend on any of `heads` in such a way.
    fn named(&self, heads: &[usize], fits: impl Fn(&Chunk) -> bool) -> Vec<&'a Mention> {
        let mut all: Vec<usize> = heads.iter().flat_map(|head| self.dependents(*head)).collect();
        all.sort_unstable();
        all.dedup();
        let chunks = &self.syntax.chunks;
        let fitting = all.into_iter().filter(|id| fits(&chunks[*id]));
        let with_equals = fitting.flat_map(|id| self.equals(id).chain([id]));
        with_equals.filter_map(|id| self.last_named(chunks[id].span)).collect()
    }

    /// Whoever is named at the end of some words: トランプ米大統領 and not the country.
    fn last_named(&self, span: Span) -> Option<&'a Mention> {
        let length = |it: &&Mention| (it.phrase.end, it.phrase.len());
        self.cast.within(span).max_by_key(length)
    }

    /// A氏と|B氏は: those that stand beside the one named by a chunk.
    fn equals(&self, id: usize) -> impl Iterator<Item = usize> {
        let equal = |it: &Chunk| matches!(it.relation, Relation::Coordinate | Relation::With);
        self.dependents(id).filter(move |at| equal(&self.syntax.chunks[*at]))
    }

    /// The chunks that depend on one.
    fn dependents(&self, head: usize) -> impl Iterator<Item = usize> {
        let chunks = &self.syntax.chunks;
        let governed = move |at: &usize| chunks[*at].governor.is_some_and(|it| it as usize == head);
        (head.saturating_sub(NEAR)..head).filter(governed)
    }
}

/// Whether a chunk names whom its clause is about.
fn leads(chunk: &Chunk) -> bool {
    matches!(chunk.relation, Relation::Also | Relation::Subject | Relation::Topic)
}
