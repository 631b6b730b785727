//! From findings to records: ids, code points, words.

use std::collections::BTreeMap;

use keii_model::{
    Attribution, Basis, Commitment, Derivation, Diagnostic, Document, DocumentRecord, Entity,
    EntityName, EventMention, EventPlace, EventTime, Hedge, Id, NameUse, NamedSource, OtherStand,
    Participant, PlaceFacts, Published, Quantity, Question, Reading, Reference, Role, Span,
    Speaker, Stated, TextSpan, Time, Topic,
};

use crate::draft::{
    CommitmentDraft, EntityDraft, EventDraft, Findings, HedgeDraft, NameDraft, Provenance,
    QuantityDraft, QuestionDraft, SpeakerDraft, SpeechDraft, Steps,
};
use crate::measured::{Measured, Measures};
use crate::sketch::sketch;

/// Makes the reading of `document`.
pub(crate) fn reading(
    document: &Document,
    language: &str,
    pack: &str,
    findings: &Findings,
    places: BTreeMap<String, PlaceFacts>,
    diagnostics: Vec<(String, Option<Span>)>,
) -> Reading {
    let mut maker = Maker { document, places, derivations: Vec::new(), entities: Vec::new() };
    let entities = maker.entities(findings);
    let times = maker.times(findings);
    let quantities = maker.quantities(findings);
    let attributions = maker.each('A', &findings.speech, |draft| &draft.steps, Maker::attribution);
    let hedges = maker.each('H', &findings.hedges, |draft| &draft.steps, Maker::hedge);
    let events = maker.each('E', &findings.events, |draft| &draft.steps, Maker::event);
    let commitments =
        maker.each('K', &findings.commitments, |draft| &draft.steps, Maker::commitment);
    let questions = maker.each('U', &findings.questions, |draft| &draft.steps, Maker::question);
    let names = findings.names.iter().map(|draft| maker.name_use(draft)).collect();
    let diagnostics = diagnostics
        .into_iter()
        .map(|(message, span)| Diagnostic { message, span: span.map(|span| maker.quote(span)) })
        .collect();
    Reading {
        pack: pack.to_owned(),
        document: maker.document_record(language, &findings.provenance),
        entities,
        times,
        quantities,
        attributions,
        hedges,
        events,
        commitments,
        questions,
        names,
        derivations: maker.derivations,
        diagnostics,
        sketch: sketch(document.body.of(document.text.as_str())),
    }
}

/// Holds what records refer to.
struct Maker<'a> {
    document: &'a Document,
    derivations: Vec<Derivation>,
    /// What is known of the places by their names.
    places: BTreeMap<String, PlaceFacts>,
    /// Ids by position in the cast.
    entities: Vec<Id>,
}

impl Maker<'_> {
    /// The id of the record with this letter at this position; people count from one.
    fn id(&self, letter: char, position: usize) -> Id {
        Id::from(format!("{}.{letter}{}", self.document.id, position + 1))
    }

    fn quote(&self, span: Span) -> TextSpan {
        self.document.text.quote(&self.document.id, span)
    }

    fn quotes(&self, spans: &[Span]) -> Vec<TextSpan> {
        spans.iter().map(|&span| self.quote(span)).collect()
    }

    fn derive(&mut self, record: &Id, steps: &Steps) {
        let steps = steps
            .iter()
            .map(|(step, span)| (step.clone(), span.map(|span| self.quote(span))))
            .collect();
        self.derivations.push(Derivation { record: record.clone(), steps });
    }

    /// Makes the records of one kind, with their ids and derivations.
    fn each<D, R>(
        &mut self,
        letter: char,
        drafts: &[D],
        steps: impl Fn(&D) -> &Steps,
        make: impl Fn(&Self, Id, &D) -> R,
    ) -> Vec<R> {
        let mut records = Vec::with_capacity(drafts.len());
        for (position, draft) in drafts.iter().enumerate() {
            let id = self.id(letter, position);
            self.derive(&id, steps(draft));
            records.push(make(self, id, draft));
        }
        records
    }

    fn entities(&mut self, findings: &Findings) -> Vec<Entity> {
        let cast = &findings.cast;
        let mut counts = BTreeMap::new();
        for draft in &cast.entities {
            let letter = draft.kind.letter();
            let count = counts.entry(letter).or_insert(0);
            let id = self.id(letter, *count);
            *count += 1;
            self.derive(&id, &draft.steps);
            self.entities.push(id);
        }
        let mut evidence = vec![Vec::new(); cast.entities.len()];
        for mention in &cast.mentions {
            evidence[mention.entity].push(mention.span);
        }
        let drafts = cast.entities.iter().zip(&self.entities).zip(evidence);
        drafts.map(|((draft, id), spans)| self.entity(id.clone(), draft, &spans)).collect()
    }

    fn entity(&self, id: Id, draft: &EntityDraft, evidence: &[Span]) -> Entity {
        let role = |role: &crate::draft::RoleDraft| Role {
            title: role.title.clone(),
            of: role.of.clone(),
            level: role.level,
            evidence: self.quotes(&role.evidence),
        };
        let mut aliases = draft.aliases.clone();
        aliases.sort();
        aliases.dedup();
        Entity {
            id,
            entity_type: draft.kind,
            name: EntityName { ja: Some(draft.name.clone()), en: draft.english.clone() },
            aliases,
            roles: draft.roles.iter().map(role).collect(),
            evidence: self.quotes(evidence),
            key: draft.key.clone(),
            place: self.places.get(&draft.name).cloned(),
            country: draft.country.clone(),
        }
    }

    fn times(&mut self, findings: &Findings) -> Vec<Time> {
        self.each(
            'X',
            &findings.times,
            |draft| &draft.steps,
            |maker, id, draft| Time {
                id,
                span: maker.quote(draft.span),
                time_type: draft.kind,
                value: draft.value.clone(),
                anchor: draft.anchor,
                offset: draft.offset.clone(),
                approximate: draft.approximate,
            },
        )
    }

    fn quantities(&mut self, findings: &Findings) -> Vec<Quantity> {
        let measures = Measures::new(findings);
        let of = |maker: &Self, draft: &QuantityDraft| match measures.of(draft)? {
            Measured::Event(at) => Some(maker.id('E', at)),
            Measured::Time(at) => Some(maker.id('X', at)),
            Measured::Commitment(at) => Some(maker.id('K', at)),
        };
        self.each(
            'Q',
            &findings.quantities,
            |draft| &draft.steps,
            |maker, id, draft| Quantity {
                id,
                span: maker.quote(draft.span),
                value: draft.value.clone(),
                unit: draft.unit.clone(),
                approximate: draft.approximate,
                counts: draft.counts.clone(),
                of: of(maker, draft),
            },
        )
    }

    fn speaker(&self, draft: &SpeakerDraft) -> Speaker {
        let span = draft.span.map(|span| self.quote(span));
        Speaker {
            entity: draft.entity.map(|at| self.entities[at].clone()),
            text: span.as_ref().map(|span| span.text.clone()),
            span,
            how: draft.how,
        }
    }

    fn attribution(&self, id: Id, draft: &SpeechDraft) -> Attribution {
        let words =
            |span: Option<Span>| span.map(|span| span.of(self.document.text.as_str()).to_owned());
        Attribution {
            id,
            document: self.document.id.clone(),
            attribution_type: draft.kind,
            content: self.quotes(&draft.content),
            quoted: self.quotes(&draft.quoted),
            cue: draft.cue.map(|cue| self.quote(cue)),
            speaker: draft.speakers.iter().map(|speaker| self.speaker(speaker)).collect(),
            via: draft.via.iter().map(|speaker| self.speaker(speaker)).collect(),
            addressee: words(draft.addressee),
            medium: words(draft.medium),
            modality: draft.modality,
            factuality: draft.factuality,
            time: draft.time.map(|at| self.id('X', at)),
        }
    }

    fn event(&self, id: Id, draft: &EventDraft) -> EventMention {
        let words = |span: Span| span.of(self.document.text.as_str()).to_owned();
        let participants = draft.participants.iter().map(|participant| Participant {
            entity: participant.entity.map(|at| self.entities[at].clone()),
            text: participant.span.map(words),
            role: participant.role,
            span: participant.span.map(|span| self.quote(span)),
        });
        let topics = draft.topics.iter();
        let topics = topics.map(|&(span, raised)| Topic { span: self.quote(span), raised });
        let also = draft.also.iter();
        let also = also.map(|&(status, span)| OtherStand { status, span: self.quote(span) });
        EventMention {
            id,
            document: self.document.id.clone(),
            event_type: draft.kind,
            trigger: self.quote(draft.trigger),
            level: draft.level,
            participants: participants.collect(),
            place: draft.place.as_ref().map(|place| EventPlace {
                entity: place.entity.map(|at| self.entities[at].clone()),
                text: words(place.span),
                span: Some(self.quote(place.span)),
            }),
            time: draft.time.as_ref().map(|time| EventTime {
                value: time.value.clone(),
                basis: time.basis,
                span: time.span.map(|span| self.quote(span)),
            }),
            duration: draft.duration.clone(),
            approximate: draft.approximate,
            status: draft.status,
            factuality: draft.factuality,
            according_to: draft.according_to.map(|at| self.id('A', at)),
            outcome: draft.outcome.map(|span| self.quote(span)),
            end: draft.end,
            topics: topics.collect(),
            also: also.collect(),
            evidence: self.quotes(&draft.evidence),
        }
    }

    fn hedge(&self, id: Id, draft: &HedgeDraft) -> Hedge {
        Hedge {
            id,
            document: self.document.id.clone(),
            span: self.quote(draft.span),
            cue: self.quote(draft.cue),
            level: draft.level,
        }
    }

    fn commitment(&self, id: Id, draft: &CommitmentDraft) -> Commitment {
        let known = draft.parties.iter().map(|&at| self.entities[at].to_string());
        let unnamed = draft.unnamed.iter().map(|&span| self.quote(span).text);
        Commitment {
            id,
            document: self.document.id.clone(),
            parties: known.chain(unnamed).collect(),
            content: self.quote(draft.content),
            according_to: draft.according_to.map(|at| self.id('A', at)),
            status: draft.status,
        }
    }

    fn name_use(&self, draft: &NameDraft) -> NameUse {
        NameUse {
            kind: draft.kind,
            about: draft.about.clone(),
            leader: draft.leader.map(|at| self.entities[at].clone()),
            span: self.quote(draft.span),
        }
    }

    fn question(&self, id: Id, draft: &QuestionDraft) -> Question {
        Question { id, document: self.document.id.clone(), span: self.quote(draft.span) }
    }

    fn named(&self, stated: Option<&Stated<String>>) -> Option<NamedSource> {
        let stated = stated?;
        Some(NamedSource { name: stated.value.clone(), evidence: self.quotes(&stated.evidence) })
    }

    fn document_record(&self, language: &str, provenance: &Provenance) -> DocumentRecord {
        let metadata = &self.document.metadata;
        let published = provenance.published.as_ref();
        let reference = |draft: &crate::draft::ReferenceDraft| Reference {
            relation: draft.relation,
            title: draft.title.clone(),
            host: draft.host.clone(),
            publisher: draft.publisher.clone(),
            date: draft.date.clone(),
            evidence: self.quotes(&draft.evidence),
        };
        DocumentRecord {
            id: self.document.id.clone(),
            name: self.document.name.clone(),
            sha256: self.document.sha256.clone(),
            language: metadata.language.clone().unwrap_or_else(|| language.to_owned()),
            genre: provenance.genre,
            title: provenance.title.map(|span| self.quote(span)),
            published: Published {
                value: published.map(|stated| stated.value.clone()),
                basis: if published.is_some() { provenance.basis } else { Basis::None },
                evidence: published.map_or_else(Vec::new, |it| self.quotes(&it.evidence)),
            },
            publisher: self.named(provenance.publisher.as_ref()),
            author: self.named(provenance.author.as_ref()),
            translator: self.named(provenance.translator.as_ref()),
            references: provenance.references.iter().map(reference).collect(),
            url: metadata.url.clone(),
        }
    }
}
