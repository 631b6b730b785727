//! A small ledger, and a room for it.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use keii_model::{
    Attribution, AttributionType, Basis, Document, DocumentRecord, Entity, EntityName, EntityType,
    EventMention, EventTime, EventType, Factuality, Id, Metadata, Modality, NamedSource,
    Participant, ParticipantRole, Published, Reading, Span, Speaker, SpeakerHow, Status, Text,
    TextSpan, TimeBasis,
};
use keii_query::{Library, Reader};
use keii_store::Store;
use keii_web::{Added, Desk, Room, Submission, Token, Unadded, router};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt as _;

pub const PACK: &str = "test 1";
pub const NOW: &str = "2025-09-10T00:00:00Z";

/// The text of the first article.
pub const TEXT: &str =
    "山田外相と佐藤外相は9月3日、港市で会談した。山田外相は「進展があった」と述べた。";

/// Where a room has its ledger.
pub struct House {
    folder: TempDir,
    pub router: axum::Router,
}

impl House {
    /// A room for two articles.
    pub fn new() -> Self {
        Self::with(|room| room)
    }

    /// A room that is changed before it opens.
    pub fn with(change: impl FnOnce(Room) -> Room) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.keii");
        let mut store = Store::open(&path).unwrap();
        add(&mut store, &document(TEXT, "港新聞"));
        add(&mut store, &document(&TEXT.replace("3日", "4日"), "<b>丘</b>\"通信"));
        drop(store);
        let library = Library::open(&path, Some(Reader::new(PACK, reading))).unwrap();
        let room = Room::new(library, TestDesk(path), || NOW.to_owned());
        Self { router: router(Arc::new(change(room))), folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.keii")
    }

    /// A page.
    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        let response = self.ask(Request::get(path)).await;
        let status = response.status();
        (status, text(response).await)
    }

    /// The same by a browser that keeps this cookie; gives also the mark that it is to keep.
    pub async fn get_as(&self, path: &str, kept: &str) -> (StatusCode, String, Option<String>) {
        let response = self.ask(Request::get(path).header("cookie", kept)).await;
        let (status, mark) = (response.status(), mark(&response));
        (status, text(response).await, mark)
    }

    /// Hands in an article, as the form of the room does.
    pub async fn paste(&self, article: &str, publisher: &str) -> Response<Body> {
        let part = |name: &str, value: &str| {
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = part("text", article) + &part("publisher", publisher) + "--x--\r\n";
        let request = own(Request::post("/add"))
            .header("host", "localhost:8484")
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::from(body))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// A form, as a page of the room sends it; gives status and where it leads.
    pub async fn post(&self, path: &str, form: &str) -> (StatusCode, String) {
        let response = self.send(own(Request::post(path)), form).await;
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        (response.status(), to.unwrap_or_default())
    }

    pub async fn ask(&self, request: axum::http::request::Builder) -> Response<Body> {
        let request = request.header("host", "localhost:8484").body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn send(&self, request: axum::http::request::Builder, form: &str) -> Response<Body> {
        let request = request
            .header("host", "localhost:8484")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }
}

/// The cookie with which a browser keeps how far its reader has seen, if an answer sets it.
pub fn mark(response: &Response<Body>) -> Option<String> {
    let set = response.headers().get_all("set-cookie").into_iter();
    let mut set = set.map(|one| one.to_str().unwrap());
    let set = set.find(|one| one.starts_with("seen-"))?;
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"), "{set}");
    Some(set.split(';').next().unwrap().to_owned())
}

/// As a page of the room sends it.
pub fn own(request: axum::http::request::Builder) -> axum::http::request::Builder {
    request.header("origin", "http://localhost:8484").header("sec-fetch-site", "same-origin")
}

pub async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn token() -> Token {
    Token::new("0123456789abcdef").unwrap()
}

struct TestDesk(PathBuf);

impl Desk for TestDesk {
    fn add(&self, submission: &Submission) -> Result<Vec<Added>, Unadded> {
        let text = String::from_utf8(submission.bytes.clone());
        let text = text.map_err(|error| Unadded::Unreadable(error.to_string()))?;
        let document = document(&text, submission.publisher.as_deref().unwrap_or("無名"));
        let mut store = Store::open(&self.0).unwrap();
        add(&mut store, &document);
        Ok(vec![Added { document: document.id, is_new: true, warnings: vec![] }])
    }
}

fn add(store: &mut Store, document: &Document) {
    store.add(document, &reading(document), "2025-09-05T00:00:00Z").unwrap();
}

/// A document of this text, with an address that no browser may follow.
pub fn document(text: &str, publisher: &str) -> Document {
    let sha256: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    let metadata = Metadata {
        publisher: Some(publisher.into()),
        url: Some(format!("javascript:alert('{}')", &sha256[..4])),
        published: Some("2025-09-05".parse().unwrap()),
        ..Metadata::default()
    };
    Document {
        id: Id::from(format!("D{}", &sha256[..12])),
        name: "<script>alert(1)</script>.txt".into(),
        sha256,
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata,
    }
}

fn quote(document: &Document, words: &str) -> Option<TextSpan> {
    let start = document.text.as_str().find(words)?;
    Some(document.text.quote(&document.id, Span::from_range(start..start + words.len())))
}

fn person(document: &Document, number: usize, name: &str) -> Option<Entity> {
    let span = quote(document, name)?;
    Some(Entity {
        id: Id::from(format!("{}.E{number}", document.id)),
        entity_type: EntityType::Person,
        name: EntityName { ja: Some(name.into()), en: None },
        aliases: vec![name.into()],
        roles: vec![],
        evidence: vec![span],
        key: None,
        place: None,
        country: None,
    })
}

/// Two people, one meeting, one statement, where the text has their words.
pub fn reading(document: &Document) -> Reading {
    let entities: Vec<Entity> = [(1, "山田"), (2, "佐藤")]
        .into_iter()
        .filter_map(|(number, name)| person(document, number, name))
        .collect();
    let said = quote(document, "進展があった").map(|words| Attribution {
        id: Id::from(format!("{}.A1", document.id)),
        document: document.id.clone(),
        attribution_type: AttributionType::Direct,
        content: vec![words],
        quoted: vec![],
        cue: quote(document, "述べた"),
        speaker: entities.first().map(speaker).into_iter().collect(),
        via: vec![],
        addressee: None,
        medium: None,
        modality: Some(Modality::Assert),
        factuality: Some(Factuality::Certain),
        time: None,
    });
    let events = meeting(document, &entities).into_iter().collect();
    Reading {
        pack: PACK.into(),
        document: record(document),
        entities,
        times: vec![],
        quantities: vec![],
        attributions: said.into_iter().collect(),
        hedges: vec![],
        events,
        commitments: vec![],
        questions: vec![],
        names: vec![],
        derivations: vec![],
        diagnostics: vec![],
        sketch: keii_model::Sketch::default(),
    }
}

/// The meeting, where the text tells of one.
fn meeting(document: &Document, entities: &[Entity]) -> Option<EventMention> {
    let party = |entity: &Entity| Participant {
        entity: Some(entity.id.clone()),
        text: Some(entity.name.any().to_owned()),
        role: ParticipantRole::Participant,
        span: entity.evidence.first().cloned(),
    };
    let day = if document.text.as_str().contains("9月4日") { "9月4日" } else { "9月3日" };
    quote(document, "会談した").map(|trigger| EventMention {
        id: Id::from(format!("{}.M1", document.id)),
        document: document.id.clone(),
        event_type: EventType::Meet,
        evidence: vec![trigger.clone()],
        trigger,
        level: None,
        participants: entities.iter().map(party).collect(),
        place: None,
        time: Some(EventTime {
            value: Some(format!("2025-09-0{}", &day[4..5]).parse().unwrap()),
            basis: TimeBasis::Document,
            span: quote(document, day),
        }),
        duration: None,
        approximate: false,
        status: Status::Held,
        factuality: None,
        according_to: None,
        outcome: None,
        topics: Vec::new(),
        end: None,
        also: vec![],
    })
}

fn speaker(one: &Entity) -> Speaker {
    Speaker {
        entity: Some(one.id.clone()),
        text: Some(one.name.any().to_owned()),
        span: one.evidence.first().cloned(),
        how: SpeakerHow::Explicit,
    }
}

fn record(document: &Document) -> DocumentRecord {
    let publisher = document.metadata.publisher.clone();
    DocumentRecord {
        id: document.id.clone(),
        name: document.name.clone(),
        sha256: document.sha256.clone(),
        language: "ja".into(),
        genre: None,
        title: None,
        published: Published {
            value: document.metadata.published.clone(),
            basis: Basis::Metadata,
            evidence: vec![],
        },
        publisher: publisher.map(|name| NamedSource { name, evidence: vec![] }),
        author: None,
        translator: None,
        references: vec![],
        url: document.metadata.url.clone(),
    }
}
