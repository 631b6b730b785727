//! What reads documents, handed in by whoever has the rules and the dictionary.

use std::fmt;

use keii_ledger::Sources;
use keii_model::{Document, Reading};
use keii_store::{Arrived, Error, Store, Unread, Until};

type Read = Box<dyn Fn(&Document) -> Reading + Send + Sync>;

/// Reads documents by one set of rules.
pub struct Reader {
    pack: String,
    read: Read,
}

impl fmt::Debug for Reader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Reader").field("pack", &self.pack).finish_non_exhaustive()
    }
}

impl Reader {
    /// `pack` names the rules as the readings do that `read` makes.
    pub fn new(
        pack: impl Into<String>,
        read: impl Fn(&Document) -> Reading + Send + Sync + 'static,
    ) -> Self {
        Self { pack: pack.into(), read: Box::new(read) }
    }

    /// Name and version of the rules.
    #[must_use]
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// All that the document says.
    #[must_use]
    pub fn read(&self, document: &Document) -> Reading {
        (self.read)(document)
    }
}

/// What had arrived by then. A document without a usable reading is read now: its reading has a
/// shape that this program does not know any more.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn sources(
    store: &Store,
    pack: &str,
    read: Option<&dyn Fn(&Document) -> Reading>,
    until: Option<&Until>,
) -> Result<Sources, Error> {
    let Arrived { mut sources, unread } = store.sources(pack, until)?;
    if let Some(read) = read {
        for what in &unread {
            if let Some(document) = document_as(store, what)? {
                sources.readings.push(read(&document));
            }
        }
    }
    Ok(sources)
}

/// The document as it is to be read: with its corrected day of publication, if it has one.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn document_as(store: &Store, what: &Unread) -> Result<Option<Document>, Error> {
    let mut document = store.document(&what.document)?;
    if let (Some(document), Some(published)) = (&mut document, &what.published) {
        document.metadata.published = Some(published.clone());
    }
    Ok(document)
}

/// The rules that have read most; none in an empty ledger.
///
/// # Errors
/// When the file cannot be read.
pub fn most_used_pack(store: &Store) -> Result<Option<String>, Error> {
    let packs = store.versions()?.packs;
    Ok(packs.into_iter().max_by_key(|(_, count)| *count).map(|(pack, _)| pack))
}
