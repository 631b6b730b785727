//! The real reading of a short text.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keii_annotate::Annotator;
use keii_ja::Japanese;
use keii_model::{Anchor, Document, Id, Metadata, Number, Reading, Span, Text, Time};
use keii_rules::{Pack, PackFile, PackSource};

/// keii, as it reads an article.
pub(crate) struct Reader {
    annotator: Annotator,
}

/// Yen: the unit that says nothing else and stands behind any number.
const UNIT: &str = "\u{5186}";

impl Reader {
    /// With the pack of Japanese as it stands in the repository.
    pub(crate) fn open(cache: &Path) -> Result<Self, Box<dyn Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/ja");
        let mut files = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path: PathBuf = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&root)?.to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path)?));
            }
        }
        let files: Vec<PackFile<'_>> =
            files.iter().map(|(path, text)| PackFile { path, text }).collect();
        let pack = Pack::compile(&PackSource::parse(&files)?)?;
        let japanese = Japanese::open(cache, None)?;
        Ok(Self { annotator: Annotator::new(Arc::new(japanese), pack)? })
    }

    fn read(&self, text: &str, published: Option<&str>) -> Reading {
        let published = published.map(|day| day.parse().expect("a day of the calendar"));
        self.annotator.annotate(&Document {
            id: Id::from("D000000000000"),
            name: "case".to_owned(),
            sha256: "0".repeat(64),
            text: Text::new(text),
            body: Span::from_range(0..text.len()),
            metadata: Metadata { published, ..Metadata::default() },
        })
    }

    /// The times of a text that came without a day of publication. Words that only hint at a time
    /// are left out; the 18th of no month that is known is none of these.
    pub(crate) fn times(&self, text: &str) -> Vec<Time> {
        let known = |time: &Time| {
            time.value.is_some()
                || time.offset.is_some()
                || time.span.text.contains(|letter: char| letter.is_ascii_digit())
                || matches!(time.anchor, Anchor::Weekday | Anchor::Event)
        };
        self.read(text, None).times.into_iter().filter(known).collect()
    }

    /// The value of the first time of a text that was published on that day.
    pub(crate) fn value_on(&self, text: &str, published: &str) -> Option<String> {
        self.read(text, Some(published)).times.into_iter().next()?.value
    }

    /// The number, read before a unit.
    pub(crate) fn number(&self, figures: &str) -> Option<f64> {
        match self.read(&format!("{figures}{UNIT}"), None).quantities.into_iter().next()?.value? {
            #[expect(clippy::cast_precision_loss, reason = "the cases are compared as floats")]
            Number::Whole(number) => Some(number as f64),
            Number::Fraction(number) => Some(number),
            Number::Range(_) => None,
        }
    }

    /// Whether both texts tell the same times and quantities.
    pub(crate) fn reads_alike(&self, one: &str, other: &str) -> bool {
        let values = |text: &str| {
            let reading = self.read(text, None);
            let times: Vec<_> = reading
                .times
                .into_iter()
                .map(|time| (time.time_type, time.value, time.offset))
                .collect();
            let amounts: Vec<_> = reading
                .quantities
                .into_iter()
                .map(|quantity| (quantity.value, quantity.unit))
                .collect();
            (times, amounts)
        };
        values(one) == values(other)
    }

    /// The times of a text in one line.
    pub(crate) fn show(&self, text: &str) -> String {
        let reading = self.read(text, None);
        let times = reading.times.iter().map(|time| {
            let value = time.value.as_deref().unwrap_or("-");
            let offset = time.offset.as_deref().unwrap_or("");
            let about = if time.approximate { "~" } else { "" };
            format!("[{}] {:?} {value} {offset}{about}", time.span.text, time.time_type)
        });
        times.collect::<Vec<_>>().join("; ")
    }
}
