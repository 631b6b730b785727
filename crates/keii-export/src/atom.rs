//! A feed of what is new, by RFC 4287: an entry for each happening, the one told of last first.
//!
//! A feed needs instants, and the ledger knows days: an entry was updated at the beginning of the
//! day (UTC) on which its last telling appeared. What appeared on a day that nobody knows is dated
//! 1970 and has no `published`, so that it is never taken for new.

mod xml;

use std::cmp::Reverse;
use std::io::Write;

use jiff::civil::Date;
use keii_ledger::Entry;
use keii_words::{Lang, Word};

use crate::Error;
use crate::context::{Context, status_words, told, word};
use crate::hash::uuid;
use crate::stamp::VERSION;
use xml::escaped;

pub(crate) fn write(context: &Context<'_>, out: &mut dyn Write) -> Result<usize, Error> {
    let mut entries: Vec<&Entry<'_>> = context.rows.events.iter().collect();
    entries.sort_by_key(|entry| (Reverse(told(entry).1), &entry.event.id));
    let updated = entries.first().and_then(|entry| told(entry).1);
    out.write_all(head(context, updated).as_bytes())?;
    for entry in entries {
        out.write_all(element(context, entry).as_bytes())?;
    }
    out.write_all(b"</feed>\n")?;
    Ok(context.rows.rows())
}

fn head(context: &Context<'_>, updated: Option<Date>) -> String {
    let stamp = &context.stamp;
    let label = context.rows.story.and_then(|story| context.words(&story.label));
    let name = match context.form.lang {
        Lang::Ja => "経緯",
        Lang::En => "The course of events",
    };
    let title = label.map_or_else(|| name.to_owned(), |label| format!("{name}: {label}"));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:keii=\"urn:keii:export\" \
         xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <author><name>keii</name></author>\n<generator version=\"{VERSION}\">keii</generator>\n\
         <keii:export ledger=\"{}\" query=\"{}\" rows=\"{}\"/>\n",
        context.form.lang.tag(),
        uuid(&format!("keii feed {}", stamp.query())),
        escaped(&title),
        instant(updated),
        escaped(&stamp.ledger),
        escaped(&stamp.query()),
        stamp.rows,
    )
}

fn element(context: &Context<'_>, entry: &Entry<'_>) -> String {
    let event = entry.event;
    let (first, last) = told(entry);
    let when = entry.time.and_then(|time| time.value.as_ref()).map(|day| context.day(day));
    let title = match when {
        Some(when) => format!("{} ({when})", context.headline(entry)),
        None => context.headline(entry),
    };
    let mut element = format!(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n",
        uuid(&format!("keii event {}", event.id)),
        escaped(&title),
        instant(last),
    );
    if first.is_some() {
        element.push_str(&format!("<published>{}</published>\n", instant(first)));
    }
    let (kind, status) = (word(event.event_type), word(event.status));
    let lang = context.form.lang;
    element.push_str(&format!(
        "<category term=\"{kind}\" scheme=\"urn:keii:type\" label=\"{}\"/>\n\
         <category term=\"{status}\" scheme=\"urn:keii:status\" label=\"{}\"/>\n",
        event.event_type.word(lang),
        event.status.word(lang),
    ));
    let mut addresses: Vec<String> = Vec::new();
    for passage in context.passages(entry) {
        let address = passage.address().map(str::to_owned);
        addresses.extend(address.filter(|address| !addresses.contains(address)));
    }
    for address in addresses {
        element.push_str(&format!("<link rel=\"via\" href=\"{}\"/>\n", escaped(&address)));
    }
    element.push_str(&format!(
        "<content type=\"text\">{}</content>\n</entry>\n",
        escaped(&content(context, entry))
    ));
    element
}

/// How it came to stand so, a telling a line: day, status, words, source, place.
fn content(context: &Context<'_>, entry: &Entry<'_>) -> String {
    let steps = entry.event.history.iter().map(|step| {
        let status = status_words(step.status, context.form.lang);
        let day = step.recorded.as_ref().map(|day| context.day(day));
        let passage = step.span.as_ref().map(|span| {
            let words = context.words(&span.text).map(|_| {
                let line = span.text.split_whitespace().collect::<Vec<_>>().join(" ");
                format!("「{line}」")
            });
            let place = format!("{}:{}-{}", span.document, span.start, span.end);
            let publisher = context.document(&span.document).and_then(|one| one.publisher.as_ref());
            let publisher = publisher.and_then(|one| context.words(&one.name)).map(str::to_owned);
            let parts = [words, publisher, Some(place)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        [day, Some(status), passage].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let id = std::iter::once(entry.event.id.to_string());
    id.chain(steps).collect::<Vec<_>>().join("\n")
}

/// The beginning of a day; of one that nobody knows, that of 1970.
fn instant(day: Option<Date>) -> String {
    let day = day.filter(|day| day.year() > 0).unwrap_or(jiff::civil::date(1970, 1, 1));
    format!("{day}T00:00:00Z")
}
