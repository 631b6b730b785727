//! A short way to write readings for tests. Offsets are invented, but no two are equal.

use keii_ledger::{Elsewhere, Ledger};
use keii_model::{
    Anchor, Attribution, AttributionType, Basis, Commitment, Derivation, DocumentRecord, Entity,
    EntityName, EntityType, EventLevel, EventMention, EventPlace, EventTime, EventType, Factuality,
    Id, Modality, NameUse, NamedSource, NamingKind, OfficeLevel, OtherStand, OutcomeEnd,
    Participant, ParticipantRole, PlaceFacts, Published, Question, Reading, Record, Reference,
    ReferenceRelation, Role, Speaker, SpeakerHow, Status, TextSpan, Time, TimeBasis, TimeType,
    Topic,
};

/// One document's reading in the making.
pub struct Telling {
    pub reading: Reading,
    offset: u32,
}

impl Telling {
    pub fn new(document: &str) -> Self {
        let document = DocumentRecord {
            id: Id::from(document),
            name: format!("{document}.txt"),
            sha256: document.repeat(8),
            language: "ja".into(),
            genre: None,
            title: None,
            published: Published { value: None, basis: Basis::None, evidence: vec![] },
            publisher: None,
            author: None,
            translator: None,
            references: vec![],
            url: None,
        };
        let reading = Reading {
            pack: "test 1".into(),
            document,
            entities: vec![],
            times: vec![],
            quantities: vec![],
            attributions: vec![],
            hedges: vec![],
            events: vec![],
            commitments: vec![],
            questions: vec![],
            names: vec![],
            derivations: vec![],
            diagnostics: vec![],
            sketch: keii_model::Sketch::default(),
        };
        Self { reading, offset: 0 }
    }

    pub fn published(mut self, day: &str) -> Self {
        self.reading.document.published.value = Some(day.parse().expect("a date"));
        self
    }

    pub fn span(&mut self, words: &str) -> TextSpan {
        let start = self.offset;
        let end = start + u32::try_from(words.chars().count()).expect("short");
        self.offset = end + 1;
        TextSpan { document: self.reading.document.id.clone(), start, end, text: words.into() }
    }

    pub fn entity(mut self, entity_type: EntityType, name: &str, aliases: &[&str]) -> Self {
        let document = &self.reading.document.id;
        let id = Id::from(format!("{document}.E{}", self.reading.entities.len() + 1));
        let evidence = vec![self.span(name)];
        self.reading.derivations.push(Derivation {
            record: id.clone(),
            steps: vec![("mention.name".into(), Some(evidence[0].clone()))],
        });
        self.reading.entities.push(Entity {
            id,
            entity_type,
            name: EntityName { ja: Some(name.into()), en: None },
            aliases: std::iter::once(name).chain(aliases.iter().copied()).map(Into::into).collect(),
            roles: vec![],
            evidence,
            key: None,
            place: None,
            country: None,
        });
        self
    }

    pub fn person(self, name: &str) -> Self {
        self.entity(EntityType::Person, name, &[])
    }

    pub fn country(self, name: &str, key: &str) -> Self {
        self.entity(EntityType::Country, name, &[]).key(key)
    }

    /// The key of the last entity.
    pub fn key(mut self, key: &str) -> Self {
        self.reading.entities.last_mut().expect("an entity").key = Some(key.into());
        self
    }

    /// An office of the last entity.
    pub fn role(mut self, title: &str, of: Option<&str>) -> Self {
        let evidence = vec![self.span(title)];
        let role = Role { title: title.into(), of: of.map(Into::into), level: None, evidence };
        self.reading.entities.last_mut().expect("an entity").roles.push(role);
        self
    }

    /// The level of the last office of the last entity.
    pub fn level(mut self, level: OfficeLevel) -> Self {
        let entity = self.reading.entities.last_mut().expect("an entity");
        entity.roles.last_mut().expect("an office").level = Some(level);
        self
    }

    /// The local id of the entity of this name.
    pub fn id_of(&self, name: &str) -> Option<Id> {
        let found = self.reading.entities.iter().find(|entity| entity.name.any() == name);
        found.map(|entity| entity.id.clone())
    }

    pub fn says(mut self, name: &str, words: &str) -> Self {
        let document = self.reading.document.id.clone();
        let speaker = Speaker {
            entity: self.id_of(name),
            text: Some(name.into()),
            span: Some(self.span(name)),
            how: SpeakerHow::Explicit,
        };
        let content = vec![self.span(words)];
        self.reading.attributions.push(Attribution {
            id: Id::from(format!("{document}.A{}", self.reading.attributions.len() + 1)),
            document,
            attribution_type: AttributionType::Direct,
            content,
            quoted: vec![],
            cue: None,
            speaker: vec![speaker],
            via: vec![],
            addressee: None,
            medium: None,
            modality: None,
            factuality: None,
            time: None,
        });
        self
    }

    /// What the last attribution does, and how it is reported.
    pub fn doing(mut self, how: AttributionType, modality: Modality, sure: Factuality) -> Self {
        let said = self.reading.attributions.last_mut().expect("an attribution");
        said.attribution_type = how;
        said.modality = Some(modality);
        said.factuality = Some(sure);
        self
    }

    /// Names a thing by words.
    pub fn names(mut self, kind: NamingKind, about: &[&str], words: &str) -> Self {
        let about = about.iter().map(|&key| key.to_owned()).collect();
        let span = self.span(words);
        self.reading.names.push(NameUse { kind, about, leader: None, span });
        self
    }

    /// What the lexicon knows of the last entity, a place.
    pub fn lies(mut self, kind: &str, country: &str) -> Self {
        let place = PlaceFacts { kind: kind.into(), country: Some(country.into()) };
        self.reading.entities.last_mut().expect("an entity").place = Some(place);
        self
    }

    /// What came of the last event.
    /// The last event was about this, or it is told that this did not come up.
    pub fn about(mut self, words: &str, raised: bool) -> Self {
        let span = self.span(words);
        self.last_event().topics.push(Topic { span, raised });
        self
    }

    pub fn ended(mut self, end: OutcomeEnd, words: &str) -> Self {
        let span = self.span(words);
        let event = self.last_event();
        (event.end, event.outcome) = (Some(end), Some(span));
        self
    }

    /// Other words for how far the last event has come.
    pub fn also(mut self, status: Status, words: &str) -> Self {
        let span = self.span(words);
        self.last_event().also.push(OtherStand { status, span });
        self
    }

    /// What the speaker of the last words does in saying them.
    pub fn meaning(mut self, modality: Modality) -> Self {
        self.reading.attributions.last_mut().expect("words").modality = Some(modality);
        self
    }

    /// What these are reported to have agreed.
    pub fn agreed(mut self, names: &[&str], words: &str) -> Self {
        let document = self.reading.document.id.clone();
        let content = self.span(words);
        let parties = names.iter().filter_map(|name| self.id_of(name));
        self.reading.commitments.push(Commitment {
            id: Id::from(format!("{document}.K{}", self.reading.commitments.len() + 1)),
            document,
            parties: parties.map(|id| id.to_string()).collect(),
            content,
            according_to: None,
            status: Status::Agreed,
        });
        self
    }

    /// A question left open; with `around_last_event` it names that one.
    pub fn asks(mut self, words: &str, around_last_event: bool) -> Self {
        let document = self.reading.document.id.clone();
        let mut span = self.span(words);
        if around_last_event {
            span.start = self.last_event().trigger.start;
        }
        let id = Id::from(format!("{document}.U{}", self.reading.questions.len() + 1));
        self.reading.questions.push(Question { id, document, span });
        self
    }

    pub fn event(mut self, event_type: EventType, names: &[&str], time: Option<&str>) -> Self {
        let document = self.reading.document.id.clone();
        let participant = |name: &&str| Participant {
            entity: self.id_of(name),
            text: Some((*name).into()),
            role: ParticipantRole::Participant,
            span: None,
        };
        let participants = names.iter().map(participant).collect();
        let time = time.map(|value| EventTime {
            value: Some(value.parse().expect("a date")),
            basis: TimeBasis::Absolute,
            span: None,
        });
        let trigger = self.span("会談");
        self.reading.events.push(EventMention {
            id: Id::from(format!("{document}.M{}", self.reading.events.len() + 1)),
            document,
            event_type,
            trigger,
            level: None,
            participants,
            place: None,
            time,
            duration: None,
            approximate: false,
            status: Status::Held,
            factuality: None,
            according_to: None,
            outcome: None,
            topics: Vec::new(),
            end: None,
            also: vec![],
            evidence: vec![],
        });
        self
    }

    pub fn meeting(self, names: &[&str], time: Option<&str>) -> Self {
        self.event(EventType::Meet, names, time)
    }

    /// The place of the last event.
    pub fn at(mut self, place: &str) -> Self {
        let entity = self.id_of(place);
        let place = EventPlace { entity, text: place.into(), span: None };
        self.reading.events.last_mut().expect("an event").place = Some(place);
        self
    }

    /// How long the last event took.
    pub fn lasted(mut self, duration: &str) -> Self {
        self.last_event().duration = Some(duration.into());
        self
    }

    /// The last event as somebody's words have it.
    pub fn according_to(mut self, name: &str) -> Self {
        let id = self.id_of(name);
        self.last_event().according_to = id;
        self
    }

    /// The word of the last event.
    pub fn by(mut self, word: &str) -> Self {
        let trigger = self.span(word);
        self.last_event().trigger = trigger;
        self
    }

    /// The phrase of the last event.
    pub fn in_words(mut self, words: &str) -> Self {
        let span = self.span(words);
        self.last_event().evidence.push(span);
        self
    }

    /// The words that tell the time of the last event, where they are not to be a mere value.
    pub fn when(mut self, words: &str) -> Self {
        let span = self.span(words);
        self.last_event().time.as_mut().expect("a time").span = Some(span);
        self
    }

    /// An expression of the last event's length.
    pub fn length_in_words(mut self, words: &str, approximate: bool) -> Self {
        let span = self.span(words);
        let value = self.last_event().duration.clone();
        let id = format!("{}.T{}", self.reading.document.id, self.reading.times.len() + 1);
        self.reading.times.push(Time {
            id: Id::from(id),
            span,
            time_type: TimeType::Duration,
            value,
            anchor: Anchor::None,
            offset: None,
            approximate,
        });
        self
    }

    /// Who meets, by the word of the last event.
    pub fn ranks(mut self, level: EventLevel) -> Self {
        self.last_event().level = Some(level);
        self
    }

    /// The outlet.
    pub fn publisher(mut self, name: &str) -> Self {
        self.reading.document.publisher = Some(NamedSource { name: name.into(), evidence: vec![] });
        self
    }

    /// What the document credits.
    pub fn credits(mut self, host: &str) -> Self {
        self.reading.document.references.push(Reference {
            relation: ReferenceRelation::Reference,
            title: None,
            host: Some(host.into()),
            publisher: None,
            date: None,
            evidence: vec![],
        });
        self
    }

    fn last_event(&mut self) -> &mut EventMention {
        self.reading.events.last_mut().expect("an event")
    }

    /// The status of the last event.
    pub fn status(mut self, status: Status) -> Self {
        self.reading.events.last_mut().expect("an event").status = status;
        self
    }
}

pub fn ledger<const N: usize>(tellings: [Telling; N]) -> Ledger {
    let readings = tellings.into_iter().map(|telling| telling.reading).collect();
    keii_ledger::build_one(readings, &[], Elsewhere::default())
}

/// The export, line by line.
pub fn lines(ledger: &Ledger) -> Vec<String> {
    let line = |record: &Record| serde_json::to_string(record).expect("a record is JSON");
    ledger.records().iter().map(line).collect()
}

/// For each entity of a type, by name: the documents that name it.
pub fn entities(ledger: &Ledger, entity_type: EntityType) -> Vec<(String, Vec<String>)> {
    let wanted = ledger.entities().filter(|entity| entity.entity_type == entity_type);
    let mut found: Vec<(String, Vec<String>)> = wanted
        .map(|entity| {
            let documents = entity.evidence.iter().map(|span| span.document.to_string());
            (entity.name.any().to_owned(), documents.collect())
        })
        .collect();
    found.sort();
    found
}
