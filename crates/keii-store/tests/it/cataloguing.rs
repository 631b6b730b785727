//! The catalogue, and stories told alone, against the ledger of all readings.

use keii_ledger::standing::summary::Summary;
use keii_ledger::{Ledger, build, news};
use keii_model::{
    Change, Document, Entity, EntityType, EventMention, EventType, Id, Participant,
    ParticipantRole, Reading, Record, Role, Span, Status, Target, TargetKind,
};
use keii_store::{Mark, Proposal, Store, Until};

use crate::article::{ADDED, PACK, document, document_at};
use crate::stories::told;

/// Two affairs of two countries with one name of two people, told apart by their offices.
fn readings() -> Vec<(Document, Reading)> {
    let affairs =
        [("港の記事", "北国", "第三埠頭", "外相"), ("橋の記事", "南国", "大川橋", "市長")];
    let mut all = Vec::new();
    for (words, country, place, office) in affairs {
        for number in 1..3 {
            let one = document(&format!("{words}、{number}本目。"));
            let mut reading = told(&one, [country, "ヨハン・タール", place]);
            for (at, entity) in (0..).zip(&mut reading.entities) {
                let span = Span::new(3 * at, 3 * at + 3);
                entity.evidence = vec![one.text.quote(&one.id, span)];
            }
            let person = &mut reading.entities[1];
            let evidence = person.evidence.clone();
            let (title, of) = (office.into(), Some(country.to_owned()));
            person.roles.push(Role { title, of, level: None, evidence });
            let other = if number == 1 { "ミカ・ランド" } else { place };
            person.aliases.push(other.to_owned());
            all.push((one, reading));
        }
    }
    all
}

fn filled(all: &[(Document, Reading)]) -> Store {
    let mut store = Store::in_memory().expect("memory");
    for (document, reading) in all {
        store.add(document, reading, ADDED).expect("added");
    }
    store
}

fn whole(store: &Store) -> Ledger {
    build(store.sources(PACK, None).expect("read").sources)
}

/// What a list shows of each story.
fn in_a_line(ledger: &Ledger) -> Vec<(Id, String)> {
    let line = |one: &Summary<'_>| {
        let main: Vec<_> = one.main.iter().map(|party| (&party.id, &party.name)).collect();
        let ends = [&one.last, &one.next].map(|end| {
            let end = end.as_ref();
            end.map(|end| (&end.event.id, end.time, &end.documents, &end.mentions))
        });
        format!("{:?} {main:?} {} {:?} {ends:?}", one.story, one.sources, one.told_until)
    };
    ledger.summaries().iter().map(|one| (one.story.id.clone(), line(one))).collect()
}

/// Every story alone is what it is among all.
fn compare(store: &Store) -> usize {
    let whole = whole(store);
    for story in whole.stories() {
        let alone = store.story_ledger(&story.id).expect("read").expect("settled");
        let mut among: Vec<Record> = whole.records_of(story).cloned().collect();
        for record in &mut among {
            if let Record::Entity(entity) = record {
                entity.evidence.retain(|span| story.documents.contains(&span.document));
            }
        }
        assert_eq!(alone.records(), among);
        assert_eq!(alone.corrections(), whole.corrections());
        assert_eq!(alone.stories(), std::slice::from_ref(story));
    }
    // A list of stories shows of each what its own page shows.
    let lines = store.abridged().expect("read").expect("settled");
    assert_eq!(in_a_line(&lines), in_a_line(&whole));
    assert_eq!(lines.corrections(), whole.corrections());
    for story in whole.stories() {
        let alone = store.story_ledger(&story.id).expect("read").expect("settled");
        let mut listed = in_a_line(&lines);
        listed.retain(|(id, _)| *id == story.id);
        assert_eq!(in_a_line(&alone), listed);
    }
    assert_eq!(store.check().expect("checked"), []);
    entities(store, &whole);
    whole.stories().len()
}

/// Everybody is known among all stories for what the ledger of everything has.
fn entities(store: &Store, whole: &Ledger) {
    for entity in whole.entities() {
        assert_eq!(store.entity(&entity.id).expect("read").as_ref(), Some(entity));
        let about = store.ledger_about(&entity.id).expect("read").expect("settled");
        assert_eq!(about.entity(&entity.id), Some(entity));
        let listed = store.all_named(entity.entity_type, None).expect("read").expect("settled");
        let one = listed.iter().find(|one| one.entity.id == entity.id).expect("listed");
        assert_eq!((&one.entity.name, one.mentions), (&entity.name, entity.evidence.len()));
        for (at, document) in whole.documents().into_iter().enumerate() {
            let local = Id::from(format!("{}.N{}", document.id, at % 3));
            let meant = store.entities_of([&local]).expect("read").expect("settled");
            let known = meant.get(&local).and_then(|id| whole.entity(id));
            assert!(known.is_some_and(|one| {
                one.evidence.iter().any(|span| span.document == document.id)
            }));
        }
    }
    let documents = store.all_documents().expect("read").expect("settled");
    assert_eq!(documents.documents(), whole.documents());
    let headings = store.all_headings().expect("read").expect("settled");
    let ids = |ledger: &Ledger| -> Vec<Id> {
        ledger.documents().iter().map(|one| one.id.clone()).collect()
    };
    assert_eq!(ids(&headings), ids(whole));
}

#[test]
fn what_is_new_of_a_story_is_the_same_from_its_own_readings() {
    let mut store = filled(&readings());
    store.settle().expect("settled");
    let after = whole(&store);
    for number in 0..5 {
        let mark = Mark::of_number(number);
        let before = build(store.sources(PACK, Some(&Until::mark(mark))).expect("read").sources);
        let all = news(&before, &after);
        for story in after.stories() {
            let then = store.story_ledger_at(&story.id, mark).expect("read").expect("settled");
            let now = store.story_ledger(&story.id).expect("read").expect("settled");
            assert_eq!(news(&then, &now), all.within(&story.documents), "after {number}");
            let arrived = store.arrived_after(mark).expect("read");
            let some = story.documents.iter().any(|id| arrived.contains(id));
            assert_eq!(some, !all.within(&story.documents).is_empty(), "after {number}");
        }
    }
}

#[test]
fn a_story_alone_is_what_it_is_among_all_however_it_grew() {
    let all = readings();
    for order in [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 0, 1]] {
        let mut store = Store::in_memory().expect("memory");
        for at in order {
            let (document, reading) = &all[at];
            store.add(document, reading, ADDED).expect("added");
            assert!(!store.is_settled().expect("read"));
            assert_eq!(store.catalogue().expect("read"), None);
            store.settle().expect("settled");
            compare(&store);
        }
        let mut ids = store.ids().expect("read").expect("settled");
        let whole = whole(&store);
        let joined = |record: &&Record| {
            !matches!(record, Record::Story(_) | Record::Time(_) | Record::Attribution(_))
        };
        let mut expected: Vec<Id> =
            whole.records().iter().filter(joined).map(|record| record.id().clone()).collect();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
    }
}

#[test]
fn the_catalogue_tells_what_the_ledger_tells() {
    let mut store = filled(&readings());
    store.settle().expect("settled");
    assert_eq!(compare(&store), 2);
    let whole = whole(&store);
    let rows = store.catalogue().expect("read").expect("settled");
    let ids: Vec<&Id> = rows.iter().map(|row| &row.id).collect();
    let summaries = whole.summaries();
    assert_eq!(ids, summaries.iter().map(|one| &one.story.id).collect::<Vec<_>>());
    for (row, one) in rows.iter().zip(&summaries) {
        assert_eq!((&row.label, row.documents), (&one.story.label, 2));
        assert_eq!(usize::try_from(row.sources).expect("few"), one.sources);
        assert_eq!((row.events, row.statements, row.conflicts), (0, 0, 0));
        let [person] = row.names.as_slice() else { panic!("{:?}", row.names) };
        assert_eq!((person.entity_type, person.mentions), (EntityType::Person, 2));
        assert!(whole.entity(&person.id).is_some(), "{person:?}");
    }
    let of = |id: &str| store.stories_with(id).expect("read").expect("settled");
    let person = rows[0].names[0].id.as_str();
    assert_eq!(of(person), [rows[0].id.clone()]);
    assert_eq!(of("C.").len(), 2);
    let document = &whole.story(&rows[1].id).expect("there").documents[0];
    for typed in [document.as_str(), &document.as_str()[1..6], rows[1].id.as_str()] {
        assert_eq!(of(typed), [rows[1].id.clone()], "{typed}");
    }
    assert_eq!(of("E.0"), [] as [Id; 0]);
}

/// A country meets a body; elsewhere it is told that the body is another country's.
fn of_a_body() -> [(Document, Reading); 2] {
    let body = |document: &Document, country: Option<&str>| {
        let mut body = told(document, ["", "港湾庁", ""]).entities.remove(1);
        body.id = Id::from(format!("{}.N9", document.id));
        body.entity_type = EntityType::Organization;
        body.country = country.map(str::to_owned);
        body.evidence = vec![document.text.quote(&document.id, Span::new(9, 18))];
        body
    };
    let met = document("北国と港湾庁が会談した。");
    let mut meeting = told(&met, ["北国", "ヨハン・タール", "第三埠頭"]);
    meeting.entities[0].evidence = vec![met.text.quote(&met.id, Span::new(0, 6))];
    meeting.entities.push(body(&met, None));
    let parties = [&meeting.entities[0], &meeting.entities[3]];
    let parties = parties.map(|one| {
        let role = ParticipantRole::Participant;
        Participant { entity: Some(one.id.clone()), text: None, role, span: None }
    });
    let trigger = met.text.quote(&met.id, Span::new(21, 27));
    meeting.events.push(EventMention {
        id: Id::from(format!("{}.E1", met.id)),
        document: met.id.clone(),
        event_type: EventType::Meet,
        evidence: vec![trigger.clone()],
        trigger,
        level: None,
        participants: parties.to_vec(),
        place: None,
        time: None,
        duration: None,
        approximate: false,
        status: Status::Held,
        factuality: None,
        according_to: None,
        outcome: None,
        end: None,
        also: vec![],
        topics: vec![],
    });
    let other = document("南国の港湾庁は広い。");
    let mut telling = told(&other, ["南国", "ミカ・ランド", "大川橋"]);
    telling.entities.push(body(&other, Some("country:xs")));
    [(met, meeting), (other, telling)]
}

fn main_parties(store: &Store) -> usize {
    let lines = store.abridged().expect("read").expect("settled");
    lines.summaries().iter().map(|one| one.main.len()).sum()
}

#[test]
fn a_title_follows_what_a_later_story_tells_of_a_body() {
    let [(met, meeting), (other, telling)] = of_a_body();
    let mut store = Store::in_memory().expect("memory");
    store.add(&met, &meeting, ADDED).expect("added");
    store.settle().expect("settled");
    assert_eq!(main_parties(&store), 2);
    store.add(&other, &telling, ADDED).expect("added");
    store.settle().expect("settled");
    assert_eq!(compare(&store), 2);
    assert_eq!(main_parties(&store), 0, "the body acts for a country that nobody names here");
}

#[test]
fn many_stories_that_are_added_at_once_are_listed_as_their_pages_show_them() {
    let [first, last] = of_a_body();
    let others = (0..70).map(|number| {
        let one = document(&format!("{number}番の橋を直した。"));
        let names = [format!("国{number}"), format!("人{number}"), format!("橋{number}")];
        let reading = told(&one, names.each_ref().map(String::as_str));
        (one, reading)
    });
    let all: Vec<_> = std::iter::once(first).chain(others).chain([last]).collect();
    let mut store = filled(&all);
    store.settle().expect("settled");
    assert_eq!(compare(&store), 72);
    assert_eq!(main_parties(&store), 0);
}

/// A correction of the entity with this number of a document.
fn target(whole: &Ledger, document: &Id, entity: &Entity) -> Target {
    let named = |one: &&Entity| {
        one.entity_type == entity.entity_type
            && one.evidence.iter().any(|span| span.document == *document)
    };
    let found = whole.entities().find(named).expect("it is there");
    whole.target(&Record::Entity(found.clone()), Some(document)).expect("an entity")
}

fn correct(store: &mut Store, change: Change) {
    let proposal = Proposal { change, by: None, reason: None };
    store.correct(proposal, "2025-03-05T00:00:00Z").expect("corrected");
    store.settle().expect("settled");
}

#[test]
fn corrections_and_their_undoing_reach_stories_that_are_told_alone() {
    let all = readings();
    let mut store = filled(&all);
    store.settle().expect("settled");
    let before = whole(&store);
    let person = &all[0].1.entities[1];
    let target = target(&before, &all[0].0.id, person);
    assert_eq!(target.kind, TargetKind::Person);
    correct(&mut store, Change::Not { target });
    compare(&store);
    correct(&mut store, Change::Undo { number: 1 });
    compare(&store);
    assert_eq!(whole(&store).records(), before.records());
}

#[test]
fn what_a_correction_says_of_two_stories_is_left_to_the_whole_ledger() {
    let all = readings();
    let mut store = filled(&all);
    store.settle().expect("settled");
    let before = whole(&store);
    let a = target(&before, &all[0].0.id, &all[0].1.entities[1]);
    let b = target(&before, &all[2].0.id, &all[2].1.entities[1]);
    correct(&mut store, Change::Same { a, b });
    let story = &before.stories()[0].id;
    assert_eq!(store.story_ledger(story).expect("read"), None);
    assert_eq!(store.check().expect("checked"), []);
    correct(&mut store, Change::Undo { number: 1 });
    compare(&store);
}

#[test]
fn a_version_that_is_replaced_leaves_the_catalogue() {
    let mut store = Store::in_memory().expect("memory");
    let url = "https://example.org/1";
    for (text, person) in [("初めの記事。", "ヨハン・タール"), ("次の記事。", "ミカ・ランド")]
    {
        let one = document_at(url, text);
        store.add(&one, &told(&one, ["北国", person, "大川橋"]), ADDED).expect("added");
        store.settle().expect("settled");
        assert_eq!(compare(&store), 1);
        let reading = told(&one, ["北国", person, "大川橋"]);
        let target = target(&whole(&store), &one.id, &reading.entities[1]);
        correct(&mut store, Change::Not { target });
        assert_eq!(compare(&store), 1);
    }
    assert_eq!(store.catalogue().expect("read").expect("settled").len(), 1);
}

#[test]
fn a_catalogue_that_disagrees_is_told_of() {
    for (change, problems) in [
        ("UPDATE catalogue SET sources = 9 WHERE story = 1", 1),
        ("DELETE FROM joined; UPDATE catalogue SET label = ''", 2),
        ("UPDATE shares SET final = 'P.x' WHERE entity GLOB 'P.*'", 3),
        ("DELETE FROM shares WHERE story = 1", 2),
        ("UPDATE catalogue SET line = '[]' WHERE story = 1", 1),
        ("UPDATE faces SET face = '{}' WHERE entity GLOB 'P.*'", 1),
        ("UPDATE named SET entity = 'P.x' WHERE document = 1", 1),
        ("UPDATE shares SET mentions = 7 WHERE story = 1", 1),
        ("UPDATE headings SET facts = '{}' WHERE document = 1", 1),
    ] {
        let place = tempfile::tempdir().expect("a directory");
        let path = place.path().join("a.keii");
        let mut store = Store::open(&path).expect("made");
        for (document, reading) in readings() {
            store.add(&document, &reading, ADDED).expect("added");
        }
        store.settle().expect("settled");
        assert_eq!(store.check().expect("checked"), []);
        let connection = rusqlite::Connection::open(&path).expect("a file");
        connection.execute_batch(change).expect("changed");
        let found = store.check().expect("checked");
        assert!(found.len() >= problems, "{change}: {found:?}");
    }
}
