//! The words in Japanese.

use keii_model::{
    Attribute, AttributionType, Basis, EntityType, EventType, Factuality, Modality, SpeakerHow,
    Status, Verdict,
};

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Possible => "可能性",
        Status::Proposed => "提案",
        Status::Planned => "予定",
        Status::Agreed => "合意",
        Status::Ongoing => "継続中",
        Status::Held => "実施",
        Status::Postponed => "延期",
        Status::Cancelled => "中止",
        Status::Failed => "不成立",
        Status::Unlikely => "見込み薄",
    }
}

pub fn event_type(event: EventType) -> &'static str {
    match event {
        EventType::Meet => "会談",
        EventType::Call => "電話",
        EventType::Visit => "訪問",
        EventType::Negotiate => "交渉",
        EventType::Mediate => "仲介",
        EventType::Invite => "招待",
        EventType::Agree => "合意",
        EventType::Sign => "署名",
        EventType::Ceasefire => "停戦",
        EventType::Withdraw => "撤退",
        EventType::Release => "解放",
        EventType::Aid => "支援",
        EventType::Cooperate => "協力",
        EventType::Demand => "要求",
        EventType::Reject => "拒否",
        EventType::Accuse => "非難",
        EventType::Praise => "支持",
        EventType::Threaten => "威嚇",
        EventType::Sanction => "制裁",
        EventType::Ease => "制裁緩和",
        EventType::Expel => "追放",
        EventType::Deploy => "展開",
        EventType::Attack => "攻撃",
        EventType::War => "戦争",
        EventType::Protest => "抗議",
        EventType::Detain => "拘束",
        EventType::Annex => "併合",
        EventType::Join => "加盟",
        EventType::Appoint => "就任",
        EventType::Resign => "辞任",
        EventType::Legislate => "立法",
        EventType::Speak => "発言",
        EventType::Other => "その他",
    }
}

pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Assert => "主張",
        Modality::Deny => "否定",
        Modality::Evaluate => "評価",
        Modality::Demand => "要求",
        Modality::Propose => "提案",
        Modality::Promise => "約束",
        Modality::Plan => "計画",
        Modality::Agree => "同意",
        Modality::Reject => "拒否",
        Modality::Invite => "招待",
        Modality::Ask => "問い",
        Modality::Hope => "期待",
        Modality::Fear => "懸念",
        Modality::Infer => "推論",
        Modality::Speculate => "推測",
        Modality::Forecast => "予測",
        Modality::Conditional => "条件付き",
        Modality::Counterfactual => "反実仮想",
    }
}

pub fn factuality(factuality: Factuality) -> &'static str {
    match factuality {
        Factuality::Certain => "断定",
        Factuality::CertainNot => "断定(否)",
        Factuality::Probable => "蓋然",
        Factuality::ProbablyNot => "蓋然(否)",
        Factuality::Possible => "可能",
        Factuality::PossiblyNot => "可能(否)",
        Factuality::Unknown => "不明",
        Factuality::Normative => "規範",
        Factuality::Opinion => "意見",
    }
}

pub fn attribution_type(attribution: AttributionType) -> &'static str {
    match attribution {
        AttributionType::Direct => "引用",
        AttributionType::Mixed => "一部引用",
        AttributionType::Indirect => "間接",
        AttributionType::Author => "筆者",
    }
}

pub fn speaker_how(how: SpeakerHow) -> &'static str {
    match how {
        SpeakerHow::Explicit => "同じ文に名がある",
        SpeakerHow::Carried => "前の文から",
        SpeakerHow::Frame => "「…によると」から",
        SpeakerHow::Role => "肩書のみ",
        SpeakerHow::Group => "集団",
        SpeakerHow::Metonym => "権力の所在地の名で",
        SpeakerHow::Author => "筆者",
        SpeakerHow::Unattributed => "話者不明",
    }
}

pub fn entity_type(entity: EntityType) -> &'static str {
    match entity {
        EntityType::Person => "人物",
        EntityType::Organization => "組織",
        EntityType::Country => "国",
        EntityType::Place => "場所",
        EntityType::Group => "集団",
    }
}

pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Metadata => "付属情報",
        Basis::Stated => "本文に明記",
        Basis::Inferred => "本文から推定",
        Basis::None => "不明",
    }
}

pub fn attribute(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Time => "時",
        Attribute::Place => "場所",
        Attribute::Participants => "当事者",
        Attribute::Duration => "長さ",
        Attribute::Type => "種類",
        Attribute::Status => "状況",
        Attribute::Outcome => "結果",
        Attribute::Role => "肩書",
        Attribute::Name => "名前",
        Attribute::Wording => "言葉",
        Attribute::Evaluation => "評価",
        Attribute::Topic => "話題",
        Attribute::Other => "その他",
    }
}

pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "一致",
        Verdict::Precision => "精粗",
        Verdict::NearQuote => "ほぼ同じ言葉",
        Verdict::Conflict => "食い違い",
        Verdict::Framing => "評価の違い",
        Verdict::WithinDocument => "文書内の不一致",
        Verdict::SingleSource => "単独",
    }
}
