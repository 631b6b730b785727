//! HTML: the article of a page as plain text, and what its head says.
//!
//! A page is looked over before it is parsed ([`guard`]): parsers take time quadratic in depth,
//! and recursion in what follows would overflow the stack.

mod guard;
mod head;
mod lines;
#[cfg(test)]
mod tests;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use crate::Limits;
use crate::error::{Fault, Located};
use crate::fields::one_line;
use crate::input::{self, Extract, Warning};

/// How far into a page a charset may be declared. The HTML standard says 1,024 bytes; pages with
/// long comments before it exist.
const DECLARED_WITHIN: usize = 4096;

/// Shortest article, in characters, that is taken at the first attempt. `dom_smoothie`'s own 500
/// is meant for English, where as many characters say less.
const SHORTEST: usize = 200;

/// The charset that an XML declaration or a `<meta>` element names.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let after_xml = start
        .strip_prefix("<?xml")
        .and_then(|xml| xml.split_once("?>"))
        .and_then(|(xml, _)| xml.split_once("encoding="));
    let label = match after_xml {
        Some((_, label)) => label,
        None => start
            .split("<meta")
            .skip(1)
            .filter_map(|meta| meta.split('>').next())
            .find_map(|meta| meta.split_once("charset")?.1.trim_start().strip_prefix('='))?,
    };
    let label = label.trim_start_matches([' ', '"', '\'']);
    let end = label.find([' ', '"', '\'', ';', '/', '?']).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// Title and article of a page, one paragraph, heading or list item a line.
pub(crate) fn extract(page: &str, limits: &Limits) -> Result<Extract, Located> {
    guard::check(page)?;
    let document = Document::from(page);
    guard::check_depth(&document.root(), limits.html_depth)?;
    let fields = head::read(&document);
    let whole = document.body().map(|body| lines::plain(&body)).unwrap_or_default();

    let config = Config { disable_json_ld: true, char_threshold: SHORTEST, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config))
        .expect("only an address can be refused, and none is given");
    let article = readability.parse().ok().map(|article| {
        let content = Document::from(article.content);
        content.body().map(|body| lines::plain(&body)).unwrap_or_default()
    });
    let mut warnings = Vec::new();
    let text = match article.filter(|text| !text.trim().is_empty()) {
        Some(text) => text,
        None => {
            warnings.push(Warning::WholePage);
            whole
        }
    };
    if text.trim().is_empty() {
        return Err(Fault::Empty.into());
    }
    let title = fields.title.as_deref().map(one_line);
    let text = input::titled(title.as_deref(), text);
    Ok(Extract { text, body: 0, fields, warnings })
}
