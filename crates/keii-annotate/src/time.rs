//! When.
use crate::draft::{Provenance, TimeDraft};
use crate::language::Language;
use crate::page::Page;
pub(crate) fn times(
    _page: &Page<'_>,
    _language: &Language<'_>,
    _provenance: &Provenance,
) -> Vec<TimeDraft> {
    Vec::new()
}
