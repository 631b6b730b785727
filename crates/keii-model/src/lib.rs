//! The values every other crate speaks of: text and spans, dates, and the records of the
//! interchange format. The format *is* this model, serialised: one definition serves the export,
//! gold files, the store and the API.
//!
//! No I/O, no clock.

mod chain;
mod comparison;
mod correction;
mod document;
mod edtf;
mod entity;
mod event;
mod naming;
mod reading;
mod record;
mod sketch;
mod speech;
mod statement;
mod text;

pub use chain::{Chain, ChainStep};
pub use comparison::{Attribute, ComparedValue, Comparison, Verdict};
pub use correction::{Change, Correction, Landmark, Target, TargetKind};
pub use document::{
    Basis, Document, DocumentRecord, Genre, Metadata, NamedSource, Published, Reference,
    ReferenceRelation, Stated,
};
pub use edtf::{Edtf, EdtfError};
pub use entity::{Entity, EntityName, EntityType, OfficeLevel, PlaceFacts, Role};
pub use event::{
    Event, EventLevel, EventMention, EventPlace, EventTime, EventType, HistoryStep, OtherStand,
    OutcomeEnd, Participant, ParticipantRole, Status, TimeBasis, Topic,
};
pub use naming::{NameUse, Naming, NamingForm, NamingKind};
pub use reading::{Derivation, Diagnostic, Reading};
pub use record::{Id, Record, Story};
pub use sketch::{Sketch, SketchError};
pub use speech::{Attribution, AttributionType, Factuality, Hedge, Modality, Speaker, SpeakerHow};
pub use statement::{Anchor, Commitment, Number, Quantity, Question, Time, TimeType};
pub use text::{Span, Text, TextSpan};
