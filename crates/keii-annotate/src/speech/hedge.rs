//! What a text marks as uncertain, be it in the writer's words or in those of whoever is quoted.

mod extent;

use std::collections::BTreeSet;

use keii_model::{Factuality, Modality, Span, SpeakerHow};
use keii_rules::{Layer, Match};
use keii_syntax::{Chunk, Form, ParticleKind, Pos, Relation, Token};

use super::certainty::read;
use super::clause;
use super::settings::{SpeechSettings, holds};
use crate::draft::{HedgeDraft, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};
use extent::{adnominal_start, phrase_end, whole_words};

/// Finds the hedges: words of uncertainty that end a clause, and what somebody only expects, fears or
/// holds possible.
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
        let whole = page.sentences[sentence].span;
        if kind == BlockKind::Title {
            found.extend(asked(page, language, sentence, whole));
        }
        // 『…、2発目準備か』: the title of a work that is credited asks as well.
        if kind == BlockKind::Reference {
            let titles = page.quotations_of(sentence).iter().map(|it| it.inner);
            found.extend(titles.filter_map(|title| asked(page, language, sentence, title)));
        }
    }
    let told = speech.iter().filter_map(|draft| expected(page, language, draft));
    for hedge in told.collect::<Vec<_>>() {
        if !found.iter().any(|it| it.span.overlaps(hedge.span)) {
            found.push(hedge);
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
        let said = told.iter().find(|words| words.overlaps(hit.span)).copied();
        let quoted = page.quotation_around(hit.span).is_some() && said.is_none();
        let again = found.iter().rev().take_while(|it| it.cue.start >= span.start).any(|hedge| {
            // 切った|といえる|だろう, おそらく|…する可能性がある: one clause is doubted once.
            let joined = hedge.cue.end == hit.span.start
                || layer.output(hit, "ahead").is_some() && hedge.span.contains(hit.span);
            let same = hedge.span.contains(hit.span) && hedge.level == level;
            joined || same || hedge.cue.overlaps(hit.span)
        });
        let doubted = qualifies || is_uncertain(level);
        let intends = matches!(
            read(layer.output(hit, "modality").as_deref()),
            Some(Modality::Plan | Modality::Hope | Modality::Propose | Modality::Promise)
        );
        // このままでは…なる: forecast without a word of doubt.
        let holder = ["holder", "unhedged"].iter().any(|it| layer.output(hit, it).is_some());
        let noun = layer.output(hit, "noun").is_some();
        if quoted || again || intends || holder || !doubted {
            continue;
        }
        let within = said.map_or(span, |words| clip(page, words, hit.span));
        let rule = layer.rule(hit.rule).id().to_owned();
        if layer.output(hit, "ahead").is_some() {
            found.push(behind(page, (sentence, within), (hit.span, rule, level)));
        } else if closes(page, language, sentence, hit.span, (own, said.is_some()), noun) {
            found.push(hedge(page, language, (sentence, within), (hit.span, rule, level)));
        }
    }
}

/// The hedge that words found make: with the clause they stand in.
fn hedge(
    page: &Page<'_>,
    language: &Language<'_>,
    (sentence, within): (usize, Span),
    (words, rule, level): (Span, String, Factuality),
) -> HedgeDraft {
    let cue = whole_words(page, sentence, words);
    let range = (within.start.min(cue.start), cue.start);
    let start = clause::start(page, language.speech, sentence, range, true).min(cue.start);
    let end = phrase_end(page, sentence, cue).min(within.end.max(cue.end));
    // 路面に、車のものとみられる塗料が付いていた: only what the noun behind is supposed to be is uncertain.
    let start = if end > cue.end {
        adnominal_start(page, sentence, cue, start)
    } else {
        behind_copula(page, sentence, Span::new(start, cue.start))
    };
    let steps = vec![(rule, Some(words)), ("hedge.clause".to_owned(), None)];
    HedgeDraft { span: Span::new(start, end), cue, level, steps }
}

/// 男は団員|で、|同容疑者は酔っていた模様だ: behind a clause that tells what somebody is, where another topic follows.
fn behind_copula(page: &Page<'_>, sentence: usize, clause: Span) -> u32 {
    let syntax = &page.syntax[sentence];
    let inside =
        |chunk: &&[Chunk]| chunk[1].span.start >= clause.start && chunk[1].span.end <= clause.end;
    let pairs = syntax.chunks.windows(2).filter(inside);
    let mut topic = pairs.filter(|pair| {
        let last = syntax.tokens_of(&pair[0]).iter().rfind(|token| token.pos != Pos::Comma);
        let copula =
            last.is_some_and(|it| it.pos == Pos::Auxiliary && it.form == Form::Continuative);
        pair[0].comma && copula && pair[1].relation == Relation::Topic
    });
    topic.next_back().map_or(clause.start, |pair| pair[1].span.start)
}

/// The hedge that a word makes of the clause behind it: おそらく来週になる.
fn behind(
    page: &Page<'_>,
    (sentence, within): (usize, Span),
    (cue, rule, level): (Span, String, Factuality),
) -> HedgeDraft {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < cue.end);
    let inside = tokens[from..].iter().take_while(|token| token.span.end <= within.end);
    let last = inside.take_while(|it| !matches!(it.pos, Pos::Comma | Pos::Period)).last();
    let span = Span::new(cue.start, last.map_or(cue.end, |last| last.span.end));
    HedgeDraft { span, cue, level, steps: vec![(rule, Some(cue))] }
}

/// The words around a hit that belong to what somebody says: those of the quotation it stands in, if
/// it does.
fn clip(page: &Page<'_>, said: Span, hit: Span) -> Span {
    let inner = page.quotation_around(hit).map(|at| page.quotations[at].inner);
    let start = inner.map_or(said.start, |inner| inner.start.max(said.start));
    let end = inner.map_or(said.end, |inner| inner.end.min(said.end.max(hit.end)));
    Span::new(start.min(hit.start), end.max(hit.end))
}

/// What somebody is told to expect, to fear or to hold possible: uncertain by the word that tells so.
fn expected(page: &Page<'_>, language: &Language<'_>, draft: &SpeechDraft) -> Option<HedgeDraft> {
    let doubted =
        matches!(draft.modality, Some(Modality::Forecast | Modality::Speculate | Modality::Fear));
    let level = draft.factuality.filter(|level| doubted && is_uncertain(*level))?;
    let (content, cue) = (*draft.content.last()?, draft.cue?);
    let sentence = page.sentence_at(content.start)?;
    let quoted = draft.quoted.is_empty() && page.quotation_around(content).is_some();
    if quoted || page.turn_of(sentence).is_some() {
        return None;
    }
    // 強い懸念を表明した: what is feared is not told.
    if is_bare_noun(page, language, sentence, content) {
        return None;
    }
    let range = (content.start, content.end);
    let start = clause::start(page, language.speech, sentence, range, true);
    let span = Span::new(start.min(content.end), content.end);
    // 巻き込まれた|可能性がある|ことを伝えた: the words of doubt, rather than those of saying.
    let own = own_words(page, language, (sentence, content), level);
    // …機会となる: what things turn into is foreseen without a word of doubt.
    let told_by = |rule: &String| draft.steps.iter().any(|(step, _)| step == rule);
    if own.as_ref().and_then(|(_, rule)| rule.as_ref()).is_some_and(told_by) {
        return None;
    }
    let cue = own.filter(|_| !doubts(page, language, sentence, cue)).map_or(cue, |it| it.0);
    let steps = vec![("hedge.expected".to_owned(), Some(cue))];
    (!span.is_empty()).then_some(HedgeDraft { span, cue, level, steps })
}

/// あふれるのではないかと懸念した: whether the words of saying tell themselves that it is uncertain.
fn doubts(page: &Page<'_>, language: &Language<'_>, sentence: usize, cue: Span) -> bool {
    let mut words = page.syntax[sentence].tokens.iter().filter(|it| cue.contains(it.span));
    words.any(|word| {
        let verb = language.speech_verb.get(&word.lemma);
        let modality = read(verb.and_then(|it| it.field("modality")));
        matches!(modality, Some(Modality::Fear | Modality::Speculate | Modality::Forecast))
    })
}

/// Whether words are but a noun for a feeling, with a quality before it perhaps: 強い懸念.
fn is_bare_noun(page: &Page<'_>, language: &Language<'_>, sentence: usize, content: Span) -> bool {
    const CHUNKS: usize = 2;
    let syntax = &page.syntax[sentence];
    let chunks = syntax.chunks.iter().filter(|it| content.overlaps(it.span)).count();
    let tokens = &syntax.tokens;
    let last = tokens.partition_point(|token| token.span.end <= content.end).checked_sub(1);
    let feeling = last.is_some_and(|last| language.speech_noun.get(&tokens[last].lemma).is_some());
    feeling && chunks <= CHUNKS
}

/// The words by which what somebody says is as uncertain as they hold it, near its end, and the rule that
/// finds them, where they are none of doubt.
fn own_words(
    page: &Page<'_>,
    language: &Language<'_>,
    (sentence, content): (usize, Span),
    told: Factuality,
) -> Option<(Span, Option<String>)> {
    const NEAR: u32 = 15;
    let view = page.view_of(sentence);
    let hits = [language.hedge, language.modality].into_iter().flat_map(|layer| {
        let found = layer.find(&view, page.sentences[sentence].span);
        let told = found.into_iter().filter(move |hit| level(layer, hit) == Some(told));
        told.map(move |hit| {
            let unhedged = layer.output(&hit, "unhedged").is_some();
            (hit.span, unhedged.then(|| layer.rule(hit.rule).id().to_owned()))
        })
    });
    let near =
        |it: &(Span, Option<String>)| content.contains(it.0) && it.0.end + NEAR >= content.end;
    let (words, unhedged) = hits.filter(near).last()?;
    Some((whole_words(page, sentence, words), unhedged))
}

/// 次回は19日か: a headline, within its sentence, that asks without a word to ask with tells what may be.
fn asked(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    headline: Span,
) -> Option<HedgeDraft> {
    let text = page.text();
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < headline.start);
    let tokens = &tokens[from..tokens.partition_point(|token| token.span.end <= headline.end)];
    let settings = &language.speech;
    let mark = settings.questions.first()?;
    let parts =
        |token: &Token| matches!(token.pos, Pos::Space | Pos::Comma | Pos::Period | Pos::Symbol);
    let at = (1..tokens.len()).find(|&at| {
        tokens[at].span.of(text) == mark.as_str()
            && tokens[at].span.start == tokens[at - 1].span.end
            && tokens.get(at + 1).is_none_or(parts)
            && page
                .quotation_around(tokens[at].span)
                .is_none_or(|it| page.quotations[it].inner == headline)
    })?;
    let first = tokens[..at].iter().rposition(parts).map_or(0, |before| before + 1);
    let asks = |token: &Token| {
        settings.interrogatives.iter().any(|word| token.span.of(text).starts_with(word.as_str()))
    };
    if first >= at || tokens[first..at].iter().any(asks) {
        return None;
    }
    let cue = tokens[at].span;
    let span = tokens[first].span.join(cue);
    let steps = vec![("hedge.headline".to_owned(), Some(cue))];
    Some(HedgeDraft { span, cue, level: Factuality::Possible, steps })
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

/// Whether words of uncertainty say something of a clause: behind a noun (必要とされる) they do not, but for those
/// that tell what it is taken for (`of_noun`: 残骸と見られる), nor
/// in a question, nor as the beginning of a compound (予定地).
fn closes(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    words: Span,
    (own, told): (bool, bool),
    of_noun: bool,
) -> bool {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < words.start);
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let text = page.text();
    let settings = &language.speech;
    let quotative =
        tokens.get(from).is_some_and(|token| settings.quotative.hold(token.span.of(text)));
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
                && !settings.quotative.hold(token.span.of(text))
        });
    // …かどうかの協議: what is talked about is not left open by the text.
    let topic_of = next.is_some_and(|token| {
        let words = token.span.of(text);
        last.is_some_and(|it| matches!(it.pos, Pos::Particle(_) | Pos::Adverb))
            && (token.pos == Pos::Particle(ParticleKind::Genitive)
                || settings.object_particles.first().is_some_and(|it| it == words))
    });
    let held = !told && is_held(text, settings, tokens, to);
    // (3月期の見込み): in brackets it says something of a number.
    let remark = next.is_some_and(|token| token.pos == Pos::Close)
        && last.is_some_and(|token| token.pos.is_nominal());
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
    !(asks
        || adnominal
        || spoken_of
        || topic_of
        || held
        || fact
        || open
        || remark
        || quotative && (noun && !of_noun || is_called(tokens, from..to, text, settings)))
}

/// 「…」といわれる塾: what it is called. 認めることとされた: what is laid down.
fn is_called(
    tokens: &[Token],
    words: std::ops::Range<usize>,
    text: &str,
    settings: &SpeechSettings,
) -> bool {
    let passive = tokens[words.clone()].iter().any(|it| holds(&settings.passive, &it.lemma));
    let before = words.start.checked_sub(1).map(|before| &tokens[before]);
    passive
        && before.is_some_and(|token| {
            token.pos == Pos::Close || token.span.of(text) == settings.nominalizer
        })
}

/// 可能性があるとみて調べている: whoever looks into it holds it so.
fn is_held(text: &str, settings: &SpeechSettings, tokens: &[Token], to: usize) -> bool {
    let next = tokens.get(to);
    let passive = tokens[to.min(tokens.len())..]
        .iter()
        .take(PASSIVE)
        .any(|token| holds(&settings.passive, &token.lemma));
    let as_such = next.is_some_and(|token| token.span.of(text) == settings.report_particle);
    let said = next.is_some_and(|token| settings.quotative.hold(token.span.of(text)))
        && tokens.get(to + 1).is_some_and(|token| token.pos == Pos::Verb)
        && !passive;
    as_such || said
}

/// How many words behind a quotative particle may show the passive.
const PASSIVE: usize = 4;

fn is_uncertain(level: Factuality) -> bool {
    use Factuality::{Possible, PossiblyNot, Probable, ProbablyNot, Unknown};
    matches!(level, PossiblyNot | Possible | Probable | ProbablyNot | Unknown)
}
