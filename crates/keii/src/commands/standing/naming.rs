//! How each article names things, as a table.

use keii_model::{Naming, NamingForm};

use super::Printer;
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::settings::Lang;

/// So many things are shown unless all are wanted.
const THINGS: usize = 6;

impl Printer<'_> {
    /// The forms of each thing, article by article; `None` where there are none.
    pub(super) fn namings(&self, namings: &[&Naming]) -> Option<Table> {
        if namings.is_empty() {
            return None;
        }
        let mut table = Table::new([("", Fit::Flexible), ("", Fit::Flexible), ("", Fit::Fixed)]);
        let shown = self.shown(namings.len(), THINGS);
        for naming in &namings[..shown] {
            let mut documents: Vec<_> = naming.forms.iter().map(|form| &form.document).collect();
            documents.sort();
            documents.dedup();
            let cell = documents.into_iter().fold(Cell::default(), |cell, document| {
                let forms = naming.forms.iter().filter(|form| form.document == *document);
                let forms: Vec<String> = forms.map(|form| self.form(form)).collect();
                let id = self.view.short.short(document);
                cell.and(format!("{id} {}", self.lang.list(&forms)), Style::Plain)
            });
            let id = self.view.short.short(&naming.id);
            table.row([
                Cell::new(&naming.concept, Style::Strong),
                cell,
                Cell::new(id, Style::Faint),
            ]);
        }
        self.rest(namings.len() - shown, &mut table);
        Some(table)
    }

    /// `紛争 3回(引用中 1)`
    fn form(&self, form: &NamingForm) -> String {
        let NamingForm { form, count, quoted, .. } = form;
        match (self.lang, *quoted) {
            (Lang::Ja, 0) => format!("{form} {count}回"),
            (Lang::Ja, quoted) => format!("{form} {count}回(うち引用中{quoted})"),
            (Lang::En, 0) => format!("{form} ×{count}"),
            (Lang::En, quoted) => format!("{form} ×{count} ({quoted} quoted)"),
        }
    }
}
