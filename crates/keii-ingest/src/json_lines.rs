//! One article a line. Each line is a document of its own, named after file and line; its hash is
//! that of the line's bytes without the line ending.

use std::io::{self, BufRead, Read};

use serde_json::Value;

use crate::charset::line_of;
use crate::error::{Fault, IngestError};
use crate::fields::Fields;
use crate::input::{self, Input};
use crate::{Format, Options};

/// Names of the article's text, the preferred one first.
const TEXT: [&str; 3] = ["text", "body", "content"];

/// All lines of `bytes`.
pub(crate) fn read_all(
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Vec<Result<Input, IngestError>> {
    let mut lines = Lines::new(name.to_owned(), name.to_owned(), bytes);
    std::iter::from_fn(|| lines.next(options)).collect()
}

/// Articles of a stream, one line in memory at a time.
pub(crate) struct Lines<R> {
    name: String,
    file: String,
    reader: R,
    number: u64,
    found: bool,
    over: bool,
}

/// What came of looking for a line's end.
enum Line {
    Whole,
    TooLong,
    None,
}

impl<R: BufRead> Lines<R> {
    /// `name` goes into the documents, `file` into the errors.
    pub(crate) fn new(name: String, file: String, reader: R) -> Self {
        Self { name, file, reader, number: 0, found: false, over: false }
    }

    /// The next article or fault. Blank lines are passed over; a stream without any article is
    /// empty.
    pub(crate) fn next(&mut self, options: &Options) -> Option<Result<Input, IngestError>> {
        let limit = options.limits.document_bytes;
        let mut line = Vec::new();
        while !self.over {
            line.clear();
            let read = match self.read_line(&mut line, limit) {
                Ok(read) => read,
                Err(error) => {
                    self.over = true;
                    return Some(self.fault(Fault::Unreadable(error.to_string())));
                }
            };
            self.number += 1;
            match read {
                Line::None => {
                    self.over = true;
                    let fault =
                        IngestError { file: self.file.clone(), line: None, fault: Fault::Empty };
                    return (!self.found).then_some(Err(fault));
                }
                Line::TooLong => {
                    self.found = true;
                    return Some(self.fault(Fault::LineTooLong { limit }));
                }
                Line::Whole => {}
            }
            let bytes = if self.number == 1 { without_mark(&line) } else { &line };
            let bytes = without_ending(bytes);
            if !bytes.trim_ascii().is_empty() {
                self.found = true;
                return Some(self.read(bytes, options));
            }
        }
        None
    }

    fn read(&mut self, bytes: &[u8], options: &Options) -> Result<Input, IngestError> {
        let name = format!("{}:{}", self.name, self.number);
        match article(&name, bytes, options) {
            Ok(mut input) => {
                input.line = Some(self.number);
                Ok(input)
            }
            Err(fault) => {
                // A file of records has nothing but records: one message, not thousands.
                self.over = fault == Fault::Records && self.number == 1;
                self.fault(fault)
            }
        }
    }

    fn fault(&self, fault: Fault) -> Result<Input, IngestError> {
        Err(IngestError { file: self.file.clone(), line: Some(self.number), fault })
    }

    /// Reads up to the end of the line; of one over the limit, drops the rest unread.
    fn read_line(&mut self, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
        let read = (&mut self.reader).take(limit as u64 + 1).read_until(b'\n', line)?;
        if read == 0 {
            return Ok(Line::None);
        }
        if read <= limit || line.ends_with(b"\n") {
            return Ok(Line::Whole);
        }
        self.reader.skip_until(b'\n')?;
        Ok(Line::TooLong)
    }
}

fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}

fn without_ending(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The article of one line.
fn article(name: &str, bytes: &[u8], options: &Options) -> Result<Input, Fault> {
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Fault::Binary { offset });
    }
    let line = std::str::from_utf8(bytes)
        .map_err(|error| Fault::LineNotUtf8 { offset: error.valid_up_to() })?;
    let value: Value = serde_json::from_str(line).map_err(|error| Fault::Json(reason(&error)))?;
    let Value::Object(object) = &value else {
        return Err(Fault::Json("a value of another kind".to_owned()));
    };
    let text = TEXT.iter().filter_map(|name| object.get(*name)?.as_str());
    let Some(text) = text.into_iter().find(|text| !text.trim().is_empty()) else {
        let is_record = object.get("kind").is_some_and(Value::is_string);
        return Err(if is_record { Fault::Records } else { Fault::NoText });
    };
    let fields = Fields::named(|name| object.get(name).and_then(words));
    let mut warnings = Vec::new();
    let metadata = fields.into_metadata(&options.overrides, &mut warnings);
    let text = input::titled(metadata.title.as_deref(), text.to_owned());
    if let Some(offset) = text.find('\0') {
        return Err(Fault::Binary { offset });
    }
    debug_assert_eq!(line_of(bytes, bytes.len()), 1, "a line holds no line ending");
    let document = input::document(name, bytes, text, 0, metadata);
    Ok(Input { document, format: Format::JsonLines, charset: "UTF-8", line: None, warnings })
}

/// What the parser says, without its line, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let (said, _) = said.rsplit_once(" at line ").unwrap_or((&said, ""));
    format!("{said} at column {}", error.column())
}

/// A string, a number, or a list of strings as words; of objects, their `name`.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(word) => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let words: Vec<String> = items.iter().filter_map(name_of).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        Value::Object(_) => name_of(value),
        Value::Null | Value::Bool(_) => None,
    }
}

fn name_of(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("name")?.as_str()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn a_title_stands_before_the_text_once() {
        let file = "\u{FEFF}{\"title\": \"協議始まる\", \"text\": \"両国は協議した。\", \"published\": \"2025/8/15\", \"author\": [\"甲\", {\"name\": \"乙\"}]}\r\n\
                    \n{\"title\": \"協議始まる\", \"content\": \"協議始まる\\n両国は協議した。\"}";
        let inputs: Vec<Input> = read_all("n.jsonl", file.as_bytes(), &Options::default())
            .into_iter()
            .collect::<Result<_, _>>()
            .expect("two articles");
        let texts: Vec<&str> = inputs.iter().map(|input| input.document.text.as_str()).collect();
        assert_eq!(texts, ["協議始まる\n両国は協議した。"; 2]);
        let first = &inputs[0].document;
        assert_eq!(first.metadata.published.as_ref().map(|day| day.as_str()), Some("2025-08-15"));
        assert_eq!(first.metadata.author.as_deref(), Some("甲, 乙"));
        assert_eq!(first.name, "n.jsonl:1");
        assert_eq!((inputs[0].line, inputs[1].line), (Some(1), Some(3)));
        assert_ne!(first.id, inputs[1].document.id);
    }

    #[test]
    fn one_broken_line_in_a_thousand_is_named() {
        let lines = (1..=1000).map(|number| match number {
            617 => "{\"text\": \"切れた\n".to_owned(),
            _ => format!("{{\"text\": \"記事その{number}。\"}}\n"),
        });
        let file: String = lines.collect();
        let inputs = read_all("n.jsonl", file.as_bytes(), &Options::default());
        assert_eq!(inputs.len(), 1000);
        let faults: Vec<&IngestError> = inputs.iter().filter_map(|i| i.as_ref().err()).collect();
        let [fault] = faults[..] else { panic!("{faults:?}") };
        assert_eq!(fault.line, Some(617));
        assert!(fault.to_string().starts_with("n.jsonl:617: the line is not a JSON object (EOF"));
    }

    #[test]
    fn faults_of_a_line_stay_on_it() {
        let file: Vec<u8> = [
            &b"{\"text\": \"\xFF\"}\n[1]\n{\"title\": \"x\"}\n{\"text\": \"a\\u0000b\"}\n"[..],
            format!("{}\n", "[".repeat(100_000)).as_bytes(),
            "{\"text\": \"読める。\"}\n".as_bytes(),
        ]
        .concat();
        let faults: Vec<Option<Fault>> = read_all("n", &file, &Options::default())
            .into_iter()
            .map(|read| read.err().map(|error| error.fault))
            .collect();
        assert_eq!(faults[0], Some(Fault::LineNotUtf8 { offset: 10 }));
        assert!(matches!(faults[1], Some(Fault::Json(_))));
        assert_eq!(faults[2], Some(Fault::NoText));
        assert_eq!(faults[3], Some(Fault::Binary { offset: 1 }));
        assert!(matches!(faults[4], Some(Fault::Json(_))));
        assert_eq!(faults[5], None);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let limits = Limits { document_bytes: 40, ..Limits::default() };
        let options = Options { limits, ..Options::default() };
        let file = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"short\"}}\n", "x".repeat(90));
        let read = read_all("n", file.as_bytes(), &options);
        let error = read[0].as_ref().expect_err("too long");
        assert_eq!((error.line, &error.fault), (Some(1), &Fault::LineTooLong { limit: 40 }));
        assert!(read[1].is_ok() && read.len() == 2);
    }

    #[test]
    fn records_are_refused_once_and_nothing_is_empty() {
        let file =
            "{\"kind\": \"document\", \"id\": \"D1\"}\n{\"kind\": \"time\", \"id\": \"T1\"}\n";
        let read = read_all("n", file.as_bytes(), &Options::default());
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].as_ref().expect_err("records").fault, Fault::Records);
        let read = read_all("n", b"\n\n", &Options::default());
        assert_eq!(read[0].as_ref().expect_err("nothing").fault, Fault::Empty);
    }
}
