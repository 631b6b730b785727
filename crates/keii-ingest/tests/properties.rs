//! What holds for any bytes at all.

use keii_ingest::{Format, Options, read_bytes};
use proptest::prelude::*;

const FORMATS: [Format; 4] = [Format::Plain, Format::Markdown, Format::Html, Format::JsonLines];

/// Reads in every format; every document must be sound.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    for format in FORMATS.map(Some).into_iter().chain([None]) {
        for read in read_bytes("any", bytes, format, &Options::default()) {
            let Ok(input) = read else { continue };
            let document = input.document;
            let text = document.text.as_str();
            prop_assert!(
                text.get(document.body.range()).is_some_and(|body| !body.trim().is_empty())
            );
            prop_assert!(!text.contains('\0'));
            prop_assert_eq!(document.id.to_string(), format!("D{}", &document.sha256[..12]));
        }
    }
    Ok(())
}

/// Pieces out of which front matter, pages and lines are made.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "---\n",
        "+++\n",
        "title: ",
        "date: 2025",
        "[",
        "{",
        "&a ",
        "*a",
        "\"",
        "'",
        ": ",
        "\n",
        "\r\n",
        "<div>",
        "</div>",
        "<p",
        ">",
        "<!--",
        "-->",
        "<script type=\"application/ld+json\">",
        "</script>",
        "<svg>",
        "<path/>",
        "<table>",
        "<td>",
        "<b>",
        "</p>",
        "<li>",
        "<br>",
        "<title>",
        "<meta charset=",
        "<template>",
        "<select>",
        "<h1>",
        "<time datetime=",
        "&#0;",
        "&nbsp;",
        "{\"text\": \"",
        "\\u0000",
        "\"}",
        "}",
        "会談",
        "ｶﾅ",
        " ",
        "　",
        "\u{FEFF}",
        "\u{1B}$B",
        "2025年8月15日",
        "=",
        "/",
        "\t",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }

    #[test]
    fn anything_made_of_the_right_pieces(bytes in pieces()) {
        check(&bytes)?;
    }

    #[test]
    fn plain_text_is_not_changed(text in "[^\0\u{1}-\u{8}\u{E}-\u{1F}\u{7F}\u{FEFF}]{0,200}") {
        prop_assume!(!text.trim().is_empty());
        let input = read_bytes("a.txt", text.as_bytes(), None, &Options::default()).remove(0);
        let input = input.expect("text");
        prop_assert_eq!(input.document.text.as_str(), text.as_str());
        prop_assert!(input.warnings.is_empty());
    }
}
