//! What is found by words is exactly where the words stand.

use jiff::civil::date;
use keii_model::{
    Attribution, AttributionType, Basis, Document, EventMention, EventTime, EventType, Factuality,
    Id, Published, Reading, Span, Speaker, SpeakerHow, Status, TextSpan, TimeBasis,
};
use keii_store::{Find, FindKind, Hits, Store, Until, fold};
use proptest::prelude::*;

use crate::article::{ADDED, document, document_at, reading};

/// The words of a document that stand between two others.
fn quote(document: &Document, words: &str) -> TextSpan {
    let start = document.text.as_str().find(words).expect("the words are there");
    document.text.quote(&document.id, Span::from_range(start..start + words.len()))
}

/// Who says what, and what happened, as a reading has it.
fn told(document: &Document, said: &str, happened: &str) -> Reading {
    let mut reading = reading(document);
    let speaker = reading.entities[0].id.clone();
    reading.attributions.push(Attribution {
        id: Id::from(format!("{}.A1", document.id)),
        document: document.id.clone(),
        attribution_type: AttributionType::Direct,
        content: vec![quote(document, said)],
        quoted: vec![],
        cue: None,
        speaker: vec![Speaker {
            entity: Some(speaker),
            text: None,
            span: None,
            how: SpeakerHow::Explicit,
        }],
        via: vec![],
        addressee: None,
        medium: None,
        modality: None,
        factuality: Some(Factuality::Certain),
        time: None,
    });
    reading.events.push(EventMention {
        id: Id::from(format!("{}.V1", document.id)),
        document: document.id.clone(),
        event_type: EventType::Meet,
        trigger: quote(document, happened),
        level: None,
        participants: vec![],
        place: None,
        time: Some(EventTime {
            value: "2025-03-10".parse().ok(),
            basis: TimeBasis::Absolute,
            span: None,
        }),
        duration: None,
        approximate: false,
        status: Status::Planned,
        factuality: None,
        according_to: None,
        outcome: None,
        topics: Vec::new(),
        end: None,
        also: vec![],
        evidence: vec![],
    });
    let value = "2025-03-02".parse().ok();
    reading.document.published = Published { value, basis: Basis::Metadata, evidence: vec![] };
    reading
}

const TEXT: &str = "ベルク外相は「橋の再建を急ぐ」と述べた。\n両国の首脳会談は10日に開かれる。";

fn one(store: &mut Store, text: &str) -> Document {
    let one = document(text);
    store.add(&one, &told(&one, "橋の再建を急ぐ", "首脳会談"), ADDED).expect("added");
    one
}

fn find(store: &Store, what: &Find) -> Hits {
    store.find(what, 0, 100).expect("found")
}

fn words(word: &str) -> Find {
    Find { words: vec![word.into()], ..Find::default() }
}

fn kinds(hits: &Hits) -> Vec<FindKind> {
    hits.hits.iter().map(|hit| hit.kind).collect()
}

#[test]
fn two_characters_within_a_longer_word_are_found_in_text_and_happening() {
    let mut store = Store::in_memory().expect("memory");
    let document = one(&mut store, TEXT);
    let hits = find(&store, &words("会談"));
    assert_eq!((kinds(&hits), hits.total), (vec![FindKind::Event, FindKind::Text], 2));
    for hit in &hits.hits {
        let [mark] = hit.marks.as_slice() else { panic!("{hit:?}") };
        assert_eq!((mark.text.as_str(), &hit.document), ("会談", &document.id));
        assert!(document.text.locate(mark).is_some(), "{mark:?}");
    }
    assert_eq!(hits.hits[0].words[0].text, "首脳会談");
    assert_eq!(hits.hits[0].days, Some((date(2025, 3, 10), date(2025, 3, 10))));
    assert_eq!(hits.hits[1].days, Some((date(2025, 3, 2), date(2025, 3, 2))));
    let said = find(&store, &words("再建"));
    assert_eq!(kinds(&said), [FindKind::Text, FindKind::Statement]);
    assert_eq!(kinds(&find(&store, &words("ベル"))), [FindKind::Text, FindKind::Entity]);
    assert_eq!(find(&store, &words("再会")).total, 0);
    assert_eq!(find(&store, &words("談会")).total, 0);
}

#[test]
fn every_filter_leaves_out_what_it_should() {
    let mut store = Store::in_memory().expect("memory");
    let document = one(&mut store, TEXT);
    let all = Find::default();
    let speaker = Id::from(format!("{}.E1", document.id));
    let statement = FindKind::Statement;
    let (event, text, name) = (FindKind::Event, FindKind::Text, FindKind::Entity);
    let cases: [(Find, &[FindKind]); 12] = [
        (Find { kinds: vec![event], ..all.clone() }, &[event]),
        (Find { kinds: vec![event], words: vec!["再建".into()], ..all.clone() }, &[]),
        (Find { types: vec!["direct".into()], ..all.clone() }, &[statement]),
        (Find { factuality: vec!["CT+".into()], ..all.clone() }, &[statement]),
        (Find { status: vec!["planned".into(), "held".into()], ..all.clone() }, &[event]),
        (Find { status: vec!["held".into()], ..all.clone() }, &[]),
        (Find { involved: vec![speaker], ..all.clone() }, &[name, statement]),
        (Find { from: Some(date(2025, 3, 5)), ..all.clone() }, &[event]),
        (Find { to: Some(date(2025, 3, 5)), ..all.clone() }, &[text, name, statement]),
        (Find { documents: Some(vec![]), ..all.clone() }, &[]),
        (Find { publisher: Some("誰か".into()), ..all.clone() }, &[]),
        (Find { until: Until::end_of(date(2025, 3, 3)), ..all.clone() }, &[]),
    ];
    for (what, expected) in cases {
        assert_eq!(kinds(&find(&store, &what)), expected, "{what:?}");
    }
    assert_eq!(find(&store, &all).total, 4);
    let page = store.find(&all, 1, 2).expect("found");
    assert_eq!((page.hits.len(), page.total), (2, 4));
}

#[test]
fn a_version_that_is_replaced_is_found_only_as_of_its_time() {
    let mut store = Store::in_memory().expect("memory");
    let url = "https://example.org/1";
    let (early, late) = (document_at(url, "港の記事。"), document_at(url, "橋の記事。"));
    store.add(&early, &reading(&early), "2025-03-01T00:00:00Z").expect("added");
    store.add(&late, &reading(&late), "2025-03-02T00:00:00Z").expect("added");
    assert_eq!(find(&store, &words("港の")).total, 0);
    let then = Find { until: Until::end_of(date(2025, 3, 1)), ..words("港の") };
    assert_eq!(kinds(&find(&store, &then)), [FindKind::Text, FindKind::Entity]);
}

#[test]
fn a_reading_that_is_replaced_leaves_no_words_behind() {
    let mut store = Store::in_memory().expect("memory");
    let document = one(&mut store, TEXT);
    let mut batch = store.batch().expect("begun");
    batch.replace_reading(&reading(&document), None).expect("put");
    batch.commit().expect("committed");
    assert_eq!(kinds(&find(&store, &words("会談"))), [FindKind::Text]);
    assert_eq!(store.check().expect("checked"), []);
}

#[test]
fn an_index_that_lost_a_word_is_told_of() {
    let place = tempfile::tempdir().expect("a directory");
    let path = place.path().join("a.keii");
    one(&mut Store::open(&path).expect("made"), TEXT);
    let connection = rusqlite::Connection::open(&path).expect("a file");
    let lose = "DELETE FROM pairs WHERE rowid = (SELECT number FROM entries WHERE kind = 'event')";
    connection.execute_batch(lose).expect("lost");
    let problems = Store::open(&path).expect("opened").check().expect("checked");
    assert_eq!(problems.len(), 1, "{problems:?}");
    connection.execute_batch("UPDATE entries SET status = 'held'").expect("changed");
    let problems = Store::open(&path).expect("opened").check().expect("checked");
    assert_eq!(problems.len(), 2, "{problems:?}");
}

/// Texts of few different characters, so that words repeat, overlap and stand at the ends.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let characters =
        prop::sample::select(vec!['会', '談', 'A', 'ａ', 'a', '、', '\n', '\u{0}', '🕊']);
    let text = prop::collection::vec(characters, 1..12);
    prop::collection::vec(text.prop_map(String::from_iter), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_word_is_found_in_exactly_the_texts_that_hold_it(
        texts in texts(),
        text in 0usize..6,
        from in 0usize..12,
        length in 1usize..5,
    ) {
        let mut store = Store::in_memory().expect("memory");
        for text in &texts {
            let one = document(text);
            store.add(&one, &reading(&one), ADDED).expect("added");
        }
        let source: Vec<char> = texts[text % texts.len()].chars().collect();
        let from = from % source.len();
        let word: String = source[from..(from + length).min(source.len())].iter().collect();
        let folded = |text: &str| text.chars().map(fold).collect::<String>();
        let holds = |text: &&String| folded(text).contains(&folded(&word));
        let mut expected: Vec<Id> = texts.iter().filter(holds).map(|text| document(text).id).collect();
        expected.sort();
        expected.dedup();
        let what = Find { kinds: vec![FindKind::Text], ..words(&word) };
        let hits = find(&store, &what).hits;
        prop_assert!(hits.iter().all(|hit| !hit.marks.is_empty()));
        let mut found: Vec<Id> = hits.into_iter().map(|hit| hit.document).collect();
        found.sort();
        prop_assert_eq!(found, expected, "{:?}", word);
    }
}
