//! What the steps find, before it becomes records: byte spans and positions instead of words and
//! ids. Every draft carries the steps that led to it, so that `why` can tell them.

use keii_model::{
    Anchor, AttributionType, Basis, Edtf, EntityType, EventLevel, EventType, Factuality, Genre,
    Modality, NamingKind, Number, OfficeLevel, OutcomeEnd, ParticipantRole, ReferenceRelation,
    Span, SpeakerHow, Stated, Status, TimeBasis, TimeType,
};

/// How something was found: rules' ids or steps' names, with the words they rest on.
pub type Steps = Vec<(String, Option<Span>)>;

/// Position in [`Cast::entities`].
pub type EntityIndex = usize;

/// A place where somebody or something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name itself, innermost, without title and honorific; the title where it stands alone.
    pub span: Span,
    /// With country, title and honorific, as a reader would quote it (`ロシアのラブロフ外相`).
    pub phrase: Span,
    /// How it names.
    pub form: MentionForm,
    /// The sentence it stands in.
    pub sentence: usize,
    /// Who is named.
    pub entity: EntityIndex,
}

/// How a mention names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// By name.
    Name,
    /// By title alone (`米大統領`, `外務次官は`).
    Role,
    /// By a collective noun (`両首脳`).
    Group,
}

/// An office as the document states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleDraft {
    /// 外務次官
    pub title: String,
    /// ロシア
    pub of: Option<String>,
    /// How high it is.
    pub level: Option<OfficeLevel>,
    /// Where.
    pub evidence: Vec<Span>,
}

/// Somebody or something, all its mentions in the document taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityDraft {
    /// What it is.
    pub kind: EntityType,
    /// The fullest form of its name.
    pub name: String,
    /// Its name in English, where the lexicon has one.
    pub english: Option<String>,
    /// Key of its lexicon entry.
    pub key: Option<String>,
    /// Key of the country that it is a body of or lies in, where a lexicon tells.
    pub country: Option<String>,
    /// Every form that names it in this document, in order of appearance.
    pub aliases: Vec<String>,
    /// Its offices.
    pub roles: Vec<RoleDraft>,
    /// For groups: who belongs to it, where the document tells (`両首脳`).
    pub members: Vec<EntityIndex>,
    /// How it was found.
    pub steps: Steps,
}

/// Who and what a document names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// In order of their start; one may lie inside another's phrase, never inside its name.
    pub mentions: Vec<Mention>,
    /// In order of first mention.
    pub entities: Vec<EntityDraft>,
}

impl Cast {
    /// Puts mentions where they belong in the order of all.
    pub(crate) fn add(&mut self, mentions: Vec<Mention>) {
        self.mentions.extend(mentions);
        self.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    }

    /// The mentions whose name lies within `span`, in order.
    pub fn within(&self, span: Span) -> impl DoubleEndedIterator<Item = &Mention> {
        let from = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let to = self.mentions.partition_point(|mention| mention.span.start < span.end);
        self.mentions[from..to].iter().filter(move |mention| mention.span.end <= span.end)
    }

    /// The entity of a mention.
    #[must_use]
    pub fn entity(&self, mention: &Mention) -> &EntityDraft {
        &self.entities[mention.entity]
    }
}

/// A place where something is named by words that others may choose otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameDraft {
    /// What sort of thing.
    pub kind: NamingKind,
    /// The words.
    pub span: Span,
    /// The keys of what it is about, sorted.
    pub about: Vec<String>,
    /// Of a government named after a person: who leads it.
    pub leader: Option<EntityIndex>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeDraft {
    /// The words.
    pub span: Span,
    /// What sort of time.
    pub kind: TimeType,
    /// EDTF, or an ISO 8601 duration.
    pub value: Option<String>,
    /// What it was completed from.
    pub anchor: Anchor,
    /// Signed ISO 8601 duration from the anchor.
    pub offset: Option<String>,
    /// Marked by 約, ごろ and the like.
    pub approximate: bool,
    /// How it was found.
    pub steps: Steps,
}

/// A number with a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityDraft {
    /// Number, unit and 約, nothing more.
    pub span: Span,
    /// The number; `None` where it is vague.
    pub value: Option<Number>,
    /// Unit of the interchange format, or the counter as written.
    pub unit: Option<String>,
    /// Marked as approximate, or vague.
    pub approximate: bool,
    /// What it counts, of people.
    pub counts: Option<String>,
    /// How it was found.
    pub steps: Steps,
}

/// One who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerDraft {
    /// Who, when it is known.
    pub entity: Option<EntityIndex>,
    /// The words.
    pub span: Option<Span>,
    /// How the text gives the speaker.
    pub how: SpeakerHow,
}

/// Somebody says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeechDraft {
    /// How literally.
    pub kind: AttributionType,
    /// What is said.
    pub content: Vec<Span>,
    /// The verbatim parts of a mixed attribution.
    pub quoted: Vec<Span>,
    /// The words that tell that it is said.
    pub cue: Option<Span>,
    /// Who says it.
    pub speakers: Vec<SpeakerDraft>,
    /// Who relayed it, outermost last.
    pub via: Vec<SpeakerDraft>,
    /// To whom.
    pub addressee: Option<Span>,
    /// In or through what.
    pub medium: Option<Span>,
    /// When: position among the times.
    pub time: Option<usize>,
    /// What the speaker does by saying it.
    pub modality: Option<Modality>,
    /// How certain it is to the speaker.
    pub factuality: Option<Factuality>,
    /// How it was found.
    pub steps: Steps,
}

/// Words that the text marks as uncertain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HedgeDraft {
    /// What is uncertain.
    pub span: Span,
    /// The words that tell so.
    pub cue: Span,
    /// How uncertain.
    pub level: Factuality,
    /// How it was found.
    pub steps: Steps,
}

/// One who takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantDraft {
    /// Who, when it is known.
    pub entity: Option<EntityIndex>,
    /// The words.
    pub span: Option<Span>,
    /// In what part.
    pub role: ParticipantRole,
}

/// Where an event takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceDraft {
    /// The place, when it is known.
    pub entity: Option<EntityIndex>,
    /// The words.
    pub span: Span,
}

/// When an event takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTimeDraft {
    /// EDTF.
    pub value: Option<Edtf>,
    /// What it rests on.
    pub basis: TimeBasis,
    /// The words.
    pub span: Option<Span>,
}

/// One document tells of one happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDraft {
    /// What happens.
    pub kind: EventType,
    /// The word that tells of it.
    pub trigger: Span,
    /// Who meets by that word.
    pub level: Option<EventLevel>,
    /// Who takes part.
    pub participants: Vec<ParticipantDraft>,
    /// Where.
    pub place: Option<PlaceDraft>,
    /// When.
    pub time: Option<EventTimeDraft>,
    /// ISO 8601.
    pub duration: Option<String>,
    /// Whether time or duration are approximate.
    pub approximate: bool,
    /// How far it has come.
    pub status: Status,
    /// How certain it is to the one who tells.
    pub factuality: Option<Factuality>,
    /// Position of the attribution that tells it; `None` is the writer.
    pub according_to: Option<usize>,
    /// What came of it.
    pub outcome: Option<Span>,
    /// What sort of end that was.
    pub end: Option<OutcomeEnd>,
    /// What it is or was about, and whether that is said to have come up.
    pub topics: Vec<(Span, bool)>,
    /// Other words that tell of it as having come less or more far.
    pub also: Vec<(Status, Span)>,
    /// The phrases it was read from, the first holds the trigger.
    pub evidence: Vec<Span>,
    /// How it was found.
    pub steps: Steps,
}

/// A work that the document credits.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceDraft {
    /// How it is credited.
    pub relation: ReferenceRelation,
    /// Its title.
    pub title: Option<String>,
    /// Its host name.
    pub host: Option<String>,
    /// Its outlet.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Where the text says so.
    pub evidence: Vec<Span>,
}

/// What the document tells of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The headline.
    pub title: Option<Span>,
    /// When it was published.
    pub published: Option<Stated<Edtf>>,
    /// How that is known.
    pub basis: Basis,
    /// The outlet.
    pub publisher: Option<Stated<String>>,
    /// Who wrote it.
    pub author: Option<Stated<String>>,
    /// Who translated it.
    pub translator: Option<Stated<String>>,
    /// What it credits.
    pub references: Vec<ReferenceDraft>,
    /// What kind of text it is.
    pub genre: Option<Genre>,
}

/// What parties are reported to have agreed to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentDraft {
    /// Who.
    pub parties: Vec<EntityIndex>,
    /// Who else, by words that name nobody known.
    pub unnamed: Vec<Span>,
    /// What.
    pub content: Span,
    /// Position of the attribution that tells it.
    pub according_to: Option<usize>,
    /// Where it stands.
    pub status: Status,
    /// How it was found.
    pub steps: Steps,
}

/// A question the text leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionDraft {
    /// The words.
    pub span: Span,
    /// How it was found.
    pub steps: Steps,
}

/// Everything the steps have found in one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// What it tells of itself.
    pub provenance: Provenance,
    /// Who and what it names.
    pub cast: Cast,
    /// When.
    pub times: Vec<TimeDraft>,
    /// How much.
    pub quantities: Vec<QuantityDraft>,
    /// Who says what.
    pub speech: Vec<SpeechDraft>,
    /// What is marked as uncertain.
    pub hedges: Vec<HedgeDraft>,
    /// What happens.
    pub events: Vec<EventDraft>,
    /// What was agreed.
    pub commitments: Vec<CommitmentDraft>,
    /// What is left open.
    pub questions: Vec<QuestionDraft>,
    /// By which words it names what others may name otherwise.
    pub names: Vec<NameDraft>,
}
