//! What parties are reported to have agreed to do.

use keii_model::{Modality, Span, Status};
use keii_rules::Match;
use keii_syntax::{Chunk, ParticleKind, Pos, Relation};

use super::party::{Parties, Seeker};
use crate::draft::{Cast, CommitmentDraft, EntityIndex, SpeechDraft};
use crate::encounter::Encounter;
use crate::language::Language;
use crate::page::{BlockKind, Page};
use crate::speech::clause;

/// Finds the commitments of the page: acts that parties have agreed on, and the items of a list that
/// a sentence before it announces.
pub(crate) fn commitments(
    page: &Page<'_>,
    cast: &Cast,
    encounters: &[Encounter<'_>],
    speech: &[SpeechDraft],
    language: &Language<'_>,
) -> Vec<CommitmentDraft> {
    let mut commitments = Vec::new();
    let mut list: Option<Announced> = None;
    let mut before = Before::default();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if let Some(list) = list.as_ref().filter(|_| kind == BlockKind::Item) {
            let content = without_stop(page, language, page.sentences[sentence].span);
            commitments.push(list.item(content));
            continue;
        }
        list = None;
        before.enter(page, cast, language, sentence);
        let spoken = page.turn_of(sentence).is_some();
        if spoken || !matches!(kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        for found in
            language.commitment.find(&page.view_of(sentence), page.sentences[sentence].span)
        {
            let according_to = teller(speech, found.span);
            let range = (page.sentences[sentence].span.start, found.span.start);
            let from = clause::start(page, language.speech, sentence, range, false);
            // …することで、両社が合意した: who agrees stands before the verb, inside of what is found.
            let agreement = found.capture("deed").map_or(found.span, |deed| deed.span);
            let agreed = agreed(speech, found.span);
            let teller = according_to.map(|at| &speech[at]);
            let base = Seeker::of(page, cast, language, sentence);
            let seeker = Seeker { encounters, agreement, from, teller, agreed, ..base };
            let parties = before.or_those(seeker.parties());
            // 辞任に同意した: nobody knows with whom.
            let told = |name: &str| language.commitment.output(&found, name).is_some();
            if told("none") || told("alone") && parties.are_none() {
                continue;
            }
            let rule = language.commitment.rule(found.rule).id().to_owned();
            let steps = vec![(rule, Some(found.span))];
            if told("list") {
                let Parties { entities: parties, unnamed, .. } = parties;
                list = Some(Announced { parties, unnamed, according_to, steps });
            } else if let Some(content) =
                content(page, language, (sentence, from), &found, &parties)
            {
                commitments.push(CommitmentDraft {
                    parties: parties.entities,
                    unnamed: parties.unnamed,
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

/// Those told of together in the sentence before, or who agreed on something in this paragraph: they agree where a
/// sentence tells of nobody.
#[derive(Default)]
struct Before {
    block: Option<usize>,
    parties: Vec<EntityIndex>,
    next: Vec<EntityIndex>,
}

impl Before {
    fn enter(&mut self, page: &Page<'_>, cast: &Cast, language: &Language<'_>, sentence: usize) {
        let block = page.sentences[sentence].block;
        if self.block != Some(block) {
            *self = Self { block: Some(block), ..Self::default() };
        }
        self.parties = std::mem::take(&mut self.next);
        self.next = Seeker::of(page, cast, language, sentence).together();
    }

    /// The parties, or those told of before where there are none.
    fn or_those(&mut self, parties: Parties) -> Parties {
        if parties.entities.len() > 1 {
            self.next.clone_from(&parties.entities);
        }
        if !parties.are_none() || self.parties.is_empty() {
            return parties;
        }
        self.next.clone_from(&self.parties);
        Parties { entities: self.parties.clone(), ..parties }
    }
}

/// What those who agree say, with the words of the agreement as its cue.
fn agreed(speech: &[SpeechDraft], agreement: Span) -> Option<&SpeechDraft> {
    speech.iter().find(|draft| {
        (draft.modality == Some(Modality::Agree) || draft.speakers.len() > 1)
            && draft.content.len() == 1
            && draft.cue.is_some_and(|cue| cue.overlaps(agreement))
    })
}

/// A list of agreed points that is to follow.
struct Announced {
    parties: Vec<EntityIndex>,
    unnamed: Vec<Span>,
    according_to: Option<usize>,
    steps: crate::draft::Steps,
}

impl Announced {
    /// The commitment that one of its items tells.
    fn item(&self, content: Span) -> CommitmentDraft {
        CommitmentDraft {
            parties: self.parties.clone(),
            unnamed: self.unnamed.clone(),
            content,
            according_to: self.according_to,
            status: Status::Agreed,
            steps: self.steps.clone(),
        }
    }
}

/// The words of the commitment: from behind the parties, or the clause before, up to こと.
fn content(
    page: &Page<'_>,
    language: &Language<'_>,
    (sentence, from): (usize, u32),
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
    let led = || behind_topic(page, sentence, (from, end), found.span);
    let start = parties.end.filter(|it| *it <= end).or_else(led);
    let mut start = start.unwrap_or(from).max(from).min(end);
    if is_act {
        // 試用の結果を検証し、規則の改正に合意した: what led to it was not agreed.
        let act = clause::start(page, language.speech, sentence, (start, end), true);
        start = act.clamp(start, end);
        start = behind_gerund(page, language, sentence, Span::new(start, end));
        start = behind_day(page, language, sentence, Span::new(start, end));
    }
    start = behind_own_clause(page, language, sentence, (start, end));
    let content = trimmed(page, Span::new(start, end))?;
    trimmed(page, Span::new(behind_occasion(page, language, sentence, content), end))
}

/// The longest word of meeting with its verb, in bytes: 電話会談し、.
const SHORT: u32 = 24;

/// 債務超過に陥り、B社が買収することで合意した: behind a clause that tells what became of the parties, where somebody else does
/// what is agreed.
fn behind_own_clause(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    (start, end): (u32, u32),
) -> u32 {
    let chunks = &page.syntax[sentence].chunks;
    let inside =
        |chunk: &&Chunk| chunk.span.start >= start && chunk.span.end <= end && chunk.depth == 0;
    let other = chunks.iter().filter(inside).find(|chunk| chunk.relation == Relation::Subject);
    // 12日に会談し、貿易を増やすことで合意した: where they met, unless they agree to meet.
    let met = |chunk: &Chunk| {
        let words = chunk.span.of(page.text());
        let settings = language.event;
        let soon = || Span::new(start, chunk.span.end).of(page.text());
        settings.meetings.iter().any(|noun| words.contains(noun.as_str()))
            && chunk.span.end - chunk.span.start <= SHORT
            && !settings.forthwith.iter().any(|it| soon().contains(it.as_str()))
    };
    let clause = |chunk: &&Chunk| {
        chunk.relation == Relation::Clause
            && chunk.comma
            && (other.is_some_and(|it| chunk.span.end <= it.span.start) || met(chunk))
            && chunk.predicate.is_some_and(|it| !it.past && !it.negated)
    };
    let before = chunks.iter().filter(inside).rfind(clause);
    before.map_or(start, |chunk| chunk.span.end)
}

/// 社名にはこだわらないで、統合に合意した: behind what was done on the way to it.
fn behind_gerund(page: &Page<'_>, language: &Language<'_>, sentence: usize, act: Span) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < act.start);
    let to = tokens.partition_point(|token| token.span.end <= act.end);
    let joint = tokens[from.min(to)..to].windows(2).rfind(|pair| {
        let [last, comma] = pair else { return false };
        let gerund = matches!(last.pos, Pos::Particle(ParticleKind::Conjunctive) | Pos::Auxiliary)
            && (last.lemma == language.tense.gerund
                || last.span.of(page.text()) == language.speech.agreement_particle);
        comma.pos == Pos::Comma && gerund && page.quotation_around(comma.span).is_none()
    });
    joint.map_or(act.start, |pair| pair[1].span.end)
}

/// |12日|停戦に合意した: behind the day on which it was agreed, where it stands before the noun of the act alone.
fn behind_day(page: &Page<'_>, language: &Language<'_>, sentence: usize, act: Span) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < act.start);
    let to = tokens.partition_point(|token| token.span.end <= act.end);
    let endings = &language.speech.time_endings;
    match &tokens[from.min(to)..to] {
        [number, counter, rest @ ..]
            if number.pos == Pos::Number
                && counter.pos == Pos::Counter
                && endings.iter().any(|end| counter.span.of(page.text()) == end.as_str())
                && !rest.is_empty()
                && rest.iter().all(|token| token.pos.is_nominal()) =>
        {
            rest[0].span.start
        }
        _ => act.start,
    }
}

/// 与党第1会派は、…することで合意した: behind who the sentence is about, whoever that is, where the agreement is theirs.
fn behind_topic(
    page: &Page<'_>,
    sentence: usize,
    (from, end): (u32, u32),
    agreement: Span,
) -> Option<u32> {
    let chunks = &page.syntax[sentence].chunks;
    let agrees = chunks.iter().rposition(|chunk| chunk.span.overlaps(agreement))?;
    let topic = chunks.iter().find(|chunk| {
        chunk.relation == Relation::Topic
            && chunk.comma
            && chunk.span.start >= from
            && chunk.span.end < end
            && chunk.governor.is_some_and(|above| above as usize == agrees)
    })?;
    let comma = page.syntax[sentence].tokens_of(topic).last()?;
    Some(comma.span.end)
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
            return behind_meeting(page, language, sentence, Span::new(start, content.end));
        };
        let segment = &tokens[from..from + at];
        let comma = tokens[from + at].span;
        let words = without_remark(Span::new(start, comma.start).of(page.text()));
        let conjunction = segment.iter().all(|token| token.pos == Pos::Conjunction);
        let occasion = language.speech.is_occasion(words);
        let quoted = page.quotation_around(comma).is_some();
        if quoted || !(conjunction || occasion) {
            return start;
        }
        start = comma.end;
    }
}

/// Behind a meeting at which it was agreed, set off by no comma: 首都で開いた理事会で….
fn behind_meeting(page: &Page<'_>, language: &Language<'_>, sentence: usize, content: Span) -> u32 {
    let chunks = page.syntax[sentence].chunks.iter();
    let before = chunks.filter(|it| content.contains(it.span) && it.span.end < content.end);
    let mut held = before.filter(|chunk| {
        chunk.relation == keii_syntax::Relation::Means
            && language
                .speech
                .is_held_meeting(Span::new(content.start, chunk.span.end).of(page.text()))
    });
    held.next().map_or(content.start, |chunk| chunk.span.end)
}

/// Words without the remark in brackets that they end with: 1日(現地時間).
fn without_remark(words: &str) -> &str {
    let closed = words.strip_suffix([')', '）']);
    closed.and_then(|inside| inside.rfind(['(', '（'])).map_or(words, |at| &words[..at])
}

/// The words of a quotation that ends directly before `end`.
fn quoted_before(page: &Page<'_>, sentence: usize, end: u32) -> Option<Span> {
    let quotations = page.quotations_of(sentence).iter();
    quotations
        .filter(|quotation| quotation.depth == 0)
        .find(|it| it.span.end == end)
        .map(|it| it.inner)
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
    let kept = words.trim_end_matches(|end| language.page.terminators.hold(end)).trim_end();
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
