//! What visitors of the reading room were refused for, in both languages.

use std::net::IpAddr;

use keii_web::{Notice, Offence};

use crate::settings::Lang;

/// The sentence.
#[must_use]
pub fn text(notice: Notice, lang: Lang) -> String {
    match (notice, lang) {
        (Notice::First { offence, from }, Lang::En) => format!(
            "a visitor{} was turned away: {}; further ones are counted",
            from.map_or(String::new(), |from| format!(" from {from}")),
            english(offence),
        ),
        (Notice::First { offence, from }, Lang::Ja) => format!(
            "{}訪問者を断りました。{}。以後は数だけを数えます",
            from.map_or(String::new(), origin),
            japanese(offence),
        ),
        (Notice::More { offence, count: 1 }, Lang::En) => {
            format!("one more visitor was turned away: {}", english(offence))
        }
        (Notice::More { offence, count }, Lang::En) => {
            format!("{count} more visitors were turned away: {}", english(offence))
        }
        (Notice::More { offence, count }, Lang::Ja) => {
            format!("ほかに {count} 回断りました。{}", japanese(offence))
        }
    }
}

fn origin(from: IpAddr) -> String {
    format!("{from} からの")
}

fn english(offence: Offence) -> &'static str {
    match offence {
        Offence::Host => "this machine was called by a name that is not its own",
        Offence::Origin => "a change did not come from a page of this room",
        Offence::Token => "the token was wrong or missing",
        Offence::Often => "too much was asked for at once",
        Offence::Large => "a body was too large",
        Offence::Slow => "a request took too long",
        Offence::Path => "a path led out of the room",
        Offence::Senseless => "a request made no sense",
        Offence::Garbled => "what was sent was no request",
        Offence::Crowd => "too many were connected, and this one asked for nothing",
    }
}

fn japanese(offence: Offence) -> &'static str {
    match offence {
        Offence::Host => "この機械のものでない名前で呼び出されました",
        Offence::Origin => "この読書室のページからでない変更の要求でした",
        Offence::Token => "合い言葉(トークン)が違うか、ありませんでした",
        Offence::Often => "一度に多くを求められました",
        Offence::Large => "送られた本文が大きすぎました",
        Offence::Slow => "要求に時間がかかりすぎました",
        Offence::Path => "読書室の外へ出る経路でした",
        Offence::Senseless => "意味の通らない要求でした",
        Offence::Garbled => "送られたものが要求になっていませんでした",
        Offence::Crowd => "接続が多すぎ、この接続は何も求めていませんでした",
    }
}
