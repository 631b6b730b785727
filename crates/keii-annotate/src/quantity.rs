//! How much.
use crate::draft::QuantityDraft;
use crate::language::Language;
use crate::page::Page;
pub(crate) fn quantities(_page: &Page<'_>, _language: &Language<'_>) -> Vec<QuantityDraft> {
    Vec::new()
}
