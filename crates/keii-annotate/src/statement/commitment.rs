//! What parties are reported to have agreed to do.

use keii_model::{EntityType, Span, Status};
use keii_rules::Match;
use keii_syntax::{Chunk, Pos, Relation};

use crate::draft::{Cast, CommitmentDraft, EntityIndex, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// Finds the commitments of the page: acts that parties have agreed on, and the items of a list that
/// a sentence before it announces.
pub(crate) fn commitments(
    page: &Page<'_>,
    cast: &Cast,
    speech: &[SpeechDraft],
    language: &Language<'_>,
) -> Vec<CommitmentDraft> {
    let mut commitments = Vec::new();
    let mut list: Option<Announced> = None;
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if let Some(list) = list.as_ref().filter(|_| kind == BlockKind::Item) {
            let content = without_stop(page, language, page.sentences[sentence].span);
            commitments.push(CommitmentDraft {
                parties: list.parties.clone(),
                content,
                according_to: list.according_to,
                status: Status::Agreed,
                steps: list.steps.clone(),
            });
            continue;
        }
        list = None;
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        for found in
            language.commitment.find(&page.view_of(sentence), page.sentences[sentence].span)
        {
            let parties = Parties::of(page, cast, sentence, found.span);
            let according_to = teller(speech, found.span);
            let rule = language.commitment.rule(found.rule).id().to_owned();
            let steps = vec![(rule, Some(found.span))];
            if language.commitment.output(&found, "list").is_some() {
                list = Some(Announced { parties: parties.entities, according_to, steps });
            } else if let Some(content) = content(page, language, sentence, &found, &parties) {
                commitments.push(CommitmentDraft {
                    parties: parties.entities,
                    content,
                    according_to,
                    status: Status::Agreed,
                    steps,
                });
            }
        }
    }
    commitments
}

/// A list of agreed points that is to follow.
struct Announced {
    parties: Vec<EntityIndex>,
    according_to: Option<usize>,
    steps: crate::draft::Steps,
}

/// Who agrees, and where the words that name them end.
struct Parties {
    entities: Vec<EntityIndex>,
    end: Option<u32>,
}

impl Parties {
    /// The nearest topic or subject before `offset` that names somebody.
    fn of(page: &Page<'_>, cast: &Cast, sentence: usize, agreement: Span) -> Self {
        let offset = agreement.start;
        let chunks = &page.syntax[sentence].chunks;
        let is_party = |chunk: &Chunk| {
            matches!(chunk.relation, Relation::Topic | Relation::Also | Relation::Subject)
                && chunk.span.end <= offset
                && chunk.depth == 0
        };
        let mut nobody = None;
        // Who depends on the agreement itself comes before who stands in a clause within its content.
        let outer = |chunk: &Chunk| {
            let governor = chunk.governor.map(|at| chunks[at as usize].span);
            governor.is_some_and(|it| it.overlaps(agreement))
        };
        let parties = || chunks.iter().enumerate().rev().filter(|(_, chunk)| is_party(chunk));
        let ordered = parties()
            .filter(|(_, chunk)| outer(chunk))
            .chain(parties().filter(|(_, chunk)| !outer(chunk)));
        for (at, chunk) in ordered {
            if chunk.relation == Relation::Topic {
                nobody = nobody.or(Some(chunk.span.end));
            }
            let mut span = chunk.span;
            // A と B は: the equals before it belong to it.
            for before in chunks[..at].iter().rev() {
                let joins = matches!(before.relation, Relation::Coordinate | Relation::With);
                if !joins || before.depth != chunk.depth {
                    break;
                }
                span = before.span.join(span);
            }
            let entities = actors(cast, span);
            if !entities.is_empty() {
                return Self { entities, end: Some(chunk.span.end) };
            }
        }
        Self { entities: Vec::new(), end: nobody }
    }
}

/// Those named within `span` who can agree on something; of a group its members.
fn actors(cast: &Cast, span: Span) -> Vec<EntityIndex> {
    let mut actors = Vec::new();
    for mention in cast.within(span) {
        let entity = cast.entity(mention);
        if entity.kind == EntityType::Place {
            continue;
        }
        if entity.members.is_empty() {
            actors.push(mention.entity);
        } else {
            actors.extend(&entity.members);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    actors.retain(|&actor| seen.insert(actor));
    actors
}

/// The words of the commitment: from behind the parties, or the clause before, up to こと.
fn content(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    found: &Match,
    parties: &Parties,
) -> Option<Span> {
    let end = found.capture("end")?.span;
    // Of 交換で合意 the noun itself is the act; of …することで合意 it is what stands before こと.
    let is_act = language.commitment.output(found, "act").is_some();
    let end = if is_act { end.end } else { end.start };
    if let Some(quotation) = quoted_before(page, sentence, end) {
        return Some(quotation);
    }
    let start = parties.end.unwrap_or(page.sentences[sentence].span.start);
    let start = start.max(clause_before(page, sentence, start, end));
    let content = trimmed(page, Span::new(start.min(end), end))?;
    trimmed(page, Span::new(behind_occasion(page, language, sentence, content), end))
}

/// Behind a conjunction, dates and what tells at which occasion: また、11日、首都で開かれた協議で、….
fn behind_occasion(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    content: Span,
) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let mut start = content.start;
    loop {
        let from = tokens.partition_point(|token| token.span.start < start);
        let rest = tokens[from..].iter().take_while(|token| token.span.end < content.end);
        let Some(at) = rest.into_iter().position(|token| token.pos == Pos::Comma) else {
            return start;
        };
        let segment = &tokens[from..from + at];
        let comma = tokens[from + at].span;
        let words = Span::new(start, comma.start).of(page.text());
        let conjunction = segment.iter().all(|token| token.pos == Pos::Conjunction);
        let occasion = language.speech.is_occasion(words);
        let quoted = page.quotation_around(comma).is_some();
        if quoted || !(conjunction || occasion) {
            return start;
        }
        start = comma.end;
    }
}

/// The words of a quotation that ends directly before `end`.
fn quoted_before(page: &Page<'_>, sentence: usize, end: u32) -> Option<Span> {
    let quotations = page.quotations_of(sentence).iter();
    quotations
        .filter(|quotation| quotation.depth == 0)
        .find(|it| it.span.end == end)
        .map(|it| it.inner)
}

/// The end of the last clause that is closed by a comma between `start` and `end`.
fn clause_before(page: &Page<'_>, sentence: usize, start: u32, end: u32) -> u32 {
    let chunks = &page.syntax[sentence].chunks;
    let closes = |chunk: &&Chunk| {
        chunk.depth == 0
            && chunk.comma
            && chunk.predicate.is_some()
            && chunk.relation == Relation::Clause
            && chunk.span.start >= start
            && chunk.span.end < end
    };
    // Only what is far from the agreement stands for itself: 保ち、続けることで is one content.
    let last = chunks.iter().rfind(closes);
    last.filter(|_| start == page.sentences[sentence].span.start).map_or(start, |it| it.span.end)
}

fn trimmed(page: &Page<'_>, span: Span) -> Option<Span> {
    let words = span.of(page.text());
    let rest = words.trim_start_matches(['、', ',', '，', ' ', '\u{3000}']);
    let start = span.end as usize - rest.len();
    let kept = rest.trim_end();
    (!kept.is_empty()).then(|| Span::from_range(start..start + kept.len()))
}

fn without_stop(page: &Page<'_>, language: &Language<'_>, span: Span) -> Span {
    let words = span.of(page.text());
    let kept = words.trim_end_matches(|end| language.page.terminators.contains(end)).trim_end();
    Span::from_range(span.start as usize..span.start as usize + kept.len())
}

/// The attribution that tells of the agreement: the one with the shortest content around it.
fn teller(speech: &[SpeechDraft], span: Span) -> Option<usize> {
    let around = speech.iter().enumerate().filter_map(|(at, draft)| {
        let content = draft.content.iter().find(|content| content.contains(span))?;
        Some((content.end - content.start, at))
    });
    around.min().map(|(_, at)| at)
}
