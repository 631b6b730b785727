//! What holds for any pattern and any text.

use keii_model::Span;
use keii_rules::{CharacterView, Layer, Match, Pack, PackFile, PackSource};
use proptest::prelude::*;

use crate::words::{HEAD, pack};

const CLASSES: &str =
    "[class.n]\nnumber = true\ndecimals = true\n[class.p]\n'月|月末' = 'm'\n'月初め' = 'e'\n";

fn whole(layer: &Layer, text: &str) -> Vec<Match> {
    layer.find(&CharacterView::new(text), Span::from_range(0..text.len()))
}

fn compile(pattern: &str) -> Option<Pack> {
    let rules = format!(
        "layer = 'x'\n{CLASSES}\n[[rule]]\nid = 't.x.a'\npattern = '''{pattern}'''\naccepts = [{{ text = '⟦q⟧' }}, {{ text = 'q⟦q⟧' }}]\nrejects = ['z', 'zz']\n"
    );
    let source =
        PackSource::parse(&[HEAD, PackFile { path: "rules/x.toml", text: &rules }]).ok()?;
    Some(Pack::compile(&source).expect("a checked source compiles"))
}

/// A pattern that is well written more often than not.
fn patterns() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("月".to_owned()),
        Just("a".to_owned()),
        Just("末?".to_owned()),
        Just("{n}".to_owned()),
        Just("{p}".to_owned()),
        Just("~".to_owned()),
        Just("<a|月末>".to_owned()),
        Just("[Person]".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            proptest::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!("({})", parts.join("|"))),
            inner.prop_map(|part| format!("({part})?")),
        ]
    })
}

proptest! {
    #[test]
    fn any_files_are_read_or_refused(path in "(pack|rules/a|x)\\.toml", text in "\\PC{0,200}") {
        if let Err(error) = PackSource::parse(&[PackFile { path: &path, text: &text }]) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn matches_are_in_order_on_boundaries_and_told_again(
        pattern in patterns(),
        text in "[a月末初め1二.、。 𠮷]{0,30}",
    ) {
        let Some(pack) = compile(&pattern) else { return Ok(()) };
        let layer = pack.layer("x").unwrap();
        let matches = whole(layer, &text);
        let mut end = 0;
        for found in &matches {
            prop_assert!(end <= found.span.start && found.span.start < found.span.end);
            prop_assert!(text.get(found.span.range()).is_some());
            for capture in &found.captures {
                prop_assert!(found.span.contains(capture.span) && !capture.span.is_empty());
                prop_assert!(text.get(capture.span.range()).is_some());
            }
            end = found.span.end;
        }
        prop_assert_eq!(&whole(layer, &text), &matches);
    }

    #[test]
    fn a_match_is_found_again_in_its_own_words(
        pattern in patterns(),
        text in "[a月末初め1二 ]{0,30}",
    ) {
        let Some(pack) = compile(&pattern) else { return Ok(()) };
        let layer = pack.layer("x").unwrap();
        for found in whole(layer, &text) {
            let again = layer.find(&CharacterView::new(&text), found.span);
            prop_assert_eq!(again, vec![found]);
        }
    }

    #[test]
    fn any_range_of_any_text_is_fine(text in "\\PC{0,60}", start in 0_u32..200, length in 0_u32..200) {
        let pack = pack(&["pattern = '{n}?a~(b|{p})'\nnot_after = '{n}'"], CLASSES);
        let range = Span::new(start, start + length);
        for found in pack.layer("x").unwrap().find(&CharacterView::new(&text), range) {
            prop_assert!(text.get(found.span.range()).is_some());
        }
    }
}
