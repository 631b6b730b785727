//! Collective nouns (両首脳, 両国) and who belongs to them, where the document tells.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EntityType, Span};
use keii_rules::Entry;
use keii_syntax::{Pos, Token};

use super::possessed::owners;
use super::referred::may_be;
use crate::draft::{Cast, EntityDraft, EntityIndex, Mention, MentionForm};
use crate::language::Language;
use crate::page::Page;

/// How many mentions around a collective noun can reach over it with their phrase.
const NEAR: usize = 4;

/// Adds the groups that the page names.
pub(super) fn read(page: &Page<'_>, language: &Language<'_>, cast: &mut Cast) {
    let mut known: BTreeMap<(String, Vec<EntityIndex>), EntityIndex> = BTreeMap::new();
    let mut found = Vec::new();
    let mut before = Before::default();
    for (sentence, bounds) in page.sentences.iter().enumerate() {
        if super::is_apart(page, sentence) {
            continue;
        }
        for (span, entry) in language.group.find(page.text(), bounds.span) {
            let tokens = &page.syntax[sentence].tokens;
            let of = |found| {
                whole(page.text(), cast, language, tokens, found).map(|span| (span, found.1))
            };
            // 両国の|外相会談: of the words that go on, those before the particle.
            let shorter = || {
                let words = span.of(page.text());
                let (owner, _) = words.split_once(language.names.genitive.as_str())?;
                let end = span.start + u32::try_from(owner.len()).expect("a slice of a page");
                of((Span::new(span.start, end), language.group.get(owner)?))
            };
            let next = tokens.partition_point(|it| it.span.start < span.end);
            let behind = tokens.get(next).filter(|it| it.span.start == span.end);
            let goes_on = behind.is_some_and(|it| it.pos.is_nominal());
            let part = if goes_on { shorter() } else { None };
            let Some((span, entry)) = part.or_else(|| of((span, entry))) else { continue };
            if !is_free(cast, span) {
                continue;
            }
            before.read_to(cast, span.start);
            if entry.field("kind") == Some("persons") && before.ends_at(cast, span.start) {
                continue;
            }
            let members = before.members(page, language, cast, (span, entry));
            if entry.field("kind") == Some("persons") && members.is_empty() {
                continue;
            }
            // 米ロの高官: whose they are is part of what they are called.
            let whose = owners(page.text(), language, cast, span);
            let start = whose.first().map_or(span.start, |owner| owner.span.start);
            let name = Span::new(start, span.end).of(page.text()).to_owned();
            let entity = *known.entry((name.clone(), members.clone())).or_insert_with(|| {
                cast.entities.push(group(name, members, span));
                cast.entities.len() - 1
            });
            let form = MentionForm::Group;
            found.push(Mention { span, phrase: span, form, sentence, entity });
        }
    }
    cast.add(found);
}

/// The words of a group with what belongs to them in one compound (地元当局, ビル管理関係者); `None` where they
/// are only part of another word (小学生ら, 住民投票, 各国語).
fn whole(
    text: &str,
    cast: &Cast,
    language: &Language<'_>,
    tokens: &[Token],
    (span, entry): (Span, &Entry),
) -> Option<Span> {
    let first = tokens.partition_point(|token| token.span.start < span.start);
    let next = tokens.partition_point(|token| token.span.start < span.end);
    let begins = tokens.get(first).is_some_and(|token| token.span.start == span.start);
    let ends = next.checked_sub(1).is_some_and(|at| tokens[at].span.end == span.end);
    if !begins || !ends {
        return None;
    }
    let behind = tokens.get(next).filter(|token| token.span.start == span.end);
    if behind.is_some_and(|token| joins_on(text, language, token, entry)) {
        return None;
    }
    if is_former(text, language, tokens[..first].last(), span) {
        return None;
    }
    let glued = |at: usize| {
        let before = at.checked_sub(1).map(|before| &tokens[before])?;
        (before.span.end == tokens[at].span.start && is_part(before)).then_some(at - 1)
    };
    let mut start = first;
    // 政権双方: a pair is said of those before it, and is none of them.
    let pair = entry.field("size") == Some("2");
    while let Some(before) = glued(start).filter(|_| !pair) {
        start = before;
    }
    // 鉄道労組: a body of its own.
    let words = span.of(text);
    let proper = start < first && {
        let head = &tokens[start];
        matches!(head.pos, Pos::Name(_)) || !head.known
    };
    if proper && language.names.organization_suffixes.hold(words) {
        return None;
    }
    let plain = start == first && !pair;
    if plain && words.chars().count() <= ONE && is_one_of(text, language, &tokens[..first]) {
        return None;
    }
    // 締約国会議: what a compound begins with belongs to it.
    let goes_on = behind.is_some_and(|token| token.pos.is_nominal());
    if plain
        && !goes_on
        && let Some(owner) = owned(text, cast, language, tokens, start)
    {
        return Some(Span::new(owner, span.end));
    }
    let start = tokens[start].span.start;
    with_owner(cast, Span::new(start, span.end), entry)
}

/// サモア当局: a group with the country or body before that it belongs to; `None` where it only counts the countries
/// named before it (日米韓3カ国).
fn with_owner(cast: &Cast, span: Span, entry: &Entry) -> Option<Span> {
    let at = cast.mentions.partition_point(|mention| mention.span.start < span.start);
    let owner = at.checked_sub(1).map(|at| &cast.mentions[at]).filter(|owner| {
        let kind = cast.entity(owner).kind;
        owner.phrase.end == span.start
            && owner.span.end == span.start
            && matches!(kind, EntityType::Country | EntityType::Organization)
            && entry.field("size") != Some("2")
    });
    let listed = owner.is_some_and(|owner| {
        let before = at.checked_sub(2).map(|before| &cast.mentions[before]);
        entry.field("kind") == Some("countries")
            && before.is_some_and(|before| {
                cast.entity(before).kind == EntityType::Country
                    && before.span.end == owner.span.start
            })
    });
    let start = owner.map_or(span.start, |owner| owner.span.start);
    (!listed).then_some(Span::new(start, span.end))
}

/// 元幹部: one who was of them.
fn is_former(text: &str, language: &Language<'_>, before: Option<&Token>, span: Span) -> bool {
    before.is_some_and(|before| {
        let words = before.span.of(text);
        before.span.end == span.start && language.title_prefix.get(words).is_some()
    })
}

/// The longest word, in characters, that one of a group may be called by: 関係者.
const ONE: usize = 3;

/// Whether one of the group is meant: ある関係者.
fn is_one_of(text: &str, language: &Language<'_>, before: &[Token]) -> bool {
    let end = before.last().map_or(0, |last| last.span.end as usize);
    language.names.one_of.iter().any(|word| text[..end].ends_with(word.as_str()))
}

/// 稲葉牧場の|関係者: where the words begin that tell of what they are, where nobody is named by them.
fn owned(
    text: &str,
    cast: &Cast,
    language: &Language<'_>,
    tokens: &[Token],
    first: usize,
) -> Option<u32> {
    let genitive = first.checked_sub(1).map(|at| &tokens[at])?;
    let noun = |token: &&Token| {
        matches!(
            token.pos,
            Pos::Noun
                | Pos::VerbalNoun
                | Pos::Suffix
                | Pos::Prefix
                | Pos::NameSuffix
                | Pos::Name(_)
        )
    };
    if genitive.span.of(text) != language.names.genitive {
        return None;
    }
    let owner = tokens[..first - 1].iter().rev().take_while(noun).last()?;
    let words = Span::new(owner.span.start, genitive.span.end);
    // 党首の支持者: whose they are is named at the beginning, or nobody is.
    let pointer = Span::new(owner.span.start, genitive.span.start).of(text);
    if language.page.media_pointers.iter().any(|it| it == pointer) {
        return None;
    }
    let inner = cast.within(words).any(|mention| {
        let person = cast.entity(mention).kind == EntityType::Person;
        !person || mention.phrase.start != words.start
    });
    // 例田・田中|の労働組合: a name of several words.
    let end = words.end - u32::try_from(language.names.genitive.len()).expect("a particle");
    let at = cast.mentions.partition_point(|mention| mention.span.start < words.start);
    let around = |it: &Mention| it.phrase.start < words.start && it.phrase.end == end;
    let begun = cast.mentions[at.saturating_sub(NEAR)..at].iter().any(around);
    (!inner && !begun).then_some(owner.span.start)
}

/// Whether a noun can be the first part of a compound that a group closes.
fn is_part(token: &Token) -> bool {
    matches!(
        token.pos,
        Pos::Noun | Pos::VerbalNoun | Pos::AdjectivalNoun | Pos::Suffix | Pos::Prefix
    )
}

/// Whether the word behind a group makes another word of it.
fn joins_on(text: &str, language: &Language<'_>, token: &Token, entry: &Entry) -> bool {
    let words = token.span.of(text);
    // 政府間交渉: between several of them.
    let between = words == language.names.between && entry.field("size") != Some("2");
    let tail = language.names.group_tails.iter().any(|tail| tail == words) && !between;
    // 両国首脳会談, 与党幹部: of countries and sides more may be said in one word.
    let several = matches!(entry.field("kind"), Some("countries" | "leaders" | "sides"));
    let noun = matches!(token.pos, Pos::Noun | Pos::VerbalNoun | Pos::AdjectivalNoun);
    !tail && (token.pos == Pos::Suffix || noun && !several)
}

/// Whether no mention overlaps the words with its phrase.
fn is_free(cast: &Cast, span: Span) -> bool {
    let at = cast.mentions.partition_point(|mention| mention.span.start < span.start);
    let end = cast.mentions.len().min(at + NEAR);
    let near = &cast.mentions[at.saturating_sub(NEAR)..end];
    // The one whose officials or followers they are is a part of the words.
    let part =
        |mention: &Mention| mention.phrase.start == span.start && mention.phrase.end < span.end;
    near.iter().all(|mention| part(mention) || !mention.phrase.overlaps(span))
}

fn group(name: String, members: Vec<EntityIndex>, span: Span) -> EntityDraft {
    EntityDraft {
        kind: EntityType::Group,
        aliases: vec![name.clone()],
        name,
        english: None,
        key: None,
        country: None,
        roles: Vec::new(),
        members,
        steps: vec![("mention.group".to_owned(), Some(span))],
    }
}

/// How many mentions are looked back over for the two of a pair.
const REACH: usize = 80;

/// Who was named up to a place in the text.
#[derive(Default)]
struct Before {
    read: usize,
    /// The country named last.
    country: Option<usize>,
    /// How often two countries were named side by side.
    side_by_side: BTreeMap<Vec<EntityIndex>, usize>,
}

impl Before {
    fn read_to(&mut self, cast: &Cast, end: u32) {
        while let Some(mention) = cast.mentions.get(self.read).filter(|it| it.span.start < end) {
            if cast.entity(mention).kind == EntityType::Country {
                let last = self.country.map(|last| &cast.mentions[last]);
                if let Some(last) = last.filter(|last| are_side_by_side(last, mention)) {
                    let two = sorted(last.entity, mention.entity);
                    *self.side_by_side.entry(two).or_default() += 1;
                }
                self.country = Some(self.read);
            }
            self.read += 1;
        }
    }

    /// The two who are meant by a word for a pair, where the document tells.
    fn members(
        &self,
        page: &Page<'_>,
        language: &Language<'_>,
        cast: &Cast,
        (span, entry): (Span, &Entry),
    ) -> Vec<EntityIndex> {
        if entry.field("size") != Some("2") {
            return Vec::new();
        }
        let before = &cast.mentions[self.read.saturating_sub(REACH)..self.read];
        match entry.field("kind") {
            Some("leaders") => {
                let office = Office::of(language, span.of(page.text()));
                if let Some(two) = self.named_pair(cast, span) {
                    let named = leaders_of(language, cast, before, &two, &office);
                    // In a lead they are named behind.
                    let behind = || leaders_of(language, cast, &cast.mentions, &two, &office);
                    return if named.is_empty() { behind() } else { named };
                }
                commonest_together(before, |mention| office.is_held(language, cast.entity(mention)))
            }
            Some("countries") => {
                self.named_pair(cast, span).unwrap_or_else(|| self.only_pair(cast, before))
            }
            Some("sides") => {
                let two = self.named_pair(cast, span).unwrap_or_else(|| self.commonest_pair());
                if two.is_empty() { two_of(cast, before, EntityType::Organization) } else { two }
            }
            // A氏はB氏と会談した。両氏は: the two who were named together last.
            Some("persons") => two_of(cast, before, EntityType::Person),
            Some("bodies") => bodies(language, cast, before, span.of(page.text())),
            _ => Vec::new(),
        }
    }

    /// AとBの双方: the two that stand directly before the word.
    fn named_pair(&self, cast: &Cast, span: Span) -> Option<Vec<EntityIndex>> {
        let last = self.country?;
        let other = &cast.mentions[last];
        let one = cast.mentions[..last].last()?;
        let close = span.start.saturating_sub(other.span.end) <= SIDE_BY_SIDE;
        let country = cast.entity(one).kind == EntityType::Country;
        let two = close && country && are_side_by_side(one, other);
        two.then(|| sorted(one.entity, other.entity))
    }

    /// Whether a person's name ends right before a word (A・B|両氏).
    fn ends_at(&self, cast: &Cast, start: u32) -> bool {
        let last = self.read.checked_sub(1).map(|at| &cast.mentions[at]);
        last.is_some_and(|last| last.phrase.end == start || last.span.end == start)
    }

    /// The commonest pair, or the only two countries that were named at all.
    fn only_pair(&self, cast: &Cast, before: &[Mention]) -> Vec<EntityIndex> {
        let two = self.commonest_pair();
        if !two.is_empty() {
            return two;
        }
        let countries = before.iter().filter(|it| cast.entity(it).kind == EntityType::Country);
        let all: BTreeSet<EntityIndex> = countries.map(|it| it.entity).collect();
        if all.len() == 2 { all.into_iter().collect() } else { Vec::new() }
    }

    /// The two countries that are named side by side most often so far (米ロ); nobody when none are.
    fn commonest_pair(&self) -> Vec<EntityIndex> {
        let counts = self.side_by_side.iter();
        let most = counts.max_by_key(|(two, count)| (**count, std::cmp::Reverse((*two).clone())));
        most.map_or_else(Vec::new, |(two, _)| two.clone())
    }
}

/// 両社, 両党: the two bodies of the kind; nobody where more than two could be meant and no sentence names
/// just two of them.
fn bodies(
    language: &Language<'_>,
    cast: &Cast,
    before: &[Mention],
    word: &str,
) -> Vec<EntityIndex> {
    let kind = word.char_indices().nth(1).map_or("", |(at, _)| &word[at..]);
    let Some(pointer) = language.pointer.get(&format!("{}{kind}", language.names.same)) else {
        return Vec::new();
    };
    let fits = |mention: &&Mention| may_be(language, pointer, cast.entity(mention));
    let fitting: Vec<&Mention> = before.iter().filter(fits).collect();
    let of = |mentions: &[&Mention]| mentions.iter().map(|it| it.entity).collect::<BTreeSet<_>>();
    let all = of(&fitting);
    let mut together = fitting.chunk_by(|one, other| one.sentence == other.sentence).map(of).rev();
    let two = if all.len() == 2 { Some(all) } else { together.find(|named| named.len() == 2) };
    two.map_or_else(Vec::new, |two| two.into_iter().collect())
}

/// The two of a kind whom a sentence named together, the last that names just two; nobody where a later one
/// names more.
fn two_of(cast: &Cast, before: &[Mention], kind: EntityType) -> Vec<EntityIndex> {
    let fitting: Vec<&Mention> = before.iter().filter(|it| cast.entity(it).kind == kind).collect();
    let mut sentences = fitting.chunk_by(|one, other| one.sentence == other.sentence).rev();
    let named = |it: &[&Mention]| it.iter().map(|it| it.entity).collect::<BTreeSet<_>>();
    let several = sentences.by_ref().map(named).find(|all| all.len() > 1);
    several.filter(|all| all.len() == 2).map_or_else(Vec::new, |two| two.into_iter().collect())
}

/// The office that two people share who are named by it together.
enum Office<'a> {
    /// 両外相: the words behind 両.
    Title(&'a str),
    /// 両首脳: whoever leads a country.
    Lead,
}

impl<'a> Office<'a> {
    fn of(language: &Language<'_>, word: &'a str) -> Self {
        let behind = word.char_indices().nth(1).map_or("", |(at, _)| &word[at..]);
        let is_title = language.title.get(behind).is_some();
        let any = language.group.get(behind).is_some();
        if is_title && !any { Self::Title(behind) } else { Self::Lead }
    }

    fn is_held(&self, language: &Language<'_>, entity: &EntityDraft) -> bool {
        // Somebody known by office alone may be one of those who are named.
        entity.kind == EntityType::Person
            && !entity.aliases.is_empty()
            && entity.roles.iter().any(|role| match self {
                Self::Title(title) => role.title.ends_with(title),
                Self::Lead => {
                    let entry = language.title.get(&role.title);
                    entry.and_then(|entry| entry.field("level")).is_some_and(leads)
                }
            })
    }
}

/// Whether a level of the title lexicon leads a country.
fn leads(level: &str) -> bool {
    matches!(level, "head-of-state" | "head-of-government")
}

/// タイとカンボジアの両首脳: those who hold the office in these countries; nobody where the document does
/// not name both.
fn leaders_of(
    language: &Language<'_>,
    cast: &Cast,
    before: &[Mention],
    countries: &[EntityIndex],
    office: &Office<'_>,
) -> Vec<EntityIndex> {
    let leads = |country: &EntityIndex| {
        let name = &cast.entities[*country].name;
        let fits = |mention: &&Mention| {
            let entity = cast.entity(mention);
            let own = entity.roles.iter().any(|role| role.of.as_ref() == Some(name));
            own && office.is_held(language, entity)
        };
        before.iter().rfind(fits).map(|mention| mention.entity)
    };
    let leaders: Option<Vec<EntityIndex>> = countries.iter().map(leads).collect();
    leaders.filter(|two| two[0] != two[1]).map_or_else(Vec::new, |two| sorted(two[0], two[1]))
}

/// The two who fit and are named together in most sentences, of equals the last; nobody where no
/// sentence names two.
fn commonest_together(before: &[Mention], fits: impl Fn(&Mention) -> bool) -> Vec<EntityIndex> {
    let fitting: Vec<&Mention> = before.iter().filter(|mention| fits(mention)).collect();
    let mut together: BTreeMap<Vec<EntityIndex>, BTreeSet<usize>> = BTreeMap::new();
    for two in fitting.windows(2) {
        if two[0].sentence == two[1].sentence && two[0].entity != two[1].entity {
            let pair = sorted(two[0].entity, two[1].entity);
            together.entry(pair).or_default().insert(two[0].sentence);
        }
    }
    let most = together
        .into_iter()
        .max_by_key(|(_, sentences)| (sentences.len(), sentences.last().copied()));
    most.map_or_else(Vec::new, |(pair, _)| pair)
}

fn sorted(one: EntityIndex, other: EntityIndex) -> Vec<EntityIndex> {
    vec![one.min(other), one.max(other)]
}

/// How many bytes may stand between two that are named side by side: と, ・, の双方.
const SIDE_BY_SIDE: u32 = 6;

/// The two countries that the document names side by side more often than any others, and more than once.
pub(crate) fn side_by_side(cast: &Cast) -> Option<Vec<EntityIndex>> {
    let mut whole = Before::default();
    whole.read_to(cast, u32::MAX);
    let counts = &whole.side_by_side;
    let (pair, most) = counts.iter().max_by_key(|(_, count)| **count)?;
    let others = counts.values().filter(|count| *count == most).count();
    (*most > 1 && others == 1).then(|| pair.clone())
}

fn are_side_by_side(one: &Mention, other: &Mention) -> bool {
    one.entity != other.entity
        && one.sentence == other.sentence
        && other.span.start.saturating_sub(one.span.end) <= SIDE_BY_SIDE
}
