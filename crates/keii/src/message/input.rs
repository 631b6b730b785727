//! What can be wrong with an article, in the reader's language. The English is that of ingest.

use keii_ingest::{Fault, IngestError, Warning};

use crate::settings::Lang;

/// File, line, and what is wrong.
#[must_use]
pub fn failed(error: &IngestError, lang: Lang) -> String {
    match lang {
        Lang::En => format!("keii: {error}"),
        Lang::Ja => {
            let line = error.line.map(|line| format!(":{line}")).unwrap_or_default();
            format!("keii: {}{line}: {}", error.file, fault(&error.fault))
        }
    }
}

/// File and what was left out or replaced.
#[must_use]
pub fn warned(file: &str, warning: &Warning, lang: Lang) -> String {
    match lang {
        Lang::En => format!("keii: {file}: note: {warning}"),
        Lang::Ja => format!("keii: {file}: 注意: {}", japanese_warning(warning)),
    }
}

fn fault(fault: &Fault) -> String {
    let mebibytes = |bytes: usize| format!("{} MiB", bytes >> 20);
    match fault {
        Fault::Unreadable(why) => {
            format!("読めません({why})。ファイルの有無と読む権限を確かめてください")
        }
        Fault::Empty => "本文がありません。外すか、最後まで保存されているか確かめてください".into(),
        Fault::TooLarge { limit } => format!(
            "記事一つの上限 {} を超えています。一記事一ファイルに分けてください",
            mebibytes(*limit)
        ),
        Fault::LineTooLong { limit } => {
            format!("行が記事一つの上限 {} を超えています。分けてください", mebibytes(*limit))
        }
        Fault::Binary { offset } => format!(
            "文字ではなくバイナリーです({offset} バイト目に制御文字)。テキスト、Markdown、HTML \
             のいずれかで保存してください"
        ),
        Fault::LineNotUtf8 { offset } => format!(
            "行の {offset} バイト目が UTF-8 ではありません(JSON は UTF-8 です)。ファイルを UTF-8 \
             に直してください"
        ),
        Fault::Charset { offset, .. } => format!(
            "{offset} バイト目が UTF-8 でなく、全体は Shift_JIS、EUC-JP、ISO-2022-JP \
             でもありません。UTF-8 に直してください"
        ),
        Fault::Tangled { limit, .. } => {
            format!("HTML が複雑すぎます(上限 {limit})。記事の本文をテキストで保存してください")
        }
        Fault::Json(why) => format!(
            "行が JSON のオブジェクトではありません({why})。一行に一記事、{{\"text\": \"…\"}} \
             の形で書いてください"
        ),
        Fault::NoText => "本文となる文字列 text(または body、content)がありません".into(),
        Fault::Records => "記事ではなく keii が書き出した記録です。記事を加えてください".into(),
    }
}

fn japanese_warning(warning: &Warning) -> String {
    match warning {
        Warning::ReplacedBytes { count, line, .. } => {
            format!(
                "文字にならないバイト列 {count} か所を U+FFFD に置き換えました(最初は {line} 行目)"
            )
        }
        Warning::OtherCharset(declared) => {
            format!("文字コード {declared} とありますが、UTF-8 なのでそう読みました")
        }
        Warning::UnreadableDate(date) => format!(
            "日付「{date}」が読めないので、公開日は不明とします。2025-08-15 のように書いてください"
        ),
        Warning::IgnoredKey(key) => format!("前書きの項目「{key}」は使われません"),
        Warning::FrontMatter(why) => format!("前書きを読めません: {why}"),
        Warning::WholePage => "記事の部分が見分けられないので、ページ全体を読みました".into(),
    }
}
