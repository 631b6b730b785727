//! Who says what, and how certainly.

use serde::{Deserialize, Serialize};

use crate::{Id, TextSpan};

/// The `attribution` record: somebody says something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Its name.
    pub id: Id,
    /// In which document.
    pub document: Id,
    /// How literally.
    #[serde(rename = "type")]
    pub attribution_type: AttributionType,
    /// What is said: for `direct` the words inside the marks, else the whole reported phrase.
    pub content: Vec<TextSpan>,
    /// For `mixed`: the verbatim parts, without marks.
    #[serde(default)]
    pub quoted: Vec<TextSpan>,
    /// The words that tell that it is said.
    pub cue: Option<TextSpan>,
    /// Who says it; several when a group speaks, none for `author`.
    #[serde(default)]
    pub speaker: Vec<Speaker>,
    /// Who relayed it, outermost last.
    #[serde(default)]
    pub via: Vec<Speaker>,
    /// To whom: an entity's id or the words.
    pub addressee: Option<String>,
    /// In or through what: an entity's id or the words.
    pub medium: Option<String>,
    /// What the speaker does by saying it.
    pub modality: Option<Modality>,
    /// How certain it is to the speaker.
    pub factuality: Option<Factuality>,
    /// When it was said: the id of a time record.
    pub time: Option<Id>,
}

/// How literally words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionType {
    /// Verbatim, in quotation marks.
    Direct,
    /// Partly verbatim.
    Mixed,
    /// Without quotation marks.
    Indirect,
    /// The writer's own hedged, evaluative or forecasting sentence.
    Author,
}

/// One who speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The entity, when it is known.
    pub entity: Option<Id>,
    /// The words that name the speaker.
    pub text: Option<String>,
    /// Where.
    pub span: Option<TextSpan>,
    /// How the text gives the speaker.
    pub how: SpeakerHow,
}

/// How a text gives a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerHow {
    /// By name, in the sentence.
    Explicit,
    /// From an earlier sentence.
    Carried,
    /// …によると.
    Frame,
    /// By title only.
    Role,
    /// By a collective noun (両首脳).
    Group,
    /// By a seat of power (クレムリンは).
    Metonym,
    /// The writer.
    Author,
    /// Nobody is named.
    Unattributed,
}

/// What a speaker does by saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the interchange format")]
pub enum Modality {
    Assert,
    Deny,
    Evaluate,
    Demand,
    Propose,
    Promise,
    Plan,
    Agree,
    Reject,
    Invite,
    Ask,
    Hope,
    Fear,
    Infer,
    Speculate,
    Forecast,
    Conditional,
    Counterfactual,
}

/// How certain something is, relative to the one who says it, never to the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Factuality {
    /// Certain.
    #[serde(rename = "CT+")]
    Certain,
    /// Certainly not.
    #[serde(rename = "CT-")]
    CertainNot,
    /// Probable.
    #[serde(rename = "PR+")]
    Probable,
    /// Probably not.
    #[serde(rename = "PR-")]
    ProbablyNot,
    /// Possible.
    #[serde(rename = "PS+")]
    Possible,
    /// Possibly not.
    #[serde(rename = "PS-")]
    PossiblyNot,
    /// Uncommitted.
    #[serde(rename = "U")]
    Unknown,
    /// What ought to be.
    #[serde(rename = "normative")]
    Normative,
    /// A judgement of value.
    #[serde(rename = "opinion")]
    Opinion,
}

/// The `hedge` record: words that the text itself marks as uncertain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hedge {
    /// Its name.
    pub id: Id,
    /// In which document.
    pub document: Id,
    /// What is uncertain.
    pub span: TextSpan,
    /// The words that tell so.
    pub cue: TextSpan,
    /// How uncertain.
    pub level: Factuality,
}
