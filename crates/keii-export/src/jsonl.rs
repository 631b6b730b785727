//! The interchange format: a line that tells how it was made, then one record a line.

use std::collections::BTreeSet;
use std::io::Write;

use keii_model::{Id, Record};
use serde_json::json;

use crate::bare::without_text;
use crate::context::Context;
use crate::{Error, Query};

pub(crate) fn write(
    context: &Context<'_>,
    query: &Query,
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let records = records(context, query);
    let mut stamp = json!(context.stamp);
    stamp["rows"] = json!(records.len());
    let stamp = serde_json::to_string(&stamp).expect("a stamp is plain values");
    writeln!(out, "{{\"kind\":\"export\",{}", &stamp[1..])?;
    for record in &records {
        if context.form.without_text {
            writeln!(out, "{}", without_text(record))?;
        } else {
            serde_json::to_writer(&mut *out, record).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(records.len())
}

/// The rows and what they name, in the order of the ledger.
fn records<'a>(context: &Context<'a>, query: &Query) -> Vec<&'a Record> {
    let ledger = context.ledger;
    let narrow =
        query.kind.is_some() || query.person.is_some() || query.happening_filter().is_some();
    match (narrow, &query.story, context.rows.story) {
        (false, None, _) => ledger.records().iter().collect(),
        (false, Some(_), Some(story)) => ledger.records_of(story).collect(),
        _ => {
            let wanted = named(context);
            ledger.records().iter().filter(|record| wanted.contains(record.id())).collect()
        }
    }
}

/// The ids of the rows, of their documents and tellings, and of whoever they name.
fn named<'a>(context: &Context<'a>) -> BTreeSet<&'a Id> {
    let rows = &context.rows;
    let mut ids: BTreeSet<&'a Id> = BTreeSet::new();
    for entry in &rows.events {
        ids.insert(&entry.event.id);
        ids.extend(&entry.documents);
        for mention in &entry.mentions {
            ids.insert(&mention.id);
            ids.extend(mention.participants.iter().filter_map(|one| one.entity.as_ref()));
            ids.extend(mention.place.iter().filter_map(|place| place.entity.as_ref()));
        }
    }
    for said in &rows.statements {
        let one = said.attribution;
        ids.extend([&one.id, &said.document.id]);
        ids.extend(one.speaker.iter().chain(&one.via).filter_map(|one| one.entity.as_ref()));
        ids.extend(&one.time);
    }
    for person in &rows.people {
        ids.insert(&person.entity.id);
        ids.extend(&person.documents);
    }
    for comparison in &rows.comparisons {
        ids.insert(&comparison.id);
        ids.extend(&comparison.entity);
        ids.extend(comparison.values.iter().map(|value| &value.document));
    }
    ids
}
