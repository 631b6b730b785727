//! Reads the files of a pack.

use std::ops::Range;

use compact_str::CompactString;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::check;
use crate::lexicon::{LexiconSource, split_forms};
use crate::pattern::PatternError;
use crate::problem::{Origin, PackError, Problem};
use crate::read_rules;
use crate::setting::Setting;
use crate::source::{ClassKind, ClassSource, PackFile, PackSource, RuleSource};

pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

/// A pack with the places of its parts, as far as checks need to point at them.
pub(crate) struct Draft<'a> {
    pub source: PackSource,
    /// As many as there are classes, and rules.
    pub class_places: Vec<(Origin<'a>, Range<usize>)>,
    pub rule_places: Vec<RulePlaces<'a>>,
    pub problems: Vec<Problem>,
}

/// Where the parts of a rule stand.
pub(crate) struct RulePlaces<'a> {
    pub origin: Origin<'a>,
    pub id: Range<usize>,
    pub pattern: Written,
    /// Whether the pattern was understood.
    pub understood: bool,
    pub contexts: Vec<Written>,
    pub outputs: Vec<Written>,
    pub accepts: Vec<Range<usize>>,
}

/// Words of a file and where they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    pub words: CompactString,
    range: Range<usize>,
    /// Where the words themselves begin, when they stand there without escapes.
    start: Option<usize>,
}

impl Written {
    pub fn new(origin: Origin<'_>, words: &str, range: Range<usize>) -> Self {
        let inside = origin.text.get(range.clone()).and_then(|raw| raw.find(words));
        Self { words: words.into(), start: inside.map(|at| range.start + at), range }
    }

    /// A stretch of the words as a range of the file; all of them where escapes shift it.
    pub fn part(&self, part: Range<usize>) -> Range<usize> {
        match self.start {
            Some(start) => start + part.start..start + part.end,
            None => self.range.clone(),
        }
    }

    pub fn all(&self) -> Range<usize> {
        self.part(0..self.words.len())
    }
}

/// One file that is being read.
pub(crate) struct FileReader<'a, 'p> {
    pub origin: Origin<'a>,
    pub problems: &'p mut Vec<Problem>,
}

impl<'a> FileReader<'a, '_> {
    pub fn wrong(&mut self, range: Range<usize>, message: impl Into<String>, help: &str) {
        self.problems.push(self.origin.problem(range, message, help));
    }

    pub fn wrong_pattern(&mut self, written: &Written, error: PatternError) {
        let range = written.part(error.range);
        self.problems.push(self.origin.problem(range, error.message, error.help));
    }

    /// The file as a table.
    pub fn table(&mut self) -> Option<DeTable<'a>> {
        match DeTable::parse(self.origin.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let message = format!("this is not TOML: {}", error.message());
                let help = "see toml.io for the syntax; patterns are best put into 'single quotes'";
                self.wrong(error.span().unwrap_or(0..0), message, help);
                None
            }
        }
    }

    /// A value that must be a string.
    pub fn words(&mut self, value: &Value<'_>, help: &str) -> Option<Written> {
        if let DeValue::String(words) = value.get_ref() {
            return Some(Written::new(self.origin, words, value.span()));
        }
        self.wrong(value.span(), "this must be a string", help);
        None
    }

    /// A string, or a number or flag as it is written.
    pub fn scalar(&mut self, value: &Value<'_>, help: &str) -> Option<Written> {
        let words = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(flag) => flag.to_string(),
            _ => return self.words(value, help),
        };
        Some(Written::new(self.origin, &words, value.span()))
    }

    pub fn array<'v>(&mut self, value: &'v Value<'a>, help: &str) -> &'v [Value<'a>] {
        match value.get_ref() {
            DeValue::Array(items) => items,
            _ => {
                self.wrong(value.span(), "this must be a list", help);
                &[]
            }
        }
    }

    /// The tables below `[class]`.
    pub fn classes(&mut self, value: &Value<'a>, layer: Option<&str>, draft: &mut Classes<'a>) {
        let help =
            "write [class.NAME] with phrase = \"value\" lines, number = [1, 12] or words = [..]";
        let DeValue::Table(classes) = value.get_ref() else {
            return self.wrong(value.span(), "`class` is a table of classes", help);
        };
        for (name, class) in classes {
            let DeValue::Table(table) = class.get_ref() else {
                self.wrong(class.span(), "a class is a table", help);
                continue;
            };
            let Some(kind) = self.class(table, name.span()) else { continue };
            let (layer, name_words) =
                (layer.map(CompactString::from), name.get_ref().as_ref().into());
            draft.sources.push(ClassSource { layer, name: name_words, kind });
            draft.places.push((self.origin, name.span()));
        }
    }

    fn class(&mut self, table: &DeTable<'a>, name: Range<usize>) -> Option<ClassKind> {
        match table.get("number") {
            Some(limits) if !limits.get_ref().is_str() => return self.number_class(table, limits),
            _ => {}
        }
        let mut entries = Vec::new();
        for (phrase, value) in table {
            let forms = phrase.get_ref().as_ref();
            if forms == "words" && value.get_ref().is_array() {
                for word in self.array(value, "") {
                    let word = self.words(word, "words are strings: [\"a\", \"b|c\"]")?;
                    let forms = split_forms(&word.words);
                    let standard = forms[0].clone();
                    entries.extend(forms.into_iter().map(|form| (form, standard.clone())));
                }
            } else {
                let value = self.scalar(value, "a phrase has a value: \"上旬\" = \"early\"")?;
                let forms = split_forms(forms).into_iter();
                entries.extend(forms.map(|form| (form, value.words.clone())));
            }
        }
        entries.sort();
        let twice = entries.windows(2).find(|pair| pair[0].0 == pair[1].0);
        if let Some(pair) = twice {
            let message = format!("the phrase {} is listed twice", pair[0].0);
            self.wrong(name.clone(), message, "a phrase has one value in a class");
        }
        if entries.iter().any(|(phrase, _)| phrase.is_empty()) || entries.is_empty() {
            self.wrong(
                name,
                "a phrase is empty, or there is none",
                "list phrases with their values",
            );
        }
        Some(ClassKind::Phrases(entries))
    }

    fn number_class(&mut self, table: &DeTable<'a>, limits: &Value<'a>) -> Option<ClassKind> {
        let help = "write number = [1, 12] or number = true, and decimals = true if wanted";
        let range: Option<(u64, u64)> = match limits.get_ref() {
            DeValue::Boolean(true) => Some((0, u64::MAX)),
            DeValue::Array(items) => match &items[..] {
                [least, most] => integer(least).zip(integer(most)),
                _ => None,
            },
            _ => None,
        };
        let Some((least, most)) = range.filter(|(least, most)| least <= most) else {
            self.wrong(limits.span(), "these are not the limits of a number", help);
            return None;
        };
        let others =
            table.keys().filter(|key| !matches!(key.get_ref().as_ref(), "number" | "decimals"));
        for key in others {
            self.wrong(key.span(), "a class of numbers has no phrases", help);
        }
        let decimals =
            table.get("decimals").is_some_and(|flag| flag.get_ref().as_bool() == Some(true));
        Some(ClassKind::Number { least, most, decimals })
    }
}

/// Classes with their places.
#[derive(Default)]
pub(crate) struct Classes<'a> {
    sources: Vec<ClassSource>,
    places: Vec<(Origin<'a>, Range<usize>)>,
}

pub(crate) fn integer<T: TryFrom<i128>>(value: &Value<'_>) -> Option<T> {
    let number = value.get_ref().as_integer()?;
    T::try_from(i128::from_str_radix(number.as_str(), number.radix()).ok()?).ok()
}

impl PackSource {
    /// Parses and checks a pack; the order of the files does not matter.
    ///
    /// # Errors
    /// Everything that is wrong in any file, with its place and what to do about it.
    pub fn parse(files: &[PackFile<'_>]) -> Result<Self, PackError> {
        let mut files = files.to_vec();
        files.sort_by_key(|file| file.path);
        let mut draft = read(&files);
        check::names(&mut draft);
        check::rules(&mut draft);
        if draft.problems.is_empty() {
            check::overlaps(&mut draft);
        }
        if draft.problems.is_empty() {
            Ok(draft.source)
        } else {
            Err(PackError::new(draft.problems))
        }
    }
}

fn read<'a>(files: &[PackFile<'a>]) -> Draft<'a> {
    let mut problems = Vec::new();
    let (mut classes, mut lexicons) = (Classes::default(), Vec::new());
    let (mut rules, mut rule_places): (Vec<RuleSource>, Vec<RulePlaces<'_>>) = Default::default();
    let mut head = None;
    for file in files {
        let origin = Origin { path: file.path, text: file.text };
        let mut reader = FileReader { origin, problems: &mut problems };
        if file.path == "pack.toml" {
            head = Some(read_head(&mut reader, &mut classes));
        } else if let Some(name) = below(file.path, "lexicon/", ".tsv") {
            lexicons.push(LexiconSource::parse(name, origin, &mut problems));
        } else if below(file.path, "rules/", ".toml").is_some() {
            for (rule, places) in read_rules::read(&mut reader, &mut classes) {
                rules.push(rule);
                rule_places.push(places);
            }
        }
    }
    let (name, number, settings) = head.unwrap_or_else(|| {
        let origin = Origin { path: "pack.toml", text: "" };
        let help = "a pack has a file pack.toml with name = \"ja\" and version = \"0.1.0\"";
        problems.push(origin.problem(0..0, "this file is missing", help));
        Default::default()
    });
    let version = format!("{name} {number} ({})", hash(files)).into();
    let Classes { sources: classes, places: class_places } = classes;
    let source = PackSource { name, version, settings, classes, lexicons, rules };
    Draft { source, class_places, rule_places, problems }
}

fn below<'p>(path: &'p str, folder: &str, ending: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_suffix(ending)
}

fn read_head<'a>(
    reader: &mut FileReader<'a, '_>,
    classes: &mut Classes<'a>,
) -> (CompactString, CompactString, Setting) {
    let Some(table) = reader.table() else { return Default::default() };
    let mut field = |key: &str| {
        let written = table.get(key).and_then(|value| reader.words(value, "write it in quotes"));
        if written.is_none() {
            let help = "pack.toml begins with name = \"ja\" and version = \"0.1.0\"";
            reader.wrong(0..0, format!("`{key}` is missing"), help);
        }
        written.unwrap_or_default().words
    };
    let (name, version) = (field("name"), field("version"));
    if let Some(value) = table.get("class") {
        reader.classes(value, None, classes);
    }
    (name, version, Setting::from_toml(&DeValue::Table(table)))
}

/// Eight hexadecimal digits that change with every file's path and content.
fn hash(files: &[PackFile<'_>]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        for part in [file.path, file.text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}
