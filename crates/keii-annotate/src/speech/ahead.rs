//! What is still to come in what somebody says: a doing told in its plain form is what they are about
//! to do, a meeting that is held then is planned, and what things turn into is expected.

use keii_model::{AttributionType, Factuality, Modality, Span};
use keii_syntax::{Form, ParticleKind, Pos, Token};

use super::Context;
use super::content::Content;
use super::settings::{SpeechSettings, holds};

/// What the end of a content tells of what is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ahead {
    /// 会談内容を伝える: the one who speaks will do it; 会合が開かれる: it will be held.
    Planned,
    /// 「責任を取る」: in one's own words what one will do is a promise.
    Promised,
    /// 雇用が増える: it is expected.
    Expected,
}

impl Ahead {
    pub(super) fn modality(self) -> Modality {
        match self {
            Self::Planned => Modality::Plan,
            Self::Promised => Modality::Promise,
            Self::Expected => Modality::Forecast,
        }
    }

    /// The same, of somebody who binds themselves to it.
    pub(super) fn pledged(self) -> Self {
        if self == Self::Planned { Self::Promised } else { self }
    }

    pub(super) fn factuality(self) -> Factuality {
        Factuality::Probable
    }

    pub(super) fn step(self) -> &'static str {
        match self {
            Self::Planned => "speech.lies-ahead",
            Self::Promised => "speech.pledges",
            Self::Expected => "speech.expected",
        }
    }
}

/// Reads the predicate that closes the content. …がある and …を歓迎する tell of what is, and 両国が投資する
/// is what somebody says of others.
pub(super) fn of(context: &Context<'_, '_>, content: &Content) -> Option<Ahead> {
    let settings = &context.language.speech;
    let text = context.page.text();
    let tokens = said(context, content.span)?;
    let behind = match tokens.last() {
        // 会合を開くこと|を明らかにした
        Some(last) if last.span.of(text) == settings.nominalizer => tokens.len() - 1,
        // 支えます, 支えていきます
        Some(last) if last.pos == Pos::Auxiliary && settings.polite.hold(&last.lemma) => {
            tokens.len() - usize::from(last.form == Form::Plain)
        }
        _ => tokens.len(),
    };
    let polite = behind < tokens.len() && tokens[behind].pos == Pos::Auxiliary;
    let voice = |list: &[String]| {
        let last = tokens[..behind].last();
        last.is_some_and(|last| last.pos == Pos::Auxiliary && holds(list, &last.lemma))
    };
    let causes = voice(&settings.causative);
    let turned = causes || voice(&settings.passive);
    let last = tokens.get(behind.checked_sub(1)?)?;
    let verb = behind.checked_sub(1 + usize::from(turned)).and_then(|at| tokens.get(at))?;
    let noun = behind.checked_sub(2 + usize::from(turned)).and_then(|at| tokens.get(at));
    let goes_on = verb.pos == Pos::DependentVerb && settings.going.hold(&verb.lemma);
    let open = polite && last.form == Form::Continuative;
    let verbal = (verb.pos == Pos::Verb || goes_on) && (last.form == Form::Plain || open);
    if !verbal {
        return None;
    }
    let light = verb.lemma == settings.light_verb;
    let name = if light { noun.map_or("", |it| it.lemma.as_str()) } else { verb.lemma.as_str() };
    let clause = clause(tokens);
    // 待遇を改善する is somebody's doing.
    let object = settings.object_particles.first().map_or("", String::as_str);
    let done = !turned && clause.iter().any(|token| token.span.of(text) == object);
    if settings.changing.hold(name) && !done {
        return Some(Ahead::Expected);
    }
    if holds(&settings.holding, name) {
        return Some(Ahead::Planned);
    }
    if turned && !causes || is_state(context, name, verb, noun) {
        return None;
    }
    // 頼り過ぎると、機会を逸する: what follows from something is nobody's plan.
    if follows(tokens, settings) {
        return None;
    }
    // 両社が近く提携を解消する: the words tell that it is yet to come.
    let words = Span::new(clause.first()?.span.start, last.span.end).of(text);
    let soon = settings.soon.iter().any(|word| words.contains(word.as_str()));
    let own = has_own_subject(context, content, clause, last.span.end);
    let pledges = content.kind == AttributionType::Direct && !own && !soon;
    let pledges = pledges && (settings.keeping.hold(name) || !tells_of_a_body(context, clause));
    (soon || !own).then_some(if pledges { Ahead::Promised } else { Ahead::Planned })
}

/// Whether a clause closed by と and a comma tells what the rest follows from.
fn follows(tokens: &[Token], settings: &SpeechSettings) -> bool {
    tokens.windows(3).any(|words| {
        let [verb, particle, comma] = words else { return false };
        comma.pos == Pos::Comma
            && matches!(
                particle.pos,
                Pos::Particle(ParticleKind::Conjunctive | ParticleKind::Quotative)
            )
            && settings.answered.hold(&particle.lemma)
            && matches!(verb.pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary)
            && verb.form == Form::Plain
    })
}

/// わが国は方針を転換する: who speaks of their country or body by its name tells what it is going to do.
fn tells_of_a_body(context: &Context<'_, '_>, clause: &[Token]) -> bool {
    let Some((first, last)) = clause.first().zip(clause.last()) else { return false };
    let topic = |end: u32| {
        clause.iter().any(|it| it.span.start == end && it.pos == Pos::Particle(ParticleKind::Topic))
    };
    context.cast.within(first.span.join(last.span)).any(|mention| topic(mention.phrase.end))
}

/// Whether the predicate that ends at `end` has a subject of its own. 自身が, and らが of those who come
/// along, are none.
fn has_own_subject(
    context: &Context<'_, '_>,
    content: &Content,
    clause: &[Token],
    end: u32,
) -> bool {
    let text = context.page.text();
    let settings = &context.language.speech;
    let Some(sentence) = context.page.sentence_at(content.span.start) else { return false };
    let chunks = &context.page.syntax[sentence].chunks;
    // Of a quotation and the chunks in it, the one inside.
    let chunk_of = |at: u32| {
        let begun = chunks.partition_point(|chunk| chunk.span.start <= at);
        let around = chunks[..begun].iter().rposition(|chunk| at < chunk.span.end);
        around.unwrap_or(chunks.len())
    };
    let predicate = chunk_of(end.saturating_sub(1));
    clause.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).map(|before| &clause[before]);
        // 長引く対立は負担を残す; but 明日は and 会場では tell when and where.
        let noun = before.is_some_and(|it| {
            let when =
                settings.time_endings.iter().any(|end| it.span.of(text).ends_with(end.as_str()));
            let other = it.pos == Pos::Pronoun && !holds(&settings.first_person, &it.lemma);
            let thing = matches!(it.pos, Pos::Noun | Pos::VerbalNoun | Pos::Suffix | Pos::Name(_));
            !when && (thing || other)
        });
        let named = context.cast.within(content.span).any(|it| it.phrase.end == token.span.start);
        let topic = token.span.of(text) == settings.topic && noun && !named;
        let case = token.pos == Pos::Particle(ParticleKind::Case)
            && token.span.of(text) == settings.subject;
        let subject = topic || case;
        let reflexive = before.is_some_and(|it| context.language.event.reflexive.hold(&it.lemma));
        let several = case && before.is_some_and(|it| it.pos == Pos::Suffix);
        let governor = chunks.get(chunk_of(token.span.start)).and_then(|chunk| chunk.governor);
        // 規制が、悪影響を与える|と指摘した: whatever governs it outside, it is of what is said.
        let of_it = governor.is_none_or(|governor| {
            governor as usize == predicate || case && governor as usize > predicate
        });
        subject && of_it && !reflexive && !several
    })
}

/// Whether the verb tells of a state or an attitude.
fn is_state(context: &Context<'_, '_>, name: &str, verb: &Token, noun: Option<&Token>) -> bool {
    let settings = &context.language.speech;
    let stative = settings.stative.hold(&verb.lemma)
        || noun.is_some_and(|noun| settings.stative.hold(&noun.lemma));
    let attitude = context.language.speech_verb.get(name);
    let says = |entry: &keii_rules::Entry| entry.field("modality") == Some("assert");
    stative || !attitude.is_none_or(says)
}

/// Whether words end with 考え behind a verb of doing in its plain form.
pub(super) fn is_intention(context: &Context<'_, '_>, content: &Content) -> bool {
    let settings = &context.language.speech;
    let Some([.., verb, noun]) = said(context, content.span) else { return false };
    settings.agreement_nouns.hold(noun.span.of(context.page.text()))
        && noun.pos != Pos::FormalNoun
        && (verb.pos == Pos::Verb
            || verb.pos == Pos::DependentVerb && settings.going.hold(&verb.lemma))
        && verb.form == Form::Plain
        && !settings.stative.hold(&verb.lemma)
}

/// Whether words end with a verb of a state in its plain form: 憲法に違反する.
pub(super) fn is_statement(context: &Context<'_, '_>, content: &Content) -> bool {
    let settings = &context.language.speech;
    let Some([.., noun, verb]) = said(context, content.span) else { return false };
    let light = verb.lemma == settings.light_verb;
    let name = if light { &noun.lemma } else { &verb.lemma };
    verb.pos == Pos::Verb && verb.form == Form::Plain && settings.stative.hold(name)
}

/// Whether verbatim words end with a command: 金を出せ.
pub(super) fn is_command(context: &Context<'_, '_>, content: &Content) -> bool {
    content.kind == AttributionType::Direct
        && said(context, content.span)
            .and_then(<[Token]>::last)
            .is_some_and(|last| last.pos == Pos::Verb && last.form == Form::Imperative)
}

/// Whether words end with what was done or is being done: 攻撃した, 攻撃を続けている.
pub(super) fn is_deed(context: &Context<'_, '_>, content: &Content) -> bool {
    // 部下が盗んだ|など
    let words = said(context, content.span).map(|words| match words {
        [words @ .., last] if last.pos == Pos::Particle(ParticleKind::Adverbial) => words,
        _ => words,
    });
    let Some([.., before, last]) = words else { return false };
    let tense = context.language.tense;
    let done = is_past(context, before, last);
    let verbal = matches!(before.pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary);
    let ongoing = last.pos == Pos::DependentVerb && before.lemma == tense.gerund;
    // 公平を保っていない
    let left = last.pos == Pos::Auxiliary
        && before.pos == Pos::DependentVerb
        && holds(&context.language.speech.labels.negations, &last.lemma);
    done && verbal || ongoing || left
}

/// Whether a word makes the past of the one before it: 沈ん|だ, 攻撃し|た.
pub(super) fn is_past(context: &Context<'_, '_>, before: &Token, last: &Token) -> bool {
    let verbal = matches!(before.pos, Pos::Verb | Pos::DependentVerb);
    let voiced = verbal && holds(&context.language.speech.labels.past, &last.lemma);
    last.pos == Pos::Auxiliary && (last.lemma == context.language.tense.past || voiced)
}

/// The words of a content, up to its end, without a full stop.
pub(super) fn said<'t>(context: &Context<'t, '_>, span: Span) -> Option<&'t [Token]> {
    let sentence = context.page.sentence_at(span.start)?;
    let tokens = &context.page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < span.start);
    let behind = tokens.partition_point(|token| token.span.end <= span.end);
    let words = &tokens[from.min(behind)..behind];
    // 「強く対応する」|と
    let marks = |token: &&Token| matches!(token.pos, Pos::Period | Pos::Close);
    let stopped = words.iter().rev().take_while(marks).count();
    Some(&words[..words.len() - stopped])
}

/// The last clause of the words: behind the last comma after a verb or a conjunction.
fn clause(words: &[Token]) -> &[Token] {
    let joint = words.windows(2).rposition(|pair| {
        let [last, comma] = pair else { return false };
        comma.pos == Pos::Comma
            && matches!(
                last.pos,
                Pos::Verb
                    | Pos::DependentVerb
                    | Pos::Auxiliary
                    | Pos::Particle(ParticleKind::Conjunctive)
            )
            || last.pos == Pos::Period
    });
    joint.map_or(words, |at| &words[at + 1..])
}
