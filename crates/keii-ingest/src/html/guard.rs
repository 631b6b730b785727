//! A look over a page before it is parsed: how many elements stay open, how many there are, how
//! many attributes one has. One pass, no tree.
//!
//! A parser's time grows with the number of open elements, with attributes squared, and with
//! formatting elements that it opens again in every paragraph. Numbers far above any real page's
//! keep that bounded; what slips through a scan that is simpler than the parser is caught by the
//! depth of the finished tree, before anything recurses on it.

use std::collections::BTreeMap;

use dom_query::NodeRef;

use crate::error::Fault;

/// Start tags of one page. The longest article pages have some ten thousand.
const TAGS: usize = 250_000;
/// Start tags without an end tag. Generous, because old pages never close `<font>`.
const OPEN: usize = 2_048;
/// Attributes of one element.
const ATTRIBUTES: usize = 1_000;
/// Formatting elements that the parser opens again, over the whole page.
const REOPENED: usize = 1_000_000;

/// Depths of all nodes together: looking for the article climbs from every node to the top.
/// Article pages have some hundred thousand.
const DEPTHS: usize = 8_000_000;
/// Elements that close themselves inside drawings: counted apart, because a chart has thousands.
const DRAWN: usize = 5_000;

/// Elements that never have an end tag, or whose end tag may be left out and which do not nest
/// without a container that is counted.
const NOT_COUNTED: [&str; 32] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "image", "img", "input", "keygen", "li", "link", "meta", "option", "p", "param", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr", "frame",
];

/// Elements that are opened again in the next block when they were not closed.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is characters, not tags.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Refuses a page that would take a parser long.
pub(super) fn check(page: &str) -> Result<(), Fault> {
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        at += found + 1;
        let rest = &page[at..];
        at += match rest.as_bytes().first() {
            Some(b'!' | b'?') => markup(rest),
            Some(b'/') => {
                let (tag, length) = Tag::read(&rest[1..]);
                scan.close(&tag.name);
                length + 1
            }
            Some(letter) if letter.is_ascii_alphabetic() => {
                let (tag, length) = Tag::read(rest);
                scan.open(&tag)?;
                length
            }
            _ => 0,
        };
    }
    Ok(())
}

/// Refuses a tree deeper than `limit`, or with too many nodes that are deep.
pub(super) fn check_depth(root: &NodeRef, limit: usize) -> Result<(), Fault> {
    let mut pending = vec![(*root, 0)];
    let mut depths = 0;
    while let Some((node, depth)) = pending.pop() {
        if depth > limit {
            return Err(Fault::Tangled { what: "elements nested deeper", limit });
        }
        depths += depth;
        if depths > DEPTHS {
            return Err(Fault::Tangled { what: "more deep elements", limit: DEPTHS });
        }
        pending.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

/// Bytes of a comment, doctype or processing instruction after its `<`.
fn markup(rest: &str) -> usize {
    match rest.strip_prefix("!--") {
        Some(comment) if comment.starts_with('>') || comment.starts_with("->") => 3,
        Some(comment) => {
            // One search for both endings: a second one would run to the end of the page each time.
            let is_end = |&(at, _): &(usize, &str)| {
                comment[at + 2..].starts_with('>') || comment[at + 2..].starts_with("!>")
            };
            // Hyphens may overlap (`--->`), which `match_indices` of two would miss.
            let hyphens =
                comment.match_indices('-').filter(|(at, _)| comment[*at..].starts_with("--"));
            let end = hyphens.into_iter().find(is_end);
            end.map_or(rest.len(), |(end, _)| end + 3)
        }
        None => rest.find('>').unwrap_or(rest.len()),
    }
}

/// A tag's name, how many attributes it has, and whether it ends in `/>`.
struct Tag {
    name: String,
    attributes: usize,
    closes_itself: bool,
}

impl Tag {
    /// Reads from the name on; also gives the bytes up to and with the `>`.
    fn read(rest: &str) -> (Self, usize) {
        let bytes = rest.as_bytes();
        let is_end = |byte: u8| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>';
        let end = bytes.iter().position(|&byte| is_end(byte)).unwrap_or(bytes.len());
        let name = rest.get(..end.min(32)).unwrap_or_default().to_ascii_lowercase();
        let mut tag = Self { name, attributes: 0, closes_itself: false };
        let mut at = end;
        while at < bytes.len() && bytes[at] != b'>' {
            if bytes[at].is_ascii_whitespace() || bytes[at] == b'/' {
                at += 1;
                continue;
            }
            tag.attributes += 1;
            at = attribute(bytes, at);
        }
        tag.closes_itself = at > end && bytes[at - 1] == b'/';
        (tag, (at + 1).min(bytes.len()))
    }
}

/// Where the attribute that begins at `at` ends.
fn attribute(bytes: &[u8], at: usize) -> usize {
    let until = |from: usize, ends: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|&byte| ends(byte)).map_or(bytes.len(), |found| from + found)
    };
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    // The first byte belongs to the name whatever it is, a `=` included.
    let name_end = until(at + 1, &|byte| is_space(byte) || b"=/>".contains(&byte));
    let sign = until(name_end, &|byte| !is_space(byte));
    if bytes.get(sign) != Some(&b'=') {
        return sign;
    }
    let value = until(sign + 1, &|byte| !is_space(byte));
    match bytes.get(value) {
        Some(&quote @ (b'"' | b'\'')) => {
            (until(value + 1, &|byte| byte == quote) + 1).min(bytes.len())
        }
        _ => until(value, &|byte| is_space(byte) || byte == b'>'),
    }
}

/// Counts of what is open.
#[derive(Default)]
struct Scan {
    open: BTreeMap<String, usize>,
    total: usize,
    formatting: usize,
    tags: usize,
    reopened: usize,
    drawn: usize,
    /// The raw element inside which the scan is; its content opens nothing.
    raw: Option<String>,
}

impl Scan {
    fn open(&mut self, tag: &Tag) -> Result<(), Fault> {
        let most = |what, limit| Err(Fault::Tangled { what, limit });
        // Counted inside raw elements too: inside `<svg>` those are no raw elements.
        self.tags += 1;
        if self.tags > TAGS {
            return most("more elements", TAGS);
        }
        if tag.attributes > ATTRIBUTES {
            return most("more attributes on one element", ATTRIBUTES);
        }
        let name = tag.name.as_str();
        if self.raw.is_some() {
            return Ok(());
        }
        if RAW.contains(&name) {
            self.raw = Some(name.to_owned());
            return Ok(());
        }
        let is_formatting = FORMATTING.contains(&name);
        if !is_formatting {
            self.reopened += self.formatting;
            if self.reopened > REOPENED {
                return most("more unclosed formatting", REOPENED);
            }
        }
        if NOT_COUNTED.contains(&name) {
            return Ok(());
        }
        if tag.closes_itself && self.is_drawing() {
            self.drawn += 1;
            return if self.drawn > DRAWN { most("more drawn elements", DRAWN) } else { Ok(()) };
        }
        *self.open.entry(name.to_owned()).or_default() += 1;
        self.total += 1;
        self.formatting += usize::from(is_formatting);
        if self.total > OPEN {
            return most("more elements open at once", OPEN);
        }
        Ok(())
    }

    /// Inside `<svg>` and `<math>`, and only there, `<path/>` is closed at once.
    fn is_drawing(&self) -> bool {
        ["svg", "math"].iter().any(|name| self.open.get(*name).is_some_and(|&open| open > 0))
    }

    fn close(&mut self, name: &str) {
        match self.raw.as_deref() {
            Some(raw) if raw == name => self.raw = None,
            Some(_) => return,
            None => {}
        }
        let Some(open) = self.open.get_mut(name) else { return };
        if *open > 0 {
            *open -= 1;
            self.total -= 1;
            self.formatting -= usize::from(FORMATTING.contains(&name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let unclosed = "<p>一<br><li>二<td>三".repeat(5_000);
        assert_eq!(check(&unclosed), Ok(()));
        let balanced = "<div class='a>b'><span>字</span><!-- <div> --></div>".repeat(5_000);
        assert_eq!(check(&balanced), Ok(()));
        let chart = format!("<svg>{}</svg>", "<path d='M0 0'/>".repeat(4_000));
        assert_eq!(check(&chart), Ok(()));
        let script = format!("<script>{}</script>", "'<div>' + 1 < 2;".repeat(5_000));
        assert_eq!(check(&script), Ok(()));
    }

    #[test]
    fn depth_is_refused() {
        let deep = |open: &str| check(&open.repeat(50_000));
        for open in ["<div>", "<DIV\n>", "<div/>", "<b>", "<svg>", "<span><div></span>"] {
            assert!(matches!(deep(open), Err(Fault::Tangled { .. })), "{open}");
        }
    }

    #[test]
    fn hidden_depth_is_seen() {
        for open in [
            "<div><!-- </div> -->",
            "<div><style></div></style>",
            "<div title='</div>'>",
            "<div title=\"x></div>\">",
            "<div><!--></div><div><!-- --></div><div>",
        ] {
            assert!(check(&open.repeat(3_000)).is_err(), "{open}");
        }
    }

    #[test]
    fn attributes_elements_and_formatting_are_bounded() {
        let attributes =
            (0..5_000).fold("<p".to_owned(), |tag, number| tag + &format!(" a{number}"));
        assert!(check(&attributes).is_err());
        assert!(check(&"<p>".repeat(TAGS + 1)).is_err());
        let formatting: String = (0..500).map(|n| format!("<font size={n}>")).collect();
        assert!(check(&(formatting + &"<p>".repeat(5_000))).is_err());
    }

    #[test]
    fn time_is_linear_in_comments() {
        let start = std::time::Instant::now();
        assert_eq!(check(&"<!-- a - b --->字".repeat(200_000)), Ok(()));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn any_ending_is_an_ending() {
        for page in [
            "<", "</", "<!", "<!-", "<!--", "<!-->", "<a", "<a ", "<a b", "<a b=", "<a b='", "<?",
            "<a/",
        ] {
            assert_eq!(check(page), Ok(()), "{page}");
        }
    }
}
