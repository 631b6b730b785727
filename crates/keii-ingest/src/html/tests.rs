//! Whole pages through the pure way in.

use crate::{Fault, Format, IngestError, Input, Options, Warning, read_bytes};

fn read(page: &[u8]) -> Result<Input, IngestError> {
    let mut inputs = read_bytes("page.html", page, None, &Options::default());
    assert_eq!(inputs.len(), 1);
    inputs.remove(0)
}

const PARAGRAPHS: &str = "<p>両国の代表団は十五日、都内のホテルで二時間にわたり協議した。報道官によると、\
    漁業の割り当てと査証の手続きが主な議題となり、双方は来月にも次の会合を開くことで一致した。</p>\
    <p>代表団の一人は記者団に対し「意見の違いは残るが、話し合いは続ける」と述べた。\
    一方、野党の議員は、合意の中身が示されていないとして説明を求めている。</p>\
    <ul><li>割り当ての見直し</li><li>査証の手続き</li></ul>\
    <p>協議は春から数えて三回目で、前回は日程の都合で一週間ほど延期されていた。</p>";

fn page(article: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>協議、来月再開へ - 架空通信</title>\
         <meta property=\"og:site_name\" content=\"架空通信\"></head><body>\
         <nav><ul><li><a href=\"/\">トップ</a></li><li><a href=\"/w\">国際</a></li></ul></nav>\
         <article><h1>協議、来月再開へ</h1><time datetime=\"2025-08-15T19:30:00+09:00\">8月15日</time>{article}</article>\
         <aside><a href=\"/1\">別の記事</a> <a href=\"/2\">もう一つ</a></aside>\
         <footer>© 架空通信</footer></body></html>"
    )
}

#[test]
fn the_article_without_the_page_around_it() {
    let input = read(page(PARAGRAPHS).as_bytes()).expect("an article");
    let document = &input.document;
    let text = document.text.as_str();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "協議、来月再開へ");
    assert_eq!(text.matches("協議、来月再開へ").count(), 1, "{text}");
    assert!(lines.contains(&"- 割り当ての見直し"), "{text}");
    assert!(text.contains("一致した。\n代表団の一人は"), "{text}");
    assert!(
        !text.contains("トップ") && !text.contains("別の記事") && !text.contains('©'),
        "{text}"
    );
    let metadata = &document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("協議、来月再開へ"));
    assert_eq!(metadata.publisher.as_deref(), Some("架空通信"));
    assert_eq!(metadata.published.as_ref().map(|day| day.as_str()), Some("2025-08-15"));
    assert_eq!(metadata.language.as_deref(), Some("ja"));
    assert_eq!(document.body.of(text), text);
    assert_eq!(input.warnings, []);
}

#[test]
fn a_declared_charset_is_used() {
    let page = page(PARAGRAPHS).replace("utf-8", "Shift_JIS").replace('©', "");
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(&page);
    let input = read(&bytes).expect("an article");
    assert_eq!(input.charset, "Shift_JIS");
    assert!(input.document.text.as_str().starts_with("協議、来月再開へ\n"));
}

#[test]
fn a_page_of_one_sentence_is_read() {
    let input = read("<title>短信</title><p>会合は延期された。</p>".as_bytes()).expect("a text");
    assert_eq!(input.document.text.as_str(), "短信\n会合は延期された。\n");
}

#[test]
fn depth_is_refused_without_an_overflow() {
    for (open, close) in [("<div>", "</div>"), ("<b>", ""), ("<blockquote>", ""), ("<span>", "")] {
        let deep = format!("{}会談{}", open.repeat(50_000), close.repeat(50_000));
        let error = read(page(&deep).as_bytes()).expect_err("too deep");
        assert!(matches!(error.fault, Fault::Tangled { .. }), "{error}");
    }
    // Deeper than the tree may be, not so deep that the scan refuses.
    let deep = format!("{}会談", "<div>".repeat(1_000));
    let error = read(page(&deep).as_bytes()).expect_err("too deep");
    assert_eq!(error.fault, Fault::Tangled { what: "elements nested deeper", limit: 512 });
}

#[test]
fn the_deepest_page_allowed_is_read() {
    let deep = format!("{}{PARAGRAPHS}{}", "<div>".repeat(480), "</div>".repeat(480));
    let input = read(page(&deep).as_bytes()).expect("an article");
    assert!(input.document.text.as_str().contains("三回目"));
}

#[test]
fn a_page_without_words_is_empty() {
    let error =
        read(b"<html><head><title></title></head><body><img src=x></body>").expect_err("empty");
    assert_eq!((error.fault, error.line), (Fault::Empty, None));
}

#[test]
fn other_charset_declarations() {
    for declaration in [
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=EUC-JP\">",
        "<meta charset='euc-jp'/>",
        "<?xml version=\"1.0\" encoding=\"EUC-JP\"?>",
        "<META NAME=a><META CHARSET = x-euc-jp>",
    ] {
        let found = super::declared_charset(declaration.as_bytes());
        assert_eq!(found, Some(encoding_rs::EUC_JP), "{declaration}");
    }
    assert_eq!(super::declared_charset("<p>charset=utf-8</p>".as_bytes()), None);
    assert_eq!(super::declared_charset(b"<meta charset="), None);
}

#[test]
fn html_without_its_extension_is_seen() {
    let inputs = read_bytes("page", page(PARAGRAPHS).as_bytes(), None, &Options::default());
    assert_eq!(inputs[0].as_ref().expect("an article").format, Format::Html);
    assert!(!inputs[0].as_ref().expect("an article").warnings.contains(&Warning::WholePage));
}
