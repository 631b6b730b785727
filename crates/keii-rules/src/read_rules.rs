//! Reads a file of rules.

use compact_str::CompactString;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::pattern;
use crate::read::{Classes, FileReader, RulePlaces, Value, integer};
use crate::source::{AcceptSource, Boundary, Context, RuleSource};
use crate::template::Template;

/// The marks around the words that an example expects to be found.
const OPEN: char = '⟦';
const CLOSE: char = '⟧';

type ReadRule<'a> = (RuleSource, RulePlaces<'a>);

/// The rules of a file; its classes join the others.
pub(crate) fn read<'a>(
    reader: &mut FileReader<'a, '_>,
    classes: &mut Classes<'a>,
) -> Vec<ReadRule<'a>> {
    let Some(table) = reader.table() else { return Vec::new() };
    let help = "begin the file with layer = \"time\" or the like";
    let layer = table.get("layer").and_then(|value| reader.words(value, help));
    let Some(layer) = layer else {
        reader.wrong(0..0, "this file names no layer", help);
        return Vec::new();
    };
    let boundary = table.get("boundary").map(|value| boundary(reader, value)).unwrap_or_default();
    let mut rules = Vec::new();
    for (key, value) in &table {
        match key.get_ref().as_ref() {
            "layer" | "boundary" | "note" => {}
            "class" => reader.classes(value, Some(&layer.words), classes),
            "rule" => {
                for rule in reader.array(value, "write [[rule]] in double brackets") {
                    rules.extend(read_rule(reader, rule, &layer.words, boundary));
                }
            }
            other => {
                let help = "a file holds layer, boundary, note, [class.NAME] and [[rule]]";
                reader.wrong(key.span(), format!("`{other}` is unknown here"), help);
            }
        }
    }
    rules
}

fn boundary(reader: &mut FileReader<'_, '_>, value: &Value<'_>) -> Boundary {
    match value.get_ref().as_str() {
        Some("none") => Boundary::None,
        Some("token") => Boundary::Token,
        _ => {
            let help = "write boundary = \"token\" or \"none\"";
            reader.wrong(value.span(), "this is not a kind of boundary", help);
            Boundary::None
        }
    }
}

fn read_rule<'a>(
    reader: &mut FileReader<'a, '_>,
    value: &Value<'a>,
    layer: &str,
    boundary: Boundary,
) -> Option<ReadRule<'a>> {
    let table = value.get_ref().as_table()?;
    let mut need = |key: &str| {
        let written = table.get(key).and_then(|value| reader.words(value, "write it in quotes"));
        if written.is_none() {
            let help = "a rule has id, pattern, accepts and rejects";
            reader.wrong(value.span(), format!("this rule has no {key}"), help);
        }
        written
    };
    let (id, pattern) = (need("id")?, need("pattern")?);
    let nodes = pattern::parse(&pattern.words);
    let understood = nodes.is_ok();
    let mut rule = RuleSource {
        layer: layer.into(),
        file: reader.origin.path.into(),
        line: reader.origin.line(id.all().start),
        pattern: pattern.words.clone(),
        nodes: nodes.unwrap_or_else(|error| {
            reader.wrong_pattern(&pattern, error);
            // So that checks report nothing more about it.
            vec![crate::node::Node::Literal(pattern.words.clone())]
        }),
        priority: 0,
        boundary,
        contexts: Vec::new(),
        outputs: Vec::new(),
        accepts: Vec::new(),
        rejects: Vec::new(),
        note: None,
        id: id.words.clone(),
    };
    let mut places = RulePlaces {
        origin: reader.origin,
        id: id.all(),
        pattern,
        understood,
        contexts: Vec::new(),
        outputs: Vec::new(),
        accepts: Vec::new(),
    };
    for (key, value) in table {
        read_field(reader, key, value, &mut rule, &mut places);
    }
    Some((rule, places))
}

fn read_field<'a>(
    reader: &mut FileReader<'a, '_>,
    key: &Spanned<DeString<'_>>,
    value: &Value<'a>,
    rule: &mut RuleSource,
    places: &mut RulePlaces<'a>,
) {
    match key.get_ref().as_ref() {
        "id" | "pattern" => {}
        "priority" => match integer(value) {
            Some(priority) => rule.priority = priority,
            None => reader.wrong(value.span(), "a priority is a whole number", "write 0, 1, -1"),
        },
        "boundary" => rule.boundary = boundary(reader, value),
        "note" => rule.note = reader.words(value, "a note is a string").map(|note| note.words),
        "after" => read_context(reader, value, (true, true), rule, places),
        "not_after" => read_context(reader, value, (true, false), rule, places),
        "before" => read_context(reader, value, (false, true), rule, places),
        "not_before" => read_context(reader, value, (false, false), rule, places),
        "accepts" => {
            let help = "write accepts = [{ text = \"…⟦…⟧…\", value = \"…\" }, …]";
            for item in reader.array(value, help) {
                if let Some(accept) = read_accept(reader, item) {
                    rule.accepts.push(accept);
                    places.accepts.push(item.span());
                }
            }
        }
        "rejects" => {
            for item in reader.array(value, "write rejects = [\"…\", \"…\"]") {
                rule.rejects.extend(read_reject(reader, item));
            }
        }
        output => {
            let help = "outputs are strings: value = \"XXXX-{month:02}\"";
            let Some(written) = reader.scalar(value, help) else { return };
            match Template::parse(&written.words) {
                Ok(template) => {
                    rule.outputs.push((output.into(), template));
                    places.outputs.push(written);
                }
                Err(error) => reader.wrong_pattern(&written, error),
            }
        }
    }
}

fn read_context<'a>(
    reader: &mut FileReader<'a, '_>,
    value: &Value<'a>,
    (in_front, wanted): (bool, bool),
    rule: &mut RuleSource,
    places: &mut RulePlaces<'a>,
) {
    let Some(written) = reader.words(value, "a context is a pattern: \"(毎|数)\"") else {
        return;
    };
    match pattern::parse(&written.words) {
        Ok(nodes) => {
            let pattern = written.words.clone();
            rule.contexts.push(Context { pattern, nodes, in_front, wanted });
            places.contexts.push(written);
        }
        Err(error) => reader.wrong_pattern(&written, error),
    }
}

fn read_accept(reader: &mut FileReader<'_, '_>, value: &Value<'_>) -> Option<AcceptSource> {
    let empty = DeTable::new();
    let help = "mark the words that the rule finds: text = \"会談は⟦10月⟧に\"";
    let table = match value.get_ref() {
        DeValue::Table(table) => table,
        _ => &empty,
    };
    let Some(text) = table.get("text") else {
        reader.wrong(value.span(), "this example has no text", help);
        return None;
    };
    let text = reader.words(text, help)?;
    let Some((text_without, start, end)) = unmark(&text.words) else {
        reader.wrong(text.all(), "an example marks one stretch with ⟦ and ⟧", help);
        return None;
    };
    let mut outputs = Vec::new();
    for (key, value) in table {
        if key.get_ref() != "text" {
            let expected = reader.scalar(value, "expected outputs are strings")?;
            outputs.push((key.get_ref().as_ref().into(), expected.words));
        }
    }
    Some(AcceptSource { text: text_without, start, end, outputs })
}

/// A text without its marks, and what stood between them.
fn unmark(text: &str) -> Option<(CompactString, u32, u32)> {
    let (before, rest) = text.split_once(OPEN)?;
    let (found, behind) = rest.split_once(CLOSE)?;
    let more = [before, found, behind].iter().any(|part| part.contains([OPEN, CLOSE]));
    let start = u32::try_from(before.len()).ok()?;
    let end = start + u32::try_from(found.len()).ok()?;
    (!more && !found.is_empty()).then(|| ([before, found, behind].concat().into(), start, end))
}

fn read_reject(reader: &mut FileReader<'_, '_>, value: &Value<'_>) -> Option<CompactString> {
    let help = "an example to reject is a text in which the rule finds nothing";
    let text = reader.words(value, help)?;
    if text.words.contains([OPEN, CLOSE]) {
        reader.wrong(text.all(), "an example to reject has no marks", help);
        return None;
    }
    Some(text.words)
}
