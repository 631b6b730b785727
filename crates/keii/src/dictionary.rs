//! The dictionary: opened, and built when it is first needed.

use std::path::Path;

use anyhow::{Error, Result};
use keii_ja::dictionary::{Dictionary, Origin, cache};
use keii_ja::{DictionaryError, Japanese};

use crate::message::{Fault, Message};
use crate::session::Session;

/// The analyzer with the cached dictionary, which is built first when need be.
///
/// # Errors
/// When there is no dictionary and none can be built.
pub fn open(session: &Session) -> Result<Japanese> {
    let folder = folder(session)?;
    if !cache::path(folder).exists() {
        session.say(&Message::BuildingDictionary);
    }
    let dictionary = cache::open(folder, None).map_err(explain)?;
    tell_if_uncached(session, &dictionary);
    Ok(Japanese::new(&dictionary))
}

/// The folder of the cache.
///
/// # Errors
/// When the environment names none.
pub fn folder(session: &Session) -> Result<&Path> {
    let folder = session.places.cache.as_deref();
    folder.ok_or_else(|| Fault::new(Message::NoCachePlace, Message::NameACache).into())
}

/// Says so when the dictionary must be built again at the next start.
pub fn tell_if_uncached(session: &Session, dictionary: &Dictionary) {
    if let Origin::Uncached(reason) = dictionary.origin() {
        session.say(&Message::DictionaryUncached(reason.clone()));
    }
}

/// The error with what to do about it, in the reader's language.
#[must_use]
pub fn explain(error: DictionaryError) -> Error {
    match error {
        DictionaryError::Missing { .. } => {
            Fault::new(Message::NoDictionary, Message::InstallDictionary).into()
        }
        other => Error::new(other).context(Fault::plain(Message::DictionaryFailed)),
    }
}
