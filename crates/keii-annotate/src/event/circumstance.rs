//! Where.

use keii_model::{EntityType, EventType, Span};
use keii_syntax::{ChunkId, Pos, Relation};

use super::Context;
use super::frame::Frame;
use super::role::{is_destination, is_stationed};
use super::stand::{self, Stand};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::{abroad, participant};
use crate::draft::{Mention, PlaceDraft};
use crate::speech::read;

/// The place of what a trigger tells; of a visit or an invitation the destination.
pub(super) fn place(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<PlaceDraft> {
    let destination = is_destination(trigger.kind) || is_stationed(trigger.kind);
    let mut found: Vec<&Mention> = Vec::new();
    for &part in &frame.parts {
        for &id in tree.dependents(part) {
            let Some(standing) = stand::of(context, tree, id) else {
                found.extend(facility(context, tree, id).filter(|_| !destination));
                continue;
            };
            let owner = standing.stand == Stand::Owner && part == trigger.chunk;
            let together = participant::is_together(context, trigger, &standing);
            // 国境での戦闘を止める協議: where the fight is, not the talks.
            let others = part != trigger.chunk
                && tree.relation(id) == Relation::Genitive
                && tree.chunk(part).predicate.is_none();
            let fits = match standing.stand {
                Stand::Place => !together && !others,
                Stand::Object if trigger.kind == EventType::Attack => true,
                Stand::Recipient => destination || arrives(context, tree, part),
                Stand::Object => destination,
                // ドイツの総選挙: where it is held.
                Stand::Owner => {
                    owner && (trigger.kind == EventType::Annex || is_poll(context, trigger))
                }
                _ => false,
            };
            found.extend(standing.mentions.last().copied().filter(|_| fits));
        }
        found.extend(towards(context, tree, part).filter(|_| destination));
    }
    if trigger.stays {
        found.extend(stayed_at(context, tree, trigger));
    }
    if found.is_empty() && !destination {
        found.extend(visited(context, tree, trigger));
    }
    if found.is_empty() && !destination && (frame.tense.is_some() || frame.below.is_some()) {
        found.extend(overhead(context, tree, trigger, frame));
    }
    if found.is_empty() {
        found.extend(apart(context, tree, trigger, frame));
    }
    found.retain(|mention| may_be_place(context, trigger, mention));
    if found.is_empty() {
        found.extend(glued(context, tree, trigger, destination));
    }
    if found.is_empty() && trigger.receives {
        found.extend(host(context, tree, trigger, frame));
    }
    if found.is_empty() {
        let abroad = abroad::in_word(context, trigger);
        return abroad.or_else(|| unnamed(context, tree, frame, destination));
    }
    let mention =
        found.into_iter().min_by_key(|mention| mention.span.start.abs_diff(trigger.span.start))?;
    Some(PlaceDraft { entity: Some(mention.entity), span: whole(context, mention) })
}

/// Where it is by words that stand with another part of the sentence.
fn apart<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<&'a Mention> {
    struck(context, tree, trigger, frame)
        .or_else(|| before_what_it_is_about(context, tree, trigger))
        .or_else(|| in_manner(context, tree, trigger))
}

/// ドーハで交渉団を|狙って|空爆した: what seems to stand in the clause that tells how it is done tells where.
fn in_manner<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<&'a Mention> {
    let gerund = &context.language.tense.gerund;
    let clause = trigger.chunk.checked_sub(1).filter(|id| {
        trigger.form == Form::Verbal
            && tree.chunk(*id).governor == Some(trigger.chunk)
            && tree.relation(*id) == Relation::Clause
            && !tree.chunk(*id).comma
            && tree.last(*id).is_some_and(|last| last.lemma == *gerund)
    })?;
    let mut beside = tree.dependents(clause).iter().filter_map(|id| stand::of(context, tree, *id));
    beside.find(|it| it.stand == Stand::Place)?.mentions.last().copied()
}

/// マスカットで核問題をめぐる|協議を行った: what seems to stand in the clause that tells what a meeting is about tells where it is.
fn before_what_it_is_about<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<&'a Mention> {
    let meets = matches!(trigger.kind, EventType::Meet | EventType::Negotiate);
    let settings = &context.language.event;
    // 戦闘を止める協議: where it is to be stopped.
    let about = |id: &&ChunkId| {
        meets
            && trigger.form == Form::Nominal
            && tree.relation(**id) == Relation::Adnominal
            && (tree.is_headed_by(**id, &settings.functional)
                || tree.is_headed_by(**id, &settings.talking))
    };
    let clause = *tree.dependents(trigger.chunk).iter().find(about)?;
    // A subject of its own, or another clause, makes it one of its own.
    let first = *tree.dependents(clause).first()?;
    let others = tree.dependents(clause)[1..].iter();
    let open = others.into_iter().all(|id| {
        matches!(tree.relation(*id), Relation::Object | Relation::Dative | Relation::Adverbial)
    });
    let standing = stand::of(context, tree, first).filter(|it| open && it.stand == Stand::Place)?;
    standing.mentions.last().copied()
}

/// 畑に墜落した, 広場に集まった: whether a verb is one of coming to be where に tells.
pub(super) fn arrives(context: &Context<'_, '_>, tree: &Tree<'_>, part: ChunkId) -> bool {
    tree.is_headed_by(part, &context.language.event.arriving)
}

/// 地震が起きたチリの政府は: the noun behind the clause tells where.
fn struck<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<&'a Mention> {
    let other = trigger.kind == EventType::Other;
    let clause = frame.tense.filter(|id| other && tree.relation(*id) == Relation::Adnominal)?;
    let noun = tree.chunk(clause).governor?;
    context.cast.within(tree.chunk(noun).span).next()
}

/// Whether somebody or something named can be where a happening takes place.
fn may_be_place(context: &Context<'_, '_>, trigger: &Trigger<'_>, mention: &Mention) -> bool {
    let kind = context.cast.entity(mention).kind;
    // スーダンの内戦: a country at war takes part in it.
    let state = kind == EntityType::Country && trigger.kind != EventType::War;
    // ホワイトハウスで会談した: a body may stand for its house, for a meeting or by its last noun.
    let words = mention.span.of(context.page.text());
    let settings = context.language.event;
    let houses = match trigger.kind {
        EventType::Meet | EventType::Sign => Some(&settings.houses),
        EventType::Speak | EventType::Legislate | EventType::Agree | EventType::Protest => {
            Some(&settings.premises)
        }
        _ => None,
    };
    let house = kind == EntityType::Organization && houses.is_some_and(|houses| houses.end(words));
    kind == EntityType::Place || state || house
}

/// Whether a trigger is a word of a poll (総選挙).
fn is_poll(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> bool {
    let words = trigger.span.of(context.page.text());
    context.language.event.polls.end(words)
}

/// ソウル会談: the place that the compound of the trigger begins with.
fn glued<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    destination: bool,
) -> Option<&'a Mention> {
    let compound = stand::compound(context, tree, trigger.chunk, trigger.span);
    // 大阪府警逮捕: whose police it is, not where.
    let meets = matches!(trigger.kind, EventType::Meet | EventType::Negotiate);
    compound.last().copied().filter(|last| {
        let kind = context.cast.entity(last).kind;
        let poll = is_poll(context, trigger);
        let place =
            kind == EntityType::Place || (destination || poll) && kind == EntityType::Country;
        place && (poll || meets || last.phrase.end == trigger.span.start)
    })
}

/// 東京で…し、会談した, 南部では、…衝突が続いているという: the place that a clause above is set in.
fn overhead<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<&'a Mention> {
    const STEPS: usize = 4;
    let mut current = frame.top(trigger);
    let mut told = false;
    for _ in 0..STEPS {
        let next = tree.chunk(current).governor?;
        let noun = tree.chunk(next).predicate.is_none();
        let planned = noun && !tree.hits_in(tree.chunk(next).span).is_empty();
        match tree.relation(current) {
            Relation::Clause => {}
            Relation::Quote => told = true,
            Relation::Adnominal if planned || tree.head(next).pos == Pos::FormalNoun => {}
            Relation::Means | Relation::Dative | Relation::Object if planned || !noun => {}
            _ => return None,
        }
        let place = tree.dependents(next).iter().copied().filter(|id| *id < trigger.chunk);
        // Behind what is said only the topic reaches into it.
        let mut place = place.filter(|id| !told || tree.relation(*id) == Relation::Topic);
        let set = |id: ChunkId| stand::of(context, tree, id).filter(|it| it.stand == Stand::Place);
        if let Some(found) = place.find_map(set) {
            return found.mentions.last().copied();
        }
        current = next;
    }
    None
}

/// 第三国で: a place without a name.
fn unnamed(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    frame: &Frame,
    destination: bool,
) -> Option<PlaceDraft> {
    let settings = context.language.event;
    let text = context.page.text();
    // 被災地 may be two words of the dictionary.
    let named = |id: ChunkId| {
        let chunk = tree.chunk(id);
        let words = chunk.span.of(text);
        let found = settings.places.all().filter_map(|word| Some((words.find(word)?, word)));
        let (at, word) = found.max_by_key(|(_, word)| word.len())?;
        let start = chunk.span.start + u32::try_from(at).expect("a chunk fits into the text");
        let end = start + u32::try_from(word.len()).expect("a word fits into the text");
        // 東京都内: with the place that it lies in.
        let named = context.cast.within(Span::new(chunk.span.start, end)).next();
        let start = named.map_or(start, |mention| mention.span.start.min(start));
        Some(Span::new(start, end)).filter(|_| chunk.predicate.is_none() && !chunk.quotation)
    };
    let place = |id: ChunkId| {
        // Most chunks end otherwise: that is looked at before places are looked for.
        let words = tree.chunk(id).span.of(text);
        let mut before = settings.recipient.before(words).chain(settings.place.before(words));
        if !before.any(|it| settings.places.end(it)) {
            return None;
        }
        let span = named(id)?;
        let tail = Span::new(span.end, tree.chunk(id).span.end).of(text);
        let towards = destination && settings.recipient.hold(tail);
        let fits = towards || settings.place.hold(tail);
        fits.then_some(span)
    };
    let mut all = frame.parts.iter().flat_map(|part| tree.dependents(*part)).copied();
    let found = all.clone().find_map(place);
    let own = |id: ChunkId| tree.chunk(id).governor.is_some_and(|it| arrives(context, tree, it));
    let site = |id: ChunkId| {
        let site = site(context, tree, id, (own(id), destination))?;
        // 大海市の本社で
        let around =
            tree.dependents(id).iter().filter(|it| tree.relation(**it) == Relation::Genitive);
        let mut around = around.flat_map(|it| context.cast.within(tree.chunk(*it).span));
        let town = around.find(|it| context.cast.entity(it).kind == EntityType::Place);
        let whole = town.map(|town| town.span.join(site));
        Some(whole.filter(|it| !it.of(text).contains([')', '）'])).unwrap_or(site))
    };
    let span = found.or_else(|| all.find_map(site))?;
    // 東京都内, 大海市の本社: in the place that its words begin with.
    let mut named = context.cast.within(span).filter(|it| it.span.start == span.start);
    let named = named.find(|it| context.cast.entity(it).kind == EntityType::Place);
    Some(PlaceDraft { entity: named.map(|it| it.entity), span })
}

/// 青空百貨店本店(大海市)で, 公園での: a site that is no name the page knows, with the words of its compound.
/// `arrived`: に tells it too; `destination`: に and を tell it alone (本社を訪れた).
fn site(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    id: ChunkId,
    (arrived, destination): (bool, bool),
) -> Option<Span> {
    let chunk = tree.chunk(id);
    let head = tree.head(id);
    let into = (arrived || destination) && tree.relation(id) == Relation::Dative;
    let visited = destination && tree.relation(id) == Relation::Object;
    let at = !destination && matches!(tree.relation(id), Relation::Means | Relation::Genitive);
    let case = into || visited || at;
    if !case || chunk.quotation || chunk.predicate.is_some() {
        return None;
    }
    let text = context.page.text();
    // 検問所 may be two words.
    let words = tree.syntax.tokens_of(chunk).iter().skip_while(|it| it.span.end < head.span.end);
    let words = words.take_while(|it| it.pos.is_nominal());
    let end = words.last().map_or(head.span.end, |word| word.span.end);
    let noun = Span::new(chunk.span.start, end);
    if !context.language.event.sites.end(noun.of(text)) {
        return None;
    }
    let tail = Span::new(stand::behind(context, end, chunk.span.end), chunk.span.end);
    let (tail, particles) = (tail.of(text), &context.language.event);
    let towards = into && particles.recipient.hold(tail) || visited && particles.object.hold(tail);
    (at && particles.place.hold(tail) || towards).then_some(noun)
}

/// ロシアは代表団を受け入れた: whoever receives is where the others go, when it is a country.
fn host<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<&'a Mention> {
    let parts = std::iter::once(trigger.chunk).chain(frame.path.iter().copied());
    let standings = parts.flat_map(|part| tree.dependents(part));
    let mut leads = standings
        .filter_map(|id| stand::of(context, tree, *id))
        .filter(|standing| matches!(standing.stand, Stand::Topic | Stand::Subject));
    let host = leads.next().and_then(|standing| standing.mentions.last().copied());
    host.filter(|it| context.cast.entity(it).kind == EntityType::Country)
}

/// 金海空港にある施設で: the place whose part or building it is.
fn facility<'a>(context: &Context<'a, '_>, tree: &Tree<'_>, id: ChunkId) -> Option<&'a Mention> {
    const WORDS: u32 = 90;
    let buildings = &context.language.event.buildings;
    let head = tree.head(id);
    let building = buildings.end(&head.lemma);
    if tree.relation(id) != Relation::Means || !building || tree.chunk(id).quotation {
        return None;
    }
    let first = tree.dependents(id).iter().copied().min()?;
    let first = tree.dependents(first).iter().copied().min().unwrap_or(first);
    let start = tree.chunk(first).span.start.max(head.span.start.saturating_sub(WORDS));
    let named = context.cast.within(Span::new(start.min(head.span.start), head.span.start));
    named.rev().find(|mention| context.cast.entity(mention).kind == EntityType::Place)
}

/// 訪問先のオスロで: the place of a stay.
fn stayed_at<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<&'a Mention> {
    let place = tree.chunk(trigger.chunk).governor?;
    context.cast.within(tree.chunk(place).span).last()
}

/// オスロを訪れ、Aと会談した: they meet where the clause before says that one of them came.
fn visited<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<&'a Mention> {
    use EventType::{Agree, Deploy, Meet, Sign, Visit};
    if !matches!(trigger.kind, Meet | Sign | Agree) || trigger.form != Form::Verbal {
        return None;
    }
    // オスロで会合を開き、協定に調印した: what came of it is done where they met.
    if trigger.kind != Meet {
        let met = met_at(context, tree, trigger);
        if met.is_some() {
            return met;
        }
    }
    let came = |id: &ChunkId| {
        let entry = context.language.event_trigger.get(&tree.head(*id).lemma);
        let kind: Option<EventType> = entry.and_then(|entry| read(entry.field("type")));
        tree.relation(*id) == Relation::Clause && matches!(kind, Some(Visit | Deploy))
    };
    // Of a plan for both the first hangs on the noun that says so.
    let own = tree.dependents(trigger.chunk).iter().copied();
    let first = own.clone().min().unwrap_or(trigger.chunk).checked_sub(1);
    let shared = first.filter(|id| tree.chunk(*id).governor > Some(trigger.chunk));
    let clause = own.rev().chain(shared).find(came)?;
    let mut went = tree.dependents(clause).iter().filter_map(|id| stand::of(context, tree, *id));
    let place = went.find(|standing| matches!(standing.stand, Stand::Object | Stand::Recipient))?;
    place.mentions.last().copied()
}

/// The place of the meeting that the clause before tells of.
fn met_at<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<&'a Mention> {
    let meets = |id: ChunkId| {
        let words = tree.chunk(id).span.of(context.page.text());
        context.language.event.meetings.iter().any(|word| words.contains(word.as_str()))
    };
    let object = |id: &ChunkId| tree.relation(*id) == Relation::Object && meets(*id);
    let clause = tree.dependents(trigger.chunk).iter().copied().rfind(|id| {
        *id < trigger.chunk
            && tree.relation(*id) == Relation::Clause
            && (meets(*id) || tree.dependents(*id).iter().any(object))
    })?;
    let mut beside = tree.dependents(clause).iter().filter_map(|id| stand::of(context, tree, *id));
    let place = beside.find(|standing| standing.stand == Stand::Place)?;
    place.mentions.last().copied()
}

/// 首都への訪問に招いた: the destination stands before the noun of the journey.
fn towards<'a>(context: &Context<'a, '_>, tree: &Tree<'_>, part: ChunkId) -> Option<&'a Mention> {
    let journey = tree.dependents(part).iter().filter(|id| {
        matches!(tree.relation(**id), Relation::Object | Relation::Dative | Relation::To)
    });
    journey
        .flat_map(|id| tree.dependents(*id))
        .filter_map(|id| stand::of(context, tree, *id))
        .find(|standing| matches!(standing.stand, Stand::Recipient | Stand::Place))
        .and_then(|standing| standing.mentions.last().copied())
}

/// A place with the wider one right before it: 山形県米沢市.
fn whole(context: &Context<'_, '_>, mention: &Mention) -> Span {
    let from = mention.span.start.saturating_sub(60);
    let before = context.cast.within(Span::new(from, mention.span.start)).next_back();
    match before {
        Some(wider)
            if wider.span.end == mention.span.start
                && context.cast.entity(wider).kind == EntityType::Place =>
        {
            wider.span.join(mention.span)
        }
        _ => mention.span,
    }
}
