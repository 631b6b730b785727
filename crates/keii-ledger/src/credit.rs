//! Which documents rest on one source.

use std::collections::BTreeSet;

use keii_model::{DocumentRecord, ReferenceRelation};

/// What each document credits as that from which it was made.
pub(crate) struct Credits {
    /// By document: hosts, titles and publishers in lower case.
    upstream: Vec<BTreeSet<String>>,
}

impl Credits {
    /// A medium that is only cited in the body is one voice among others, not the source.
    pub(crate) fn of(documents: &[&DocumentRecord]) -> Self {
        let upstream = documents.iter().map(|document| {
            let mut names = BTreeSet::new();
            for reference in &document.references {
                if reference.relation != ReferenceRelation::Cites {
                    let parts = [&reference.host, &reference.publisher, &reference.title];
                    names.extend(parts.into_iter().flatten().map(|name| name.to_lowercase()));
                }
            }
            names
        });
        Self { upstream: upstream.collect() }
    }

    /// Whether two documents, given by their numbers, credit one work or one outlet.
    pub(crate) fn share_upstream(&self, a: usize, b: usize) -> bool {
        !self.upstream[a].is_disjoint(&self.upstream[b])
    }
}
