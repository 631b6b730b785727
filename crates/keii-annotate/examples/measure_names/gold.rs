//! Sentences with labels, from a file in BIO.

use super::{IGNORED, Named};

/// A sentence with what is named in it.
pub struct Sentence {
    /// Its words put together, with a space between two words in Latin letters.
    pub text: String,
    /// In order; the kind is ours, or the label where we have none.
    pub names: Vec<Named>,
}

/// The sentences of a file.
pub fn sentences(file: &str) -> Vec<Sentence> {
    let blocks = file.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks.map(sentence).collect()
}

fn sentence(block: &str) -> Sentence {
    let (mut text, mut names): (String, Vec<Named>) = (String::new(), Vec::new());
    for line in block.lines() {
        let Some((word, label)) = line.split_once('\t') else { continue };
        let letter = |it: char| it.is_ascii_alphanumeric();
        if text.ends_with(letter) && word.starts_with(|it: char| it.is_ascii_alphabetic()) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        if let Some(kind) = label.strip_prefix("B-") {
            names.push(Named { start, end: text.len(), kind: kind.to_owned() });
        } else if label.starts_with("I-")
            && let Some(last) = names.last_mut()
        {
            last.end = text.len();
        }
    }
    names.retain_mut(|named| match kind(&named.kind) {
        Some(kind) => {
            kind.clone_into(&mut named.kind);
            true
        }
        None => named.kind == IGNORED,
    });
    Sentence { text, names }
}

/// Our kind for a label.
fn kind(label: &str) -> Option<&'static str> {
    Some(match label {
        "PERSON" => "person",
        "ORG" => "organization",
        "GPE" | "LOC" | "FAC" => "location",
        "DATE" => "date",
        _ => return None,
    })
}
