//! What the document tells of itself.
use crate::draft::Provenance;
use crate::language::Language;
use crate::page::Page;
pub(crate) fn provenance(_page: &Page<'_>, _language: &Language<'_>) -> Provenance {
    Provenance {
        title: None,
        published: None,
        basis: keii_model::Basis::None,
        publisher: None,
        author: None,
        translator: None,
        references: Vec::new(),
        genre: None,
    }
}
