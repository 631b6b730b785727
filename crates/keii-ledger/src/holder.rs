//! Who is meant by an office alone: the one who is named with it.
//!
//! Only offices that one person holds at a time are looked up, and the one who is named with it must
//! be told of in the same document, or be the only holder that any document of those weeks knows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::cluster::{Candidate, Clusters, Part};

/// The only named holder of the office who is told of in the same document.
const HOLDER_IN_DOCUMENT: &str = "entity.office-holder-in-document";
/// The only named holder of the office, told of about the same time.
const HOLDER: &str = "entity.office-holder";
/// Equal office and country of two who are not named, told of about the same time.
const SAME_OFFICE: &str = "entity.same-office";

/// So many days apart two documents may be to mean the same holder.
const DAYS_IN_OFFICE: i32 = 60;

/// A title with the country that it is of.
type Office = (String, String);

/// Joins those who are named by an office alone.
pub(crate) fn join(
    candidates: &[Candidate<'_>],
    nameless: &[Part],
    days: &[Option<Date>],
    clusters: &mut Clusters,
) {
    let named = Named::of(candidates, days, clusters);
    let mut homes = Vec::new();
    let mut left: BTreeMap<Office, Vec<Part>> = BTreeMap::new();
    for &part in nameless {
        let mut offices = candidates[part].offices.sole();
        let (Some(office), None) = (offices.next(), offices.next()) else { continue };
        match named.home(&candidates[part], office, days) {
            Some((holder, rule)) => homes.push((holder, part, rule)),
            None => left.entry(office.clone()).or_default().push(part),
        }
    }
    for (holder, part, rule) in homes {
        clusters.join(holder, part, rule);
    }
    for (office, parts) in left {
        // With several holders nobody knows which of them is meant.
        if named.holders(&office).count() < 2 {
            join_near(candidates, &parts, days, clusters);
        }
    }
}

/// Joins holders of one office who are told of one after another, each within weeks of the next.
fn join_near(
    candidates: &[Candidate<'_>],
    parts: &[Part],
    days: &[Option<Date>],
    clusters: &mut Clusters,
) {
    let day = |part: Part| days[candidates[part].document];
    let mut told: Vec<(Date, Part)> =
        parts.iter().filter_map(|&part| Some((day(part)?, part))).collect();
    told.sort_unstable();
    for pair in told.windows(2) {
        if near(pair[0].0, pair[1].0) {
            clusters.join(pair[0].1, pair[1].1, SAME_OFFICE);
        }
    }
}

fn near(a: Date, b: Date) -> bool {
    (a - b).get_days().abs() <= DAYS_IN_OFFICE
}

/// The persons who are named, by what they are told to hold.
struct Named<'c> {
    candidates: &'c [Candidate<'c>],
    /// The groups that hold an office, each with its parts.
    holders: BTreeMap<Office, BTreeMap<Part, Vec<Part>>>,
    /// Root of each part.
    roots: BTreeMap<Part, Part>,
    /// The named parts of each document.
    by_document: BTreeMap<usize, Vec<Part>>,
    /// Whether the documents whose days are known appeared within weeks.
    brief: bool,
}

impl<'c> Named<'c> {
    fn of(candidates: &'c [Candidate<'c>], days: &[Option<Date>], clusters: &mut Clusters) -> Self {
        let mut holders: BTreeMap<Office, BTreeMap<Part, Vec<Part>>> = BTreeMap::new();
        let mut roots = BTreeMap::new();
        let mut by_document: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
        for (part, candidate) in candidates.iter().enumerate() {
            if candidate.names.is_empty() {
                continue;
            }
            let root = clusters.root(part);
            roots.insert(part, root);
            by_document.entry(candidate.document).or_default().push(part);
            for office in candidate.offices.sole() {
                let parts = holders.entry(office.clone()).or_default();
                parts.entry(root).or_default().push(part);
            }
        }
        let known = || days.iter().flatten();
        let span = known().min().zip(known().max());
        let brief = span.is_none_or(|(&first, &last)| near(first, last));
        Self { candidates, holders, roots, by_document, brief }
    }

    fn holders(&self, office: &Office) -> impl Iterator<Item = (Part, &Vec<Part>)> {
        let holders = self.holders.get(office).into_iter().flatten();
        holders.map(|(&root, parts)| (root, parts))
    }

    fn home(
        &self,
        candidate: &Candidate<'_>,
        (title, country): &Office,
        days: &[Option<Date>],
    ) -> Option<(Part, &'static str)> {
        let office = (title.clone(), country.clone());
        let holders: BTreeMap<Part, &Vec<Part>> = self.holders(&office).collect();
        let beside = self.by_document.get(&candidate.document).into_iter().flatten();
        // What the document itself says of them counts: who is a former president in it is not
        // the president of whom it speaks.
        let beside: BTreeSet<Part> = beside
            .filter(|&&part| self.candidates[part].offices.may_hold(title))
            .map(|part| self.roots[part])
            .filter(|root| holders.contains_key(root))
            .collect();
        if let (Some(&one), 1) = (beside.first(), beside.len()) {
            return Some((one, HOLDER_IN_DOCUMENT));
        }
        let (Some((&one, parts)), 1, true) =
            (holders.first_key_value(), holders.len(), beside.is_empty())
        else {
            return None;
        };
        let mut told = parts.iter().filter_map(|&part| days[self.candidates[part].document]);
        let meant = match days[candidate.document] {
            Some(day) => told.any(|other| near(day, other)),
            // Of a story of few weeks are all documents, whenever they appeared.
            None => self.brief,
        };
        meant.then_some((one, HOLDER))
    }
}
