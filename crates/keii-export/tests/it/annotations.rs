//! Annotations, checked against what the W3C's Web Annotation Data Model asks of them.

use keii_export::{Format, Kind};
use proptest::prelude::*;
use serde_json::Value;

use crate::made::{export, form, of_kind, query, readings};

/// The motivations of the vocabulary that an annotation of ours can have.
const MOTIVATIONS: [&str; 3] = ["tagging", "identifying", "describing"];

fn is_iri(value: &Value) -> bool {
    value.as_str().is_some_and(|iri| {
        let scheme = iri.split(':').next().unwrap_or_default();
        iri.contains(':') && scheme.bytes().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// What the model says an annotation must be.
fn check(annotation: &Value) -> Result<(), String> {
    let fail = |what: &str| Err(format!("{what}: {annotation}"));
    if !is_iri(&annotation["id"]) {
        return fail("an annotation has exactly one IRI");
    }
    if annotation["type"] != "Annotation" {
        return fail("its type is Annotation");
    }
    if !MOTIVATIONS.iter().any(|known| annotation["motivation"] == *known) {
        return fail("its motivation is of the vocabulary");
    }
    for body in annotation["body"].as_array().ok_or("bodies are a list")? {
        if body["type"] != "TextualBody" || !body["value"].is_string() {
            return fail("a textual body has a value");
        }
        if !MOTIVATIONS.iter().any(|known| body["purpose"] == *known) {
            return fail("a purpose is of the vocabulary");
        }
    }
    let targets = annotation["target"].as_array().ok_or("targets are a list")?;
    if targets.is_empty() {
        return fail("there are one or more targets");
    }
    targets.iter().try_for_each(target)
}

fn target(target: &Value) -> Result<(), String> {
    if target["type"] != "SpecificResource" || !is_iri(&target["source"]) {
        return Err(format!("a specific resource has exactly one source: {target}"));
    }
    for selector in target["selector"].as_array().ok_or("selectors are a list")? {
        let sound = match selector["type"].as_str() {
            Some("TextPositionSelector") => {
                let (start, end) = (selector["start"].as_u64(), selector["end"].as_u64());
                start.zip(end).is_some_and(|(start, end)| start <= end)
            }
            Some("TextQuoteSelector") => selector["exact"].is_string(),
            _ => false,
        };
        if !sound {
            return Err(format!("a selector is whole: {selector}"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn annotations_are_what_the_model_asks_for(readings in readings(), query in query()) {
        let ledger = keii_ledger::build(readings);
        for kind in Kind::ALL {
            let asked = of_kind(kind, &query);
            let (text, rows) = export(&ledger, &asked, form(Format::Annotation));
            let page: Value = serde_json::from_str(&text).expect("JSON");
            prop_assert_eq!(&page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
            prop_assert_eq!(&page["type"], "AnnotationPage");
            prop_assert!(is_iri(&page["id"]));
            let items = page["items"].as_array().expect("items are a list");
            prop_assert_eq!(items.len(), rows);
            for item in items {
                prop_assert_eq!(check(item), Ok(()));
            }
        }
    }
}
