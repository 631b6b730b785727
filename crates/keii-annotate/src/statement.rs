//! Commitments and questions.
use crate::draft::{Cast, CommitmentDraft, QuestionDraft, SpeechDraft};
use crate::language::Language;
use crate::page::Page;
pub(crate) fn commitments(
    _page: &Page<'_>,
    _cast: &Cast,
    _speech: &[SpeechDraft],
    _language: &Language<'_>,
) -> Vec<CommitmentDraft> {
    Vec::new()
}
pub(crate) fn questions(_page: &Page<'_>, _language: &Language<'_>) -> Vec<QuestionDraft> {
    Vec::new()
}
