//! Where the texts of documents come from.

use keii_model::{Id, Text};

/// Why a text cannot be had.
pub type TextError = Box<dyn std::error::Error + Send + Sync>;

/// Gives the text of a document.
pub trait Texts {
    /// The text; `None` where nobody has it.
    ///
    /// # Errors
    /// When it cannot be read.
    fn text(&self, document: &Id) -> Result<Option<Text>, TextError>;
}

/// Has no text. Annotations then lack the words around theirs.
#[derive(Clone, Copy, Debug)]
pub struct NoTexts;

impl Texts for NoTexts {
    fn text(&self, _document: &Id) -> Result<Option<Text>, TextError> {
        Ok(None)
    }
}

impl<F: Fn(&Id) -> Result<Option<Text>, TextError>> Texts for F {
    fn text(&self, document: &Id) -> Result<Option<Text>, TextError> {
        self(document)
    }
}
