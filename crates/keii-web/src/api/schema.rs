//! The schemas of the OpenAPI document: the interchange records, and what the API adds to them.

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    Array, ArrayBuilder, Object, ObjectBuilder, Ref, Schema, SchemaType, Type,
};

/// A schema with what it is and its fields: their name, their type (`string`, `[Span]`, `any` for a
/// list or an object; with `?` it may be null or absent) and what they are, where the name does not tell.
pub type Described =
    (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

/// Every schema.
pub const SCHEMAS: &[Described] = &[
    (
        "Span",
        "Words of a document and where they stand.",
        &[
            ("document", "string", ""),
            ("start", "integer", "First code point."),
            ("end", "integer", "One past the last code point."),
            ("text", "string", "Exactly the words there."),
        ],
    ),
    (
        "Published",
        "When a document appeared, and how that is known.",
        &[
            ("value", "string?", "EDTF."),
            ("basis", "string", "metadata, stated, inferred or none."),
            ("evidence", "[Span]", ""),
        ],
    ),
    (
        "Document",
        "A text and where it came from: the `document` record.",
        &[
            ("kind", "string", "document"),
            ("id", "string", ""),
            ("name", "string", ""),
            ("sha256", "string", "Of the bytes as received."),
            ("language", "string", "BCP 47."),
            ("genre", "string?", ""),
            ("title", "Span?", ""),
            ("published", "Published", ""),
            ("publisher", "object?", ""),
            ("author", "object?", ""),
            ("translator", "object?", ""),
            ("references", "[object]", ""),
            ("url", "string?", ""),
            ("text", "string?", "Of one document: the text that all offsets refer to."),
        ],
    ),
    (
        "Story",
        "One developing affair: the `story` record.",
        &[
            ("kind", "string", "story"),
            ("id", "string", ""),
            ("documents", "[string]", ""),
            ("label", "string", "A line of facts."),
            ("main", "[string]?", "The two who have most contacts with each other, by id."),
            ("sources", "integer", "On how many sources the documents rest."),
            ("until", "string?", "The newest day of publication, EDTF."),
            ("next", "string?", "The event that is ahead, by id."),
            ("records", "[Document]?", "Of one story: its documents."),
        ],
    ),
    (
        "Event",
        "A happening: the `event` record.",
        &[
            ("kind", "string", "event"),
            ("id", "string", ""),
            ("mentions", "[string]", "Its tellings, by id."),
            ("type", "string", ""),
            ("status", "string", ""),
            ("history", "[object]", "How it came to be so."),
            ("succeeds", "string?", ""),
            ("part_of", "string?", ""),
            ("time", "object?", "The finest time that a telling has."),
            ("documents", "[string]", "Who tells of it."),
            ("sources", "integer", "On how many sources these rest."),
            ("tellings", "[EventMention]?", "Of one event."),
            ("comparisons", "[Comparison]?", "Of one event."),
            ("hit", "Span?", "Of a search: the words that were found."),
        ],
    ),
    (
        "EventMention",
        "One document tells of one happening: the `event_mention` record.",
        &[
            ("kind", "string", "event_mention"),
            ("id", "string", ""),
            ("document", "string", ""),
            ("type", "string", ""),
            ("trigger", "Span", ""),
            ("level", "string?", ""),
            ("participants", "[object]", ""),
            ("place", "object?", ""),
            ("time", "object?", ""),
            ("duration", "string?", "ISO 8601."),
            ("approximate", "boolean", ""),
            ("status", "string", ""),
            ("factuality", "string?", ""),
            ("according_to", "string?", ""),
            ("outcome", "Span?", ""),
            ("end", "string?", ""),
            ("topics", "[object]?", "What it is about: the words, and whether it came up."),
            ("also", "[object]?", ""),
            ("evidence", "[Span]", ""),
        ],
    ),
    (
        "Entity",
        "Somebody or something named: the `entity` record.",
        &[
            ("kind", "string", "entity"),
            ("id", "string", ""),
            ("type", "string", ""),
            ("name", "object", "By language."),
            ("aliases", "[string]", ""),
            ("roles", "[object]", "Offices as documents state them."),
            ("evidence", "[Span]", ""),
            ("key", "string?", ""),
            ("place", "object?", ""),
            ("country", "string?", ""),
            ("mentions", "integer?", "Of a list: how often they are named."),
            ("statements", "integer?", "Of a list: how many they make."),
            ("documents", "[string]?", "Of a list: where they are named."),
            ("contacts", "[object]?", "Of one: what brings them together with others."),
            ("stated", "[object]?", "Of one: who states which office when."),
        ],
    ),
    (
        "Attribution",
        "Somebody says something: the `attribution` record.",
        &[
            ("kind", "string", "attribution"),
            ("id", "string", ""),
            ("document", "string", ""),
            ("type", "string", ""),
            ("content", "[Span]", ""),
            ("quoted", "[Span]", ""),
            ("cue", "Span?", ""),
            ("speaker", "[object]", ""),
            ("via", "[object]", ""),
            ("addressee", "string?", ""),
            ("medium", "string?", ""),
            ("modality", "string?", ""),
            ("factuality", "string?", ""),
            ("time", "string?", ""),
            ("speakers", "[string]?", "Of a list: their names."),
            ("published", "Published?", "Of a list: when the document appeared."),
            ("hit", "Span?", "Of a search: the words that were found."),
        ],
    ),
    (
        "Comparison",
        "What several documents tell of one thing: the `comparison` record.",
        &[
            ("kind", "string", "comparison"),
            ("id", "string", ""),
            ("event", "string?", ""),
            ("other", "string?", ""),
            ("entity", "string?", ""),
            ("attribute", "string", ""),
            ("verdict", "string", ""),
            ("independent", "boolean?", ""),
            ("values", "[object]", ""),
        ],
    ),
    (
        "Correction",
        "What a reader said is otherwise.",
        &[
            ("version", "integer", ""),
            ("number", "integer", ""),
            ("given", "string", "RFC 3339."),
            ("by", "string?", ""),
            ("reason", "string?", ""),
            ("change", "string", "same, different, not, date or undo."),
            ("a", "object?", ""),
            ("b", "object?", ""),
            ("target", "object?", ""),
            ("document", "string?", ""),
            ("published", "string?", ""),
            ("undoes", "integer?", ""),
            (
                "idle",
                "boolean?",
                "Of a list: whether it does nothing although nobody took it back.",
            ),
            ("undone_by", "integer?", "Of a list: the correction that took it back."),
        ],
    ),
    (
        "WantedCorrection",
        "A correction to be written down. Ids may be short, or `ID@DOCUMENT`.",
        &[
            ("change", "string", "same, different, not or date."),
            ("a", "string?", "Of same and different."),
            ("b", "string?", "Of same and different."),
            ("target", "string?", "Of not."),
            ("document", "string?", "Of date."),
            ("published", "string?", "Of date: EDTF."),
            ("by", "string?", "Who gives it."),
            ("reason", "string?", ""),
        ],
    ),
    (
        "Hits",
        "What was found, of each sort the first, and how many there are.",
        &[
            ("entities", "object", ""),
            ("statements", "object", ""),
            ("events", "object", ""),
            ("documents", "object", ""),
        ],
    ),
    (
        "News",
        "One thing that is new, with what was there before: a line of `keii new --json`.",
        &[
            (
                "new",
                "string",
                "correction, document, event, conflict, position, commitment or question.",
            ),
            ("correction", "object?", "Of a correction, with its `effect`."),
            ("document", "object?", "Of a document: the record without `kind`."),
            ("event", "object?", "Of an event: as it is now."),
            ("comparison", "object?", "Of a conflict: as it is now."),
            ("values", "[Span]?", "Of a conflict: the values that are new in it."),
            ("party", "string?", "Of a position: who, by id."),
            ("stance", "string?", "Of a position: what sort."),
            ("tellings", "[object]?", "Of an event or position: the tellings that are new."),
            ("commitment", "object?", "Of a commitment."),
            ("question", "object?", "Of a question."),
            (
                "before",
                "any?",
                "Of an event: how it stood; of a position: the last telling before.",
            ),
        ],
    ),
    (
        "Problem",
        "What went wrong, by RFC 9457.",
        &[
            ("type", "string", "urn:keii:problem: and a word."),
            ("title", "string", ""),
            ("status", "integer", ""),
            ("detail", "string", ""),
        ],
    ),
];

/// A described schema.
pub fn schema((_, about, fields): &Described) -> Object {
    let object = ObjectBuilder::new().description(Some(*about));
    let object = fields.iter().fold(object, |object, (name, written, about)| {
        let object = match written.strip_suffix('?') {
            None => object.required(*name),
            Some(_) => object,
        };
        object.property(*name, of(written, about))
    });
    object.build()
}

/// A page of such items.
pub fn page(item: &str) -> Object {
    ObjectBuilder::new()
        .property("items", list(Ref::from_schema_name(item).into()))
        .required("items")
        .property("total", of("integer", "How many items there are on all pages."))
        .required("total")
        .property("next", of("string?", "The cursor of the next page."))
        .required("next")
        .build()
}

fn list(item: RefOr<Schema>) -> Array {
    ArrayBuilder::new().items(item).build()
}

/// The schema of a field's type as it is written above.
fn of(written: &str, about: &str) -> RefOr<Schema> {
    let plain = written.trim_end_matches('?');
    if let Some(item) = plain.strip_prefix('[').and_then(|item| item.strip_suffix(']')) {
        return list(of(item, "")).into();
    }
    if plain == "any" {
        let kind = SchemaType::from_iter([Type::Array, Type::Object, Type::Null]);
        return ObjectBuilder::new().schema_type(kind).description(Some(about)).into();
    }
    let kind = match plain {
        "string" => Type::String,
        "integer" => Type::Integer,
        "boolean" => Type::Boolean,
        "object" => Type::Object,
        name => return Ref::from_schema_name(name).into(),
    };
    let kind = match written.ends_with('?') {
        true => SchemaType::from_iter([kind, Type::Null]),
        false => SchemaType::Type(kind),
    };
    let about = Some(about).filter(|about| !about.is_empty());
    ObjectBuilder::new().schema_type(kind).description(about).into()
}
