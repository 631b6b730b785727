//! Markup in every field of an article: shown as the characters that it is.

use super::{is_sealed, reachable};
use crate::room::Room;
use crate::wire::encoded;

/// Ends an attribute or an element and begins a script, in any place where a page shows words.
pub const MARKUP: &str = "\"'><script>window.harmed=1</script><img src=x onerror=window.harmed=1>";

/// Articles with markup in every field, in every format that keii reads.
pub fn articles() -> Vec<(&'static str, String)> {
    let yaml = MARKUP.replace('\'', "''");
    let front = format!(
        "---\ntitle: '会談 {yaml}'\npublisher: '架空通信 {yaml}'\nauthor: '記者 {yaml}'\n\
         url: 'https://example.org/{yaml}'\nlang: 'ja{yaml}'\ndate: 2025-03-04\n'{yaml}': '{yaml}'\n---\n\
         フランスのマルデル外相は4日、ウィーンでドイツのコルベ首相と会談した。\
         マルデル外相は「前に進んだ {MARKUP}」と述べた。\n"
    );
    let escaped = MARKUP.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let page = format!(
        "<!doctype html><html lang=\"ja\"><head><title>協議 {escaped}</title>\
         <meta property=\"og:site_name\" content=\"架空新聞 {escaped}\">\
         <meta property=\"og:url\" content=\"https://example.org/{escaped}\">\
         <meta name=\"author\" content=\"{escaped}\">\
         <meta property=\"article:published_time\" content=\"2025-03-05\"></head><body><article>\
         <h1>協議 {escaped}</h1>\
         <p>フランスのマルデル外相は5日、オスロでドイツのコルベ首相と会談した。{escaped}</p>\
         <p>コルベ首相は「合意は近い {escaped}」と述べた。<script>window.harmed=1</script></p>\
         <p>次の会談は来月にもジュネーブで開かれる予定だ。両国は協議を続ける。</p></article></body></html>"
    );
    let line = serde_json::json!({
        "title": format!("電話会談 {MARKUP}"), "publisher": MARKUP, "url": format!("https://example.org/{MARKUP}"),
        "author": MARKUP, "date": "2025-03-06",
        "text": format!("フランスのマルデル外相は6日、ドイツのコルベ首相と電話で会談した。\
                         外相は「{MARKUP}」と述べた。"),
    });
    let plain = format!("{MARKUP}\nフランスのマルデル外相は7日、「{MARKUP}」と述べた。\n");
    vec![("a.md", front), ("b.html", page), ("c.jsonl", format!("{line}\n")), ("d.txt", plain)]
}

/// A room into which all of it was handed.
pub fn room() -> Room {
    let room = Room::empty();
    for (name, text) in articles() {
        let file = format!("{}{name}", MARKUP.replace(['"', '/'], ""));
        let fields = [("publisher", MARKUP), ("url", MARKUP)];
        let answer =
            room.hand_in(&fields[..usize::from(name == "d.txt") * 2], &[(&file, text.as_bytes())]);
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        harmless(&answer.text(), name);
    }
    let document = room.documents().remove(0);
    let answer = room.post(
        "/corrections",
        &[("ask", "not"), ("a", &document), ("reason", MARKUP), ("by", MARKUP)],
    );
    assert_eq!(answer.status, 303, "{}", answer.text());
    let answer = room.post("/corrections", &[("ask", "undo"), ("number", "1")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    room
}

/// Where a page shows what was asked for.
pub fn asked() -> Vec<String> {
    let markup = encoded(MARKUP);
    let mut paths: Vec<String> =
        ["/", "/?all=1", "/news", "/people", "/documents", "/search", "/corrections", "/add"]
            .map(str::to_owned)
            .into();
    for name in ["q", "person", "publisher", "type", "certainty", "from", "to"] {
        paths.push(format!("/search?{name}={markup}"));
        paths.push(format!("/search?q=%E4%BC%9A%E8%AB%87&{name}={markup}"));
    }
    paths.push(format!("/?as_of={markup}"));
    paths.push(format!("/?lang={markup}"));
    paths.push(format!("/{markup}"));
    paths.push(format!("/documents/{markup}"));
    paths
}

#[track_caller]
fn harmless(page: &str, place: &str) {
    for harm in ["<script>", "<img", " onerror=window.harmed=1>", "\"'>"] {
        assert!(!page.contains(harm), "{place} holds {harm}: {page}");
    }
    assert!(page.matches("<script").count() <= 1, "{place}: {page}");
}

#[test]
fn markup_in_any_field_is_shown_as_characters() {
    let room = room();
    let asked = asked();
    let paths: Vec<&str> = asked.iter().map(String::as_str).collect();
    let pages = reachable(&room, &paths, 150);
    assert!(pages.len() > paths.len() + 10, "only {} pages", pages.len());
    let mut shown = 0;
    for (path, answer) in pages {
        assert!(answer.status < 500, "{path}: {}", answer.status);
        is_sealed(&answer);
        // Files hold the characters as they are; a browser that is told so runs none of them.
        let kind = answer.header("content-type").unwrap_or_default();
        if !kind.starts_with("text/html") {
            assert!(path.starts_with("/api/") && !kind.contains("svg"), "{path}: {kind}");
            continue;
        }
        harmless(&answer.text(), &path);
        shown += usize::from(answer.text().contains("&lt;script&gt;"));
    }
    // Words that are left out show nothing of how they are shown.
    assert!(shown > 10, "the markup stands on {shown} pages only");
}
