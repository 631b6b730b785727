//! Corrections in lines: what was corrected, and what has become of it.

use keii_ledger::{Corrected, Effect};
use keii_model::{Change, Correction, Target, TargetKind};

use super::style::Style;
use super::table::{Cell, Fit, Table};
use super::width::one_line;
use crate::settings::Lang;
use crate::words::{Heading, Word};
use keii_query::ShortIds;
use keii_words::date::for_people;

/// Number and what is said, in a line.
#[must_use]
pub fn line(correction: &Correction, short: ShortIds, lang: Lang) -> String {
    format!("{}  {}", correction.number, said(correction, short, lang))
}

/// All corrections, with what has become of each.
#[must_use]
pub fn table<'c>(
    corrections: impl IntoIterator<Item = &'c Corrected>,
    short: ShortIds,
    lang: Lang,
) -> Table {
    let mut table = Table::new([
        ("", Fit::Fixed),
        (Heading::Date.word(lang), Fit::Fixed),
        (Heading::Correction.word(lang), Fit::Flexible),
        (Heading::Effect.word(lang), Fit::Flexible),
    ]);
    for Corrected { correction, effect } in corrections {
        let day = correction.given.get(..10).unwrap_or(&correction.given);
        let day = day.parse().map_or_else(|_| day.to_owned(), |day| for_people(&day, lang));
        let signed = [correction.by.as_deref(), correction.reason.as_deref()];
        let signed: Vec<String> = signed.into_iter().flatten().map(one_line).collect();
        let (words, style) = effect_words(effect, lang);
        table.row([
            Cell::new(correction.number.to_string(), Style::Faint),
            Cell::new(day, Style::Plain),
            Cell::new(said(correction, short, lang), Style::Strong)
                .and(signed.join(": "), Style::Faint),
            Cell::new(words, style),
        ]);
    }
    table
}

fn said(correction: &Correction, short: ShortIds, lang: Lang) -> String {
    match &correction.change {
        Change::Same { a, b } => format!("{} = {}", named(a, short, lang), shown(b, short)),
        Change::Different { a, b } => format!("{} ≠ {}", named(a, short, lang), shown(b, short)),
        Change::Not { target } => match lang {
            Lang::Ja => format!("{} ではない", named(target, short, lang)),
            Lang::En => format!("not {}", named(target, short, lang)),
        },
        Change::Date { document, published } => {
            let (id, day) = (short.short(document), for_people(published, lang));
            match lang {
                Lang::Ja => format!("文書 {id} の公開日は{day}"),
                Lang::En => format!("document {id} was published {day}"),
            }
        }
        Change::Undo { number } => match lang {
            Lang::Ja => format!("訂正 {number} を取り消す"),
            Lang::En => format!("undo {number}"),
        },
    }
}

fn named(target: &Target, short: ShortIds, lang: Lang) -> String {
    format!("{} {}", kind(target.kind, lang), shown(target, short))
}

/// What it was called, and the document where it is read in one alone.
fn shown(target: &Target, short: ShortIds) -> String {
    let mut documents: Vec<_> = target.landmarks.iter().map(|one| &one.span.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let label = one_line(&target.label);
    match documents.as_slice() {
        [only] => format!("「{label}」@{}", short.short(only)),
        _ => format!("「{label}」"),
    }
}

fn kind(kind: TargetKind, lang: Lang) -> &'static str {
    if let Some(entity_type) = kind.entity_type() {
        return entity_type.word(lang);
    }
    match (kind, lang) {
        (TargetKind::Document, Lang::Ja) => "文書",
        (TargetKind::Document, Lang::En) => "document",
        (TargetKind::Time, Lang::Ja) => "時",
        (TargetKind::Time, Lang::En) => "time",
        (TargetKind::Quantity, Lang::Ja) => "数量",
        (TargetKind::Quantity, Lang::En) => "quantity",
        (TargetKind::Attribution, Lang::Ja) => "発言",
        (TargetKind::Attribution, Lang::En) => "statement",
        (TargetKind::Hedge, Lang::Ja) => "不確かさ",
        (TargetKind::Hedge, Lang::En) => "hedge",
        (TargetKind::EventMention, Lang::Ja) => "出来事",
        (TargetKind::EventMention, Lang::En) => "event",
        (TargetKind::Commitment, Lang::Ja) => "約束",
        (TargetKind::Commitment, Lang::En) => "commitment",
        (TargetKind::Question, Lang::Ja) => "問い",
        (TargetKind::Question, Lang::En) => "question",
        _ => "",
    }
}

/// A sign, and words that say it without the sign.
fn effect_words(effect: &Effect, lang: Lang) -> (String, Style) {
    let ja = lang == Lang::Ja;
    match effect {
        Effect::Applies => (if ja { "✓ 有効" } else { "✓ applies" }.to_owned(), Style::Good),
        Effect::Undone { by } if ja => (format!("↶ 訂正 {by} で取り消し"), Style::Faint),
        Effect::Undone { by } => (format!("↶ undone by {by}"), Style::Faint),
        Effect::Overruled { by } if ja => (format!("! 訂正 {by} が優先"), Style::Bad),
        Effect::Overruled { by } => (format!("! overruled by {by}"), Style::Bad),
        Effect::Gone { label } if ja => {
            (format!("! 効かない: 「{}」は今は読み取られていない", one_line(label)), Style::Bad)
        }
        Effect::Gone { label } => {
            (format!("! idle: “{}” is not read there now", one_line(label)), Style::Bad)
        }
        Effect::Impossible if ja => {
            ("! 効かない: 一つの文書が両方を一つとして読んでいる".to_owned(), Style::Bad)
        }
        Effect::Impossible => ("! idle: a document takes both for one".to_owned(), Style::Bad),
    }
}
