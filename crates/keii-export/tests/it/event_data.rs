//! Event data: rows of CAMEO and PLOVER.

use keii_export::{Format, Query};
use serde_json::Value;

use crate::made::{export, form, two};

fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().skip(2).map(|line| line.split('\t').collect()).collect()
}

#[test]
fn a_row_of_cameo_tells_who_to_whom_and_what() {
    let (text, _) = export(&two(), &Query::default(), form(Format::Cameo));
    let rows = rows(&text);
    assert_eq!(rows.len(), 2, "{text}");
    assert_eq!(rows[0][1..8], ["20250304", "USAGOV", "", "040", "held", "meet", "2025-03-04"]);
    // A month is no date, and a plan that was put off has no code.
    assert_eq!(rows[1][1..8], ["", "", "", "", "postponed", "visit", "2025-04"]);
}

#[test]
fn an_object_of_plover_has_the_fields_of_its_specification() {
    let (text, _) = export(&two(), &Query::default(), form(Format::Plover));
    let objects: Vec<Value> =
        text.lines().skip(1).map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects.len(), 2);
    for object in &objects {
        for field in ["id", "date", "event"] {
            assert!(object[field].is_string(), "{field} is required: {object}");
        }
        assert!(object["source"].is_array() && object["target"].is_array(), "{object}");
    }
    assert_eq!(objects[0]["event"], "CONSULT");
    assert_eq!(objects[0]["source"][0]["code"], "USA");
    assert_eq!(objects[0]["source"][0]["sector"], "GOV");
    assert_eq!(objects[1]["event"], "");
    assert_eq!(objects[1]["keii"]["status"], "postponed");
}

#[test]
fn every_country_of_the_lexicon_has_a_code() {
    let lexicon = include_str!("../../../../packs/ja/lexicon/country.tsv");
    let codes = include_str!("../../data/actor.tsv");
    let keys = lexicon.lines().filter(|line| !line.starts_with('#')).skip(1);
    for key in keys.map(|line| line.split('\t').nth(1).expect("a key")) {
        assert!(codes.contains(&format!("\n{key}\t")), "{key} has no code");
    }
}
