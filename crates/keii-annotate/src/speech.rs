//! Who says what: reported words, the words that tell that they are reported, and the speaker.
//!
//! Works on the line of a sentence, in which a quotation is one item. A cue is found first; the
//! speaker stands before it, the content between the two.

mod ahead;
mod apart;
mod author;
mod behind;
mod carried;
mod certainty;
pub(crate) mod clause;
mod content;
mod cue;
mod frame;
mod headline;
mod hedge;
mod labelled;
mod line;
mod listed;
mod met;
mod relay;
mod setting;
mod settings;
mod speaker;
mod telling;
mod together;

use keii_model::{AttributionType, EntityType, Span};
use keii_syntax::{Chunk, Token};

use crate::draft::{Cast, SpeakerDraft, SpeechDraft, TimeDraft};
use crate::encounter::Encounter;
use crate::language::Language;
use crate::page::{BlockKind, Page};
pub(crate) use author::own_sentences;
use carried::Carried;
use certainty::Certainty;
pub(crate) use certainty::read;
use content::Content;
use cue::{Cue, CueKind};
pub(crate) use hedge::hedges;
use line::Line;
pub(crate) use settings::SpeechSettings;
use speaker::Found;
use telling::Telling;

/// What the steps of this module look at.
pub(crate) struct Context<'a, 'p> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    encounters: &'a [Encounter<'a>],
    times: &'a [TimeDraft],
    /// A line for each sentence.
    lines: &'a [Line<'a>],
    language: &'a Language<'p>,
}

impl<'a> Context<'a, '_> {
    /// The innermost chunk that holds a place of the line.
    fn chunk_at(&self, line: &Line<'_>, at: u32) -> Option<&'a Chunk> {
        let chunks = self.chunks(line)?;
        let begun = chunks.partition_point(|chunk| chunk.span.start <= at);
        chunks[..begun].iter().rfind(|chunk| at < chunk.span.end)
    }

    /// Whom a chunk of the line depends on.
    fn chunk_above(&self, line: &Line<'_>, chunk: &Chunk) -> Option<&'a Chunk> {
        let governor = chunk.governor?;
        self.chunks(line)?.get(governor as usize)
    }

    /// The content word of a chunk of the line.
    fn head_of(&self, line: &Line<'_>, chunk: &Chunk) -> Option<&'a Token> {
        let sentence = self.page.sentence_at(line.span.start)?;
        self.page.syntax[sentence].tokens.get(chunk.head as usize)
    }

    fn chunks(&self, line: &Line<'_>) -> Option<&'a [Chunk]> {
        let sentence = self.page.sentence_at(line.span.start)?;
        Some(&self.page.syntax[sentence].chunks)
    }
}

/// A draft without content and speakers, said to nobody in particular at no told time.
fn plain(cue: Span, certainty: Certainty, step: &str) -> SpeechDraft {
    SpeechDraft {
        kind: AttributionType::Direct,
        content: Vec::new(),
        quoted: Vec::new(),
        cue: Some(cue),
        speakers: Vec::new(),
        via: Vec::new(),
        addressee: None,
        medium: None,
        time: None,
        modality: certainty.modality,
        factuality: certainty.factuality,
        steps: vec![(step.to_owned(), Some(cue))],
    }
}

/// Finds all attributions of the page, in order.
pub(crate) fn attributions(
    page: &Page<'_>,
    cast: &Cast,
    encounters: &[Encounter<'_>],
    times: &[TimeDraft],
    language: &Language<'_>,
) -> Vec<SpeechDraft> {
    let lines = (0..page.sentences.len()).map(|sentence| Line::new(page, sentence));
    let lines: Vec<Line<'_>> = lines.collect();
    let context = Context { page, cast, encounters, times, lines: &lines, language };
    let mut found = Vec::new();
    let mut carried = Carried::default();
    let mut list: Option<SpeechDraft> = None;
    for (sentence, line) in lines.iter().enumerate() {
        let kind = page.block_of(sentence).kind;
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        carried.enter(page, sentence);
        let before = found.len();
        sentence_speech(&context, line, &mut carried, &mut found);
        // A紙によると、監督は現地へ駆けつけた。: whom a paper tells of may speak next.
        if found.len() == before {
            carried.topic(&context, line);
        } else if found[before..].iter().all(|it| is_on_paper(&context, it)) {
            carried.topic_of_paper(&context, line);
        }
        list = list.filter(|_| kind == BlockKind::Item);
        if let Some(list) = &list {
            found.extend(listed::item(&context, line, list).filter(|_| found.len() == before));
        } else {
            list = listed::announces(&context, sentence, &found[before..]);
        }
    }
    labelled::read(&context, &mut found);
    apart::read(&context, &mut found);
    behind::read(&context, &mut found);
    headline::read(&context, &mut found);
    headline::echoes(&context, &mut found);
    found.sort_by_key(|draft| draft.content.first().map(|content| (content.start, content.end)));
    found
}

/// Whether somebody's words are but what a medium that frames its sentence tells for a fact.
fn is_on_paper(context: &Context<'_, '_>, draft: &SpeechDraft) -> bool {
    let framed = draft.steps.first().is_some_and(|(step, _)| step == CueKind::Frame.step());
    framed && draft.speakers.iter().all(|it| frame::is_medium(context, it))
}

/// The attributions of one sentence, left to right.
fn sentence_speech(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    carried: &mut Carried,
    found: &mut Vec<SpeechDraft>,
) {
    let frame = frame::frame(context, line).map(|frame| carried.resolve(context, frame));
    let cues = cue::cues(context, line, frame.as_ref());
    let mut state = Telling::default();
    let first = found.len();
    for (position, cue) in cues.iter().enumerate() {
        // Behind a frame what is said begins; before it somebody may have spoken already.
        let here = frame.as_ref().filter(|frame| frame.end <= cue.at);
        state.enter(here);
        let own = state.seek(context, line, cue);
        if cue.nested {
            relay::relayed(context, line, &mut state, &cues[position..], own, here, found);
            continue;
        }
        let alone = state.region == 0 && here.is_none();
        let yields = |it: &Found| alone && it.yields(line, cue, context, carried);
        let tells = |it: &Found| it.speaks(here) && !it.is_told_of(context, line, cue, here);
        let own = own.filter(|it| tells(it) && !yields(it));
        let content = told_by(context, line, &state, cue, own.as_ref(), found);
        // Whoever answers is not the one who asks, and a paper says nothing verbatim of its own.
        let told = state.last.is_empty() && tells_of_others(context, line, cue, here);
        let silent = told && !content.as_ref().is_some_and(Content::is_direct);
        if own.is_none() && (state.is_of_another(line, cue) || silent) {
            state.region = cue.end;
            continue;
        }
        let from = state.close(cue);
        // Somebody who has spoken in this sentence goes on speaking in its later clauses.
        let named = own.map(|own| own.speakers).or_else(|| state.goes_on(cue));
        let explicit = named.is_some();
        let framed = !explicit && !told && here.is_some();
        let relayer = named.clone().filter(|_| here.is_some_and(|frame| frame.relays));
        let speakers = match (&relayer, here) {
            (Some(_), Some(frame)) => frame.speakers.clone(),
            _ if told && !explicit => carried.person(context, cue.is_of_hearsay(context, line)),
            _ => who(context, cue, named, here, content.as_ref(), carried),
        };
        let goes_on = |it: &Content| here.is_none() && carried.may_go_on(context, line, cue, it);
        let accepts = |it: &Content| !refuses(cue, it, &speakers, explicit || goes_on(it));
        let Some(content) = content.filter(accepts) else { continue };
        let agreeing = here.is_none().then_some((cue, &content));
        let speakers = met::agreeing(context, line, agreeing, speakers, explicit);
        if !framed && gives_the_word(context, cue, &speakers, explicit) {
            carried.say(context, &speakers);
            state.last.clone_from(relayer.as_ref().unwrap_or(&speakers));
        }
        if !state.relays(content.span) {
            let apart = told || cue.kind.is_apart(explicit && !framed);
            let (speakers, via) = in_order(context, cue, here, apart, (speakers, relayer));
            let setting = setting::of(context, line, from, cue, &content);
            found.extend(drafts(context, cue, content, (&speakers, &via), setting));
        }
    }
    let Some(frame) = frame else { return };
    carried.frame(context, &frame.speakers, !state.last.is_empty());
    let silent = found.len() == first || !cues.iter().any(|cue| cue.is_all(line));
    found.extend(silent.then(|| framed(context, line, frame)).flatten());
}

/// Whether a cue tells what somebody else has said than the source of its sentence.
fn tells_of_others(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    cue: &Cue<'_>,
    frame: Option<&frame::Frame>,
) -> bool {
    let passed_on = || cue.is_passed_on(context, line) || cue.is_of_hearsay(context, line);
    frame.is_some_and(|it| it.tells_of(context, cue) || passed_on())
}

/// Whether those who speak may go on in the next sentences. Behind 所長から、…ことが告げられた the one who told it
/// may, though nobody is its subject.
fn gives_the_word(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    speakers: &[SpeakerDraft],
    explicit: bool,
) -> bool {
    let person = |it: &SpeakerDraft| {
        it.entity.is_some_and(|at| context.cast.entities[at].kind == EntityType::Person)
    };
    let heard = cue.kind == CueKind::Held && explicit && speakers.iter().all(person);
    heard || !cue.is_aside()
}

/// What a cue reports: the words before it, or, where it points back (この疑いを否定した), what was told last. 「合意はない」と
/// 述べ、これを否定した: nobody turns away what they have said themselves.
fn told_by(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    state: &Telling,
    cue: &Cue<'_>,
    own: Option<&Found>,
    found: &[SpeechDraft],
) -> Option<Content> {
    if cue.back {
        let own = own.map_or(&state.last, |own| &own.speakers);
        let is_own = |it: &SpeechDraft| {
            it.speakers.iter().any(|by| {
                by.entity.is_some() && own.iter().any(|speaker| speaker.entity == by.entity)
            })
        };
        let last = found.iter().rev().find(|it| !is_own(it))?;
        return content::again(context, line, last);
    }
    content::of(context, line, state.region_of(cue), cue, own)
}

/// What the source of a sentence tells by itself.
fn framed(context: &Context<'_, '_>, line: &Line<'_>, frame: frame::Frame) -> Option<SpeechDraft> {
    let content = content::behind_frame(context, line, &frame)?;
    let cue = Cue::frame(&frame);
    let setting = setting::Setting { medium: frame.medium, ..setting::Setting::default() };
    Some(draft(context, &cue, content, frame.speakers, frame.via, setting))
}

/// Who says it, and who relays it. 観測所によると、地震があったとA通信が報じた: behind somebody else's word a paper that is named behind it
/// relays what they say.
fn in_order(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    frame: Option<&frame::Frame>,
    apart: bool,
    (speakers, relayer): (Vec<SpeakerDraft>, Option<Vec<SpeakerDraft>>),
) -> (Vec<SpeakerDraft>, Vec<SpeakerDraft>) {
    let apart = apart || speaker::is_nobody(&speakers);
    let via = relayer.unwrap_or_else(|| frame::relayers(frame, apart));
    let told = cue.verb.is_some_and(|verb| {
        context.language.speech.relaying.hold(verb.form()) && cue.kind == CueKind::Quotative
    });
    let behind = |it: &SpeakerDraft| it.span.is_some_and(|span| span.start >= cue.span.start);
    let own = frame.filter(|frame| frame.via.is_empty() && !frame.is_of_media(context));
    let turned = told && own.is_some() && speakers.iter().all(behind) && !via.is_empty();
    if turned { (via, speakers) } else { (speakers, via) }
}

/// Who says what a cue reports: whoever the sentence names, its frame, or who was named before.
fn who(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    named: Option<Vec<SpeakerDraft>>,
    frame: Option<&frame::Frame>,
    content: Option<&Content>,
    carried: &Carried,
) -> Vec<SpeakerDraft> {
    let plain = cue.is_bare() || cue.kind == CueKind::Wish;
    // A紙によると、理由は「…」とされた: a paper says nothing verbatim of its own.
    let verbatim = cue.kind != CueKind::Frame && content.is_some_and(Content::is_direct);
    let on_paper = |it: &SpeakerDraft| verbatim && frame::is_medium(context, it);
    let goes_on = plain && content.is_some_and(|it| !it.is_direct());
    // 局長は現地を訪れた。…を確認するとしている: whoever was spoken of may as well report.
    let asks = cue.kind == CueKind::Wish || cue.is_bare() && carried.holds_office(context);
    match (cue.kind, frame, named) {
        (CueKind::Held, _, None) => vec![speaker::nobody()],
        (CueKind::Held, _, Some(named)) => named,
        (CueKind::Hearsay, Some(frame), _) => frame.speakers.clone(),
        (CueKind::Hearsay, None, _) => carried.source(),
        (_, _, Some(named)) => named,
        (_, Some(frame), None) if frame.speakers.iter().all(on_paper) => vec![speaker::nobody()],
        (_, Some(frame), None) => frame.speakers.clone(),
        (_, None, None) if carried.is_of_frame(context, on_paper) => vec![speaker::nobody()],
        (_, None, None) if goes_on && !(asks && carried.is_silent()) => carried.last(),
        (_, None, None) => carried.accused(context, cue).unwrap_or_else(|| carried.speakers()),
    }
}

/// The shortest quotation, in bytes, that is speech when nobody is known to speak: twelve characters.
const NOBODYS_SHORTEST: u32 = 36;

/// Verbs that also tell of other things than speech need somebody who speaks in the sentence, and
/// what is agreed or meant needs them by name.
fn refuses(cue: &Cue<'_>, content: &Content, speakers: &[SpeakerDraft], explicit: bool) -> bool {
    let nobody = speaker::is_nobody(speakers);
    match (cue.kind, content.kind) {
        // 「…」と明記: a few words that nobody says are a name.
        (CueKind::Quotative, AttributionType::Direct) => {
            // 目標を「売上高2兆円」としてきた: nouns that nobody is told to say are no words of whoever spoke before.
            content.is_name && (cue.nested || cue.field("modality") == Some("assert"))
                || content.is_nominal && !cue.is_strong() && speaker::is_carried(speakers)
                || nobody && (!cue.is_strong() || content.span.len() < NOBODYS_SHORTEST)
        }
        // 違反には「強く対応する」とけん制した: the words at the end are verbatim.
        (CueKind::Quotative, AttributionType::Mixed) if content.closes_verbatim() => nobody,
        (CueKind::Quotative, _) => nobody || (!explicit && !cue.is_strong()),
        (CueKind::Wish, _) => nobody,
        (CueKind::Gesture, kind) => nobody || !explicit || kind != AttributionType::Direct,
        // 為替の話は出なかったことを明らかにした: whoever went on speaking before it.
        (CueKind::Object, AttributionType::Indirect) if cue.noun.is_none() && cue.is_strong() => {
            nobody
        }
        (
            CueKind::Object
            | CueKind::Attitude
            | CueKind::Agreement
            | CueKind::Matter
            | CueKind::Intent,
            _,
        ) => nobody || !explicit,
        // 日本側の「…」との主張と、韓国側の…との主張が対立した: whose words they are is told, not read.
        (CueKind::Held, AttributionType::Mixed) => cue.noun.is_some() && nobody,
        (CueKind::Frame | CueKind::Hearsay | CueKind::Held, _) => false,
    }
}

/// Each of the quotations that a cue reports, said by the speakers and relayed by `via`.
fn drafts(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    content: Content,
    (speakers, via): (&[SpeakerDraft], &[SpeakerDraft]),
    setting: setting::Setting,
) -> Vec<SpeechDraft> {
    let told = |it| draft(context, cue, it, speakers.to_vec(), via.to_vec(), setting);
    content.each().map(told).collect()
}

fn draft(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    content: Content,
    speakers: Vec<SpeakerDraft>,
    via: Vec<SpeakerDraft>,
    setting: setting::Setting,
) -> SpeechDraft {
    let content = if frame::tells_as_fact(context, cue, &speakers) {
        content.in_own_words()
    } else {
        content
    };
    let certainty = certainty::of(context, cue, &content, &speakers);
    let mut steps = vec![(cue.kind.step().to_owned(), Some(cue.span))];
    steps.extend(certainty.rule.map(|rule| (rule, Some(content.span))));
    let how = speakers.first().map(|speaker| speaker.how);
    steps.push((speaker::step(how).to_owned(), speakers.first().and_then(|it| it.span)));
    SpeechDraft {
        kind: content.kind,
        content: vec![content.span],
        quoted: content.quoted,
        cue: Some(cue.span),
        speakers,
        via,
        addressee: setting.addressee,
        medium: setting.medium,
        time: setting.time,
        modality: certainty.modality,
        factuality: certainty.factuality,
        steps,
    }
}
