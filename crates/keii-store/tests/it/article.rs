//! Small documents with readings.

use keii_model::{
    Basis, Document, DocumentRecord, Entity, EntityName, EntityType, Id, Metadata, Published,
    Reading, Span, Text,
};
use sha2::{Digest, Sha256};

pub const ADDED: &str = "2025-03-04T05:06:07Z";
pub const PACK: &str = "test 1";

/// A document of this text.
pub fn document(text: &str) -> Document {
    let sha256: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    Document {
        id: Id::from(format!("D{}", &sha256[..12])),
        name: "記事.txt".into(),
        sha256,
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata: Metadata::default(),
    }
}

/// A document of this text from this address.
pub fn document_at(url: &str, text: &str) -> Document {
    let metadata = Metadata { url: Some(url.into()), ..Metadata::default() };
    Document { metadata, ..document(text) }
}

/// A reading in which the first two characters of the text are a person.
pub fn reading(document: &Document) -> Reading {
    let text = document.text.as_str();
    let end = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    let name = document.text.quote(&document.id, Span::from_range(0..end));
    let person = Entity {
        id: Id::from(format!("{}.E1", document.id)),
        entity_type: EntityType::Person,
        name: EntityName { ja: Some(name.text.clone()), en: None },
        aliases: vec![name.text.clone()],
        roles: vec![],
        evidence: vec![name],
        key: None,
        place: None,
        country: None,
    };
    Reading {
        pack: PACK.into(),
        document: DocumentRecord {
            id: document.id.clone(),
            name: document.name.clone(),
            sha256: document.sha256.clone(),
            language: "ja".into(),
            genre: None,
            title: None,
            published: Published { value: None, basis: Basis::None, evidence: vec![] },
            publisher: None,
            author: None,
            translator: None,
            references: vec![],
            url: document.metadata.url.clone(),
        },
        entities: vec![person],
        times: vec![],
        quantities: vec![],
        attributions: vec![],
        hedges: vec![],
        events: vec![],
        commitments: vec![],
        questions: vec![],
        names: vec![],
        derivations: vec![],
        diagnostics: vec![],
    }
}
