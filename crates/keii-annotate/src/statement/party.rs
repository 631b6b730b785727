//! Who agrees: the parties of a commitment.

use keii_model::{EntityType, Span};
use keii_syntax::{Chunk, Pos, Relation};

use crate::draft::{Cast, EntityIndex, Mention, SpeechDraft};
use crate::encounter::{self, Encounter};
use crate::language::Language;
use crate::page::Page;

/// Who agrees, and where the words that name them end.
#[derive(Clone, Debug, Default)]
pub(super) struct Parties {
    pub(super) entities: Vec<EntityIndex>,
    /// Those by words that name nobody known.
    pub(super) unnamed: Vec<Span>,
    pub(super) end: Option<u32>,
}

impl Parties {
    /// Those of the cast alone.
    fn known(entities: Vec<EntityIndex>, end: Option<u32>) -> Self {
        Self { entities, unnamed: Vec::new(), end }
    }

    /// Whether nobody is told to agree.
    pub(super) fn are_none(&self) -> bool {
        self.entities.is_empty() && self.unnamed.is_empty()
    }
}

/// What the parties of one agreement are looked for in.
pub(super) struct Seeker<'s, 'a, 'p> {
    pub(super) page: &'s Page<'a>,
    pub(super) cast: &'s Cast,
    pub(super) encounters: &'s [Encounter<'s>],
    pub(super) language: &'s Language<'p>,
    pub(super) sentence: usize,
    /// The words that tell of the agreement.
    pub(super) agreement: Span,
    /// Where the clause begins that tells of it.
    pub(super) from: u32,
    /// What somebody says of it, when somebody does.
    pub(super) teller: Option<&'s SpeechDraft>,
    /// What is said, with the agreement as its cue, by those who agree.
    pub(super) agreed: Option<&'s SpeechDraft>,
}

impl<'s, 'a, 'p> Seeker<'s, 'a, 'p> {
    /// Of a whole sentence, before any agreement is found in it.
    pub(super) fn of(
        page: &'s Page<'a>,
        cast: &'s Cast,
        language: &'s Language<'p>,
        sentence: usize,
    ) -> Self {
        let Span { start: from, end } = page.sentences[sentence].span;
        let agreement = Span::new(end, end);
        let (encounters, teller, agreed) = (&[][..], None, None);
        Self { page, cast, encounters, language, sentence, agreement, from, teller, agreed }
    }

    /// The topic or subject of the agreement; within what somebody says of it, else those who say it,
    /// with the partner whom they name.
    pub(super) fn parties(&self) -> Parties {
        let inside = self.teller.and_then(|draft| {
            draft.content.iter().find(|it| it.contains(self.agreement)).map(|it| it.start)
        });
        // AとB国の首脳は: where one of them has no name, the words before the verb tell who agrees.
        let named = |draft: &&SpeechDraft| draft.speakers.iter().all(|it| it.entity.is_some());
        let agreed = self.agreed.filter(named);
        let agreeing = agreed.and_then(|draft| Some((self.tellers(draft), draft.content.first()?)));
        if let Some((entities, content)) = agreeing.filter(|(entities, _)| !entities.is_empty()) {
            return Parties::known(entities, Some(content.start));
        }
        let from = inside.unwrap_or(0);
        let named = self.named(from);
        if !named.are_none() {
            return self.with_partner(named);
        }
        if let Some(entities) = self.modified() {
            return self.with_partner(Parties::known(entities, named.end.or(inside)));
        }
        let partner = self.partner(from.max(self.from));
        let told = self.teller.map(|draft| self.tellers(draft)).unwrap_or_default();
        match partner {
            Some(partner) if !told.is_empty() => {
                let entities = told.into_iter().chain(partner.entities).collect();
                Parties::known(entities, partner.end)
            }
            _ if told.len() > 1 || self.is_bound(&told) => {
                Parties::known(told, named.end.or(inside))
            }
            _ if let Some(met) = self.met(&told) => Parties::known(met, named.end.or(inside)),
            _ => Parties { end: named.end.or(inside), ..named },
        }
    }

    /// Who act together in a sentence, or one with the other whom they talk to: A国とB国は停戦を話し合った, A社はB社と交渉してきた.
    pub(super) fn together(&self) -> Vec<EntityIndex> {
        let mut entities = self.named(0).entities;
        let words = self.page.sentences[self.sentence].span.of(self.page.text());
        let talk = self.language.event.talking.all().any(|it| words.contains(it));
        if entities.len() == 1 && talk {
            entities.extend(self.partner(self.from).map(|it| it.entities).unwrap_or_default());
        }
        distinct(&mut entities);
        if entities.len() > 1 { entities } else { Vec::new() }
    }

    /// The nearest topic or subject that names somebody.
    fn named(&self, from: u32) -> Parties {
        let chunks = &self.page.syntax[self.sentence].chunks;
        let is_party = |chunk: &Chunk| {
            matches!(chunk.relation, Relation::Topic | Relation::Also | Relation::Subject)
                && chunk.span.start >= from
                && chunk.span.end <= self.agreement.start
                && chunk.depth == 0
        };
        let governor = |chunk: &Chunk| chunk.governor.map(|at| chunks[at as usize].span);
        let outer = |chunk: &Chunk| governor(chunk).is_some_and(|it| it.overlaps(self.agreement));
        // Of a clause within the content only the last predicate is the agreed act; what somebody
        // does in a clause before a noun (…が仲介する形で) is no party's.
        let near = |chunk: &Chunk| {
            chunk.relation != Relation::Subject
                || governor(chunk).is_some_and(|it| it.end >= self.agreement.start)
        };
        let parties = || chunks.iter().enumerate().rev().filter(|(_, chunk)| is_party(chunk));
        let joined = |chunk: &Chunk| {
            let governor = chunk.governor.map(|at| &chunks[at as usize]);
            governor.is_some_and(|it| it.relation == Relation::Clause && it.comma)
        };
        let ordered = parties()
            .filter(|(_, chunk)| outer(chunk))
            .chain(parties().filter(|(_, chunk)| !outer(chunk) && near(chunk)));
        let mut nobody = None;
        for (at, chunk) in ordered {
            let before = &chunks[..at];
            let joins = |it: &&Chunk| {
                matches!(it.relation, Relation::Coordinate | Relation::With)
                    && it.depth == chunk.depth
            };
            // A と B は: the equals right before it, and those that depend on it from afar.
            let adjacent = before.iter().rev().take_while(joins).count();
            let first_adjacent = at - adjacent;
            // 北岸に本店を置くA銀行と南岸に本店を置くB銀行は: another of the same kind before its own words.
            let kinds: Vec<EntityType> = self.kinds(chunk.span);
            let equals = before.iter().enumerate().filter(|(place, it)| {
                let afar = it.governor.is_some_and(|governor| governor as usize == at);
                let alike =
                    it.span.start >= self.from && !kinds.is_empty() && self.kinds(it.span) == kinds;
                joins(it) && (*place >= first_adjacent || afar || alike)
            });
            let all: Vec<&Chunk> = equals.map(|(_, it)| it).chain([chunk]).collect();
            let leads = outer(chunk) || chunk.relation == Relation::Topic && joined(chunk);
            let found = self.among(&all, leads);
            if !found.are_none() {
                return Parties { end: Some(chunk.span.end), ..found };
            }
            if chunk.relation == Relation::Topic && self.is_bare_topic(chunk) {
                nobody = nobody.or(Some(chunk.span.end));
            }
        }
        // 幹部らが結果を確かめ、…ことで合意した: who does it is no part of what is agreed.
        let does = parties().find(|(_, chunk)| {
            chunk.relation == Relation::Subject && (outer(chunk) || joined(chunk))
        });
        let end = nobody.max(does.map(|(_, chunk)| chunk.span.end));
        let unnamed = does.and_then(|(_, chunk)| self.body(chunk)).into_iter().collect();
        Parties { entities: Vec::new(), unnamed, end }
    }

    /// Those whom chunks side by side name, where they lead the agreement by their words as well.
    fn among(&self, chunks: &[&Chunk], leads: bool) -> Parties {
        let mut entities: Vec<EntityIndex> =
            chunks.iter().flat_map(|it| self.actors(it.span)).collect();
        distinct(&mut entities);
        // A国とB国の首脳は: those for whom they act.
        let states = || chunks.iter().find_map(|it| self.states_of(it).filter(|_| leads));
        if let Some(states) = Some(()).filter(|()| entities.is_empty()).and_then(|()| states()) {
            return Parties::known(states, None);
        }
        let apart = chunks.iter().filter(|it| leads && self.actors(it.span).is_empty());
        let unnamed: Vec<Span> = apart.clone().filter_map(|it| self.body(it)).collect();
        if entities.is_empty() && unnamed.is_empty() {
            entities = apart.filter_map(|it| self.municipality(it)).collect();
        }
        Parties { entities, unnamed, end: None }
    }

    /// The countries, two or more, whose people without a name a chunk is about.
    fn states_of(&self, chunk: &Chunk) -> Option<Vec<EntityIndex>> {
        self.body(chunk)?;
        let chunks = &self.page.syntax[self.sentence].chunks;
        let at = chunks.iter().position(|it| it.span == chunk.span)?;
        let owner = at.checked_sub(1).filter(|it| chunks[*it].relation == Relation::Genitive)?;
        let equals = chunks[..owner]
            .iter()
            .rev()
            .take_while(|it| matches!(it.relation, Relation::Coordinate | Relation::With));
        let first = equals.last().map_or(chunks[owner].span.start, |it| it.span.start);
        let around = Span::new(first, chunks[owner].span.end);
        let country = |it: &&Mention| self.cast.entity(it).kind == EntityType::Country;
        let mut states: Vec<EntityIndex> =
            self.cast.within(around).filter(country).map(|it| it.entity).collect();
        distinct(&mut states);
        (states.len() > 1).then_some(states)
    }

    /// 連立に合意している|A党|は: whoever the words of agreeing stand before.
    fn modified(&self) -> Option<Vec<EntityIndex>> {
        let chunks = &self.page.syntax[self.sentence].chunks;
        let agrees = chunks.iter().rfind(|chunk| chunk.span.overlaps(self.agreement))?;
        let noun = agrees.governor.filter(|_| agrees.relation == Relation::Adnominal)?;
        let entities = self.actors(chunks[noun as usize].span);
        (!entities.is_empty()).then_some(entities)
    }

    /// The words of a body that is no known name: |am/pm|は, |この委員会|は, 「|公正党|」は.
    fn body(&self, chunk: &Chunk) -> Option<Span> {
        const LONGEST: u32 = 90;
        let text = self.page.text();
        if chunk.quotation {
            let mut marked = self.page.quotations_of(self.sentence).iter();
            let name = marked.find(|it| chunk.span.contains(it.span)).map(|it| it.inner);
            return name.filter(|name| !name.is_empty() && name.len() < LONGEST);
        }
        let tokens = self.page.syntax[self.sentence].tokens_of(chunk);
        let words = tokens.iter().take_while(|token| !matches!(token.pos, Pos::Particle(_)));
        let words: Vec<_> = words.collect();
        let (first, last) = (words.first()?, words.last()?);
        let span = first.span.join(last.span);
        let unknown = |it: &&keii_syntax::Token| !it.known && it.pos.is_nominal();
        let named = words.iter().copied().any(|it| unknown(&it)) || self.may_agree(span.of(text));
        let known = self.cast.within(span).any(|mention| mention.phrase.end == span.end);
        (chunk.predicate.is_none() && last.pos.is_nominal() && named && !known).then_some(span)
    }

    /// Whether words name people or a body that may agree: 取締役会, 幹部ら, 両派, 都.
    fn may_agree(&self, words: &str) -> bool {
        let speech = &self.language.speech;
        let all = |list: &[String]| list.iter().any(|it| words.ends_with(it.as_str()));
        let alone = self.language.speech.agreeing_places.iter().any(|it| it == words);
        alone
            || self.language.names.organization_suffixes.end(words)
            || all(&speech.agreeing_bodies)
            || self.language.event.crowds.iter().any(|it| words.starts_with(it.as_str()))
    }

    /// A town or region that acts by itself: |東浜市|は.
    fn municipality(&self, chunk: &Chunk) -> Option<EntityIndex> {
        let text = self.page.text();
        let acts = |mention: &&Mention| {
            self.cast.entity(mention).kind == EntityType::Place
                && self.acts_as_body(mention.phrase.of(text))
        };
        self.cast.within(chunk.span).rfind(acts).map(|mention| mention.entity)
    }

    /// Whether a place with this name has a council that acts for it: 東浜市.
    fn acts_as_body(&self, name: &str) -> bool {
        let ends = &self.language.speech.agreeing_places;
        ends.iter().any(|end| name.ends_with(end.as_str()))
    }

    /// What kinds of actors are named in a chunk.
    fn kinds(&self, span: Span) -> Vec<EntityType> {
        self.actors(span).into_iter().map(|at| self.cast.entities[at].kind).collect()
    }

    /// A topic without a case particle: 議会は, not 議会には.
    fn is_bare_topic(&self, chunk: &Chunk) -> bool {
        let tokens = &self.page.syntax[self.sentence].tokens;
        let range = chunk.tokens.start as usize..chunk.tokens.end as usize;
        let particles = tokens[range].iter().filter(|it| matches!(it.pos, Pos::Particle(_)));
        particles.count() == 1
    }

    /// One party with the other whom the words of the act name: A社はB社|との|合併に合意した, A党は|B党と|連立することで合意した.
    fn with_partner(&self, mut parties: Parties) -> Parties {
        if parties.entities.len() + parties.unnamed.len() != 1 {
            return parties;
        }
        let joint = self.language.speech.quotative_noun.as_str();
        let text = self.page.text();
        let chunks = &self.page.syntax[self.sentence].chunks;
        let from = parties.end.unwrap_or(self.from).max(self.from);
        // 反乱軍との戦闘を止めることで: of what is done with somebody only the act itself is agreed with them.
        let acts = |chunk: &Chunk| {
            let above = chunk.governor.map(|at| &chunks[at as usize]);
            above.is_some_and(|it| {
                it.span.overlaps(self.agreement)
                    || it.relation == Relation::Adnominal
                        && it.span.end <= self.agreement.end
                        && it.span.end.max(self.agreement.start) == self.agreement.start
            })
        };
        let with = chunks.iter().rfind(|chunk| {
            let to = chunk.relation == Relation::With
                || chunk.relation == Relation::Genitive && chunk.span.of(text).ends_with(joint);
            to && chunk.depth == 0
                && chunk.span.start >= from
                && acts(chunk)
                && chunk.span.end <= self.agreement.end
        });
        let partner = with.map(|chunk| self.actors(chunk.span)).unwrap_or_default();
        parties.entities.extend(partner);
        distinct(&mut parties.entities);
        parties
    }

    /// With whom somebody agrees: the first who is named with と before the content.
    fn partner(&self, from: u32) -> Option<Parties> {
        let chunks = &self.page.syntax[self.sentence].chunks;
        let with = chunks.iter().find(|chunk| {
            chunk.relation == Relation::With
                && chunk.depth == 0
                && chunk.span.start >= from
                && chunk.span.end <= self.agreement.start
        })?;
        let entities = self.actors(with.span);
        let end = Some(with.span.end);
        (!entities.is_empty()).then_some(Parties::known(entities, end))
    }

    /// A氏はB氏と会談し、…ことで一致したと述べた: those who met, where one of them tells of it.
    fn met(&self, told: &[EntityIndex]) -> Option<Vec<EntityIndex>> {
        let [one] = told else { return None };
        let start = self.teller?.content.first()?.start;
        let met = encounter::of(self.page, self.cast, self.encounters, (start, *one))?;
        let mut all: Vec<EntityIndex> =
            met.parties().iter().flat_map(|it| self.actors(it.span)).collect();
        distinct(&mut all);
        (all.len() > 1).then_some(all)
    }

    fn tellers(&self, draft: &SpeechDraft) -> Vec<EntityIndex> {
        use keii_model::SpeakerHow::{Carried, Frame, Unattributed};
        let own =
            draft.speakers.iter().filter(|it| !matches!(it.how, Frame | Carried | Unattributed));
        let town = |at: EntityIndex| {
            let entity = &self.cast.entities[at];
            entity.kind == EntityType::Place && self.acts_as_body(&entity.name)
        };
        let named = own.filter_map(|speaker| speaker.entity);
        named.filter(|&at| self.can_agree(at) || town(at)).collect()
    }

    /// Whether one alone who tells of an agreement is bound by it: a body or a country, not whoever
    /// speaks for them.
    fn is_bound(&self, told: &[EntityIndex]) -> bool {
        matches!(told, [one] if self.cast.entities[*one].kind != EntityType::Person)
    }

    /// A place or a medium agrees on nothing.
    fn can_agree(&self, entity: EntityIndex) -> bool {
        let entity = &self.cast.entities[entity];
        let medium = || self.language.is_body_of_kind(&entity.name, "media");
        entity.kind != EntityType::Place && !medium()
    }

    /// Those named in a chunk, not those within a longer name or whose something is meant; of a group
    /// its members.
    fn actors(&self, span: Span) -> Vec<EntityIndex> {
        let mut actors = Vec::new();
        for mention in self.cast.within(span) {
            let entity = self.cast.entity(mention);
            if !self.can_agree(mention.entity) || !self.stands_alone(mention) {
                continue;
            }
            if entity.members.is_empty() {
                actors.push(mention.entity);
            } else {
                actors.extend(&entity.members);
            }
        }
        distinct(&mut actors);
        actors
    }

    /// Whether the words go on behind a name with what can only stand behind all of it.
    fn stands_alone(&self, mention: &Mention) -> bool {
        let tokens = &self.page.syntax[self.sentence].tokens;
        let text = self.page.text();
        let mut end = mention.phrase.end;
        let tail = self.language.speech.tail_at(&text[end as usize..]);
        end += u32::try_from(tail).expect("a tail is short");
        let next = tokens.partition_point(|token| token.span.start < end);
        let genitive = self.language.names.genitive.as_str();
        let person = self.cast.entity(mention).kind == EntityType::Person;
        tokens.get(next).is_none_or(|token| {
            let free = person
                || !(token.pos.is_nominal() || matches!(token.pos, Pos::Suffix | Pos::NameSuffix));
            (person || token.span.start == end) && free && token.span.of(text) != genitive
        })
    }
}

fn distinct(entities: &mut Vec<EntityIndex>) {
    let mut seen = std::collections::BTreeSet::new();
    entities.retain(|&entity| seen.insert(entity));
}
