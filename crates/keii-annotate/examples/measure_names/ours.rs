//! What keii names in a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keii_annotate::Annotator;
use keii_ja::Japanese;
use keii_model::{Document, EntityType, Id, Metadata, Span, Text, TextSpan, Time, TimeType};
use keii_rules::{Lexicon, Pack, PackFile, PackSource};

use super::Named;

/// An annotator with the real dictionary and a pack from disk.
pub struct Annotated {
    annotator: Annotator,
    /// Words that only point at a body or place.
    pointers: BTreeSet<String>,
}

impl Annotated {
    /// Opens the dictionary and compiles the pack.
    pub fn open(cache: &Path, pack: &Path) -> Result<Self, Box<dyn Error>> {
        let japanese = Japanese::open(cache, None)?;
        let pack = read_pack(pack)?;
        let entries = pack.lexicon("pointer").into_iter().flat_map(Lexicon::entries);
        let pointers = entries.flat_map(|entry| entry.forms()).map(ToString::to_string).collect();
        Ok(Self { annotator: Annotator::new(Arc::new(japanese), pack)?, pointers })
    }

    /// What it names in a sentence, by our kinds, in order.
    pub fn names(&self, text: &str) -> Vec<Named> {
        let reading = self.annotator.annotate(&document(text));
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let named = |span: &TextSpan, kind: &str| Named {
            start: bytes[span.start as usize],
            end: bytes[span.end as usize],
            kind: kind.to_owned(),
        };
        let mut names = Vec::new();
        for entity in &reading.entities {
            let kind = match entity.entity_type {
                EntityType::Person => "person",
                EntityType::Organization => "organization",
                EntityType::Country | EntityType::Place => "location",
                EntityType::Group => continue,
            };
            // Somebody meant by office alone is not named, nor is a body by a word that points at it.
            let own = |span: &&TextSpan| {
                let alone = kind == "person" && !entity.aliases.contains(&span.text);
                !alone && !self.pointers.contains(&span.text)
            };
            names.extend(entity.evidence.iter().filter(own).map(|span| named(span, kind)));
        }
        let dates = reading.times.iter().filter(|time| is_date(time));
        names.extend(dates.flat_map(|time| ends(&time.span)).map(|span| named(&span, "date")));
        names.sort();
        names.dedup();
        join_places(names)
    }
}

/// A place directly behind the one that it lies in bears one label with it (神奈川県座間市), and is a name
/// of its own to us.
fn join_places(names: Vec<Named>) -> Vec<Named> {
    let mut joined: Vec<Named> = Vec::with_capacity(names.len());
    for named in names {
        match joined.iter_mut().rfind(|last| last.kind == named.kind) {
            Some(last) if named.kind == "location" && last.end == named.start => {
                last.end = named.end;
            }
            _ => joined.push(named),
        }
    }
    joined
}

/// The ends of a range of time (4月から5月まで), which bear a label each there and are one expression here.
fn ends(span: &TextSpan) -> Vec<TextSpan> {
    let Some((first, last)) = span.text.split_once("から") else { return vec![span.clone()] };
    let last = last.trim_end_matches("まで");
    let length = |words: &str| u32::try_from(words.chars().count()).expect("within the text");
    let start = span.start + length(first) + length("から");
    let end = |text: &str, start: u32| TextSpan {
        start,
        end: start + length(text),
        text: text.to_owned(),
        ..span.clone()
    };
    vec![end(first, span.start), end(last, start)]
}

/// Whether a time is what the labels call a date: of days or longer, and told with a figure. Words that
/// only point (昨年, 現在, 今後) bear no label there.
fn is_date(time: &Time) -> bool {
    let figure = |it: char| it.is_numeric() || "一二三四五六七八九十元数半".contains(it);
    let shorter = time.value.as_ref().is_some_and(|value| value.contains('T'));
    time.time_type != TimeType::Time && time.span.text.contains(figure) && !shorter
}

fn read_pack(root: &Path) -> Result<Pack, Box<dyn Error>> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root)?.display().to_string();
                files.insert(name, std::fs::read_to_string(&path)?);
            }
        }
    }
    let files: Vec<PackFile<'_>> =
        files.iter().map(|(path, text)| PackFile { path, text }).collect();
    Ok(Pack::compile(&PackSource::parse(&files)?)?)
}

fn document(text: &str) -> Document {
    Document {
        id: Id::from("D0"),
        name: "sentence".to_owned(),
        sha256: String::new(),
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata: Metadata::default(),
    }
}
