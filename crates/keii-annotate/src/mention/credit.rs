//! Who wrote or translated it, by the labels of credit lines, with the offices behind the name.

use super::Naming;
use super::phrase::Reader;
use crate::page::Page;

impl Reader<'_, '_> {
    /// The name behind a label: `著者:A、B協会会員、C研究所研究員`, `翻訳・A(X大学名誉教授)`.
    pub(super) fn credit(&self, page: &Page<'_>, namings: &mut Vec<Naming>) {
        let Some(span) = page.block_of(self.sentence).name else { return };
        if !page.sentences[self.sentence].span.contains(span) {
            return;
        }
        let behind = self.atoms.partition_point(|atom| atom.span.start < span.end);
        let mut offices = self.remark_offices(behind);
        if offices.is_empty() && self.atoms.get(behind).is_some_and(|atom| atom.span.len() <= 3) {
            offices = self.offices(behind + 1);
        }
        namings.retain(|naming| !naming.is_person_name() || !naming.span.overlaps(span));
        namings.push(self.naming(span, span, offices, "mention.credit"));
    }
}
