//! How the names in a chunk stand to the predicate or noun that it depends on.

use keii_model::{EntityType, Span};
use keii_syntax::{ChunkId, Pos, Relation, Token};

use super::Context;
use super::list;
use super::tree::Tree;
use crate::draft::{Mention, MentionForm};
use crate::words::Words;

/// How a name stands to what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// What the clause is about.
    Topic,
    /// The subject.
    Subject,
    /// By whom, beside a subject.
    Agent,
    Partner,
    Object,
    Recipient,
    Owner,
    /// Where it happens.
    Place,
    /// Directly before the trigger, inside its compound.
    Compound,
}

/// Names that stand alike, in order.
#[derive(Clone, Debug)]
pub(super) struct Standing<'a> {
    pub(super) stand: Stand,
    pub(super) chunk: ChunkId,
    pub(super) mentions: Vec<&'a Mention>,
}

/// The names of a chunk, with those listed before them (AとBは), and how they stand; `None` when the
/// chunk's words do not close with a name.
pub(super) fn of<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    chunk: ChunkId,
) -> Option<Standing<'a>> {
    let data = tree.chunk(chunk);
    let text = context.page.text();
    let (mut mentions, from) =
        if data.quotation { marked(context, data.span)? } else { named(context, tree, chunk)? };
    let tail = Span::new(from, data.span.end.max(from)).of(text);
    let stand = stand(context, tail, tree.relation(chunk))?;
    // 「灯台広場」に書いた: of what stands in marks only who does it is looked for.
    if data.quotation && matches!(stand, Stand::Object | Stand::Recipient | Stand::Place) {
        return None;
    }
    list::complete(context, &mut mentions);
    let mut current = chunk;
    // A list takes its particle from its last; a long one is cut off.
    for _ in 0..32 {
        let leads = matches!(stand, Stand::Topic | Stand::Subject | Stand::Owner);
        let first = mentions.first().map_or(current, |first| begins(tree, current, first));
        let first = behind_epithet(context, tree, first);
        let beside = beside(tree, (first, current), stand).filter(|_| leads);
        let Some(listed) = listed(tree, current).or(beside).or_else(|| {
            // ロシアと米国の高官: the list may hang on the country before the name.
            let owner = current.checked_sub(1)?;
            let within = mentions.first().is_some_and(|first| {
                first.phrase.start < tree.chunk(current).span.start
                    && first.phrase.start <= tree.chunk(owner).span.start
            });
            listed(tree, owner).filter(|_| within)
        }) else {
            break;
        };
        if let Some((before, _)) = named(context, tree, listed) {
            let kind = |mention: &&Mention| context.cast.entity(mention).kind;
            let alike = before.first().map(kind) == mentions.first().map(kind);
            let new = before.iter().all(|it| !mentions.contains(it));
            if new && (alike || !matches!(stand, Stand::Owner | Stand::Place)) {
                mentions.splice(0..0, before);
                list::complete(context, &mut mentions);
            }
        }
        current = listed;
    }
    Some(Standing { stand, chunk, mentions })
}

/// People without a name that a chunk closes with (51歳の男を), their words with what stands before
/// them, and how they stand.
pub(super) fn unnamed(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    chunk: ChunkId,
) -> Option<(Stand, Span)> {
    const WORDS: usize = 3;
    let data = tree.chunk(chunk);
    let head = tree.head(chunk);
    let nominal = matches!(
        head.pos,
        Pos::Noun | Pos::VerbalNoun | Pos::Suffix | Pos::Counter | Pos::NameSuffix
    );
    let people = &context.language.event.people;
    let text = context.page.text();
    let noun = head.span.of(text);
    let words = tree.syntax.tokens_of(data);
    // 400人以上が: the counter tells that they are people.
    let mut before = words.iter().rev().filter(|token| token.span.end <= head.span.start);
    let counted = before.next().is_some_and(|token| {
        token.pos == Pos::Counter && people.end(token.span.of(text)) && !nominal
    });
    if !(nominal || counted) || data.quotation || data.predicate.is_some() {
        return None;
    }
    // 野党陣営と, 会派の代表者らが: the whole compound tells whether they are people.
    let behind_head = words.iter().skip_while(|token| token.span.start <= head.span.start);
    let suffixes = behind_head.take_while(|token| token.pos == Pos::Suffix);
    let compound = suffixes.last().map_or(head.span, |last| head.span.join(last.span));
    let compound = Span::new(data.span.start, compound.end).of(text);
    let singular = || context.language.event.name_tails.before(compound).any(|it| people.end(it));
    let known = counted || people.end(noun) || people.end(compound) || singular();
    // 大統領選は, 最優秀選手賞は: a poll or a prize is nobody.
    let settings = &context.language.event;
    if !known || settings.polls.end(compound) || settings.prizes.end(compound) {
        return None;
    }
    let end = words
        .iter()
        .skip_while(|token| token.span.start <= head.span.start)
        .take_while(|token| token.pos == Pos::Suffix)
        .last()
        .map_or(head.span.end, |last| last.span.end);
    let from = behind(context, end, data.span.end);
    let stand = stand(context, Span::new(from, data.span.end).of(text), tree.relation(chunk))?;
    let mut first = chunk;
    for _ in 0..WORDS {
        let before = first.checked_sub(1).filter(|id| {
            tree.chunk(*id).governor == Some(first)
                && tree.relation(*id) == Relation::Genitive
                && tree.chunk(*id).predicate.is_none()
        });
        let Some(before) = before else { break };
        first = before;
    }
    // このうち|5人は, 騒いだため|7人が: what stands before their number is no word for them.
    if let Some(number) = bare_number(tree, chunk) {
        return Some((stand, Span::new(number, head.span.end)));
    }
    let first = with_equals(context, tree, first);
    let end = uncounted(context, tree, chunk, from);
    Some((stand, Span::new(tree.chunk(first).span.start, end)))
}

/// Where a number of people begins that a noun of form or of time stands before in its chunk.
fn bare_number(tree: &Tree<'_>, chunk: ChunkId) -> Option<u32> {
    let words = tree.syntax.tokens_of(tree.chunk(chunk));
    let number = words.iter().position(|token| token.pos == Pos::Number)?;
    let before = &words[number.checked_sub(1)?];
    let counted = tree.head(chunk).pos == Pos::Counter;
    let formal =
        matches!(before.pos, Pos::FormalNoun | Pos::AdverbialNoun | Pos::Pronoun | Pos::Adverb);
    (counted && formal).then_some(words[number].span.start)
}

/// 僧侶や|市民の: the first of equals without a name that stand right before.
fn with_equals(context: &Context<'_, '_>, tree: &Tree<'_>, last: ChunkId) -> ChunkId {
    const MOST: usize = 4;
    let people = &context.language.event.people;
    let mut first = last;
    for _ in 0..MOST {
        let equal = first.checked_sub(1).filter(|&id| {
            let words = tree.head(id).span.of(context.page.text());
            tree.chunk(id).governor == Some(first)
                && tree.relation(id) == Relation::Coordinate
                && tree.chunk(id).predicate.is_none()
                && people.end(words)
                && (!tree.chunk(id).comma
                    || context.cast.within(tree.chunk(id).span).next().is_none())
        });
        let Some(equal) = equal else { break };
        first = equal;
    }
    first
}

/// Where the words for people end, before a number of them (人質4人) and with a plural (学生ら); what is no word for
/// people goes with its number (加盟27カ国).
fn uncounted(context: &Context<'_, '_>, tree: &Tree<'_>, chunk: ChunkId, from: u32) -> u32 {
    let start = tree.chunk(chunk).span.start;
    let people = |noun: &Token| {
        let words = Span::new(start, noun.span.end).of(context.page.text());
        context.language.event.people.end(words)
    };
    let words = tree.syntax.tokens_of(tree.chunk(chunk));
    let head = tree.head(chunk);
    if head.pos != Pos::Counter {
        return from.max(head.span.end);
    }
    let number = words.iter().position(|token| token.pos == Pos::Number);
    match number.and_then(|at| at.checked_sub(1)).map(|at| &words[at]) {
        Some(noun) if noun.pos.is_nominal() && people(noun) => noun.span.end,
        _ => head.span.end,
    }
}

/// The equal before a chunk (AとB).
fn listed(tree: &Tree<'_>, chunk: ChunkId) -> Option<ChunkId> {
    tree.dependents(chunk).iter().copied().rev().find(|id| {
        matches!(tree.relation(*id), Relation::Coordinate | Relation::With)
            && tree.chunk(*id).predicate.is_none()
    })
}

/// The chunk in which the phrase of a name that ends in `chunk` begins: 中国の王毅外相は.
fn begins(tree: &Tree<'_>, chunk: ChunkId, mention: &Mention) -> ChunkId {
    const LONGEST: ChunkId = 6;
    let start = mention.phrase.start;
    let chunks = (chunk.saturating_sub(LONGEST)..=chunk).rev();
    chunks.take_while(|id| tree.chunk(*id).span.end > start).last().unwrap_or(chunk)
}

/// 第2党のA党は: where what a name is said to be begins.
fn behind_epithet(context: &Context<'_, '_>, tree: &Tree<'_>, first: ChunkId) -> ChunkId {
    let before = first.checked_sub(1).filter(|id| {
        let chunk = tree.chunk(*id);
        tree.relation(*id) == Relation::Genitive
            && chunk.governor == Some(first)
            && chunk.predicate.is_none()
            && context.cast.within(chunk.span).next().is_none()
    });
    before.unwrap_or(first)
}

/// AとBは, AとBの会談: と right before another name may look like a partner of the verb.
fn beside(tree: &Tree<'_>, (first, chunk): (ChunkId, ChunkId), stand: Stand) -> Option<ChunkId> {
    let before = first.checked_sub(1)?;
    // Aと第2党のBは: it may hang on what B is said to be.
    let above = tree.chunk(before).governor;
    let epithet =
        above == Some(first) && first < chunk && tree.relation(first) == Relation::Genitive;
    let same = stand == Stand::Owner || above == tree.chunk(chunk).governor || epithet;
    (tree.relation(before) == Relation::With && same).then_some(before)
}

/// The names that a chunk closes with, and where the words behind them begin.
fn named<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    chunk: ChunkId,
) -> Option<(Vec<&'a Mention>, u32)> {
    let span = tree.chunk(chunk).span;
    // A name may begin in the chunk before: 米国の高官は.
    const LONGEST: u32 = 96;
    let from = span.start.saturating_sub(LONGEST);
    let own = outermost(context, Span::new(from, span.end));
    let own: Vec<&Mention> = own.into_iter().filter(|it| it.phrase.end > span.start).collect();
    let own = list::outside_remarks(context, span, own);
    let head = tree.head(chunk);
    // 村岡容疑者(46歳): the remark in brackets belongs to the name.
    let reaches = |last: &&&Mention| {
        last.phrase.end >= head.span.start
            || behind(context, last.phrase.end, span.end) > head.span.start
    };
    let last = own.last().filter(reaches);
    // 米国の高官, ロシア代表団: who they are of takes part.
    let proxies = &context.language.event.proxies;
    let acts_for = proxies.hold(&head.lemma) || is_count(context, tree, chunk);
    let collective = last.is_some_and(|last| {
        context.cast.entity(last).kind == EntityType::Group && last.form != MentionForm::Group
    });
    if acts_for && (collective || own.is_empty()) {
        let found = represented(context, tree, chunk);
        if !found.is_empty() {
            return Some((found, head.span.end.max(last.map_or(0, |last| last.phrase.end))));
        }
    }
    let Some(last) = last else {
        return (acts_for && !own.is_empty()).then_some((own, head.span.end));
    };
    let from = behind(context, last.phrase.end, span.end);
    Some((adjacent(context, &own), from))
}

/// 「灯台の会」は: the name that stands in marks of its own, and where the words behind it begin.
fn marked<'a>(context: &Context<'a, '_>, span: Span) -> Option<(Vec<&'a Mention>, u32)> {
    let quotations = &context.page.quotations;
    let at = quotations.partition_point(|it| it.span.start < span.start);
    let marks = quotations.get(at).filter(|it| span.contains(it.span))?;
    let mention = context.cast.within(marks.inner).find(|it| it.span == marks.inner)?;
    Some((vec![mention], behind(context, marks.span.end, span.end)))
}

/// AとB、Cの3人: whether a chunk only counts those named before it.
fn is_count(context: &Context<'_, '_>, tree: &Tree<'_>, chunk: ChunkId) -> bool {
    let words = tree.syntax.tokens_of(tree.chunk(chunk));
    let counters = &context.language.event.heads;
    words.first().is_some_and(|word| word.pos == Pos::Number)
        && counters.hold(&tree.head(chunk).lemma)
}

/// Those whose names stand with の before a noun of people who act for them.
fn represented<'a>(context: &Context<'a, '_>, tree: &Tree<'_>, chunk: ChunkId) -> Vec<&'a Mention> {
    let owner = tree
        .dependents(chunk)
        .iter()
        .rev()
        .find(|id| tree.relation(**id) == Relation::Genitive && **id + 1 == chunk);
    let Some(owner) = owner else { return Vec::new() };
    let Some((mut found, _)) = named(context, tree, *owner) else { return Vec::new() };
    let listed =
        tree.dependents(*owner).iter().filter(|id| tree.relation(**id) == Relation::Coordinate);
    for id in listed {
        if let Some((before, _)) = named(context, tree, *id) {
            found.splice(0..0, before);
        }
    }
    found
}

/// The mentions in `span` that are no part of another one's phrase.
pub(super) fn outermost<'a>(context: &Context<'a, '_>, span: Span) -> Vec<&'a Mention> {
    let mut kept: Vec<&Mention> = Vec::new();
    for mention in context.cast.within(span) {
        while kept.last().is_some_and(|last| {
            mention.phrase.contains(last.phrase) && mention.phrase.len() > last.phrase.len()
        }) {
            kept.pop();
        }
        let inside = kept.last().is_some_and(|last| {
            last.phrase.contains(mention.phrase) && last.phrase.len() > mention.phrase.len()
        });
        if !inside {
            kept.push(mention);
        }
    }
    kept
}

/// The last of the names with those that touch it before: 日米両国, A・B両氏.
fn adjacent<'a>(context: &Context<'a, '_>, own: &[&'a Mention]) -> Vec<&'a Mention> {
    let text = context.page.text();
    let mut first = own.len() - 1;
    while first > 0 {
        let (before, after) = (own[first - 1], own[first]);
        let kinds = context.cast.entity(before).kind == context.cast.entity(after).kind;
        let from = behind_remark(context, before.phrase.end);
        let gap = Span::new(from, after.phrase.start.max(from)).of(text);
        let joints = &context.language.event.joints;
        if !kinds || !(gap.is_empty() || joints.hold(gap)) {
            break;
        }
        first -= 1;
    }
    own[first..].to_vec()
}

/// Past the remark in brackets that begins right behind a name.
pub(super) fn behind_remark(context: &Context<'_, '_>, end: u32) -> u32 {
    const LONGEST: usize = 40;
    let rest = &context.page.text()[end as usize..];
    let brackets = &context.language.page.brackets;
    let Some((_, close)) = brackets.iter().find(|(open, _)| rest.starts_with(*open)) else {
        return end;
    };
    let closes = rest.char_indices().take(LONGEST).find(|(_, it)| it == close);
    let length = closes.map_or(0, |(at, it)| at + it.len_utf8());
    end + u32::try_from(length).expect("a remark fits into the text")
}

/// Where the particles begin behind a name: past a remark in brackets and words like 側.
pub(super) fn behind(context: &Context<'_, '_>, end: u32, limit: u32) -> u32 {
    let text = context.page.text();
    let mut from = end.min(limit);
    for _ in 0..3 {
        let rest = Span::new(from, limit).of(text);
        let Some(first) = rest.chars().next() else { break };
        let brackets = &context.language.page.brackets;
        let remark = brackets.iter().find(|(open, _)| *open == first);
        let closed = brackets.iter().find(|(_, close)| *close == first);
        let length = if let Some((_, close)) = closed {
            close.len_utf8()
        } else if let Some((_, close)) = remark {
            rest.find(*close).map_or(0, |at| at + close.len_utf8())
        } else {
            context.language.event.name_tails.longest(rest)
        };
        if length == 0 {
            break;
        }
        from += u32::try_from(length).expect("a word fits into the text");
    }
    from
}

/// How words behind a name make it stand.
fn stand(context: &Context<'_, '_>, tail: &str, relation: Relation) -> Option<Stand> {
    let settings = &context.language.event;
    let is = |list: &Words| list.hold(tail);
    if is(&settings.agent) {
        return Some(Stand::Agent);
    }
    if is(&settings.partner) {
        return Some(Stand::Partner);
    }
    if is(&settings.place) {
        return Some(Stand::Place);
    }
    if is(&settings.recipient) {
        return Some(if relation == Relation::Object { Stand::Object } else { Stand::Recipient });
    }
    match relation {
        Relation::Topic if is(&settings.topic) => Some(Stand::Topic),
        Relation::Also if is(&settings.topic) => Some(Stand::Topic),
        Relation::Subject if is(&settings.subject) => Some(Stand::Subject),
        Relation::Genitive if tail == context.language.names.genitive => Some(Stand::Owner),
        Relation::Bare | Relation::Coordinate if tail.is_empty() => Some(Stand::Topic),
        _ => None,
    }
}

/// The names inside the compound that a trigger heads: 米ロ首脳会談.
pub(super) fn compound<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    chunk: ChunkId,
    trigger: Span,
) -> Vec<&'a Mention> {
    let start = tree.chunk(chunk).span.start;
    let own = outermost(context, Span::new(start.min(trigger.start), trigger.start));
    let nominal = |mention: &&Mention| {
        let tokens = &tree.syntax.tokens;
        let from = tokens.partition_point(|token| token.span.start < mention.phrase.end);
        let to = tokens.partition_point(|token| token.span.start < trigger.start);
        tokens[from.min(to)..to].iter().all(|token| {
            token.pos.is_nominal()
                || matches!(token.pos, Pos::Symbol | Pos::Prefix | Pos::Open | Pos::Close)
        })
    };
    own.into_iter().filter(nominal).collect()
}
