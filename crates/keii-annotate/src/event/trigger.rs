//! The words that tell of a happening.

use keii_model::{EventType, Span};
use keii_rules::{Entry, Lexicon};
use keii_syntax::{ChunkId, Pos, PredicateForm, Relation, Token, Voice};

use super::tree::Tree;
use super::{EventSettings, carried, finding, joined, open, term};
use crate::language::Language;
use crate::speech::read;
use crate::words::Words;

/// A word that tells of a happening.
#[derive(Clone, Debug)]
pub(super) struct Trigger<'p> {
    pub(super) span: Span,
    pub(super) kind: EventType,
    /// Whether the parties are equals.
    pub(super) symmetric: bool,
    pub(super) form: Form,
    /// Its entry of the lexicon.
    pub(super) entry: &'p Entry,
    /// The chunk it stands in.
    pub(super) chunk: ChunkId,
    /// Whether a suffix says that it is going on (訪問中).
    pub(super) going_on: bool,
    /// Whether what is told came after it (会談後).
    pub(super) over: bool,
    /// Whether it is told by the place where somebody is on it (訪問先).
    pub(super) stays: bool,
    /// Whether its subject is who receives, and its object who comes.
    pub(super) receives: bool,
    /// Whether it is a word of accepting, negated.
    pub(super) refuses: bool,
    /// Whether a noun behind it in one word says how far it has come (出馬要請).
    pub(super) glued: bool,
}

/// How a trigger stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As a predicate: 会談した, 話し合った.
    Verbal,
    /// As a noun: 会談は, オスロでの会談.
    Nominal,
}

impl<'p> Trigger<'p> {
    /// A column of its entry, when it is filled.
    pub(super) fn field(&self, column: &str) -> Option<&'p str> {
        self.entry.field(column).filter(|value| !value.is_empty())
    }

    /// Whether the column `marks` holds this mark.
    pub(super) fn is_marked(&self, mark: &str) -> bool {
        marked(self.entry, mark)
    }

    /// Whether the column `needs` names this condition.
    pub(super) fn needs(&self, condition: &str) -> bool {
        self.field("needs").is_some_and(|needs| needs.split('|').any(|need| need == condition))
    }
}

/// The triggers of a sentence, left to right.
pub(super) fn triggers<'p>(
    text: &str,
    tree: &Tree<'_>,
    language: &Language<'p>,
) -> Vec<Trigger<'p>> {
    let count = tree.syntax.tokens.len();
    let mut found = Vec::new();
    let mut at = 0;
    while at < count {
        match trigger(text, tree, at, language) {
            Some((trigger, next)) => {
                found.extend(trigger);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The trigger that begins with this token, and the position behind its words. A word that is in
/// the lexicon but is no head here (会談場所) gives no trigger, yet is passed over as a whole.
fn trigger<'p>(
    text: &str,
    tree: &Tree<'_>,
    at: usize,
    language: &Language<'p>,
) -> Option<(Option<Trigger<'p>>, usize)> {
    let tokens = &tree.syntax.tokens;
    let (end, entry) = entry(text, tree, at, language)?;
    let next = at + tokens[at..].iter().take_while(|token| token.span.end <= end).count();
    let chunk = tree.chunk_of(next.checked_sub(1)?)?;
    let settings = &language.event;
    let entry = finding::entry(tree, chunk, entry, language).unwrap_or(entry);
    let kind: EventType = read(entry.field("type"))?;
    let glued = tokens.get(next).filter(|following| following.span.start == end);
    let has = |list: &Words| list.hold(glued.map_or("", |token| token.span.of(text)));
    let going_on = has(&settings.ongoing_suffixes);
    let over = is_over(text, &tokens[next..], glued.is_some(), settings);
    let stays = has(&settings.stays) && kind == EventType::Visit;
    let kept = going_on || over || stays;
    if !kept && is_part(text, tokens, (at, next), language) || begins_noun(text, tokens, at, next) {
        return Some((None, next));
    }
    let predicate = tree.chunk(chunk).predicate;
    let head = tree.chunk(chunk).head as usize;
    let kind = if is_remote(text, tree, chunk, kind, settings) { EventType::Call } else { kind };
    let shared = joined::shares_verb(text, tokens, (next, head), settings);
    let verbal = ((at..next).contains(&head) || shared) && predicate.is_some_and(|it| !it.copula);
    let verbal_only = entry.field("pattern") == Some("verb");
    let told = || verbal || is_carried(text, tree, (next - 1, chunk), kind, language);
    if verbal_only && (!told() || kind == EventType::Agree && is_caused(predicate)) {
        return Some((None, next));
    }
    let receives = marked(entry, "receive") && receives_people(tree, chunk, settings);
    if marked(entry, "receive") && kind == EventType::Visit && !receives {
        return Some((None, next));
    }
    let refuses = verbal && may_be_refused(entry, kind) && predicate.is_some_and(|it| it.negated);
    let beside = || by_company(text, tree, (chunk, kind), entry, language).filter(|_| verbal);
    let kind = match kind {
        _ if receives => EventType::Visit,
        _ if refuses => EventType::Reject,
        _ => beside().unwrap_or(kind),
    };
    let trigger = Trigger {
        span: Span::new(own_start(text, &tokens[at..next], settings), end),
        kind,
        symmetric: entry.field("symmetric") == Some("yes"),
        form: if verbal { Form::Verbal } else { Form::Nominal },
        entry,
        chunk,
        going_on: going_on || stays,
        over,
        stays,
        receives,
        refuses,
        glued: has(&settings.aspects),
    };
    Some((Some(trigger), next))
}

/// Whether the word around a noun of doing says that it is done, or decided upon.
fn is_carried(
    text: &str,
    tree: &Tree<'_>,
    (at, chunk): (usize, ChunkId),
    kind: EventType,
    language: &Language<'_>,
) -> bool {
    // 出場を決めた: an idiom of its own, where there is one.
    let verb = || tree.chunk(chunk).governor.map(|id| tree.chunk(id).head as usize);
    let idiomatic =
        || verb().is_none_or(|at| idiom(text, tree, at, language.event_trigger).is_some());
    carried::is_carried(tree, at, language.event)
        || kind == EventType::Other
            && (carried::is_undergone(tree, at, language.event)
                || carried::is_decided(tree, at, language) && !idiomatic())
}

/// 刺し|傷, 売り|場: whether a verb is but the beginning of a noun, which is one character.
fn begins_noun(text: &str, tokens: &[Token], at: usize, next: usize) -> bool {
    let open = tokens[at].form == keii_syntax::Form::Continuative && next == at + 1;
    tokens[at].pos == Pos::Verb
        && open
        && tokens.get(next).is_some_and(|token| {
            token.span.start == tokens[at].span.end
                && token.pos == Pos::Noun
                && !token.span.of(text).is_ascii()
                && token.span.of(text).chars().count() == 1
        })
}

/// 会談場所: whether the word goes on into another noun that is no aspect of the happening.
fn is_part(
    text: &str,
    tokens: &[Token],
    (at, next): (usize, usize),
    language: &Language<'_>,
) -> bool {
    let settings = &language.event;
    let end = tokens[next - 1].span.end;
    let glued = tokens.get(next).filter(|it| it.span.start == end && it.pos.is_nominal());
    glued.is_some_and(|noun| {
        let aspect = settings.aspects.hold(noun.span.of(text));
        let kept = aspect && is_last(text, &tokens[next..], settings);
        !kept && !is_verb(text, &tokens[at..next], language)
    })
}

/// 会談準備|会合: whether no other noun makes one word with the aspect of a happening.
fn is_last(text: &str, behind: &[Token], settings: &EventSettings) -> bool {
    let [aspect, next, ..] = behind else { return true };
    let words = next.span.of(text);
    let known = [&settings.aspects, &settings.after, &settings.ongoing_suffixes];
    next.span.start != aspect.span.end
        || !next.pos.is_nominal()
        || known.iter().any(|list| list.hold(words))
}

/// 受け入れる用意: a verb stands before its noun; only nouns make one word with it. 解散する may be one word of the
/// dictionary.
fn is_verb(text: &str, words: &[Token], language: &Language<'_>) -> bool {
    let last = words.last().map_or("", |word| word.span.of(text));
    words[0].pos == Pos::Verb || last.ends_with(&language.speech.light_verb)
}

/// 国交を断絶した: where the word itself begins, behind what it is done to.
fn own_start(text: &str, words: &[Token], settings: &EventSettings) -> u32 {
    let object = |token: &&Token| settings.object.hold(token.span.of(text));
    let behind = words.iter().rfind(object).map(|particle| particle.span.end);
    behind.unwrap_or(words[0].span.start)
}

/// The type of a verb that what stands beside it tells: 救助隊を派遣, 閣議で承認.
fn by_company(
    text: &str,
    tree: &Tree<'_>,
    (chunk, kind): (ChunkId, EventType),
    entry: &Entry,
    language: &Language<'_>,
) -> Option<EventType> {
    let settings = language.event;
    let has = |id: ChunkId, list: &[String]| {
        let words = tree.chunk(id).span.of(text);
        list.iter().any(|word| words.contains(word.as_str()))
    };
    let mut beside = tree.dependents(chunk).iter().copied();
    if marked(entry, "relief") && beside.clone().any(|id| has(id, &settings.relief)) {
        return Some(EventType::Aid);
    }
    // 近づかないよう警告した: what one is told to do.
    if kind == EventType::Threaten && beside.clone().any(|id| tree.is_wish(id, &settings.wishes)) {
        return Some(EventType::Demand);
    }
    // ストライキを行うと通告した: it is threatened with.
    let strike = |id: ChunkId| {
        has(id, &settings.strikes)
            || tree.dependents(id).iter().any(|below| has(*below, &settings.strikes))
    };
    if marked(entry, "notice") && beside.clone().any(strike) {
        return Some(EventType::Threaten);
    }
    // 閣議で承認, 議会は承認した
    let sits = |id: ChunkId| {
        use Relation::{Means, Subject, Topic};
        let house = || ends(tree, text, id, &settings.sittings);
        match tree.relation(id) {
            Means => has(id, &settings.sittings),
            Topic | Subject => house(),
            _ => false,
        }
    };
    // 政府は合意を承認した
    let rules = |id: ChunkId| {
        matches!(tree.relation(id), Relation::Subject | Relation::Topic)
            && ends(tree, text, id, &language.names_used.governments)
    };
    let decree = marked(entry, "decree") && beside.clone().any(rules);
    let accepted = marked(entry, "accept") && beside.any(sits);
    (decree || accepted).then_some(EventType::Legislate)
}

/// 譲歩しないよう伝えた: whoever tells somebody to do something asks for it.
fn bidden<'p>(tree: &Tree<'_>, at: usize, language: &Language<'p>) -> Option<&'p Entry> {
    let settings = language.event;
    let verb = &tree.syntax.tokens[at].lemma;
    let chunk = tree.chunk_of(at).filter(|id| tree.chunk(*id).head as usize == at)?;
    let bids = settings.bidding.hold(verb)
        && tree.dependents(chunk).iter().any(|id| tree.is_wish(*id, &settings.wishes));
    bids.then(|| language.event_trigger.get(&settings.asks)).flatten()
}

/// Whether the noun that a chunk closes with ends with one of these words.
fn ends(tree: &Tree<'_>, text: &str, chunk: ChunkId, list: &[String]) -> bool {
    let end = tree.head(chunk).span.end;
    let noun = Span::new(tree.chunk(chunk).span.start.min(end), end).of(text);
    list.iter().any(|word| noun.ends_with(word.as_str()))
}

/// Aとの電話会談後、Bとも話し合った: with B it was done in the same way.
pub(super) fn likewise(
    text: &str,
    tree: &Tree<'_>,
    settings: &EventSettings,
    triggers: &mut [Trigger<'_>],
) {
    let mut called = false;
    for trigger in triggers {
        let meets = matches!(trigger.kind, EventType::Meet | EventType::Negotiate);
        let also = tree.dependents(trigger.chunk).iter().any(|id| {
            let words = tree.chunk(*id).span.of(text);
            settings.likewise.end(words)
        });
        if called && also && meets && trigger.form == Form::Verbal {
            trigger.kind = EventType::Call;
        }
        called |= trigger.kind == EventType::Call && trigger.over;
    }
}

/// 電話で, オンラインで: whether what a predicate tells is done from afar.
fn is_from_afar(text: &str, tree: &Tree<'_>, chunk: ChunkId, settings: &EventSettings) -> bool {
    let mut beside = tree.dependents(chunk).iter();
    beside.any(|id| settings.remote.end(tree.chunk(*id).span.of(text)))
}

/// Whether people meet from afar: 電話で会談した.
fn is_remote(
    text: &str,
    tree: &Tree<'_>,
    chunk: ChunkId,
    kind: EventType,
    settings: &EventSettings,
) -> bool {
    matches!(kind, EventType::Meet | EventType::Negotiate)
        && is_from_afar(text, tree, chunk, settings)
}

/// Whether the object of a verb is people who may come: 代表団を受け入れる.
fn receives_people(tree: &Tree<'_>, chunk: ChunkId, settings: &EventSettings) -> bool {
    tree.dependents(chunk).iter().any(|id| {
        let head = tree.head(*id);
        let people = head.pos == Pos::NameSuffix
            || settings.proxies.hold(&head.lemma)
            || settings.guests.end(&head.lemma);
        tree.relation(*id) == Relation::Object && people
    })
}

/// 会談後, 協議終了後: whether the words behind, glued to it, say that it had happened by then.
fn is_over(text: &str, behind: &[Token], glued: bool, settings: &EventSettings) -> bool {
    let is = |list: &Words, token: &Token| list.hold(token.span.of(text));
    match behind {
        [first, second, ..] if glued && is(&settings.aspects, first) => {
            first.span.end == second.span.start && is(&settings.after, second)
        }
        [first, ..] => glued && is(&settings.after, first),
        [] => false,
    }
}

/// 政策を一致させる: nobody agrees.
fn is_caused(predicate: Option<PredicateForm>) -> bool {
    predicate.is_some_and(|form| form.voice == Voice::Causative)
}

/// 応じない, 調印しなかった: what is refused when it is negated.
fn may_be_refused(entry: &Entry, kind: EventType) -> bool {
    marked(entry, "accept") || kind == EventType::Sign
}

pub(super) fn marked(entry: &Entry, mark: &str) -> bool {
    entry.field("marks").is_some_and(|marks| marks.split('|').any(|it| it == mark))
}

/// The longest entry of the lexicon whose words begin here, or that the verb here is a form of, alone
/// or with the words right before it (電話をかける).
fn entry<'p>(
    text: &str,
    tree: &Tree<'_>,
    at: usize,
    language: &Language<'p>,
) -> Option<(u32, &'p Entry)> {
    let tokens: &[Token] = &tree.syntax.tokens;
    let token = &tokens[at];
    let lexicon = language.event_trigger;
    if matches!(token.pos, Pos::Verb) {
        let entry = idiom(text, tree, at, lexicon).or_else(|| by_phone(text, tree, at, language));
        let entry = entry.or_else(|| bidden(tree, at, language));
        let entry = entry.or_else(|| lexicon.get(&token.lemma));
        let entry = entry.or_else(|| to_the_press(tree, at, language));
        return match entry {
            Some(entry) => Some((token.span.end, entry)),
            None => Some((open::end(tokens, at), open::entry(tree, at, language)?)),
        };
    }
    // 戦闘を、停止する: what is stopped tells which stop it is.
    let own = || idiom(text, tree, at, lexicon).or_else(|| bidden(tree, at, language));
    let own = if token.pos == Pos::VerbalNoun { own() } else { None };
    if let Some(entry) = own {
        return Some((token.span.end, entry));
    }
    let found = lexicon.longest_at(text, token.span.start);
    found
        .filter(|(end, _)| tokens[at..].iter().take(8).any(|token| token.span.end == *end))
        .or_else(|| Some((token.span.end, to_the_press(tree, at, language)?)))
        .or_else(|| {
            let noun = matches!(token.pos, Pos::VerbalNoun | Pos::Noun);
            let entry = if noun { open::entry(tree, at, language)? } else { return None };
            Some((token.span.end, entry))
        })
}

/// The entry of a verb with one of its arguments: 電話をかける, 追加関税を引き下げる.
fn idiom<'p>(text: &str, tree: &Tree<'_>, at: usize, lexicon: &'p Lexicon) -> Option<&'p Entry> {
    const ARGUMENTS: usize = 8;
    let chunk = tree.chunk_of(at)?;
    let lemma = &tree.syntax.tokens[at].lemma;
    let arguments = tree.dependents(chunk).iter().rev().take(ARGUMENTS).filter(|id| {
        // 明らかにする: the adverb makes the verb one of saying.
        use Relation::{Adverbial, Dative, Means, Object};
        matches!(tree.relation(**id), Object | Means | Dative | Adverbial)
            && tree.chunk(**id).predicate.is_none()
            && !tree.chunk(**id).quotation
    });
    let named = || term::term(text, tree, chunk, lexicon);
    // 大統領令に署名する: the whole compound, else its last word.
    let mut found = arguments.filter_map(|id| {
        let head = tree.head(*id);
        let end = tree.last(*id).map_or(head.span.end, |last| last.span.end.max(head.span.end));
        let words = tree.syntax.tokens_of(tree.chunk(*id)).iter();
        let starts = words.map(|token| token.span.start).filter(|start| *start <= head.span.start);
        let whole = starts.map(|start| Span::new(start, end).of(text));
        // Most words begin no entry.
        let mut begun = whole.filter(|words| lexicon.begins(words));
        begun.find_map(|words| lexicon.get(&format!("{words}{lemma}")))
    });
    found.next().or_else(named)
}

/// 電話で首相に祝意を伝えた: whoever says something to somebody from afar calls.
fn by_phone<'p>(
    text: &str,
    tree: &Tree<'_>,
    at: usize,
    language: &Language<'p>,
) -> Option<&'p Entry> {
    let settings = language.event;
    let chunk = tree.chunk_of(at).filter(|id| tree.chunk(*id).head as usize == at)?;
    let verb = &tree.syntax.tokens[at].lemma;
    let said = language.speech_verb.get(verb)?;
    let addressed = tree.dependents(chunk).iter().any(|id| {
        tree.relation(*id) == Relation::Dative && !settings.press.hold(&tree.head(*id).lemma)
    });
    let remote = is_from_afar(text, tree, chunk, settings);
    let calls = said.field("strength") == Some("speech") && remote && addressed;
    calls.then(|| language.event_trigger.get(&settings.phones)).flatten()
}

/// 記者団に…と明らかにした: whoever says something to the press speaks in public.
fn to_the_press<'p>(tree: &Tree<'_>, at: usize, language: &Language<'p>) -> Option<&'p Entry> {
    let chunk = tree.chunk_of(at).filter(|id| tree.chunk(*id).head as usize == at)?;
    let press = &language.event.press;
    // 取材に対し「…を掲げた」: what is quoted is not said to them.
    let depth = tree.chunk(chunk).depth;
    let addressed = tree.dependents(chunk).iter().any(|id| {
        let is = |list: &Words| list.hold(&tree.head(*id).lemma);
        tree.chunk(*id).depth == depth
            && match tree.relation(*id) {
                Relation::Dative => is(press),
                Relation::Compound => is(press) || is(&language.event.media),
                _ => false,
            }
    });
    let verb = &tree.syntax.tokens[at].lemma;
    let says = || {
        let before = chunk.checked_sub(1).map(|id| tree.head(id));
        let whole =
            before.map(|word| format!("{}{}{verb}", word.lemma, language.speech.light_particle));
        language.speech_verb.get(verb).is_some()
            || whole.is_some_and(|whole| language.speech_verb.get(&whole).is_some())
    };
    (addressed && says()).then(|| language.event_trigger.get(&language.event.tells)).flatten()
}
