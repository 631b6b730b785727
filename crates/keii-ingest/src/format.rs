//! Which format: by extension, else by how the bytes begin.

/// Formats of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.txt`: the text is the article.
    Plain,
    /// `.md`: front matter, then the article.
    Markdown,
    /// `.html`: a page with an article somewhere in it.
    Html,
    /// `.jsonl`: one article a line.
    JsonLines,
}

/// How far into the bytes a format may show.
const SNIFFED: usize = 1024;

impl Format {
    /// By the extension of a file name, in any case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// By how the bytes begin, for standard input and for files with another extension.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let start = &bytes[..bytes.len().min(SNIFFED)];
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let first_line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
        if matches!(first_line.trim_ascii_end(), b"---" | b"+++") {
            return Self::Markdown;
        }
        let start = start.trim_ascii_start().to_ascii_lowercase();
        let html = ["<!doctype html", "<html", "<?xml", "<!--", "<head", "<body", "<meta"];
        if html.iter().any(|opening| start.starts_with(opening.as_bytes())) {
            return Self::Html;
        }
        let object = start.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
        if object.is_some_and(|inside| inside.starts_with(b"\"")) {
            return Self::JsonLines;
        }
        Self::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_openings_tell() {
        assert_eq!(Format::of_name("a.HTM"), Some(Format::Html));
        assert_eq!(Format::of_name("a.pdf"), None);
        assert_eq!(Format::of_name(".txt"), None);
        assert_eq!(Format::of_bytes(b"\xEF\xBB\xBF---\r\ntitle: a"), Format::Markdown);
        assert_eq!(Format::of_bytes(b"\n <!DOCTYPE HTML>"), Format::Html);
        assert_eq!(Format::of_bytes(b"{ \"text\": 1}"), Format::JsonLines);
        assert_eq!(Format::of_bytes("{会談}".as_bytes()), Format::Plain);
        assert_eq!(Format::of_bytes(b""), Format::Plain);
    }
}
