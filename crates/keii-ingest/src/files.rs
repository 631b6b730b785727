//! The layer that touches the outside: files, directories, standard input.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::error::{Fault, IngestError};
use crate::input::Input;
use crate::json_lines::Lines;
use crate::walk::Walk;
use crate::{Format, Options, read_bytes};

/// What a report of readings begins with, as the tests of a corpus write it beside its articles.
const REPORT: &[u8] = b"What keii reads in ";

/// The path that means standard input.
pub const STANDARD_INPUT: &str = "-";

/// Reads the articles of `paths`: files, directories with all below them, `-` for standard input.
///
/// Lazily and always in the same order: paths as given, directories by name. At most one article
/// is in memory at a time. In directories hidden files are ignored, and files that are no
/// articles by their name ([`Articles::skipped`]) are passed over; a file named by the caller is
/// read whatever its name. A fault is yielded in its place, and reading goes on.
#[must_use]
pub fn articles(paths: &[PathBuf], options: Options) -> Articles {
    Articles { walk: Walk::new(paths), options, current: None }
}

/// Iterator over articles and faults; see [`articles`].
pub struct Articles {
    walk: Walk,
    options: Options,
    current: Option<Stream>,
}

/// A `.jsonl` being read.
struct Stream {
    lines: Lines<Box<dyn BufRead>>,
    /// Where it lies, when it was found in a directory.
    found: Option<PathBuf>,
}

impl Articles {
    /// Files found in directories and passed over so far: other extensions, files such as
    /// `README.md`, files of exported records, and reports of what keii read.
    #[must_use]
    pub fn skipped(&self) -> &[PathBuf] {
        &self.walk.skipped
    }

    /// The next article of the `.jsonl` being read.
    fn next_line(&mut self) -> Option<Result<Input, IngestError>> {
        let stream = self.current.as_mut()?;
        let read = stream.lines.next(&self.options)?;
        if let (Some(path), Err(IngestError { fault: Fault::Records, line: Some(1), .. })) =
            (&stream.found, &read)
        {
            // Nobody asked for this file: a story's folder may hold its export.
            self.walk.skipped.push(path.clone());
            return None;
        }
        Some(read)
    }

    /// Opens a path; gives the article, if it is one, or prepares the stream.
    fn open(&mut self, path: &Path, found: bool) -> Option<Result<Input, IngestError>> {
        let (name, file) = names(path);
        let opened: io::Result<Box<dyn BufRead>> = if file == STANDARD_INPUT {
            Ok(Box::new(BufReader::new(io::stdin())))
        } else {
            File::open(path).map(|file| Box::new(BufReader::new(file)) as Box<dyn BufRead>)
        };
        let source = Source { name, file, found: found.then(|| path.to_owned()) };
        let mut reader = match opened {
            Ok(reader) => reader,
            Err(error) => return Some(Err(source.unreadable(&error))),
        };
        let format = match source.format(&mut reader, &self.options) {
            Ok(format) => format,
            Err(error) => return Some(Err(source.unreadable(&error))),
        };
        if found && reader.fill_buf().is_ok_and(|start| start.starts_with(REPORT)) {
            self.walk.skipped.push(path.to_owned());
            return None;
        }
        if format == Format::JsonLines {
            let lines = Lines::new(source.name, source.file, reader);
            self.current = Some(Stream { lines, found: source.found });
            return None;
        }
        Some(source.read(reader, format, &self.options))
    }
}

impl Iterator for Articles {
    type Item = Result<Input, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(read) = self.next_line() {
                return Some(read);
            }
            self.current = None;
            match self.walk.next()? {
                Ok(step) => {
                    if let Some(read) = self.open(&step.path, step.found) {
                        return Some(read);
                    }
                }
                Err((path, error)) => {
                    let (name, file) = names(&path);
                    return Some(Err(Source { name, file, found: None }.unreadable(&error)));
                }
            }
        }
    }
}

impl fmt::Debug for Articles {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Articles").field("walk", &self.walk).finish_non_exhaustive()
    }
}

/// The name of a document and the name of a file in messages. The document's has no directory,
/// so that a ledger does not depend on where it was made.
fn names(path: &Path) -> (String, String) {
    let file = path.display().to_string();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    if file == STANDARD_INPUT {
        return ("(standard input)".to_owned(), file);
    }
    (name.unwrap_or_else(|| file.clone()), file)
}

/// Where bytes come from.
struct Source {
    name: String,
    file: String,
    found: Option<PathBuf>,
}

impl Source {
    fn unreadable(&self, error: &io::Error) -> IngestError {
        let fault = Fault::Unreadable(error.to_string());
        IngestError { file: self.file.clone(), line: None, fault }
    }

    fn format(&self, reader: &mut impl BufRead, options: &Options) -> io::Result<Format> {
        match options.format.or_else(|| Format::of_name(&self.name)) {
            Some(format) => Ok(format),
            None => Ok(Format::of_bytes(reader.fill_buf()?)),
        }
    }

    /// Reads one article, and no more bytes than one may have.
    fn read(
        &self,
        reader: impl Read,
        format: Format,
        options: &Options,
    ) -> Result<Input, IngestError> {
        let limit = options.limits.document_bytes as u64;
        let mut bytes = Vec::new();
        reader
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| self.unreadable(&error))?;
        let mut read = read_bytes(&self.name, &bytes, Some(format), options);
        let one = read.pop().expect("other formats than JSON lines give exactly one");
        one.map_err(|error| IngestError { file: self.file.clone(), ..error })
    }
}
