//! The words of a story's standing, in both languages.

use keii_ledger::standing::channel::Place;
use keii_ledger::standing::position::Stance;
use keii_model::EventLevel;

use crate::Word;

/// What a part of the standing, or of what is new, is headed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what is below them")]
pub enum Part {
    Channels,
    Commitments,
    Positions,
    Reactions,
    Questions,
    Naming,
    Documents,
    Events,
    Conflicts,
    Corrections,
}

impl Word for Part {
    fn ja(self) -> &'static str {
        match self {
            Self::Channels => "接触",
            Self::Commitments => "合意したこと",
            Self::Positions => "当事者の立場",
            Self::Reactions => "ほかの国・機関の立場と反応",
            Self::Questions => "残された問い",
            Self::Naming => "記事ごとの呼び方",
            Self::Documents => "新しい記事",
            Self::Events => "出来事",
            Self::Conflicts => "新しい食い違い",
            Self::Corrections => "訂正",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Channels => "Contacts",
            Self::Commitments => "What was agreed",
            Self::Positions => "What the parties want",
            Self::Reactions => "What others want and how they react",
            Self::Questions => "What is left open",
            Self::Naming => "What each article calls it",
            Self::Documents => "New articles",
            Self::Events => "Happenings",
            Self::Conflicts => "New conflicts",
            Self::Corrections => "Corrections",
        }
    }
}

impl Word for EventLevel {
    fn ja(self) -> &'static str {
        match self {
            Self::Leaders => "首脳",
            Self::Ministers => "閣僚",
            Self::Officials => "特使・高官",
            Self::Working => "実務",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Leaders => "Leaders",
            Self::Ministers => "Ministers",
            Self::Officials => "Envoys and officials",
            Self::Working => "Working level",
        }
    }
}

impl Word for Place {
    fn ja(self) -> &'static str {
        match self {
            Self::Last => "最後",
            Self::Ongoing => "継続",
            Self::Ahead => "次",
            Self::Undone => "不成立",
            Self::Untold => "その後不明",
            Self::Undated => "日付不明",
            Self::Earlier => "それ以前",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Last => "last",
            Self::Ongoing => "going on",
            Self::Ahead => "next",
            Self::Undone => "undone",
            Self::Untold => "no more told",
            Self::Undated => "no date",
            Self::Earlier => "before",
        }
    }
}

impl Word for Stance {
    fn ja(self) -> &'static str {
        match self {
            Self::Demands => "要求",
            Self::Refuses => "拒否",
            Self::Offers => "提案",
            Self::Conditions => "条件",
            Self::Threatens => "威嚇",
            Self::Accuses => "非難",
            Self::Supports => "支持",
            Self::Assesses => "評価",
            Self::Hopes => "期待",
            Self::Fears => "懸念",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Demands => "demands",
            Self::Refuses => "refuses",
            Self::Offers => "offers",
            Self::Conditions => "conditions",
            Self::Threatens => "threatens",
            Self::Accuses => "accuses",
            Self::Supports => "supports",
            Self::Assesses => "judges",
            Self::Hopes => "hopes",
            Self::Fears => "fears",
        }
    }
}
