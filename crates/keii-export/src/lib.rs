//! The ledger in the formats of others: tables, calendars, feeds, event data, annotations.
//!
//! [`write()`] is a pure function of a ledger, a [`Query`] and a [`Form`]. Whoever asks (the command,
//! a page, the API) gets the same bytes. There is no clock in them: what a format wants a time for
//! is a day of publication. Each file tells by which query, from which ledger and by which program
//! it was made, in its format's own way.

mod actor;
mod annotation;
mod atom;
mod bare;
mod cameo;
mod code;
mod context;
mod csv;
mod form;
mod hash;
mod ics;
mod jsonl;
mod markdown;
mod passage;
mod plover;
mod query;
mod selection;
mod stamp;
mod texts;

use std::io::Write;

use keii_ledger::Ledger;

use context::Context;
pub use form::{Form, Format, Kind};
pub use hash::{digest, hash};
pub use query::{Misfit, Query};
pub use selection::Selection;
pub use texts::{NoTexts, TextError, Texts};

/// What can go wrong while an export is made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The output takes no more.
    #[error("the export cannot be written")]
    Write(#[from] std::io::Error),
    /// A text that an annotation quotes from cannot be had.
    #[error("the text of {document} cannot be read")]
    Text {
        /// Whose text.
        document: keii_model::Id,
        /// Why.
        source: TextError,
    },
}

/// What an export is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What the documents say.
    pub ledger: &'a Ledger,
    /// [`digest`] of the ledger.
    pub digest: &'a str,
    /// The texts, of which annotations quote the words around theirs.
    pub texts: &'a dyn Texts,
}

/// Writes what a query asks for, and tells how many rows that is: as many as a listing of the same
/// query has lines. A query that does not fit the format should have been refused before, see
/// [`Query::check`]; here the parts of it that mean nothing are not looked at.
///
/// # Errors
/// When the output takes no more, or a text cannot be had.
pub fn write(
    source: Source<'_>,
    query: &Query,
    form: Form,
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let context = Context::new(source, query, form);
    match form.format {
        Format::Jsonl => jsonl::write(&context, query, out),
        Format::Csv => csv::write(&context, out),
        Format::Markdown => markdown::write(&context, out),
        Format::Ics => ics::write(&context, out),
        Format::Atom => atom::write(&context, out),
        Format::Plover => plover::write(&context, out),
        Format::Cameo => cameo::write(&context, out),
        Format::Annotation => annotation::write(&context, out),
    }
}
