//! Whether enough is told to speak of a happening: who takes part, where, when, or that it took place.

use keii_model::{EntityType, EventType, ParticipantRole, Span, Status};
use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::nature::{is_news, stands_alone};
use super::progress::Ground;
use super::trigger::{Form, Trigger};
use super::{Context, avowed, nominal, plain, thing};
use crate::draft::{EventDraft, ParticipantDraft};

/// Figures that Unicode has for letters.
const FIGURES: &str = "〇一二三四五六七八九十百千万数";

/// Whether enough is told to speak of a happening: who takes part, or what its word calls for.
pub(super) fn is_enough(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let kinds: Vec<EntityType> = draft
        .participants
        .iter()
        .filter_map(|it| Some(context.cast.entities[it.entity?].kind))
        .collect();
    let count = draft.participants.len();
    let several =
        draft.participants.iter().any(|it| is_crowd(context, it) || is_group(context, it));
    // 両国は前向きだったと評価した: of praise one wants to know whom it was for.
    let praised = draft.participants.iter().any(|it| it.role == ParticipantRole::Recipient);
    let partner = match trigger.kind {
        EventType::Praise => praised && count >= 2,
        _ => count >= 2 || several && trigger.symmetric,
    };
    let said = trigger.kind == EventType::Speak && plain::has_day(ground, draft);
    let alone = !partner && is_alone(ground, draft, &kinds);
    let evident = is_reached(ground, draft) || is_fought(ground, draft);
    let met = evident && !is_asked(ground)
        || !alone
            && !is_asked(ground)
            && (!trigger.needs("country")
                || is_explicit(ground, draft)
                || plain::is_clear(ground, draft)
                || is_settled(ground, draft)
                || asks(ground, draft)
                || has_country(ground, draft, &kinds))
            && (!trigger.needs("partner")
                || partner
                || is_held(ground, draft)
                || asks(ground, draft)
                || plain::is_clear(ground, draft) && !trigger.needs("someone")
                || is_settled(ground, draft))
            && (!trigger.needs("office") || has_office(context, draft))
            && (!trigger.needs("setting") || frame.venue.is_some())
            && (!trigger.needs("again") || ground.last.is_some() && draft.time.is_some())
            && has_somebody(trigger, draft, &kinds)
            && (trigger.kind != EventType::Invite || has_guest(draft))
            && (!plain::is_plain(trigger) || plain::is_told(ground, draft))
            && (said || has_object(ground) || avowed::is_avowed(ground, draft));
    // A meeting of one without a name with nobody is none.
    let people = draft.participants.iter().any(|it| it.entity.is_none())
        && (!trigger.symmetric || partner || draft.time.is_some());
    // 協議は物別れに終わった: the end of a meeting, told as its outcome.
    let end = trigger.kind == EventType::Reject && trigger.symmetric;
    // 関税の撤廃は見送られた
    let told = (stands_alone(trigger.kind)
        || is_tariff(trigger)
        || draft.time.is_some()
        || draft.place.is_some())
        && (is_news(trigger.kind) || is_tariff(trigger))
        && !end
        && (frame.tense.is_some()
            || frame.below.is_some()
            || frame.venue.is_some() && !trigger.over)
        && tree.relation(trigger.chunk) != Relation::Also
        && !matches!(draft.status, Status::Possible | Status::Proposed | Status::Unlikely);
    let placed = is_placed(trigger, draft);
    let told = told || asks(ground, draft) && tree.chunk(trigger.chunk).depth == 0;
    let plain = evident || is_plain(ground, draft);
    met && is_beside(trigger, draft)
        && (!kinds.is_empty() || placed || people || is_dated(trigger, draft) || told || plain)
}

/// ウクライナ危機, but 金融危機 and A国の核危機: whether one who takes part is named right before it, where that is called for.
fn is_beside(trigger: &Trigger<'_>, draft: &EventDraft) -> bool {
    let before = |it: &ParticipantDraft| it.span.is_some_and(|span| span.end == trigger.span.start);
    !trigger.needs("beside") || draft.participants.iter().any(before)
}

/// Whether somebody takes part, or somebody who is named, where that is called for.
fn has_somebody(trigger: &Trigger<'_>, draft: &EventDraft, kinds: &[EntityType]) -> bool {
    let nobody = trigger.needs("someone") && draft.participants.is_empty();
    let unnamed = trigger.needs("named") && kinds.is_empty();
    !nobody && !unnamed
}

/// One alone agrees with nobody, unless it is a group, or told with the day: 昨年4月に合意していた.
fn is_alone(ground: &Ground<'_, '_>, draft: &EventDraft, kinds: &[EntityType]) -> bool {
    let dated = !draft.participants.is_empty() && plain::has_own_day(ground);
    ground.trigger.kind == EventType::Agree
        && ground.trigger.symmetric
        && !dated
        && !(agrees_to(ground) && kinds.iter().any(|it| *it != EntityType::Person))
}

/// Whether it is told without a word of who takes part.
fn is_plain(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    plain::is_plain(ground.trigger)
        || is_spoken(ground, draft)
        || plain::is_wanted(ground, draft)
        || plain::is_clear(ground, draft)
        || is_settled(ground, draft)
        || is_set(ground, draft)
        || is_broken_out(ground, draft)
        || is_known_disaster(ground, draft)
}

/// 8日の地震で住宅が倒れた: a disaster with its day is known, if not where it was.
fn is_known_disaster(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    ground.trigger.needs("place")
        && ground.trigger.form == Form::Nominal
        && draft.status == Status::Held
        && draft.time.as_ref().is_some_and(|time| time.value.is_some())
        && nominal::by_date(ground).is_some()
}

/// 4日、病院で死去した: with its day or place it is told, if not of whom.
fn is_set(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let dated = draft.time.as_ref().is_some_and(|time| time.value.is_some());
    draft.kind == EventType::Other
        && !thing::is_of_another(ground)
        && trigger.kind == EventType::Other
        && trigger.form == Form::Verbal
        && draft.status == Status::Held
        && (dated || draft.place.is_some())
        && tree.chunk(trigger.chunk).depth == 0
        && !plain::is_passing(ground)
}

/// 倉庫から火災が発生した: a disaster that is said to break out, if not where.
fn is_broken_out(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let breaks_out = |id: ChunkId| {
        let noun = tree.chunk(id).governor.filter(|_| tree.relation(id) == Relation::Adnominal);
        tree.is_headed_by(id, &context.language.event.occurring)
            // 爆発が起きたものとみている
            && noun.is_none_or(|noun| {
                tree.head(noun).pos == Pos::FormalNoun && tree.relation(noun) != Relation::Quote
            })
    };
    trigger.needs("place")
        && trigger.form == Form::Nominal
        && draft.status == Status::Held
        && tree.chunk(trigger.chunk).depth == 0
        && matches!(tree.relation(trigger.chunk), Relation::Subject | Relation::Also)
        && frame.tense.is_some_and(breaks_out)
}

/// 合意に達した, 停戦で合意した: with what it is about, or as reached, it is told, if not by whom.
fn is_reached(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { tree, trigger, frame, .. } = ground;
    let about = |id: &ChunkId| match tree.relation(*id) {
        Relation::Means | Relation::Dative => true,
        Relation::Also => tree.head(*id).pos == Pos::FormalNoun,
        _ => false,
    };
    let active = |form: keii_syntax::PredicateForm| form.voice == Voice::Active;
    let complement = tree.dependents(trigger.chunk).iter().any(about)
        && tree.chunk(trigger.chunk).predicate.is_some_and(active);
    draft.kind == EventType::Agree
        && trigger.symmetric
        && matches!(draft.status, Status::Held | Status::Agreed)
        && match trigger.form {
            Form::Verbal => complement && !plain::is_passing(ground),
            Form::Nominal => {
                frame.tense.is_some() && plain::is_led(ground) || is_known_deal(ground)
            }
        }
}

/// 2015年の核合意, 7月22日の合意: a word that tells what was agreed on, with its time, or any with its day.
fn is_known_deal(ground: &Ground<'_, '_>) -> bool {
    const NAMED: usize = 3;
    const DAY: usize = 10;
    let Ground { context, tree, trigger, .. } = ground;
    let words = trigger.span.of(context.page.text());
    let own = tree.dependents(trigger.chunk).iter();
    let own = own.filter(|id| tree.relation(**id) == Relation::Genitive);
    let mut times = own.flat_map(|id| context.times_in(tree.chunk(*id).span));
    let day = times.any(|time| time.value.as_deref().is_some_and(|value| value.len() >= DAY));
    (words.chars().count() >= NAMED || day) && nominal::by_date(ground).is_some()
}

/// 国境で武力衝突が続く, 5日間の戦闘: a fight that is said to take place, with where or when, or that
/// its word tells of in full.
fn is_fought(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    const WHOLE: usize = 4;
    let Ground { context, tree, trigger, frame, .. } = ground;
    let own = tree.dependents(trigger.chunk).iter();
    let dated = own.filter(|id| tree.relation(**id) == Relation::Genitive);
    let dated = dated.into_iter().any(|id| !context.times_in(tree.chunk(*id).span).is_empty());
    let set = draft.place.is_some() || draft.time.is_some();
    let told = frame.tense.is_some() || set && frame.below.is_some() || draft.duration.is_some();
    let whole = trigger.span.of(context.page.text()).chars().count() >= WHOLE;
    // 衝突で3人が死亡した
    let cost = frame.venue.is_some_and(|id| {
        draft.status == Status::Held && tree.is_headed_by(id, &context.language.event.casualties)
    });
    draft.kind == EventType::War
        && trigger.form == Form::Nominal
        && (told || dated || whole || cost)
        && !nominal::is_unreal(ground)
}

/// 記者会見でA首相は: who speaks there leads the sentence.
fn is_spoken(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { tree, trigger, frame, .. } = ground;
    draft.kind == EventType::Speak
        && trigger.form == Form::Nominal
        && draft.status == Status::Held
        && frame.venue.is_some()
        && !trigger.needs("setting")
        && tree.chunk(trigger.chunk).depth == 0
        && (plain::is_led(ground) || trigger.is_marked("public"))
}

/// 連携して対応することを申し合わせた: what is agreed upon is told, if not by whom.
fn is_settled(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { tree, frame, .. } = ground;
    let formal = |id: &ChunkId| tree.head(*id).pos == Pos::FormalNoun;
    draft.status == Status::Agreed
        && draft.kind == EventType::Cooperate
        && frame
            .path
            .iter()
            .chain(&frame.tense)
            .any(|id| formal(id) || tree.chunk(*id).governor.is_some_and(|above| formal(&above)))
}

/// 輸出を禁止した: with its object and whoever does it told, a measure is one of whichever body.
fn is_explicit(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let object = |id: &ChunkId| tree.relation(*id) == Relation::Object;
    let particles = &context.language.event.object;
    let idiom =
        trigger.entry.forms().iter().all(|form| particles.all().any(|it| form.contains(it)));
    let words = trigger.field("object").is_some() || idiom;
    let told = !draft.participants.is_empty() || plain::is_led(ground) || !trigger.symmetric;
    trigger.form == Form::Verbal
        && words
        && told
        && tree.chunk(trigger.chunk).depth == 0
        && tree.dependents(trigger.chunk).iter().any(object)
}

/// 関税を引き下げる: eased by its object, rather than an easing of anything.
fn is_tariff(trigger: &Trigger<'_>) -> bool {
    trigger.kind == EventType::Ease && trigger.field("object").is_some()
}

/// 両党, 党首ら, 4人: more than one without a name.
fn is_crowd(context: &Context<'_, '_>, draft: &ParticipantDraft) -> bool {
    let Some(words) = draft.span.filter(|_| draft.entity.is_none()) else { return false };
    let words = words.of(context.page.text());
    let crowds = &context.language.event.crowds;
    let around = |mark: &String| words.starts_with(mark.as_str()) || words.ends_with(mark.as_str());
    let counted = |counter: &str| {
        let figure = words.strip_suffix(counter).and_then(|it| it.chars().next_back());
        figure.is_some_and(|it| it.is_numeric() || FIGURES.contains(it))
    };
    crowds.iter().any(around) || context.language.event.heads.all().any(counted)
}

/// Whether a group without a name of its own takes part; a government is one body.
fn is_group(context: &Context<'_, '_>, draft: &ParticipantDraft) -> bool {
    let group = draft.entity.is_some_and(|at| context.cast.entities[at].kind == EntityType::Group);
    let bodies = &context.language.event.bodies;
    let words = draft.span.map_or("", |span| span.of(context.page.text()));
    group && !bodies.hold(words)
}

/// Whether a country takes part, or a body of one (インド政府); in what bodies do by words any will do.
fn has_country(ground: &Ground<'_, '_>, draft: &EventDraft, kinds: &[EntityType]) -> bool {
    use EntityType::{Group, Organization};
    let Ground { context, trigger, .. } = ground;
    let bodies = &context.language.event.bodies;
    let of_country = |span: Span| {
        let words = span.of(context.page.text());
        bodies.end(words)
    };
    // 省は輸出を禁止した: what bodies do each by themselves.
    let by_words = trigger.form == Form::Verbal && !trigger.symmetric
        || matches!(trigger.kind, EventType::Agree | EventType::Reject | EventType::Accuse);
    // 両国は協力する: countries without their names.
    let countries = |span: Span| {
        let words = span.of(context.page.text());
        context.language.event.countries.end(words)
    };
    let mut told = draft.participants.iter().filter_map(|it| it.span);
    if told.any(|span| of_country(span) || countries(span))
        || by_words
            && (kinds.iter().any(|it| matches!(it, Group | Organization))
                || has_office(context, draft))
    {
        return true;
    }
    let place = draft.place.as_ref().and_then(|place| place.entity);
    let place = place.map(|at| context.cast.entities[at].kind);
    kinds.iter().chain(&place).any(|kind| *kind == EntityType::Country)
}

fn has_office(context: &Context<'_, '_>, draft: &EventDraft) -> bool {
    draft.participants.iter().filter_map(|it| it.entity).any(|at| {
        let entity = &context.cast.entities[at];
        entity.kind == EntityType::Person && !entity.roles.is_empty()
    })
}

/// 合意か、決裂か, なぜ辞めたのか: what is asked is not told.
pub(super) fn is_asked(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let asks = &context.language.speech.questions;
    let mut parts = std::iter::once(trigger.chunk).chain(frame.path.iter().copied());
    let asked = |id: u32| {
        let last = tree.last(id).filter(|_| tree.chunk(id).governor.is_none());
        last.is_some_and(|last| asks.iter().any(|word| *word == last.lemma))
    };
    // 戦争をどう終わらせるのか: what lasts is there, whatever is asked.
    trigger.kind != EventType::War && parts.any(asked)
}

/// 反発を招いた: nobody is invited.
fn has_guest(draft: &EventDraft) -> bool {
    draft.place.is_some() || draft.participants.iter().any(|it| it.role != ParticipantRole::Actor)
}

/// スイスで行われた協議, 5日の協議で: where or when it was held is told in the place of by whom.
fn is_held(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { trigger, frame, .. } = ground;
    let told = frame.below.is_some()
        || frame.tense.is_some()
        || draft.status == Status::Held && frame.venue.is_some();
    (draft.place.is_some() || draft.time.is_some())
        && told
        && trigger.form == Form::Nominal
        && matches!(trigger.kind, EventType::Meet | EventType::Negotiate | EventType::War)
}

/// A社は撤回するよう求めた, A党は留任を要望した: what is asked for is told, if not of whom.
fn asks(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let wishes = &context.language.event.wishes;
    let known = !draft.participants.is_empty() || plain::is_led(ground);
    let wished = |id: &u32| {
        let wish = tree.is_wish(*id, wishes);
        // 引き下げることを勧告した
        let open = |id: &u32| tree.chunk(*id).predicate.is_some_and(|form| !form.past);
        let content = tree.head(*id).pos == Pos::FormalNoun
            && tree
                .dependents(*id)
                .iter()
                .any(|it| tree.relation(*it) == Relation::Adnominal && open(it));
        let deed = tree.relation(*id) == Relation::Object
            && (is_of_doing(ground, *id) || content)
            && tree.chunk(*id).predicate.is_none();
        let quote = tree.relation(*id) == Relation::Quote;
        wish || known && (deed || quote)
    };
    let form = tree.chunk(trigger.chunk).predicate;
    matches!(trigger.kind, EventType::Demand | EventType::Threaten)
        && trigger.form == Form::Verbal
        && (!draft.participants.is_empty() || form.is_some_and(|it| it.voice == Voice::Active))
        && tree.dependents(trigger.chunk).iter().any(wished)
}

/// 連立を組むことで合意した: what is agreed is told, if not with whom.
fn agrees_to(ground: &Ground<'_, '_>) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let formal =
        |id: &u32| tree.relation(*id) == Relation::Means && tree.head(*id).pos == Pos::FormalNoun;
    trigger.form == Form::Verbal && tree.dependents(trigger.chunk).iter().any(formal)
}

/// 見直し, 撤回, 大統領令: whether a chunk closes with a noun of what is done.
fn is_of_doing(ground: &Ground<'_, '_>, id: ChunkId) -> bool {
    let Ground { context, tree, .. } = ground;
    let head = tree.head(id);
    let text = context.page.text();
    let hiragana = |it: char| ('ぁ'..='ん').contains(&it);
    let derived = head.pos == Pos::Noun && head.span.of(text).ends_with(hiragana);
    let lexicon = context.language.event_trigger;
    let words = tree.syntax.tokens_of(tree.chunk(id)).iter();
    let mut told = words.map(|token| lexicon.longest_at(text, token.span.start));
    head.pos == Pos::VerbalNoun || derived || told.any(|found| found.is_some())
}

/// Whether it is told where, of what is told of a place alone.
fn is_placed(trigger: &Trigger<'_>, draft: &EventDraft) -> bool {
    use EventType::{Annex, Attack, Detain, Meet, Negotiate, Other, Protest, War};
    let kind =
        matches!(trigger.kind, Other | Attack | Protest | Detain | Meet | Negotiate | Annex | War);
    let told = matches!(draft.status, Status::Held | Status::Ongoing)
        || draft.kind == Meet && draft.status == Status::Planned;
    draft.place.is_some() && kind && told && (trigger.needs("place") || trigger.kind != Other)
}

/// 次回は9月に会談を開くことで合意した: with its day it is told, whoever takes part.
fn is_dated(trigger: &Trigger<'_>, draft: &EventDraft) -> bool {
    use EventType::{
        Appoint, Ceasefire, Legislate, Meet, Negotiate, Protest, Release, Sign, Withdraw,
    };
    draft.time.as_ref().is_some_and(|time| time.value.is_some())
        && matches!(
            trigger.kind,
            Meet | Negotiate
                | Sign
                | Ceasefire
                | Release
                | Appoint
                | Legislate
                | Protest
                | Withdraw
        )
}

/// Whether one of the words that a trigger calls for stands in its compound or in its object.
pub(super) fn has_object(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let Some(words) = trigger.field("object").filter(|_| !trigger.receives) else { return true };
    // 5日、…と述べた: what is said on a day of its own is said in public.
    if trigger.kind == EventType::Speak && plain::has_own_day(ground) {
        return true;
    }
    // 修正に応じなかった: what one does not give in to, whatever it is.
    let refused = |id: &ChunkId| {
        matches!(tree.relation(*id), Relation::Dative | Relation::Object)
            && is_of_doing(ground, *id)
    };
    if trigger.refuses && tree.dependents(trigger.chunk).iter().any(refused) {
        return true;
    }
    let text = context.page.text();
    let within = |span: Span| words.split('|').any(|word| span.of(text).contains(word));
    // 新聞によると…と話した: the source is no one to whom it is said.
    let source = |id: ChunkId| {
        let end = tree.last(id).map_or(tree.chunk(id).span.end, |last| last.span.end);
        let words = Span::new(tree.chunk(id).span.start, end).of(text);
        trigger.kind == EventType::Speak
            && tree.relation(id) == Relation::Compound
            && !context.language.event.recipient.end(words)
    };
    // 提案を聞いたが、受け入れていない: the object may stand in the clause before.
    let before = Span::new(tree.chunk(0).span.start, trigger.span.start);
    let elided = trigger.refuses
        && !tree.dependents(trigger.chunk).iter().any(|id| tree.relation(*id) == Relation::Object);
    // テレビに対し、…で協議が行われたと述べた: to whom may seem to belong to what is said.
    let main = trigger.kind == EventType::Speak && tree.chunk(trigger.chunk).governor.is_none();
    let mut ahead = (0..trigger.chunk).filter(|id| {
        main && tree.relation(*id) == Relation::Compound && tree.chunk(*id).depth == 0
    });
    within(tree.chunk(trigger.chunk).span)
        || ahead.any(|id| !source(id) && within(tree.chunk(id).span))
        || elided && within(before)
        || frame.parts.iter().flat_map(|part| tree.dependents(*part)).any(|id| {
            let chunk = tree.chunk(*id);
            // 輸出禁止措置の対象に加えた: what its noun is of tells as much.
            let owner = id.checked_sub(1).filter(|before| {
                tree.relation(*before) == Relation::Genitive
                    && tree.chunk(*before).governor == Some(*id)
            });
            chunk.predicate.is_none()
                && !chunk.quotation
                && !source(*id)
                && (within(chunk.span) || owner.is_some_and(|it| within(tree.chunk(it).span)))
        })
}
