//! The door: asks for the token where the room is open to other machines.

use keii_words::Lang;
use maud::Markup;
use maud::html;

use crate::page::bare;
use crate::text::Texts;

/// The page that asks; `wrong` after a token that is not the one.
pub fn page(texts: &Texts, lang: Lang, wrong: bool) -> Markup {
    let say = |name: &str| texts.say(lang, name, &[]);
    let title = say("enter-title");
    let main = html! {
        h1 { (title) }
        @if wrong { p role="alert" { (say("enter-wrong")) } }
        form method="post" action="/enter" {
            p {
                label for="token" { (say("enter-label")) } br;
                input #token name="token" type="password" required autocomplete="current-password";
            }
            button.primary { (say("enter-go")) }
        }
    };
    bare(lang, &title, &main)
}
