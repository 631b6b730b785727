//! A document and those who speak in it, in a line.

use keii_ledger::Ledger;
use keii_model::{Basis, DocumentRecord, Published, Speaker};

use super::width::one_line;
use crate::settings::Lang;
use keii_query::ShortIds;
use keii_words::date::for_people;

/// The headline, else the name of the file.
#[must_use]
pub fn title(document: &DocumentRecord) -> String {
    one_line(document.title.as_ref().map_or(&document.name, |title| &title.text))
}

/// The day of publication; one that was concluded rather than told is marked.
#[must_use]
pub fn published(published: &Published, lang: Lang) -> String {
    let Some(value) = &published.value else { return "—".to_owned() };
    let shown = for_people(value, lang);
    match (published.basis, lang) {
        (Basis::Inferred, Lang::Ja) => format!("{shown}(推定)"),
        (Basis::Inferred, Lang::En) => format!("{shown} (inferred)"),
        _ => shown,
    }
}

/// Id, day, headline and outlet.
#[must_use]
pub fn heading_line(document: &DocumentRecord, short: ShortIds, lang: Lang) -> String {
    let date = document.published.value.as_ref();
    let date = date.map(|_| format!("{}  ", published(&document.published, lang)));
    let outlet = document.publisher.as_ref().map(|source| match lang {
        Lang::Ja => format!("({})", source.name),
        Lang::En => format!(" ({})", source.name),
    });
    let id = short.short(&document.id);
    let (date, outlet) = (date.unwrap_or_default(), outlet.unwrap_or_default());
    format!("{id}  {date}{}{outlet}", title(document))
}

/// The names of those who speak, in the reader's language where the ledger has them.
#[must_use]
pub fn speaker_names(ledger: &Ledger, speakers: &[Speaker], lang: Lang) -> String {
    let name = |speaker: &Speaker| {
        let entity = speaker.entity.as_ref().and_then(|id| ledger.entity(id));
        let name = entity.map(|entity| lang.name(&entity.name)).filter(|name| !name.is_empty());
        name.or(speaker.text.as_deref()).map(str::to_owned)
    };
    lang.list(&speakers.iter().filter_map(name).collect::<Vec<_>>())
}
