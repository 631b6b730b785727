//! Persons named side by side: pairs and lists before 両氏 and 各氏, and those who act for one country.

use keii_model::{EntityType, Span};

use super::Naming;
use super::atom::{Atom, AtomKind};
use super::phrase::Reader;
use super::shape::is_joint;

/// The most names in a list before 各氏.
const LONGEST_LIST: usize = 12;

impl Reader<'_, '_> {
    /// A・B両氏, A、B両氏, A、B、C各氏: each name is one person's. Returns the position behind the names
    /// and honorific.
    pub(super) fn several(&self, at: usize, namings: &mut Vec<Naming>) -> Option<usize> {
        let mut names: Vec<Span> = Vec::new();
        let mut next = at;
        loop {
            let name = self.one_or_two(next, &mut names)?;
            next = name;
            if let Some(end) = self.closes_list(next) {
                if names.len() < 2 {
                    return None;
                }
                for span in names {
                    namings.push(self.naming(span, span, Vec::new(), "mention.list"));
                }
                return Some(end);
            }
            if names.len() >= LONGEST_LIST || !self.separates(next) {
                return None;
            }
            next += 1;
        }
    }

    /// A name, or two fused by a joint before the honorific of a pair.
    fn one_or_two(&self, at: usize, names: &mut Vec<Span>) -> Option<usize> {
        let name = self.name(at)?;
        let behind_joint = |next| self.kind(next) == Some(AtomKind::Joint);
        let more = names.len() < LONGEST_LIST && behind_joint(name.after);
        if self.kind(at) == Some(AtomKind::Native) && more {
            names.push(name.span);
            return self.one_or_two(name.after + 1, names);
        }
        let parts = parts(name.span, self.text);
        let fused = self.closes_list(name.after).is_some() && names.is_empty();
        if fused && parts.len() >= 2 && parts.len().is_multiple_of(2) {
            let half = parts.len() / 2;
            names.push(parts[0].join(parts[half - 1]));
            names.push(parts[half].join(parts[parts.len() - 1]));
        } else {
            names.push(name.span);
        }
        Some(name.after)
    }

    /// The position behind an honorific for several, with or without の; before a noun for two, which
    /// names them again; behind a title for each (各選手).
    fn closes_list(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.kind(at) == Some(AtomKind::Genitive));
        match self.kind(at)? {
            AtomKind::Honorific if self.honorific(at) == Some("several") => Some(at + 1),
            AtomKind::Group if self.atoms[at].field("size") == Some("2") => Some(at),
            AtomKind::Prefix if self.atoms[at].field("kind") == Some("joint") => {
                self.titles(at).map(|titles| titles.next)
            }
            _ => None,
        }
    }

    fn separates(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| {
            let words = atom.span.of(self.text);
            self.language.names.equals.iter().any(|word| word == words)
        })
    }

    /// Offices listed behind 側 belong to its country: ロシア側からは、A外相、B国防相が.
    pub(super) fn sides(&self, namings: &mut [Naming]) {
        let names = self.language.names;
        let mut persons: Vec<(Span, usize)> = (0..namings.len())
            .filter(|&at| namings[at].kind == EntityType::Person)
            .map(|at| (namings[at].phrase, at))
            .collect();
        persons.sort_by_key(|(phrase, _)| phrase.start);
        let countries = |(_, atom): &(usize, &Atom<'_>)| atom.kind == AtomKind::Country;
        for (at, atom) in self.atoms.iter().enumerate().filter(countries) {
            let side = self.atoms.get(at + 1).map(|next| next.span);
            let side = side.filter(|side| names.sides.iter().any(|it| it == side.of(self.text)));
            let (Some(side), Some(key)) = (side, atom.field("key")) else { continue };
            let from = persons.partition_point(|(phrase, _)| phrase.start < side.end);
            for naming in self.behind_side(side.end, &persons[from..]) {
                for title in namings[naming].titles.iter_mut().filter(|it| it.of.is_none()) {
                    title.of = self.language.countries.name(key).map(str::to_owned);
                    title.of_key = Some(key.to_owned());
                }
            }
        }
    }

    /// The persons of the list that begins behind `from`, at least two unless the particle makes
    /// them the side's own.
    fn behind_side(&self, from: u32, persons: &[(Span, usize)]) -> Vec<usize> {
        let names = self.language.names;
        let mut found = Vec::new();
        let mut end = from;
        let mut lead = "";
        for &(phrase, at) in persons {
            if phrase.start < end {
                continue;
            }
            let gap = &self.text[end as usize..phrase.start as usize];
            let words = if found.is_empty() { &names.side_particles } else { &names.equals };
            if !words.iter().any(|word| word == gap) {
                break;
            }
            if found.is_empty() {
                lead = gap;
            }
            found.push(at);
            end = phrase.end;
        }
        let own = names.side_origins.iter().any(|origin| lead.starts_with(origin.as_str()));
        if found.len() >= 2 || own { found } else { Vec::new() }
    }
}

/// The parts of a name between its joints.
pub(super) fn parts(span: Span, text: &str) -> Vec<Span> {
    let mut start = span.start;
    let mut parts = Vec::new();
    for part in span.of(text).split_inclusive(is_joint) {
        let name = part.trim_end_matches(is_joint);
        let end = start + u32::try_from(name.len()).expect("within the text");
        parts.push(Span::new(start, end));
        start += u32::try_from(part.len()).expect("within the text");
    }
    parts
}
