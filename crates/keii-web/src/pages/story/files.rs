//! The story as files: links to its exports, which have the bytes of the command's.

use keii_export::Format;
use keii_model::Story;
use keii_words::Lang;
use maud::{Markup, html};

use crate::api::BASE;
use crate::link::encoded;
use crate::visit::Visit;

/// The links, as of the same day and in the same language as the page.
pub fn section(visit: &Visit<'_>, story: &Story) -> Markup {
    html! {
        section #files {
            h2 { (visit.say("story-files")) }
            ul.files {
                @for format in Format::ALL {
                    li { a href=(address(visit, story, format)) download {
                        (visit.say(name(format)))
                    } }
                }
            }
        }
    }
}

fn address(visit: &Visit<'_>, story: &Story, format: Format) -> String {
    let story = encoded(story.id.as_str());
    let lang = if visit.lang() == Lang::En { "en" } else { "ja" };
    visit.href(&format!("{BASE}/exports/{}?story={story}&lang={lang}", format.word()))
}

/// The sentence that names a file.
fn name(format: Format) -> &'static str {
    match format {
        Format::Jsonl => "file-jsonl",
        Format::Csv => "file-csv",
        Format::Markdown => "file-markdown",
        Format::Ics => "file-ics",
        Format::Atom => "file-atom",
        Format::Plover => "file-plover",
        Format::Cameo => "file-cameo",
        Format::Annotation => "file-annotation",
    }
}
