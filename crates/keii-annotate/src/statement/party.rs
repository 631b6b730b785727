//! Who agrees: the parties of a commitment.

use keii_model::{EntityType, Span};
use keii_syntax::{Chunk, Pos, Relation};

use crate::draft::{Cast, EntityIndex, Mention, SpeechDraft};
use crate::language::Language;
use crate::page::Page;

/// Who agrees, and where the words that name them end.
#[derive(Clone, Debug, Default)]
pub(super) struct Parties {
    pub(super) entities: Vec<EntityIndex>,
    pub(super) end: Option<u32>,
}

/// What the parties of one agreement are looked for in.
pub(super) struct Seeker<'s, 'a, 'p> {
    pub(super) page: &'s Page<'a>,
    pub(super) cast: &'s Cast,
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

impl Seeker<'_, '_, '_> {
    /// The topic or subject of the agreement; within what somebody says of it, else those who say it,
    /// with the partner whom they name.
    pub(super) fn parties(&self) -> Parties {
        let inside = self.teller.and_then(|draft| {
            draft.content.iter().find(|it| it.contains(self.agreement)).map(|it| it.start)
        });
        let agreeing =
            self.agreed.and_then(|draft| Some((self.tellers(draft), draft.content.first()?)));
        if let Some((entities, content)) = agreeing.filter(|(entities, _)| !entities.is_empty()) {
            return Parties { entities, end: Some(content.start) };
        }
        let from = inside.unwrap_or(0);
        let named = self.named(from);
        if !named.entities.is_empty() {
            return named;
        }
        let partner = self.partner(from.max(self.from));
        let told = self.teller.map(|draft| self.tellers(draft)).unwrap_or_default();
        match partner {
            Some(partner) if !told.is_empty() => {
                let entities = told.into_iter().chain(partner.entities).collect();
                Parties { entities, end: partner.end }
            }
            _ if told.len() > 1 || self.is_bound(&told) => {
                Parties { entities: told, end: named.end.or(inside) }
            }
            _ => Parties { end: named.end.or(inside), ..named },
        }
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
            let spans = equals.map(|(_, it)| it.span).chain([chunk.span]);
            let mut entities: Vec<EntityIndex> = spans.flat_map(|span| self.actors(span)).collect();
            distinct(&mut entities);
            if !entities.is_empty() {
                return Parties { entities, end: Some(chunk.span.end) };
            }
            if chunk.relation == Relation::Topic && self.is_bare_topic(chunk) {
                nobody = nobody.or(Some(chunk.span.end));
            }
        }
        // 幹部らが結果を確かめ、…ことで合意した: who does it is no part of what is agreed.
        let joined = |chunk: &Chunk| {
            let governor = chunk.governor.map(|at| &chunks[at as usize]);
            governor.is_some_and(|it| it.relation == Relation::Clause && it.comma)
        };
        let does = parties().find(|(_, chunk)| {
            chunk.relation == Relation::Subject && (outer(chunk) || joined(chunk))
        });
        let end = nobody.max(does.map(|(_, chunk)| chunk.span.end));
        Parties { entities: Vec::new(), end }
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
        (!entities.is_empty()).then_some(Parties { entities, end: Some(with.span.end) })
    }

    fn tellers(&self, draft: &SpeechDraft) -> Vec<EntityIndex> {
        use keii_model::SpeakerHow::{Carried, Frame, Unattributed};
        let own =
            draft.speakers.iter().filter(|it| !matches!(it.how, Frame | Carried | Unattributed));
        let named = own.filter_map(|speaker| speaker.entity).filter(|&at| self.can_agree(at));
        named.collect()
    }

    /// Whether one alone who tells of an agreement is bound by it: a body or a country, not whoever
    /// speaks for them.
    fn is_bound(&self, told: &[EntityIndex]) -> bool {
        matches!(told, [one] if self.cast.entities[*one].kind != EntityType::Person)
    }

    /// A place or a medium agrees on nothing.
    fn can_agree(&self, entity: EntityIndex) -> bool {
        let entity = &self.cast.entities[entity];
        let medium = self.language.organization.get(&entity.name);
        let medium = medium.is_some_and(|entry| entry.field("kind") == Some("media"));
        entity.kind != EntityType::Place && !medium
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
