//! What speaks for two documents telling of one affair.

use std::cmp::Ordering;

use super::profile::{LEADING, MAIN, Profile, REPEATED, Sort, Trait};

/// How strongly two documents are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What they have in common, in hundredths of a country's name.
    pub evidence: u32,
    /// How much of what each names the other names too: the cosine, in hundredths.
    pub likeness: u32,
}

/// What two documents must have in common at least.
struct Bar {
    /// They appeared within so many days.
    days: i32,
    evidence: u32,
    likeness: u32,
}

/// Stricter with the time between them. Where nobody knows it, the first holds: an affair is seldom
/// told again years later by people who do not say when.
const BARS: [Bar; 3] = [
    Bar { days: 45, evidence: 280, likeness: 50 },
    Bar { days: 180, evidence: 370, likeness: 52 },
    Bar { days: FURTHEST, evidence: 600, likeness: 60 },
];

/// Documents that appeared further apart, in days, are never linked, except over others.
const FURTHEST: i32 = 550;

/// What links two documents with the same two main countries, whatever the time between them: a long
/// affair is told again with many of the same names.
const MUCH: Bar = Bar { days: FURTHEST, evidence: 540, likeness: 37 };

/// What is worth less than this, in hundredths, is no respect in which two documents meet.
const LEAST_RESPECT: u16 = 45;

/// What links two documents with three leading countries in common: a short report names little else.
const COUNTRIES: Bar = Bar { days: 45, evidence: 300, likeness: 42 };

/// From so many countries in common on, countries alone are evidence.
const COUNTRIES_ALONE: usize = 3;

/// What links two documents with the same two main countries that tell the same details: short reports
/// of one piece of news name little else.
const NEWS: Bar = Bar { days: 45, evidence: 200, likeness: 30 };

/// What links two documents that are about the same two bodies: companies that deal with each other, a
/// firm and its union. Such an affair needs no country and often no place.
const TWO_BODIES: Bar = Bar { days: 45, evidence: 240, likeness: 37 };

/// What links two documents that come back again and again to the same two bodies, however well known these
/// are: two firms in the news with each other.
const DEAL: Bar = Bar { days: 45, evidence: 160, likeness: 50 };

/// What links two documents that are about the same person and come back to the same terms: an affair at home
/// needs no country and no place.
const TOPIC: Bar = Bar { days: 45, evidence: 160, likeness: 20 };

/// So many terms in common say what an affair is about.
const TERMS: usize = 1;

/// So many details in common are hardly chance.
const DETAILS: usize = 3;
/// So many bodies in common are an affair, one is what much is told of.
const BODIES: usize = 2;

/// The link between two documents, where there is one. It depends on these two alone.
///
/// They must share something that both are about, in two respects (who, where, which countries) or two
/// bodies, and neither may have a main country that the other does not name: two countries that negotiate
/// with the same third one are two affairs.
#[must_use]
pub fn link(a: &Profile, b: &Profile) -> Option<Link> {
    let apart = match (a.days, b.days) {
        (Some(a), Some(b)) => (a.0 - b.1).max(b.0 - a.1),
        _ => 0,
    };
    let bar = BARS.iter().find(|bar| apart <= bar.days)?;
    let shared = Shared::of(a, b);
    if !shared.has_witnesses() || (shared.foreign_to_b && shared.foreign_to_a) {
        return None;
    }
    let likeness = shared.likeness();
    let reaches = |bar: &Bar| {
        apart <= bar.days && likeness >= bar.likeness && shared.evidence >= bar.evidence
    };
    let countries = shared.leading_countries >= COUNTRIES_ALONE;
    let much = shared.same_main || (countries && shared.telling);
    let news = shared.same_main && shared.details >= DETAILS;
    let short = (countries && reaches(&COUNTRIES))
        || (news && reaches(&NEWS))
        || (shared.has_bodies() && reaches(&TWO_BODIES))
        || (shared.main_bodies >= BODIES && reaches(&DEAL))
        || (shared.has_topic() && reaches(&TOPIC));
    (reaches(bar) || short || (much && reaches(&MUCH)))
        .then_some(Link { evidence: shared.evidence, likeness })
}

/// What two profiles have in common.
#[derive(Default)]
struct Shared {
    evidence: u32,
    product: u64,
    squares: (u64, u64),
    /// Bits: countries, persons, places and times, organisations.
    respects: u8,
    /// Something that both are about.
    telling: bool,
    leading_countries: usize,
    /// Organisations that both are about and hardly any other names, and whether both come back to one.
    bodies: usize,
    body_repeated: bool,
    /// Organisations that both come back to, but those that are in the news every day.
    main_bodies: usize,
    /// Amounts and long words for happenings.
    details: usize,
    /// Long nouns that both come back to.
    terms: usize,
    /// Persons whom both are about.
    persons: usize,
    /// A main country of the first that the second does not name, and the other way round.
    foreign_to_b: bool,
    foreign_to_a: bool,
    /// Both have the same two main countries.
    same_main: bool,
}

impl Shared {
    fn of(a: &Profile, b: &Profile) -> Self {
        let mut shared = Self::default();
        let mut main = (0, 0, 0);
        let (mut ours, mut theirs) = (a.traits.as_slice(), b.traits.as_slice());
        loop {
            let order = match (ours.first(), theirs.first()) {
                (Some(one), Some(other)) => one.key.cmp(&other.key),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let one = ours.first().filter(|_| order.is_le());
            let other = theirs.first().filter(|_| order.is_ge());
            ours = &ours[usize::from(one.is_some())..];
            theirs = &theirs[usize::from(other.is_some())..];
            // Details say that two tell one piece of news, not what an affair is about.
            if one.or(other).is_some_and(|known| known.sort == Sort::Detail) {
                shared.details += usize::from(order.is_eq());
                continue;
            }
            if one.or(other).is_some_and(|known| known.sort == Sort::Term) {
                shared.terms += usize::from(order.is_eq());
                continue;
            }
            main.0 += u8::from(one.is_some_and(|one| one.marks & MAIN != 0));
            main.1 += u8::from(other.is_some_and(|other| other.marks & MAIN != 0));
            match (one, other) {
                (Some(one), Some(other)) => {
                    main.2 += u8::from(one.marks & other.marks & MAIN != 0);
                    shared.add(one, other);
                }
                (Some(one), None) => shared.foreign_to_b |= one.marks & MAIN != 0,
                (None, Some(other)) => shared.foreign_to_a |= other.marks & MAIN != 0,
                (None, None) => {}
            }
            shared.squares.0 += one.map_or(0, |one| u64::from(one.weight).pow(2));
            shared.squares.1 += other.map_or(0, |other| u64::from(other.weight).pow(2));
        }
        shared.same_main = main == (2, 2, 2);
        shared
    }

    fn add(&mut self, one: &Trait, other: &Trait) {
        self.evidence += u32::from(one.worth.min(other.worth));
        self.product += u64::from(one.weight) * u64::from(other.weight);
        self.telling |= one.tells() && other.tells();
        self.persons += usize::from(one.sort == Sort::Person && one.tells() && other.tells());
        self.leading_countries += usize::from(one.marks & other.marks & LEADING != 0);
        // Whom everybody cites is no respect in which two documents meet.
        if one.worth.min(other.worth) < LEAST_RESPECT {
            return;
        }
        let rare = one.is_rare_body() && other.is_rare_body();
        self.bodies += usize::from(rare);
        let repeated = one.marks & other.marks & REPEATED != 0;
        self.main_bodies += usize::from(
            matches!(one.sort, Sort::KnownOrganization | Sort::Organization)
                && repeated
                && one.tells()
                && other.tells(),
        );
        self.body_repeated |= rare && repeated;
        self.respects |= match one.sort {
            Sort::Country => 1,
            Sort::Person | Sort::FullName => 2,
            Sort::KnownPlace | Sort::Place | Sort::Day => 4,
            Sort::KnownOrganization | Sort::Organization => 8,
            Sort::Detail | Sort::Term => 0,
        };
    }

    /// Whether both are about the same two organisations.
    fn has_bodies(&self) -> bool {
        self.bodies >= BODIES && self.body_repeated
    }

    /// Whether both are about the same person, and about the same.
    fn has_topic(&self) -> bool {
        self.persons > 0 && self.terms >= TERMS
    }

    fn has_witnesses(&self) -> bool {
        let countries = self.leading_countries >= COUNTRIES_ALONE;
        let bodies = self.has_bodies() || self.main_bodies >= BODIES;
        let two = self.respects.count_ones() > 1 || bodies || self.has_topic();
        countries || (self.telling && two)
    }

    /// The cosine in hundredths, rounded down. In whole numbers, which are the same everywhere.
    fn likeness(&self) -> u32 {
        let both = u128::from(self.squares.0) * u128::from(self.squares.1);
        let square = u128::from(self.product).pow(2) * 10_000;
        u32::try_from(square.checked_div(both).unwrap_or(0).isqrt()).unwrap_or(100)
    }
}
