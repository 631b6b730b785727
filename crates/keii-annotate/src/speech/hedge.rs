//! What the writer marks as uncertain without naming anybody who says it.

use std::collections::BTreeSet;

use keii_model::{Factuality, Modality, Span, SpeakerHow};
use keii_rules::{Layer, Match};
use keii_syntax::{Form, ParticleKind, Pos, Relation, Token};

use super::certainty::read;
use super::clause;
use super::settings::holds;
use crate::draft::{HedgeDraft, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// Finds the writer's hedges: words of uncertainty that end a clause and stand in nobody's mouth.
pub(crate) fn hedges(
    page: &Page<'_>,
    speech: &[SpeechDraft],
    language: &Language<'_>,
) -> Vec<HedgeDraft> {
    let mut found = Vec::new();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        let spoken = page.turn_of(sentence).is_some();
        if !spoken && matches!(kind, BlockKind::Paragraph | BlockKind::Item) {
            sentence_hedges(page, speech, language, sentence, &mut found);
        }
    }
    found.sort_by_key(|hedge| hedge.span.start);
    found
}

fn sentence_hedges(
    page: &Page<'_>,
    speech: &[SpeechDraft],
    language: &Language<'_>,
    sentence: usize,
    found: &mut Vec<HedgeDraft>,
) {
    let span = page.sentences[sentence].span;
    let told = told(speech, span);
    let view = page.view_of(sentence);
    let layers = [language.hedge, language.modality];
    let hits: Vec<_> = layers
        .into_iter()
        .flat_map(|layer| layer.find(&view, span).into_iter().map(move |hit| (layer, hit)))
        .collect();
    let possible =
        |(layer, hit): &&(&Layer, Match)| level(layer, hit) == Some(Factuality::Possible);
    let possible: BTreeSet<u32> =
        hits.iter().filter(possible).map(|(_, hit)| hit.span.end).collect();
    for (layer, hit) in &hits {
        let own = layer.output(hit, "level").is_some();
        let Some(mut level) = level(layer, hit) else { continue };
        // 可能性があるとみられる: what is only possible is no more for being held.
        if level == Factuality::Probable && possible.contains(&hit.span.start) {
            level = Factuality::Possible;
        }
        let qualifies = own && level == Factuality::CertainNot;
        let said = told.iter().any(|words| words.overlaps(hit.span));
        let quoted = page.quotation_around(hit.span).is_some();
        let again = found.iter().rev().take_while(|it| it.cue.start >= span.start).any(|hedge| {
            hedge.cue.overlaps(hit.span) || (hedge.span.contains(hit.span) && hedge.level == level)
        });
        let doubted = qualifies || is_uncertain(level);
        let intends = matches!(
            read(layer.output(hit, "modality").as_deref()),
            Some(Modality::Plan | Modality::Hope | Modality::Propose | Modality::Promise)
        );
        let holder = layer.output(hit, "holder").is_some();
        if said || quoted || again || intends || holder || !doubted {
            continue;
        }
        if closes(page, language, sentence, hit.span, own) {
            let rule = layer.rule(hit.rule).id().to_owned();
            found.push(hedge(page, language, sentence, (hit.span, rule, level)));
        }
    }
}

/// The hedge that words found make: with the clause they stand in.
fn hedge(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    (words, rule, level): (Span, String, Factuality),
) -> HedgeDraft {
    let cue = whole_words(page, sentence, words);
    let range = (page.sentences[sentence].span.start, cue.start);
    let start = clause::start(page, language.speech, sentence, range, true).min(cue.start);
    let end = phrase_end(page, sentence, cue);
    // 路面に、車のものとみられる塗料が付いていた: only what the noun behind is supposed to be is uncertain.
    let start = if end > cue.end { adnominal_start(page, sentence, cue, start) } else { start };
    let steps = vec![(rule, Some(words)), ("hedge.clause".to_owned(), None)];
    HedgeDraft { span: Span::new(start, end), cue, level, steps }
}

/// Where the words begin that belong to the predicate of a relative clause, behind `floor`: the chunks
/// before it that depend on it, one after another, without a topic.
fn adnominal_start(page: &Page<'_>, sentence: usize, cue: Span, floor: u32) -> u32 {
    let chunks = &page.syntax[sentence].chunks;
    let at = chunks.partition_point(|chunk| chunk.span.end < cue.end);
    let mut first = at.min(chunks.len().saturating_sub(1));
    while let Some(before) = first.checked_sub(1) {
        let chunk = &chunks[before];
        let depends = chunk.governor.is_some_and(|it| (first..=at).contains(&(it as usize)));
        if !depends || chunk.relation == Relation::Topic || chunk.span.start < floor {
            break;
        }
        first = before;
    }
    let start = chunks.get(first).map_or(floor, |chunk| chunk.span.start);
    start.max(floor).min(cue.start)
}

/// How certain what a rule found leaves its clause.
fn level(layer: &Layer, hit: &Match) -> Option<Factuality> {
    let level = layer.output(hit, "level").or_else(|| layer.output(hit, "factuality"));
    read(level.as_deref())
}

/// What somebody who is named says in a sentence, and the words that tell so. What nobody in
/// particular says is as uncertain as the text marks it.
fn told(speech: &[SpeechDraft], sentence: Span) -> Vec<Span> {
    let named =
        |draft: &&SpeechDraft| draft.speakers.iter().any(|it| it.how != SpeakerHow::Unattributed);
    let drafts = speech.iter().filter(named);
    let words = drafts.flat_map(|draft| draft.content.iter().chain(&draft.cue).copied());
    words.filter(|span| span.overlaps(sentence)).collect()
}

/// Whether words of uncertainty say something of a clause: behind a noun (必要とされる) they do not, nor
/// in a question, nor as the beginning of a compound (予定地).
fn closes(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    words: Span,
    own: bool,
) -> bool {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < words.start);
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let text = page.text();
    let settings = &language.speech;
    let quotative =
        tokens.get(from).is_some_and(|token| holds(&settings.quotative, token.span.of(text)));
    let noun = from.checked_sub(1).is_some_and(|before| {
        let pos = tokens[before].pos;
        pos.is_nominal() && !matches!(pos, Pos::FormalNoun)
    });
    let asks = tokens.get(to).is_some_and(|token| holds(&settings.questions, token.span.of(text)));
    let last = to.checked_sub(1).and_then(|last| tokens.get(last));
    let next = tokens.get(to);
    // 難しい問い, 手本となりうる例: a quality of a thing is no doubt about it.
    let quality = last.is_some_and(|token| token.pos == Pos::Adjective) || !own;
    let verbal = last.is_some_and(|token| !token.pos.is_nominal());
    let adnominal = quality
        && verbal
        && next.is_some_and(|it| it.pos.is_nominal() && it.pos != Pos::FormalNoun);
    // 見通しは立たない, 見込みのある若手: a noun in the middle of its clause is only spoken of.
    let spoken_of = last.is_some_and(|token| token.pos.is_nominal())
        && next.is_some_and(|token| {
            matches!(token.pos, Pos::Particle(_) | Pos::Verb | Pos::VerbalNoun)
                && !holds(&settings.quotative, token.span.of(text))
        });
    // …かどうかの協議: what is talked about is not left open by the text.
    let topic_of = next.is_some_and(|token| {
        let words = token.span.of(text);
        last.is_some_and(|it| matches!(it.pos, Pos::Particle(_) | Pos::Adverb))
            && (token.pos == Pos::Particle(ParticleKind::Genitive)
                || settings.object_particles.first().is_some_and(|it| it == words))
    });
    // 可能性があるとみて調べている: whoever looks into it holds it so.
    let passive = tokens[to.min(tokens.len())..]
        .iter()
        .take(PASSIVE)
        .any(|token| holds(&settings.passive, &token.lemma));
    let as_such = next.is_some_and(|token| token.span.of(text) == settings.report_particle);
    let said = next.is_some_and(|token| holds(&settings.quotative, token.span.of(text)))
        && tokens.get(to + 1).is_some_and(|token| token.pos == Pos::Verb)
        && !passive;
    let held = as_such || said;
    // 見込みがないことが分かった tells a fact.
    let fact = next.is_some_and(|token| token.span.of(text) == settings.nominalizer);
    // …かどうかを調べる, …かどうかについて: only …かどうかは and …かどうかが leave it open.
    let open = last.is_some_and(|token| matches!(token.pos, Pos::Adverb | Pos::Particle(_)))
        && !own
        && next.is_some_and(|token| {
            token.pos != Pos::Particle(ParticleKind::Topic)
                && token.span.of(text) != settings.subject
                && !matches!(token.pos, Pos::Period | Pos::Comma)
        });
    !(asks || adnominal || spoken_of || topic_of || held || fact || open || quotative && noun)
}

/// How many words behind a quotative particle may show the passive.
const PASSIVE: usize = 4;

/// The words without a topic or subject particle ahead, and the negation they end with as a whole.
fn whole_words(page: &Page<'_>, sentence: usize, words: Span) -> Span {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < words.start);
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let first = |at: usize| tokens.get(at).filter(|token| token.span.end <= words.end);
    let mut head = from;
    while let Some(token) = first(head) {
        let ahead = match token.pos {
            Pos::Particle(ParticleKind::Topic) | Pos::Adverb | Pos::Comma => true,
            Pos::Particle(ParticleKind::Case) => {
                tokens.get(head + 1).is_some_and(|next| next.pos.is_nominal())
            }
            _ => false,
        };
        if !ahead || head + 1 >= to {
            break;
        }
        head += 1;
    }
    let start = if head > from { tokens[head].span.start } else { words.start };
    Span::new(start.min(words.end), predicate_end(tokens, to, words))
}

/// Where the predicate ends that the words belong to: without a comma or full stop, and with the
/// auxiliaries that close it (…ありま|せん, …とみられて|いる).
fn predicate_end(tokens: &[Token], to: usize, words: Span) -> u32 {
    let mut last = to;
    while last > 1
        && matches!(
            tokens[last - 1].pos,
            Pos::Comma | Pos::Period | Pos::Particle(ParticleKind::Topic)
        )
    {
        last -= 1;
    }
    if last < to {
        return tokens[last - 1].span.end;
    }
    let mut end = last.checked_sub(1).map_or(words.end, |at| tokens[at].span.end.max(words.end));
    while let Some([before, next]) = tokens.get(last.wrapping_sub(1)..=last) {
        let cut = before.span.end > words.end && last == to;
        let open = matches!(before.form, Form::Irrealis | Form::Continuative) || cut;
        let goes_on = match next.pos {
            Pos::Auxiliary => open,
            Pos::DependentVerb => before.pos == Pos::Particle(ParticleKind::Conjunctive),
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = next.span.end;
        last += 1;
    }
    end
}

/// Behind the words, or behind the noun that they stand before: 来年に予定される試合.
fn phrase_end(page: &Page<'_>, sentence: usize, words: Span) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let plain = to.checked_sub(1).is_some_and(|last| {
        matches!(tokens[last].pos, Pos::Verb | Pos::Auxiliary | Pos::DependentVerb)
    });
    let mut end = words.end;
    let does = |at: usize| tokens.get(to + at + 1).is_some_and(|token| token.pos == Pos::Verb);
    let genitive = |at: usize| {
        let next = tokens.get(to + at + 1);
        next.is_some_and(|token| token.pos == Pos::Particle(ParticleKind::Genitive))
    };
    for (at, token) in tokens[to..].iter().enumerate().filter(|_| plain).take(PHRASE) {
        match token.pos {
            // …とされる男が逮捕された: what is done to it is no part of it.
            Pos::VerbalNoun if does(at) => break,
            pos if pos.is_nominal() && pos != Pos::FormalNoun => end = token.span.end,
            // 首都での会談
            Pos::Particle(ParticleKind::Genitive) => {}
            Pos::Particle(ParticleKind::Case) if genitive(at) => {}
            _ => break,
        }
    }
    end
}

/// The most words of a noun phrase behind an adnominal hedge.
const PHRASE: usize = 10;

fn is_uncertain(level: Factuality) -> bool {
    use Factuality::{Possible, PossiblyNot, Probable, ProbablyNot, Unknown};
    matches!(level, PossiblyNot | Possible | Probable | ProbablyNot | Unknown)
}
