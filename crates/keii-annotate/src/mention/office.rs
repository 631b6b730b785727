//! Titles in a row, with what modifies them and whose they are.

use keii_model::Span;
use keii_syntax::{NameKind, Pos, Token};

use super::TitlePhrase;
use super::atom::{Atom, AtomKind};
use super::name::Name;
use super::native::is_personal;
use super::phrase::Reader;

/// The most nouns before a title.
const MODIFIERS: usize = 8;

/// The most nouns between two titles of one office (大統領外交顧問).
const NOUNS_BETWEEN: usize = 3;

/// One or more titles in a row, with what modifies and precedes them.
#[derive(Clone, Copy)]
pub(super) struct Titles<'p> {
    /// Position of the first atom.
    pub(super) first: usize,
    /// Position behind the last, a remark included.
    pub(super) next: usize,
    pub(super) span: Span,
    /// The nouns before the first title.
    pub(super) modifier: Option<Span>,
    /// The last title, whose entry tells what the office is.
    pub(super) last: Atom<'p>,
}

impl<'p> Titles<'p> {
    /// Whom the title names where it stands without a name.
    pub(super) fn alone(&self) -> Option<&str> {
        self.last.field("alone")
    }
}

impl<'p> Reader<'_, 'p> {
    /// Titles in a row from `at` on, with a prefix before and nouns that modify the first.
    pub(super) fn titles(&self, at: usize) -> Option<Titles<'p>> {
        let nouns = |mut from: usize| {
            let end = from + MODIFIERS;
            while from < end && self.kind(from) == Some(AtomKind::Noun) {
                from += 1;
            }
            from
        };
        let mut first = nouns(at);
        let mut modified = first > at;
        while self.kind(first) == Some(AtomKind::Prefix) {
            first += 1;
        }
        if self.kind(first) == Some(AtomKind::Noun) {
            first = nouns(first);
            modified = true;
        }
        let composes = |at: usize| self.atoms[at].field("composes") == Some("yes");
        if self.kind(first) != Some(AtomKind::Title) || (modified && !composes(first)) {
            return None;
        }
        let mut last = first;
        loop {
            let next = nouns(last + 1);
            let joins =
                next == last + 1 || (next <= last + 1 + NOUNS_BETWEEN && composes_at(self, next));
            if self.kind(next) != Some(AtomKind::Title) || !joins {
                break;
            }
            last = next;
        }
        let mut span = self.atoms[at].span.join(self.atoms[last].span);
        let mut next = last + 1;
        if self.is_remit(next) {
            span = span.join(self.atoms[next].span);
            next += 1;
        }
        let modifier = modified.then(|| Span::new(span.start, self.atoms[first].span.start));
        Some(Titles { first: at, next, span, modifier, last: self.atoms[last] })
    }

    /// 例友美|佐紀選手: a given name that the words before a title begin with belongs to the name.
    pub(super) fn with_rest_of_name(&self, name: &Name, titles: Titles<'p>) -> (Name, Titles<'p>) {
        let from = |at: u32| self.tokens.partition_point(|token| token.span.start < at);
        let given = titles.modifier.filter(|rest| {
            let inside = &self.tokens[from(rest.start)..from(rest.end)];
            rest.start == name.span.end && !inside.is_empty() && inside.iter().all(is_personal)
        });
        let Some(given) = given else { return (*name, titles) };
        let span = name.span.join(given);
        let titles =
            Titles { span: Span::new(given.end, titles.span.end), modifier: None, ..titles };
        (Name { span, ..*name }, titles)
    }

    /// (国家安全保障担当): a remark that tells what the office is for.
    fn is_remit(&self, at: usize) -> bool {
        self.kind(at) == Some(AtomKind::Remark) && {
            let words = self.atoms[at].span.of(self.text);
            let inside = words.trim_end_matches([')', '）']);
            self.language.names.remit_endings.iter().any(|ending| inside.ends_with(ending.as_str()))
        }
    }

    /// Whether the nouns before a title tell what it is for (中東担当).
    pub(super) fn has_remit(&self, modifier: Span) -> bool {
        let words = modifier.of(self.text);
        self.language.names.remit_endings.iter().any(|ending| words.contains(ending.as_str()))
    }

    /// 国務委員|兼|外相: further offices of one person, behind the one that ends at `at`. Returns the
    /// position behind the last.
    pub(super) fn also(
        &self,
        mut at: usize,
        owners: &[Atom<'p>],
        offices: &mut Vec<TitlePhrase>,
    ) -> Option<usize> {
        let mut end = None;
        while let Some(atom) = self.atoms.get(at) {
            let words = atom.span.of(self.text);
            if !self.language.names.holds_also.iter().any(|word| word == words) {
                break;
            }
            let (inner, behind) = self.owners(at + 1);
            let first = if inner.is_empty() { at + 1 } else { behind };
            let Some(titles) = self.titles(first) else { break };
            let own = if inner.is_empty() { owners } else { &inner };
            offices.push(self.office(&titles, own, !inner.is_empty()));
            at = titles.next;
            end = Some(at);
        }
        end
    }

    /// The office that titles state, with the country or body it belongs to.
    pub(super) fn office(
        &self,
        titles: &Titles<'_>,
        owners: &[Atom<'p>],
        glued: bool,
    ) -> TitlePhrase {
        let words = titles.span.of(self.text);
        let mut title = words.to_owned();
        let mut of = None;
        let mut of_key = None;
        let posted = self.posting(owners);
        // 市原の選手: the club of a town is not the town.
        let player = titles.last.field("level") == Some("sport");
        let school = titles
            .modifier
            .filter(|words| self.language.names.organization_suffixes.end(words.of(self.text)));
        let apart =
            |owner: &&Atom<'_>| owner.kind == AtomKind::Place && (player || school.is_some());
        let owners_of = &owners[usize::from(posted.is_some()).min(owners.len())..];
        for owner in owners_of.iter().filter(|owner| !apart(owner)) {
            let country = owner.field("country").filter(|_| is_state_body(owner));
            let key = if owner.kind == AtomKind::Country { owner.field("key") } else { country };
            if owner.kind != AtomKind::Country && (country.is_none() || !glued) {
                of = Some(owner.span.of(self.text).to_owned());
                of_key = owner.field("key").map_or_else(|| of.clone(), |key| Some(key.to_owned()));
                continue;
            }
            if owner.kind != AtomKind::Country {
                // CIA長官: the body is a part of the title, the office is its country's.
                title.insert_str(0, owner.span.of(self.text));
            }
            of_key = of_key.or(key.map(str::to_owned));
            of = of.or(key.and_then(|key| self.language.countries.name(key)).map(str::to_owned));
        }
        // 京都精華大学|教授: of the school, whose name a place may begin.
        if let Some(school) = school.filter(|_| posted.is_none()) {
            title = Span::new(school.end, titles.span.end).of(self.text).to_owned();
            let place = owners.last().filter(|owner| owner.span.end == school.start);
            let name = place.map_or(school, |place| place.span.join(school)).of(self.text);
            of = Some(name.to_owned());
            of_key = of.clone();
        }
        if let Some(post) = posted {
            title = post.join(titles.span).of(self.text).to_owned();
        }
        let implied = titles.last.field("of");
        let stated = of_key.is_some();
        if !stated && let Some(key) = implied {
            of = self.language.countries.name(key).map(str::to_owned);
            of_key = Some(key.to_owned());
        }
        TitlePhrase {
            core: if posted.is_some() { title.clone() } else { words.to_owned() },
            title,
            of,
            of_key,
            level: titles.last.field("level").map(str::to_owned),
        }
    }

    /// 駐 with the country behind it, to which an envoy is sent: that is not the one he serves.
    pub(super) fn posting(&self, owners: &[Atom<'_>]) -> Option<Span> {
        let first = owners.first()?;
        let before = &self.text[..first.span.start as usize];
        let posted = &self.language.names.posted;
        let start = before.strip_suffix(posted.as_str())?.len();
        Some(Span::from_range(start..first.span.end as usize))
    }

    /// Whether the word that tells of a posting stands here, before a country or place.
    pub(super) fn is_posted(&self, at: usize) -> bool {
        let words = self.atoms.get(at).map(|atom| atom.span.of(self.text));
        let somewhere = matches!(self.kind(at + 1), Some(AtomKind::Country | AtomKind::Place));
        words == Some(self.language.names.posted.as_str()) && somewhere
    }

    /// Countries, places and bodies in a row from `at` on, and the position behind them.
    pub(super) fn owners(&self, at: usize) -> (Vec<Atom<'p>>, usize) {
        let mut owners = Vec::new();
        let mut next = at;
        while self.kind(next).is_some_and(AtomKind::is_owner) && owners.len() < 3 {
            owners.push(self.atoms[next]);
            next += 1;
        }
        (owners, next)
    }

    /// Offices stated one after another from `at` on, separated like a list; each may have its owner.
    pub(super) fn offices(&self, at: usize) -> Vec<TitlePhrase> {
        let mut found = Vec::new();
        let mut next = at;
        loop {
            let (owners, after) = self.owners(next);
            let linked = after
                + usize::from(!owners.is_empty() && self.kind(after) == Some(AtomKind::Genitive));
            let Some(titles) = self.titles(linked) else { return found };
            found.push(self.office(&titles, &owners, linked == after));
            next = titles.next;
            let separates = |atom: &Atom<'_>| {
                self.language.names.equals.iter().any(|word| word == atom.span.of(self.text))
                    || atom.kind == AtomKind::Space
            };
            if !self.atoms.get(next).is_some_and(separates) {
                return found;
            }
            next += 1;
        }
    }

    /// Whether the dictionary calls the words a body or place.
    pub(super) fn is_thing(&self, span: Span) -> bool {
        let from = self.tokens.partition_point(|token| token.span.end <= span.start);
        self.tokens.get(from).is_some_and(|token| {
            let named = matches!(
                token.pos,
                Pos::Name(NameKind::Organization | NameKind::Place | NameKind::Country)
            );
            named && token.span.end >= span.end
        })
    }

    /// Whether everything in the words is a known common noun of the dictionary.
    pub(super) fn is_common(&self, span: Span) -> bool {
        let from = self.tokens.partition_point(|token| token.span.end <= span.start);
        let inside = self.tokens[from..].iter().take_while(|token| token.span.start < span.end);
        let common = |token: &Token| token.known && !matches!(token.pos, Pos::Name(_));
        inside.clone().next().is_some() && inside.clone().all(common)
    }
}

fn composes_at(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader.atoms.get(at).is_some_and(|atom| atom.field("composes") == Some("yes"))
}

/// Whether an office in it is an office of its country: CIA長官, but not X大学教授.
fn is_state_body(owner: &Atom<'_>) -> bool {
    owner.kind == AtomKind::Organization
        && matches!(owner.field("kind"), Some("government" | "bank" | "military" | "court"))
}
