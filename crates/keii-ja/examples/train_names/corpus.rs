//! Sentences with names, from files in BIO or JSON.

use std::error::Error;

use keii_ja::Tokenizer;
use keii_ja::name::{Features, Tagged};
use keii_model::Span;
use keii_syntax::Token;

/// The kinds of the model that is shipped, in the order of their numbers.
pub const KINDS: [&str; 4] = ["person", "organization", "place", "other"];

/// Ends of names of groups that are organised.
const BODIES: [&str; 8] = ["党", "会", "団", "同盟", "連合", "オウム", "摂理", "幸福の科学"];

/// What there is to learn from a sentence.
pub struct Sentence {
    pub features: Features,
    /// Its names, in order.
    pub names: Vec<Tagged>,
    /// How many names begin or end inside a word.
    pub lost: usize,
}

/// A name in a text, in bytes, with its label.
type Label = (usize, usize, String);

/// A sentence with its labels.
type Labelled = (String, Vec<Label>);

/// The sentences of a file, with the kinds of the model that is shipped.
pub fn read(tokenizer: &Tokenizer, file: &str) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let sentences = texts(file)?.into_iter().map(|(text, labels)| {
        let kind = |label: &Label| kind(&label.2, &text[label.0..label.1]);
        sentence(tokenizer, &text, &labels, kind)
    });
    Ok(sentences.collect())
}

/// The sentences of a file with its own kinds, by name in alphabetical order.
pub fn own_kinds(
    tokenizer: &Tokenizer,
    file: &str,
) -> Result<(Vec<String>, Vec<Sentence>), Box<dyn Error>> {
    let texts = texts(file)?;
    let all = texts.iter().flat_map(|(_, labels)| labels.iter().map(|(.., kind)| kind.clone()));
    let mut kinds: Vec<String> = all.collect();
    kinds.sort();
    kinds.dedup();
    let sentences = texts.iter().map(|(text, labels)| {
        sentence(tokenizer, text, labels, |label| kinds.binary_search(&label.2).ok())
    });
    let sentences = sentences.collect();
    Ok((kinds, sentences))
}

/// The number of our kind for a label of either file.
fn kind(label: &str, words: &str) -> Option<usize> {
    match label {
        "PERSON" | "人名" => Some(0),
        "ORG" | "法人名" | "政治的組織名" | "その他の組織名" => Some(1),
        "GPE" | "LOC" | "FAC" | "地名" | "施設名" => Some(2),
        "NORP" if BODIES.iter().any(|end| words.ends_with(end)) => Some(1),
        "NORP" | "PRODUCT" | "WORK_OF_ART" | "EVENT" | "LAW" | "LANGUAGE" | "MOVEMENT"
        | "PET_NAME" | "製品名" | "イベント名" => Some(3),
        _ => None,
    }
}

fn sentence(
    tokenizer: &Tokenizer,
    text: &str,
    labels: &[Label],
    kind: impl Fn(&Label) -> Option<usize>,
) -> Sentence {
    let tokens = tokenizer.tokenize(text, Span::from_range(0..text.len()));
    let (mut names, mut lost) = (Vec::new(), 0);
    for label in labels {
        let Some(kind) = kind(label) else { continue };
        match run(&tokens, label) {
            Some((start, end)) => names.push(Tagged { start, end, kind, margin: 0 }),
            None => lost += 1,
        }
    }
    Sentence { features: Features::new(text, &tokens), names, lost }
}

/// The tokens of a name that begins and ends with tokens.
fn run(tokens: &[Token], label: &Label) -> Option<(usize, usize)> {
    let start = u32::try_from(label.0).ok()?;
    let end = u32::try_from(label.1).ok()?;
    let from = tokens.binary_search_by_key(&start, |token| token.span.start).ok()?;
    let to = tokens.binary_search_by_key(&end, |token| token.span.end).ok()?;
    (from <= to).then_some((from, to + 1))
}

fn texts(file: &str) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let content = std::fs::read_to_string(file)?;
    if file.ends_with(".json") {
        return json(&serde_json::from_str(&content)?);
    }
    let blocks = content.split("\n\n").filter(|block| !block.trim().is_empty());
    Ok(blocks.map(bio).collect())
}

/// A sentence in BIO; a space between words in Latin letters has been lost there.
fn bio(block: &str) -> Labelled {
    let (mut text, mut labels) = (String::new(), Vec::<Label>::new());
    for (word, label) in block.lines().filter_map(|line| line.split_once('\t')) {
        let latin = text.ends_with(|it: char| it.is_ascii_alphanumeric());
        if latin && word.starts_with(|it: char| it.is_ascii_alphabetic()) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        if let Some(kind) = label.strip_prefix("B-") {
            labels.push((start, text.len(), kind.to_owned()));
        } else if label.starts_with("I-")
            && let Some(last) = labels.last_mut()
        {
            last.1 = text.len();
        }
    }
    (text, labels)
}

fn json(file: &serde_json::Value) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for record in file.as_array().ok_or("an array of records is expected")? {
        let text = record["text"].as_str().ok_or("a record without text")?;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut labels = Vec::new();
        for entity in record["entities"].as_array().into_iter().flatten() {
            let at = |index: usize| -> Option<usize> {
                bytes.get(usize::try_from(entity["span"][index].as_u64()?).ok()?).copied()
            };
            if let (Some(start), Some(end), Some(kind)) = (at(0), at(1), entity["type"].as_str()) {
                labels.push((start, end, kind.to_owned()));
            }
        }
        texts.push((text.to_owned(), labels));
    }
    Ok(texts)
}
