//! Somebody named by office alone: 外務次官は, ロシア大統領は; ロシア高官: some of a group.

use keii_model::EntityType;

use super::Naming;
use super::atom::{Atom, AtomKind};
use super::office::Titles;
use super::phrase::Reader;
use crate::draft::MentionForm;

impl<'p> Reader<'_, 'p> {
    /// 外務次官は, ロシア大統領は: somebody named by office only; ロシア高官: some of a group.
    pub(super) fn role_alone(
        &self,
        titles: &Titles<'_>,
        owners: &[Atom<'p>],
        glued: bool,
        namings: &mut Vec<Naming>,
    ) {
        // 日米韓の外相, 日韓外相: several at once.
        let countries = owners.iter().filter(|owner| owner.kind == AtomKind::Country).count();
        let posted = self.posting(owners).is_some();
        let several = !posted && countries > 1;
        if !glued && (several || !posted && self.is_last_of_countries(owners)) {
            return;
        }
        let owned = owners.last().is_some_and(|owner| glued || owner.kind != AtomKind::Place);
        let stands = match titles.alone() {
            Some("yes") => true,
            Some("owner" | "group") => owned,
            _ => false,
        };
        let modified = titles.modifier.is_some_and(|modifier| !self.has_remit(modifier));
        // Inside a longer compound a title names no one: 大統領選, 首相官邸, 知事会.
        let before = owners.is_empty() && self.is_glued(titles.first);
        if !stands || modified || before || self.is_compound(titles.next) {
            return;
        }
        let behind = &self.text[self.atoms[titles.next - 1].span.end as usize..];
        let starts = |words: &[String]| words.iter().any(|word| behind.starts_with(word.as_str()));
        if starts(&self.language.names.predicative) || self.is_shared(titles.first, owners) {
            return;
        }
        // 宮城両県知事 are two; 新会長に: who takes the office is told behind.
        let prefix =
            self.atoms[titles.first..titles.next].iter().find(|atom| atom.kind == AtomKind::Prefix);
        let kind = prefix.and_then(|atom| atom.field("kind"));
        let taken =
            kind == Some("future") && behind.starts_with(self.language.names.taken.as_str());
        if kind == Some("joint") || taken {
            return;
        }
        let first = self.posting(owners).or(owners.first().map(|owner| owner.span));
        let phrase = first.map_or(titles.span, |first| first.join(titles.span));
        // A body's own mention stands beside that of its official: 外務省の報道官.
        let body = owners.last().is_some_and(|owner| owner.kind == AtomKind::Organization);
        let span = if body && !glued { titles.span } else { phrase };
        let office = self.office(titles, owners, glued);
        let mut naming = self.naming(span, phrase, vec![office], "mention.role-only");
        naming.name = phrase.of(self.text).to_owned();
        naming.form = MentionForm::Role;
        naming.vague = owners.is_empty() && !starts(&self.language.names.acting);
        if several {
            naming = self.naming(titles.span, titles.span, Vec::new(), "mention.role-only");
        }
        if several || titles.alone() == Some("group") {
            naming.form = MentionForm::Group;
            naming.kind = EntityType::Group;
            let owner = owners.iter().map(|owner| owner.span.of(self.text));
            naming.name = owner.chain([titles.span.of(self.text)]).collect();
        }
        namings.push(naming);
    }

    /// 英国、フランス、|ドイツ|の外相: whether a country whose office is named is the last of a list.
    fn is_last_of_countries(&self, owners: &[Atom<'_>]) -> bool {
        let country = owners.first().filter(|first| first.kind == AtomKind::Country);
        let at =
            country.map(|it| self.atoms.partition_point(|atom| atom.span.start < it.span.start));
        let before = at.and_then(|at| Some((at.checked_sub(2)?, at.checked_sub(1)?)));
        before.is_some_and(|(other, between)| {
            let words = self.atoms[between].span.of(self.text);
            self.kind(other) == Some(AtomKind::Country)
                && self.language.names.equals.iter().any(|it| it == words)
        })
    }
}
