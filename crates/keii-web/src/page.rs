//! What stands around every page: head, navigation, foot.

use axum::http::StatusCode;
use keii_words::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::styles;
use crate::visit::{Theme, Visit};

/// A page without what stands around it.
pub struct Page {
    /// What the window is called.
    pub title: String,
    /// The content of `main`, from its heading on.
    pub main: Markup,
    /// 200 where all is well.
    pub status: StatusCode,
}

impl Page {
    /// A page that was found.
    pub fn new(title: impl Into<String>, main: Markup) -> Self {
        Self { title: title.into(), main, status: StatusCode::OK }
    }
}

/// The parts of the room, with the key that leads there behind `g`.
const PLACES: [(&str, &str, char); 7] = [
    ("/", "nav-stories", 's'),
    ("/news", "nav-news", 'n'),
    ("/people", "nav-people", 'p'),
    ("/documents", "nav-documents", 'd'),
    ("/search", "nav-search", 'f'),
    ("/corrections", "nav-corrections", 'c'),
    ("/add", "nav-add", 'a'),
];

/// The whole page.
pub fn whole(visit: &Visit<'_>, page: &Page) -> Markup {
    let lang = tag(visit.lang());
    html! {
        (DOCTYPE)
        html lang=(lang) data-theme=(visit.asked.theme.name()) {
            (head(&page.title))
            body {
                a.skip href="#main" { (visit.say("skip")) }
                (header(visit))
                @if let Some(day) = visit.asked.as_of {
                    p.as-of role="status" {
                        (visit.tell("as-of-note", &[("day", &day.to_string())]))
                        " " a href=(visit.here_with(&[("as_of", None)])) { (visit.say("as-of-leave")) }
                    }
                }
                main #main tabindex="-1" { (page.main) }
                (footer(visit))
            }
        }
    }
}

/// What a browser needs before the content.
pub fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title) " · keii" }
            link rel="stylesheet" href=(styles::css());
            link rel="icon" href=(styles::icon()) type="image/svg+xml";
            script src=(styles::script()) defer {}
        }
    }
}

fn header(visit: &Visit<'_>) -> Markup {
    let here = |path: &str| {
        let current = &visit.asked.path;
        if path == "/" {
            current == "/" || current.starts_with("/stories")
        } else {
            current.starts_with(path)
        }
    };
    html! {
        header.top {
            a.name href=(visit.href("/")) { span lang="ja" { "経緯" } " keii" }
            nav aria-label=(visit.say("nav-label")) {
                ul {
                    @for (path, name, key) in PLACES {
                        li {
                            a href=(visit.href(path)) data-go=(key)
                                aria-current=[here(path).then_some("page")] { (visit.say(name)) }
                        }
                    }
                }
            }
        }
    }
}

fn footer(visit: &Visit<'_>) -> Markup {
    let other = match visit.lang() {
        Lang::Ja => (Lang::En, "English"),
        Lang::En => (Lang::Ja, "日本語"),
    };
    let day = visit.asked.as_of.map(|day| day.to_string());
    html! {
        footer.foot {
            form method="get" action=(visit.asked.path) {
                @for (name, value) in visit.asked.query.without(&["as_of"]) {
                    input type="hidden" name=(name) value=(value);
                }
                label for="as-of" { (visit.say("as-of-label")) }
                " " input #as-of type="date" name="as_of" value=[day];
                " " button { (visit.say("as-of-go")) }
            }
            form method="post" action="/preferences" {
                input type="hidden" name="back" value=(visit.here_with(&[("lang", None)]));
                button name="lang" value=(tag(other.0)) lang=(tag(other.0)) { (other.1) }
                fieldset.themes {
                    legend.away { (visit.say("theme-label")) }
                    @for (theme, name) in [
                        (Theme::System, "theme-system"),
                        (Theme::Light, "theme-light"),
                        (Theme::Dark, "theme-dark"),
                    ] {
                        button name="theme" value=(theme.name())
                            aria-pressed=(if visit.asked.theme == theme { "true" } else { "false" }) {
                            (visit.say(name))
                        }
                    }
                }
            }
            // Keys are the script's, and so is the window that lists them.
            button.quiet type="button" data-keys="" hidden { (visit.say("keys-heading")) }
            p.faint { (visit.say("foot-neutral")) }
        }
        (keys(visit))
    }
}

/// The window that lists the keys and switches them off: single letters get in the way of those who
/// speak to the machine (WCAG 2.1.4).
fn keys(visit: &Visit<'_>) -> Markup {
    html! {
        dialog #keys aria-labelledby="keys-heading" {
            h2 #keys-heading { (visit.say("keys-heading")) }
            p {
                label { input #keys-on type="checkbox" checked aria-describedby="keys-note"; " " (visit.say("keys-on")) }
                br; span.faint #keys-note { (visit.say("keys-note")) }
            }
            dl {
                @for (key, name) in KEYS {
                    div { dt { kbd { (key) } } dd { (visit.say(name)) } }
                }
                @for (_, name, key) in PLACES {
                    div { dt { kbd { "g" } " " kbd { (key) } } dd { (visit.say(name)) } }
                }
            }
            form method="dialog" { button.primary { (visit.say("keys-close")) } }
        }
    }
}

const KEYS: [(&str, &str); 8] = [
    ("j", "key-next"),
    ("k", "key-previous"),
    ("o", "key-open"),
    ("e", "key-evidence"),
    ("c", "key-correct"),
    ("t", "key-today"),
    ("/", "key-search"),
    ("?", "key-help"),
];

/// The tag of a language.
pub fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    }
}

/// A page for when there is nobody to show the room to: plain words and no navigation.
pub fn bare(lang: Lang, title: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(tag(lang)) data-theme="system" {
            (head(title))
            body { main #main { (main) } }
        }
    }
}

/// Nothing.
pub fn nothing() -> Markup {
    PreEscaped(String::new())
}
