//! Evidence as W3C Web Annotations: one page of annotations in JSON-LD, one for each row.
//!
//! The targets of an annotation are the passages that the row was read from, each by its position
//! and by its words with some of those around them. A document is named by its address, else by
//! the hash of its bytes. Positions count the code points of its text as keii received it.

use std::collections::BTreeMap;
use std::io::Write;

use keii_model::{Id, Text, TextSpan};
use serde_json::{Map, Value, json};

use crate::context::{Context, word};
use crate::hash::uuid;
use crate::passage::Passage;
use crate::{Error, Kind};

/// So many characters before and behind the words are quoted.
const AROUND: usize = 32;

pub(crate) fn write(context: &Context<'_>, out: &mut dyn Write) -> Result<usize, Error> {
    let rows = rows(context);
    let texts = texts(context, &rows)?;
    let stamp = &context.stamp;
    let head = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"keii": "urn:keii:export#"}],
        "id": uuid(&format!("keii annotations {} {}", stamp.ledger, stamp.query())),
        "type": "AnnotationPage",
        "startIndex": 0,
        "generator": {"id": "urn:keii", "type": "Software", "name": stamp.program},
        "keii:ledger": stamp.ledger,
        "keii:query": stamp.query,
        "keii:rows": stamp.rows,
    });
    let head = head.to_string();
    write!(out, "{},\"items\":[", &head[..head.len() - 1])?;
    for (at, row) in rows.iter().enumerate() {
        let part = if at == 0 { "\n" } else { ",\n" };
        write!(out, "{part}{}", annotation(context, row, &texts))?;
    }
    writeln!(out, "\n]}}")?;
    Ok(rows.len())
}

/// A row, and what it was read from.
struct Row<'a> {
    id: &'a Id,
    /// What it is, in the words of the interchange format.
    tags: Vec<String>,
    spans: Vec<&'a TextSpan>,
}

fn rows<'a>(context: &'a Context<'_>) -> Vec<Row<'a>> {
    let rows = &context.rows;
    match context.kind() {
        Kind::Events => rows
            .events
            .iter()
            .map(|entry| Row {
                id: &entry.event.id,
                tags: vec![
                    "event".to_owned(),
                    word(entry.event.event_type),
                    word(entry.event.status),
                ],
                spans: context.passages(entry).into_iter().map(|passage| passage.span).collect(),
            })
            .collect(),
        Kind::Statements => rows
            .statements
            .iter()
            .map(|said| Row {
                id: &said.attribution.id,
                tags: [
                    Some("statement".to_owned()),
                    Some(word(said.attribution.attribution_type)),
                    said.attribution.modality.map(word),
                    said.attribution.factuality.map(word),
                ]
                .into_iter()
                .flatten()
                .collect(),
                spans: said.attribution.content.iter().collect(),
            })
            .collect(),
        Kind::People => rows
            .people
            .iter()
            .map(|person| Row {
                id: &person.entity.id,
                tags: vec!["person".to_owned()],
                spans: person.entity.evidence.iter().collect(),
            })
            .collect(),
        Kind::Comparisons => rows
            .comparisons
            .iter()
            .map(|comparison| Row {
                id: &comparison.id,
                tags: vec![
                    "comparison".to_owned(),
                    word(comparison.attribute),
                    word(comparison.verdict),
                ],
                spans: comparison.values.iter().map(|value| &value.span).collect(),
            })
            .collect(),
    }
}

/// The texts of the documents that are quoted from; none where no words may be told.
fn texts<'a>(context: &Context<'_>, rows: &[Row<'a>]) -> Result<BTreeMap<&'a Id, Text>, Error> {
    let mut texts: BTreeMap<&'a Id, Text> = BTreeMap::new();
    if context.form.without_text {
        return Ok(texts);
    }
    for span in rows.iter().flat_map(|row| &row.spans) {
        if texts.contains_key(&span.document) {
            continue;
        }
        let text = context
            .texts
            .text(&span.document)
            .map_err(|source| Error::Text { document: span.document.clone(), source })?;
        texts.extend(text.map(|text| (&span.document, text)));
    }
    Ok(texts)
}

fn annotation(context: &Context<'_>, row: &Row<'_>, texts: &BTreeMap<&Id, Text>) -> Value {
    let bodies = row.tags.iter().map(|tag| {
        json!({"type": "TextualBody", "purpose": "tagging", "value": tag, "format": "text/plain"})
    });
    let identity = json!({
        "type": "TextualBody",
        "purpose": "identifying",
        "value": row.id,
        "format": "text/plain",
    });
    let targets = row.spans.iter().map(|span| target(context, span, texts.get(&span.document)));
    json!({
        "id": uuid(&format!("keii annotation {}", row.id)),
        "type": "Annotation",
        "motivation": "tagging",
        "body": std::iter::once(identity).chain(bodies).collect::<Vec<Value>>(),
        "target": targets.collect::<Vec<Value>>(),
    })
}

fn target(context: &Context<'_>, span: &TextSpan, text: Option<&Text>) -> Value {
    let passage: Passage<'_> = Passage { span, document: context.document(&span.document) };
    let hash = passage.document.map(|document| format!("urn:sha256:{}", document.sha256));
    let unknown = || format!("urn:keii:{}", span.document);
    let source = passage.address().map(str::to_owned).or(hash).unwrap_or_else(unknown);
    let position = json!({"type": "TextPositionSelector", "start": span.start, "end": span.end});
    let mut target = Map::new();
    target.insert("type".to_owned(), "SpecificResource".into());
    target.insert("source".to_owned(), source.into());
    target.insert("keii:document".to_owned(), json!(span.document));
    if context.form.without_text {
        target.insert("selector".to_owned(), json!([position]));
        target.insert("keii:sha256".to_owned(), passage.hash().into());
    } else {
        target.insert("selector".to_owned(), json!([position, quotation(span, text)]));
    }
    Value::Object(target)
}

/// The words with those around them, as far as the text can be had.
fn quotation(span: &TextSpan, text: Option<&Text>) -> Value {
    let located = text.and_then(|text| Some((text.as_str(), text.locate(span)?)));
    let Some((text, at)) = located else {
        return json!({"type": "TextQuoteSelector", "exact": span.text});
    };
    let (before, behind) = (&text[..at.start as usize], &text[at.end as usize..]);
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    json!({
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": &before[from..],
        "suffix": &behind[..to],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_with_those_around_them() {
        let text = Text::new(format!("{}会談{}", "前".repeat(40), "後"));
        let span =
            TextSpan { document: Id::from("D1"), start: 40, end: 42, text: "会談".to_owned() };
        let quoted = quotation(&span, Some(&text));
        assert_eq!(quoted["prefix"], "前".repeat(32));
        assert_eq!(quoted["suffix"], "後");
        let elsewhere = TextSpan { start: 0, end: 2, ..span };
        assert_eq!(quotation(&elsewhere, Some(&text))["prefix"], Value::Null);
    }
}
