//! Sources that frame a sentence: …によると, …によれば, …の話として.

mod source;

use keii_model::{EntityType, Span, SpeakerHow};
use keii_syntax::{ParticleKind, Pos};

use super::Context;
use super::cue::{Cue, CueKind};
use super::line::{Item, Line};
use super::settings::holds;
use super::speaker::behind_comma;
use super::together::together;
use crate::draft::{Mention, SpeakerDraft};
use source::{who_tells, with_first, without_day};

/// …によると: a speaker who frames the sentence.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) speakers: Vec<SpeakerDraft>,
    /// Who relays it: A紙によると、県警の発表では….
    pub(super) via: Vec<SpeakerDraft>,
    pub(super) cue: Span,
    /// In what it stands: 同省の声明によると.
    pub(super) medium: Option<Span>,
    /// Whether another relays it who is told to speak: A紙は、Bの話として、…と報じた.
    pub(super) relays: bool,
    /// Where the words that name the source begin.
    pub(super) start: u32,
    /// Behind it and its comma.
    pub(super) end: usize,
    /// Whether a pronoun alone names the source: それによると.
    pub(super) points: bool,
    /// Whether only the day is told on which it did: 26日の発表では.
    pub(super) dated: bool,
}

impl Frame {
    /// Whether it is told who passes on what the source tells: A紙は、県警の話として、男が逃げたと報じた. A
    /// subject behind it is what is told.
    pub(super) fn passes_on(&self) -> bool {
        self.relays && !self.via.is_empty()
    }

    /// Whether a cue behind it tells what somebody else has said, of whom the sentence does not say
    /// who it is: papers and bodies that are quoted for the facts do not say 「…」 themselves.
    pub(super) fn tells_of(&self, context: &Context<'_, '_>, cue: &Cue<'_>) -> bool {
        let said = cue.kind == CueKind::Quotative && cue.verb.is_some() && cue.is_strong();
        said && !self.relays && self.is_of_media(context)
    }

    /// Whether papers, agencies or stations are the source.
    pub(super) fn is_of_media(&self, context: &Context<'_, '_>) -> bool {
        self.speakers.iter().all(|speaker| is_medium(context, speaker))
    }
}

/// Whether a speaker is a paper, an agency or a station: by the lexicon, or by how its name ends.
pub(super) fn is_medium(context: &Context<'_, '_>, speaker: &SpeakerDraft) -> bool {
    let ends = |name: &str| {
        let endings = &context.language.page.media_endings;
        endings.iter().any(|it| name.ends_with(it.as_str()))
    };
    let Some(at) = speaker.entity else {
        return speaker.span.is_some_and(|span| ends(span.of(context.page.text())));
    };
    let entity = &context.cast.entities[at];
    let entry = context.language.organization.get(&entity.name);
    let listed = entry.is_some_and(|it| it.field("kind") == Some("media"));
    listed || entry.is_none() && entity.kind == EntityType::Organization && ends(&entity.name)
}

/// Whether a medium tells it for a fact: what stands in marks there somebody else has said, or is a name.
pub(super) fn tells_as_fact(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    speakers: &[SpeakerDraft],
) -> bool {
    use SpeakerHow::{Carried, Frame};
    let passed_on = cue.verb.is_some_and(|it| context.language.speech.relaying.hold(it.form()));
    let told = |it: &SpeakerDraft| passed_on || matches!(it.how, Frame | Carried);
    !speakers.is_empty() && speakers.iter().all(|it| told(it) && is_medium(context, it))
}

/// Who relays it: the source of the sentence where somebody else (`apart`) says it, else its own source.
pub(super) fn relayers(frame: Option<&Frame>, apart: bool) -> Vec<SpeakerDraft> {
    let of = |frame: &Frame| if apart { frame.speakers.clone() } else { frame.via.clone() };
    let mut relayers = frame.map_or_else(Vec::new, of);
    relayers.retain(|it| it.how != SpeakerHow::Unattributed);
    relayers
}

/// The kind of frames in whose words another tells.
const RELAY: &str = "relay";

/// How far behind a frame, in items, another one relays from within.
const WITHIN: usize = 12;

/// The frame of a sentence; of two that follow each other the inner one, relayed by the outer.
pub(super) fn frame(context: &Context<'_, '_>, line: &Line<'_>) -> Option<Frame> {
    let language = context.language;
    let frames = |entry: &keii_rules::Entry| {
        entry.field("kind").is_some_and(|kind| language.speech.frame_kinds.hold(kind))
    };
    let stands = |span: Span| {
        let at = line.position(span.start);
        line.items.get(at).is_some_and(|item| {
            item.span().contains(span) || item.word().is_some() && item.span().start <= span.start
        }) && context.page.quotation_around(span).is_none()
    };
    let found = language.speech_frame.find(line.text, line.span);
    let mut found = found
        .filter_map(|(span, entry)| Some((behind_noun(line, span)?, entry)))
        .filter(|(span, entry)| frames(entry) && stands(*span) && span.start > line.span.start);
    let relays = |entry: &keii_rules::Entry| entry.field("kind") == Some(RELAY);
    let (span, entry) = found.next()?;
    let mut outer = Frame { relays: relays(entry), ..named(context, line, span, line.span.start) };
    if outer.relays {
        let source = outer.speakers.iter().filter_map(|it| it.span).map(|span| span.start).min();
        outer.via = topic_before_frame(context, line, source.unwrap_or(outer.cue.start));
    }
    let Some((span, _)) = found.next() else { return Some(outer) };
    let inner = named(context, line, span, outer.cue.end);
    // …の話として伝えたところによると
    let (told, again) = (line.position(outer.cue.end), line.position(inner.cue.start));
    if again <= told + 1 || tells_itself(context, line, told, again) {
        return Some(Frame { cue: inner.cue, end: inner.end, relays: false, ..outer });
    }
    let follows = line.position(inner.cue.start) <= outer.end + WITHIN;
    // 今年8月の調査では: a time is nobody.
    let times = &language.speech.time_endings;
    let known = inner.speakers.iter().any(|speaker| {
        let words = speaker.span.map(|span| span.of(line.text));
        words.is_some_and(|it| !times.iter().any(|end| it.ends_with(end.as_str())))
    });
    if !follows || !known {
        return Some(outer);
    }
    Some(Frame { via: outer.speakers, start: outer.start, ..inner })
}

/// …の話として|紹介したところ|によると: whether nothing but the verb of whoever relays it stands between two frames.
fn tells_itself(context: &Context<'_, '_>, line: &Line<'_>, from: usize, to: usize) -> bool {
    const LONGEST: usize = 5;
    let settings = &context.language.speech;
    let verb = |at: usize| {
        let pos = line.pos(at);
        matches!(pos, Some(Pos::Verb | Pos::VerbalNoun | Pos::Auxiliary | Pos::DependentVerb))
            || settings.answered.hold(line.surface(at))
    };
    to <= from + LONGEST && line.surface(to - 1) == settings.telling_place && (from..to).all(verb)
}

/// A cue at the head of a sentence begins behind its noun, which is the source: 報道によれば.
fn behind_noun(line: &Line<'_>, cue: Span) -> Option<Span> {
    if cue.start > line.span.start {
        return Some(cue);
    }
    let end = line.items.first()?.span().end;
    (end < cue.end).then(|| Span::new(end, cue.end))
}

/// Who passes on what another tells: A紙は、県警の話として、….
fn topic_before_frame(context: &Context<'_, '_>, line: &Line<'_>, start: u32) -> Vec<SpeakerDraft> {
    if let Some(found) = super::speaker::topic_up_to(context, line, line.position(start)) {
        return found.speakers;
    }
    // A紙が県警の話として伝えたところによると
    let subject = context.language.speech.subject.as_str();
    let before = Span::new(line.span.start.min(start), start);
    let mut named = context.cast.within(before).rev();
    let teller =
        named.find(|it| line.text[it.phrase.end as usize..start as usize].starts_with(subject));
    teller.map_or_else(Vec::new, |it| super::together::speakers_of(context, it))
}

/// The frame of a cue: the one who is named last before it speaks (米国務省の声明によると), with the
/// equals before them.
fn named(context: &Context<'_, '_>, line: &Line<'_>, cue: Span, start: u32) -> Frame {
    let before = line.position(cue.start);
    let comma = (0..before).rev().find(|&at| line.is_comma(at));
    let from = comma.map_or(line.span.start, |comma| line.items[comma].span().end).max(start);
    let from = from.min(cue.start);
    // また毎日によると
    let joins = |at: &usize| matches!(line.pos(*at), Some(Pos::Conjunction | Pos::Adverb));
    let first = (line.position(from)..before).find(|at| !joins(at));
    let from = first.map_or(from, |at| line.items[at].span().start.min(cue.start));
    let named = context.cast.within(Span::new(from, cue.start));
    let words = Span::new(from, cue.start);
    // A紙が…の集計として伝えたところによると: whoever tells it, not who is named last.
    let verbal = cue.of(line.text).contains(context.language.speech.telling_place.as_str());
    let tells = |mention: &&Mention| {
        let behind = &line.text[mention.phrase.end as usize..cue.start as usize];
        behind.starts_with(context.language.speech.subject.as_str())
    };
    let teller = verbal.then(|| context.cast.within(words).find(tells)).flatten();
    let outside =
        named.filter(|it| !in_brackets(&line.text[it.phrase.end as usize..cue.start as usize]));
    let in_marks = in_marks(context, line, before);
    let last = teller.or_else(|| outside.max_by_key(|mention| mention.phrase.end));
    let noun = source_noun(line, before);
    // 政府関係者, 首相の側近: whose source it is is not the source.
    // 両紙, 各社 point to media without naming any.
    let points = |it: &&Mention| {
        let words = it.phrase.of(line.text);
        context.language.page.media_pointers.iter().any(|pointer| pointer == words)
    };
    let is_source = |it: &&Mention| {
        verbal && tells(it)
            || noun.is_none()
            || (!points(it) && is_source(context, it, line.text, cue.start))
    };
    let speakers = match last.filter(is_source).filter(|_| in_marks.is_none()) {
        None if in_marks.is_some() => {
            vec![SpeakerDraft { entity: None, span: in_marks, how: SpeakerHow::Frame }]
        }
        Some(mention) => with_first(context, line, from, together(context, line, mention, start)),
        None => {
            let whole = || (words.start < words.end).then_some(words);
            let span = noun.or_else(|| who_tells(context, line, (from, before))).or_else(whole);
            vec![by_words(context, line, span)]
        }
    };
    let speakers: Vec<SpeakerDraft> = speakers.into_iter().map(framed).collect();
    let first = speakers.iter().filter_map(|speaker| speaker.span).map(|span| span.start).min();
    let end = behind_comma(line, line.position(cue.end));
    let medium = medium(context, line, before);
    let points = before.checked_sub(1).and_then(|at| line.pos(at)) == Some(Pos::Pronoun);
    // 26日の発表では: whoever was quoted before; but not 26日の報道によると.
    let reported = cue.of(line.text).contains(context.language.speech.report_noun.as_str());
    let dated = !reported && first.is_none() && speakers.len() == 1;
    Frame {
        points,
        dated,
        speakers,
        via: Vec::new(),
        cue,
        medium,
        relays: false,
        start: first.unwrap_or(from).min(from),
        end,
    }
}

/// The source that a noun names, without its day; nobody where it names none.
fn by_words(context: &Context<'_, '_>, line: &Line<'_>, span: Option<Span>) -> SpeakerDraft {
    match span.map(|span| without_day(context, line, span)) {
        Some(None) => super::speaker::nobody(),
        span => SpeakerDraft { span: span.flatten(), ..super::speaker::nobody() },
    }
}

/// A speaker as the source of a sentence, where there is one.
fn framed(speaker: SpeakerDraft) -> SpeakerDraft {
    match (speaker.entity, speaker.span) {
        (None, None) => speaker,
        _ => SpeakerDraft { how: SpeakerHow::Frame, ..speaker },
    }
}

/// Whether the words behind a name close the brackets that it stands in.
fn in_brackets(behind: &str) -> bool {
    behind.matches([')', '）']).count() > behind.matches(['(', '（']).count()
}

/// 国営企業「…」によると: a body whose name stands in marks before a frame's words.
fn in_marks(context: &Context<'_, '_>, line: &Line<'_>, before: usize) -> Option<Span> {
    let at = before.checked_sub(1)?;
    let Item::Quote(quotation) = line.items[at] else { return None };
    let kind = line.items[at.checked_sub(1)?].span().of(line.text);
    let bodies = &context.language.speech.bodies_in_marks;
    bodies.iter().any(|body| kind.ends_with(body.as_str())).then_some(quotation.inner)
}

/// The noun before a frame's words with what it belongs to; none where it only points (…たところ).
fn source_noun(line: &Line<'_>, before: usize) -> Option<Span> {
    let last = before.checked_sub(1)?;
    let is_part = |&at: &usize| match line.pos(at) {
        Some(Pos::Particle(
            ParticleKind::Genitive | ParticleKind::Coordinating | ParticleKind::Adverbial,
        )) => true,
        // example.com
        Some(Pos::Symbol | Pos::Prefix | Pos::Adnominal) => true,
        Some(Pos::Period) => at < last,
        Some(pos) => pos.is_nominal(),
        None => false,
    };
    let first = (0..before).rev().take_while(is_part).last()?;
    let first = (first..before).find(|&at| !line.is_particle(at))?;
    let last = (first..before).rev().find(|&at| !line.is_particle(at))?;
    // A name behind a mark or in hiragana has more ahead than words tell.
    if first.checked_sub(1).is_some_and(|ahead| line.word(ahead).is_none()) {
        return None;
    }
    let points = matches!(line.pos(last), Some(Pos::FormalNoun | Pos::AdverbialNoun));
    (!points).then(|| line.items[first].span().join(line.items[last].span()))
}

/// Whether a name is the source itself: nothing is glued to it, and it owns no other source.
fn is_source(context: &Context<'_, '_>, mention: &Mention, text: &str, cue: u32) -> bool {
    let settings = &context.language.speech;
    let tail = &text[mention.phrase.end as usize..cue as usize];
    let genitive = context.language.names.genitive.as_str();
    let ends = |words: &str, list: &[String]| list.iter().any(|it| words.ends_with(it.as_str()));
    if tail.is_empty() || tail.starts_with(['(', '（']) || holds(&settings.speaker_tails, tail) {
        return true;
    }
    let Some(owned) = tail.strip_prefix(genitive) else {
        return settings.frame_tails.iter().any(|it| tail.starts_with(it.as_str()));
    };
    // 日本のカード会社によると: the body that belongs there is the source.
    let bodies = &context.language.names.organization_suffixes;
    if bodies.end(owned) || ends(owned, &settings.bodies_in_marks) {
        return false;
    }
    let brought = ends(owned, &settings.media) || ends(owned, &settings.frame_tails);
    let person = context.cast.entity(mention).kind == EntityType::Person;
    let people = ends(owned, &settings.speaking_people) || ends(owned, &settings.speaking_offices);
    brought || !(person || people)
}

/// The noun before a frame's words, where it names a way of speaking.
fn medium(context: &Context<'_, '_>, line: &Line<'_>, before: usize) -> Option<Span> {
    let noun = line.items.get(before.checked_sub(1)?)?.span();
    let media = &context.language.speech.media;
    media.iter().any(|word| word == noun.of(line.text)).then_some(noun)
}
