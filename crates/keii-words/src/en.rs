//! The words in English.

use keii_model::{
    Attribute, AttributionType, Basis, EntityType, EventType, Factuality, Modality, SpeakerHow,
    Status, Verdict,
};

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Possible => "possible",
        Status::Proposed => "proposed",
        Status::Planned => "planned",
        Status::Agreed => "agreed",
        Status::Ongoing => "ongoing",
        Status::Held => "held",
        Status::Postponed => "postponed",
        Status::Cancelled => "cancelled",
        Status::Failed => "failed",
        Status::Unlikely => "unlikely",
    }
}

pub fn event_type(event: EventType) -> &'static str {
    match event {
        EventType::Meet => "meeting",
        EventType::Call => "call",
        EventType::Visit => "visit",
        EventType::Negotiate => "negotiation",
        EventType::Mediate => "mediation",
        EventType::Invite => "invitation",
        EventType::Agree => "agreement",
        EventType::Sign => "signing",
        EventType::Ceasefire => "ceasefire",
        EventType::Withdraw => "withdrawal",
        EventType::Release => "release",
        EventType::Aid => "aid",
        EventType::Cooperate => "cooperation",
        EventType::Demand => "demand",
        EventType::Reject => "refusal",
        EventType::Accuse => "accusation",
        EventType::Praise => "support",
        EventType::Threaten => "threat",
        EventType::Sanction => "sanction",
        EventType::Ease => "easing",
        EventType::Expel => "expulsion",
        EventType::Deploy => "deployment",
        EventType::Attack => "attack",
        EventType::War => "war",
        EventType::Protest => "protest",
        EventType::Detain => "detention",
        EventType::Annex => "annexation",
        EventType::Join => "accession",
        EventType::Appoint => "appointment",
        EventType::Resign => "resignation",
        EventType::Legislate => "legislation",
        EventType::Speak => "statement",
        EventType::Other => "other",
    }
}

pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Assert => "asserts",
        Modality::Deny => "denies",
        Modality::Evaluate => "evaluates",
        Modality::Demand => "demands",
        Modality::Propose => "proposes",
        Modality::Promise => "promises",
        Modality::Plan => "plans",
        Modality::Agree => "agrees",
        Modality::Reject => "rejects",
        Modality::Invite => "invites",
        Modality::Ask => "asks",
        Modality::Hope => "hopes",
        Modality::Fear => "fears",
        Modality::Infer => "infers",
        Modality::Speculate => "speculates",
        Modality::Forecast => "forecasts",
        Modality::Conditional => "on a condition",
        Modality::Counterfactual => "counterfactual",
    }
}

pub fn factuality(factuality: Factuality) -> &'static str {
    match factuality {
        Factuality::Certain => "certain",
        Factuality::CertainNot => "certainly not",
        Factuality::Probable => "probable",
        Factuality::ProbablyNot => "probably not",
        Factuality::Possible => "possible",
        Factuality::PossiblyNot => "possibly not",
        Factuality::Unknown => "uncommitted",
        Factuality::Normative => "ought to be",
        Factuality::Opinion => "opinion",
    }
}

pub fn attribution_type(attribution: AttributionType) -> &'static str {
    match attribution {
        AttributionType::Direct => "quoted",
        AttributionType::Mixed => "partly quoted",
        AttributionType::Indirect => "reported",
        AttributionType::Author => "the writer",
    }
}

pub fn speaker_how(how: SpeakerHow) -> &'static str {
    match how {
        SpeakerHow::Explicit => "named in the sentence",
        SpeakerHow::Carried => "from an earlier sentence",
        SpeakerHow::Frame => "from “according to”",
        SpeakerHow::Role => "by title only",
        SpeakerHow::Group => "a group",
        SpeakerHow::Metonym => "by a seat of power",
        SpeakerHow::Author => "the writer",
        SpeakerHow::Unattributed => "nobody is named",
    }
}

pub fn entity_type(entity: EntityType) -> &'static str {
    match entity {
        EntityType::Person => "person",
        EntityType::Organization => "organisation",
        EntityType::Country => "country",
        EntityType::Place => "place",
        EntityType::Group => "group",
    }
}

pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Metadata => "from metadata",
        Basis::Stated => "stated in the text",
        Basis::Inferred => "inferred from the text",
        Basis::None => "unknown",
    }
}

pub fn attribute(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Time => "time",
        Attribute::Place => "place",
        Attribute::Participants => "parties",
        Attribute::Duration => "length",
        Attribute::Type => "kind",
        Attribute::Status => "status",
        Attribute::Outcome => "outcome",
        Attribute::Role => "office",
        Attribute::Name => "name",
        Attribute::Wording => "words",
        Attribute::Evaluation => "evaluation",
        Attribute::Topic => "topic",
        Attribute::Other => "other",
    }
}

pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "agree",
        Verdict::Precision => "one is finer",
        Verdict::NearQuote => "nearly the same words",
        Verdict::Conflict => "conflict",
        Verdict::Framing => "framing",
        Verdict::WithinDocument => "one document, two tellings",
        Verdict::SingleSource => "one document alone",
    }
}
