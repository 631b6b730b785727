//! Which corrections hold: those that no undo has taken back.

use std::collections::BTreeMap;

use keii_model::{Change, Correction};

/// A correction, and the undo that takes it back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<'a> {
    pub(super) correction: &'a Correction,
    pub(super) undone_by: Option<u32>,
}

/// The corrections in the order of their numbers, each once. An undo that is undone itself takes
/// nothing back; one that names itself or a later correction neither.
pub(super) fn standings(corrections: &[Correction]) -> Vec<Standing<'_>> {
    let by_number: BTreeMap<u32, &Correction> =
        corrections.iter().map(|one| (one.number, one)).collect();
    let mut undone: BTreeMap<u32, u32> = BTreeMap::new();
    // From the latest on: whether an undo holds is known before what it undoes is looked at.
    for (number, correction) in by_number.iter().rev() {
        if let Change::Undo { number: earlier } = correction.change
            && !undone.contains_key(number)
            && earlier < *number
        {
            undone.entry(earlier).or_insert(*number);
        }
    }
    let standing = |(number, correction): (u32, _)| Standing {
        correction,
        undone_by: undone.get(&number).copied(),
    };
    by_number.into_iter().map(standing).collect()
}
