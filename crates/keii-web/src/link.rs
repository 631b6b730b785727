//! Addresses: of entries in the room, and of originals elsewhere.

use keii_model::{Entity, EntityType, Id, Record, TextSpan};

/// The page of an entry.
pub fn to_record(record: &Record) -> String {
    match record {
        Record::Document(one) => to_document(&one.id),
        Record::Story(one) => to_story(&one.id),
        Record::Entity(one) => to_entity(one),
        Record::Event(one) => to_event(&one.id),
        other => to_item(other.id()),
    }
}

/// The page of a story.
pub fn to_story(id: &Id) -> String {
    format!("/stories/{}", encoded(id.as_str()))
}

/// The page of an event.
pub fn to_event(id: &Id) -> String {
    format!("/events/{}", encoded(id.as_str()))
}

/// The page of a document.
pub fn to_document(id: &Id) -> String {
    format!("/documents/{}", encoded(id.as_str()))
}

/// The page of anything that has an id: what it is, and the passage it was read from.
pub fn to_item(id: &Id) -> String {
    format!("/items/{}", encoded(id.as_str()))
}

/// The page of what has this id: stories have theirs, for anything else its item knows more.
pub fn to_id(id: &str) -> String {
    let place = if id.starts_with("S.") { "stories" } else { "items" };
    format!("/{place}/{}", encoded(id))
}

/// The page of somebody or something named.
pub fn to_entity(entity: &Entity) -> String {
    let place = if entity.entity_type == EntityType::Person { "people" } else { "entities" };
    format!("/{place}/{}", encoded(entity.id.as_str()))
}

/// The passage that words stand in, in their document.
pub fn to_passage(span: &TextSpan) -> String {
    format!("{}?at={}-{}#at", to_document(&span.document), span.start, span.end)
}

/// An address elsewhere, if it is one that a browser may follow: a page on the web. Everything
/// else (`javascript:`, `data:`, files) is shown as text.
pub fn to_original(url: &str) -> Option<&str> {
    let lower = url.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    let plain = url.chars().all(|c| !c.is_control() && !c.is_whitespace());
    (web && plain).then_some(url)
}

/// So many characters find the beginning of a passage, and its end; longer ones break at the first
/// change.
const FRAGMENT: usize = 40;
const END: usize = 15;

/// The original, scrolled to these words by a text fragment (wicg.github.io/scroll-to-text-fragment).
pub fn to_words(url: &str, words: &str) -> Option<String> {
    let url = to_original(url)?;
    let lines = || words.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let (first, last) = (lines().next()?, lines().next_back()?);
    let start: String = first.chars().take(FRAGMENT).collect();
    let join = if url.contains('#') { ":~:" } else { "#:~:" };
    // A hyphen at an end would mean words before or behind.
    let written = |words: &str| encoded(words).replace('-', "%2D");
    let whole = lines().count() == 1 && start.len() == first.len();
    let end: String = last.chars().skip(last.chars().count().saturating_sub(END)).collect();
    let end = if whole { String::new() } else { format!(",{}", written(&end)) };
    Some(format!("{url}{join}text={}{end}", written(&start)))
}

/// Percent-encoded for a path, a query or a fragment.
pub fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a String takes everything");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_on_the_web_are_followed() {
        assert_eq!(to_original("https://example.org/a"), Some("https://example.org/a"));
        for bad in ["javascript:alert(1)", "JAVASCRIPT:x", " https://a", "data:text/html,x", "//a"]
        {
            assert_eq!(to_original(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_fragment_names_the_words() {
        let found = to_words("https://example.org/a", "首脳-会談\n次").expect("an address");
        let (start, end) =
            found.split_once("#:~:text=").unwrap().1.split_once(',').expect("two ends");
        assert_eq!((start, end), ("%E9%A6%96%E8%84%B3%2D%E4%BC%9A%E8%AB%87", "%E6%AC%A1"));
        let short = to_words("https://example.org/a", "首脳").expect("an address");
        assert_eq!(short, "https://example.org/a#:~:text=%E9%A6%96%E8%84%B3");
        let long = to_words("https://example.org/a", &"会".repeat(60)).expect("an address");
        assert_eq!(long.matches("%E4%BC%9A").count(), 40 + 15);
    }
}
