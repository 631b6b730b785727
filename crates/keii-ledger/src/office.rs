//! Offices: when what two documents say of a person's office agrees, and when it cannot both be
//! said of one person.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Entity, EntityType, OfficeLevel};

/// Which country a form names, its key, else its fullest name.
#[derive(Debug, Default)]
pub(crate) struct Countries {
    /// `None` where two countries share the form.
    by_form: BTreeMap<String, Option<String>>,
}

impl Countries {
    pub(crate) fn of<'a>(entities: impl Iterator<Item = &'a Entity>) -> Self {
        let mut countries = Self::default();
        for country in entities.filter(|entity| entity.entity_type == EntityType::Country) {
            let name = country.key.as_deref().unwrap_or_else(|| country.name.any());
            for form in country.aliases.iter().map(String::as_str).chain([country.name.any()]) {
                let known = countries.by_form.entry(form.to_owned());
                let known = known.or_insert_with(|| Some(name.to_owned()));
                if known.as_deref() != Some(name) {
                    *known = None;
                }
            }
        }
        countries
    }

    fn named(&self, form: &str) -> Option<&str> {
        self.by_form.get(form)?.as_deref()
    }
}

/// What is said of somebody's offices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offices {
    titles: BTreeSet<String>,
    /// Titles of offices that one person holds at a time, with how high they are.
    single: BTreeSet<(OfficeLevel, String)>,
    countries: BTreeSet<String>,
    /// Titles of public offices, which namesakes rarely share.
    public: BTreeSet<String>,
    /// Titles with their country, of offices that one person holds at a time.
    sole: BTreeSet<(String, String)>,
}

impl Offices {
    pub(crate) fn of(entity: &Entity, countries: &Countries) -> Self {
        let mut offices = Self::default();
        for role in &entity.roles {
            offices.titles.insert(role.title.clone());
            if role.level.is_some_and(OfficeLevel::is_public) {
                offices.public.insert(role.title.clone());
            }
            if let Some(level) = role.level.filter(|level| level.has_one_holder()) {
                offices.single.insert((level, role.title.clone()));
            }
            let Some(country) = role.of.as_deref().and_then(|of| countries.named(of)) else {
                continue;
            };
            offices.countries.insert(country.to_owned());
            if role.level.is_some_and(OfficeLevel::has_one_holder) {
                offices.sole.insert((role.title.clone(), country.to_owned()));
            }
        }
        offices
    }

    /// The offices, with their country, that only one person holds at a time.
    pub(crate) fn sole(&self) -> impl Iterator<Item = &(String, String)> {
        self.sole.iter()
    }

    /// Whether both are told to hold one such office.
    pub(crate) fn shares_sole(&self, other: &Self) -> bool {
        !self.sole.is_disjoint(&other.sole)
    }

    /// Whether nothing told of somebody speaks against that office: it is told, or no title is.
    pub(crate) fn may_hold(&self, title: &str) -> bool {
        self.titles.is_empty() || self.titles.contains(title)
    }

    /// The titles of public offices.
    pub(crate) fn public(&self) -> impl Iterator<Item = &String> {
        self.public.iter()
    }

    /// Whether both are told to hold one public office, and nothing is told of two countries.
    pub(crate) fn share_public_office(&self, other: &Self) -> bool {
        !self.abroad(other) && !self.public.is_disjoint(&other.public)
    }

    /// Whether both are told to hold, by one title, what one person holds at a time, and nothing is
    /// told of two countries.
    pub(crate) fn share_single_office(&self, other: &Self) -> bool {
        !self.abroad(other) && !self.single.is_disjoint(&other.single)
    }

    /// Whether both are of one country.
    pub(crate) fn compatriots(&self, other: &Self) -> bool {
        self.same_country(other)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.titles.is_empty() && self.countries.is_empty()
    }

    pub(crate) fn absorb(&mut self, other: Self) {
        self.titles.extend(other.titles);
        self.single.extend(other.single);
        self.countries.extend(other.countries);
        self.public.extend(other.public);
        self.sole.extend(other.sole);
    }

    /// Of different countries, as far as both are told.
    fn abroad(&self, other: &Self) -> bool {
        !self.countries.is_empty()
            && !other.countries.is_empty()
            && self.countries.is_disjoint(&other.countries)
    }

    fn same_country(&self, other: &Self) -> bool {
        !self.countries.is_disjoint(&other.countries)
    }

    /// Both have titles, and none of one can mean one of the other.
    fn other_titles(&self, other: &Self) -> bool {
        !self.titles.is_empty() && !other.titles.is_empty() && !self.shares_title(other)
    }

    fn shares_title(&self, other: &Self) -> bool {
        let likely = |a: &String| other.titles.iter().any(|b| may_be_one_title(a, b));
        let single = |(level, a): &(OfficeLevel, String)| {
            let peers = other.single.iter().filter(|(other, _)| other == level);
            peers.into_iter().any(|(_, b)| are_words_for_one(*level, a, b))
        };
        self.titles.iter().any(likely) || self.single.iter().any(single)
    }

    /// Nothing against one person, and the title speaks for it.
    pub(crate) fn agree(&self, other: &Self) -> bool {
        !self.abroad(other) && self.shares_title(other)
    }

    /// Two people of one *family* name: of different countries, or of different offices without
    /// a country in common. Offices change within a country; the surname then still tells, unless
    /// it is one of the short and common ones (`strict`).
    pub(crate) fn conflict(&self, other: &Self, strict: bool) -> bool {
        self.abroad(other) || (self.other_titles(other) && (strict || !self.same_country(other)))
    }

    /// Two people of one *full* name: different countries and different offices.
    pub(crate) fn namesakes(&self, other: &Self) -> bool {
        self.abroad(other) && self.other_titles(other)
    }
}

/// Whether the shorter title can be the longer one, less precisely: 長官 for 国防長官, or with a
/// remark in brackets. 大統領 is not 大統領補佐官, nor 首相 the 副首相.
pub(crate) fn may_be_one_title(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if let Some(front) = long.strip_suffix(short) {
        // One character before a title makes another of it: a former one, a deputy, a new one.
        return front.chars().count() != 1 && !front.ends_with('副');
    }
    // 最高経営責任者(CEO) and CEO
    let noted = long
        .split_once(['(', '（'])
        .map(|(front, note)| (front, note.trim_end_matches([')', '）'])));
    noted.is_some_and(|(front, note)| front == short || note == short)
}

/// What makes another office of one, before its title in Han script: once, before, next, new, late,
/// vice.
pub(crate) const TURNS: [char; 6] = ['元', '前', '次', '新', '故', '副'];

/// Whether two titles of one level can be words for one office. A country has one head of state and
/// one of government, by whatever word; ministers go by their field, which stands first.
pub(crate) fn are_words_for_one(level: OfficeLevel, a: &str, b: &str) -> bool {
    let turned = |title: &str| title.chars().any(|letter| TURNS.contains(&letter));
    if turned(a) || turned(b) {
        return false;
    }
    if level != OfficeLevel::Minister {
        return !a.contains(b) && !b.contains(a);
    }
    let field = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let alike = field >= SHORTEST_FIELD && 2 * field >= a.chars().count().min(b.chars().count());
    alike || is_shortened(a, b) || is_shortened(b, a)
}

/// Whether one title is the other with only some letters of its field, and another word for the
/// office behind it: 文科|相 and 文部科学|大臣.
fn is_shortened(short: &str, long: &str) -> bool {
    let mut field = short.chars();
    let office = field.next_back();
    let mut letters = long.chars();
    let begins_alike = short.chars().next() == long.chars().next();
    let last = letters.next_back();
    begins_alike && office != last && field.all(|letter| letters.any(|other| other == letter))
}

/// So many characters name a minister's field.
const SHORTEST_FIELD: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_office_goes_by_several_words() {
        assert!(are_words_for_one(OfficeLevel::Minister, "環境再建相", "環境再建担当大臣"));
        assert!(!are_words_for_one(OfficeLevel::Minister, "環境相", "農業相"));
        assert!(!are_words_for_one(OfficeLevel::Minister, "環境相", "前環境大臣"));
        assert!(are_words_for_one(OfficeLevel::Minister, "外相", "外務大臣"));
        assert!(are_words_for_one(OfficeLevel::Minister, "文部科学大臣", "文科相"));
        assert!(!are_words_for_one(OfficeLevel::Minister, "文相", "法務大臣"));
        assert!(!are_words_for_one(OfficeLevel::Minister, "外相", "外国貿易相"));
        assert!(!are_words_for_one(OfficeLevel::Minister, "外相", "外務副大臣"));
        assert!(are_words_for_one(OfficeLevel::HeadOfGovernment, "首相", "総理大臣"));
        assert!(!are_words_for_one(OfficeLevel::HeadOfGovernment, "元首相", "総理大臣"));
        assert!(!are_words_for_one(OfficeLevel::HeadOfGovernment, "首相", "州首相"));
    }

    fn offices(titles: &[&str], countries: &[&str]) -> Offices {
        let set = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Offices { titles: set(titles), countries: set(countries), ..Offices::default() }
    }

    #[test]
    fn titles_may_be_told_less_precisely() {
        assert!(may_be_one_title("長官", "国防長官"));
        assert!(may_be_one_title("補佐官（経済担当）", "補佐官"));
        assert!(may_be_one_title("最高経営責任者(CEO)", "CEO"));
        assert!(!may_be_one_title("大統領", "大統領補佐官"));
        assert!(!may_be_one_title("首相", "副首相"));
        assert!(!may_be_one_title("首相", "元首相"));
        assert!(!may_be_one_title("長官", "国防副長官"));
    }

    #[test]
    fn offices_conflict_by_country_or_title() {
        let minister = offices(&["外相"], &["country:de"]);
        assert!(minister.conflict(&offices(&["外相"], &["country:at"]), false));
        assert!(minister.conflict(&offices(&["首相"], &[]), false));
        assert!(!minister.conflict(&offices(&[], &[]), true));
        let promoted = offices(&["首相"], &["country:de"]);
        assert!(!minister.conflict(&promoted, false));
        assert!(minister.conflict(&promoted, true));
        assert!(minister.namesakes(&offices(&["首相"], &["country:at"])));
        assert!(!minister.namesakes(&promoted));
    }
}
