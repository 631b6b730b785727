//! Bytes in, [`keii_model::Document`]s out: formats, charsets, extraction, and the day of
//! publication as far as it came with the article.
//!
//! Two layers. [`read_bytes`] is pure: a name and bytes in, documents or errors out. [`articles`]
//! walks files, directories and standard input and hands their bytes to it, lazily and in a fixed
//! order; nothing else in this crate touches the outside.
//!
//! What is *not* here: reading dates, speech or names out of running text. A date that did not
//! come with the article stays unknown.
//!
//! ```
//! use keii_ingest::{Options, read_bytes};
//! let file = "---\ntitle: 定例会見\ndate: 2025年8月15日\n---\n報道官が会見した。\n";
//! let inputs = read_bytes("a.md", file.as_bytes(), None, &Options::default());
//! let document = &inputs[0].as_ref().unwrap().document;
//! assert_eq!(document.body.of(document.text.as_str()), "報道官が会見した。\n");
//! assert_eq!(document.metadata.published.as_ref().unwrap().as_str(), "2025-08-15");
//! ```

mod charset;
mod date;
mod error;
mod fields;
mod files;
mod format;
mod front_matter;
mod html;
mod input;
mod json_lines;
mod options;
mod walk;

pub use error::{Fault, IngestError};
pub use files::{Articles, STANDARD_INPUT, articles};
pub use format::Format;
pub use input::{Input, Warning, read_bytes};
pub use options::{Limits, Options, Overrides};
