//! Words that tell by themselves what stands before them and belongs to them, or does not.

use keii_syntax::{Pos, Relation, Token};

use crate::chunk::{Draft, named, personal};

/// Nouns that take an object, as if する stood behind them: 不振を|理由に, 事故を|きっかけに,
/// 大阪を|中心として, 首相を|はじめ.
const TAKING: [&str; 16] = [
    "理由",
    "きっかけ",
    "契機",
    "機",
    "ピーク",
    "皮切り",
    "最後",
    "境",
    "中心",
    "軸",
    "背景",
    "対象",
    "基",
    "はじめ",
    "始め",
    "起源",
];

/// Whether a chunk is such a noun and says how something is done.
pub(super) fn takes(draft: &Draft, tokens: &[Token]) -> bool {
    let told = matches!(
        draft.relation,
        Relation::Topic
            | Relation::Also
            | Relation::Subject
            | Relation::Object
            | Relation::Genitive
    );
    !told && TAKING.contains(&tokens[draft.head].lemma.as_str())
}

/// Words that have with whom or what before them, though they are no predicates: 父と|一緒に.
const JOINING: [&str; 8] = ["一緒", "共", "同時", "同様", "同じ", "同等", "無関係", "別"];

/// Deeds that nobody does alone.
const MUTUAL: [&str; 20] = [
    "話す",
    "話し合う",
    "会う",
    "会談",
    "協議",
    "交渉",
    "面会",
    "面談",
    "懇談",
    "会食",
    "対談",
    "対話",
    "対立",
    "議論",
    "戦う",
    "争う",
    "対戦",
    "結婚",
    "合意",
    "一致",
];

/// Whether a chunk tells of such a deed.
pub(super) fn is_mutual(draft: &Draft, tokens: &[Token]) -> bool {
    MUTUAL.contains(&tokens[draft.head].lemma.as_str())
}

/// Whether a chunk stands beside one with と, as another circumstance of the same predicate: how
/// (大統領と|早期に|話す) or, where only one of them is a name or what follows is `mutual`, where and
/// by what (例田氏と|官邸で|会った, 大統領と|電話で|話した).
pub(super) fn is_beside(with: &Draft, other: &Draft, tokens: &[Token], mutual: bool) -> bool {
    let head = &tokens[other.head];
    let how = other.relation == Relation::Adverbial
        || matches!(head.pos, Pos::AdjectivalNoun | Pos::AdverbialNoun | Pos::Adverb);
    let aside = matches!(
        other.relation,
        Relation::Means | Relation::Dative | Relation::To | Relation::From | Relation::Adverbial
    );
    let unlike = personal(tokens, with) && !personal(tokens, other)
        || (mutual || named(tokens, with, true)) && !named(tokens, other, true);
    let apart = how || with.quotation.is_none() && unlike;
    // 大統領と|短く|言葉を|交わした
    let said = other.predicate.is_some() && (other.relation != Relation::Adverbial || other.comma);
    !said && aside && apart && !JOINING.contains(&head.lemma.as_str())
}

/// Whether a chunk with とは is what the next differs from: これとは|別に.
pub(super) fn differs(chunk: &Draft, tokens: &[Token], next: &Draft) -> bool {
    let with = tokens[chunk.tokens.clone()].iter().any(|token| token.lemma == "と");
    with && matches!(tokens[next.head].lemma.as_str(), "別" | "別に")
}

/// Whether a chunk only says that what stands before it is held to be so: …だと|している. The topic is
/// that of what is held.
pub(super) fn is_holding(drafts: &[Draft], at: usize, tokens: &[Token]) -> bool {
    let held = at.checked_sub(1).map(|before| &drafts[before]).filter(|before| {
        before.relation == Relation::Quote
            && before.predicate.is_some()
            && before.quotation.is_none()
    });
    held.is_some() && tokens[drafts[at].head].lemma == "する"
}

/// Words for occasions on which something is said or decided. Nothing is such a thing.
const OCCASIONS: [&str; 12] = [
    "会議",
    "会合",
    "閣議",
    "会見",
    "協議",
    "審議",
    "集会",
    "総会",
    "理事会",
    "演説",
    "講演",
    "談話",
];

/// Whether a noun tells on what occasion something was done: 閣議で、, and whatever has a day: 18日の大会で、.
pub(super) fn is_occasion(drafts: &[Draft], at: usize, tokens: &[Token]) -> bool {
    let noun = &drafts[at];
    let named = OCCASIONS.contains(&tokens[noun.head].lemma.as_str());
    let day = at.checked_sub(1).map(|before| &drafts[before]).filter(|day| {
        let head = &tokens[day.head];
        day.relation == Relation::Genitive
            && head.pos == Pos::Counter
            && matches!(head.lemma.as_str(), "日" | "月")
    });
    noun.relation == Relation::Means && (named || day.is_some())
}

/// Ends of nouns for what provides that something be done.
const PROVISIONS: [&str; 15] = [
    "令",
    "法",
    "法案",
    "案",
    "法律",
    "条約",
    "協定",
    "協定書",
    "合意書",
    "議定書",
    "覚書",
    "決議",
    "命令",
    "契約",
    "文書",
];

/// Whether a noun is a law, an order or an agreement.
pub(super) fn is_provision(draft: &Draft, tokens: &[Token]) -> bool {
    let words = tokens[draft.head..draft.tokens.end].iter();
    let noun = words.take_while(|token| token.pos.is_nominal() || token.pos == Pos::NameSuffix);
    let last = noun.last().unwrap_or(&tokens[draft.head]);
    PROVISIONS.iter().any(|end| last.lemma.ends_with(end))
}
