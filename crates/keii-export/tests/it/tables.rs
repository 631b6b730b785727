//! Tables, read by the `csv` package.

use keii_export::{Format, Kind, Query};
use proptest::prelude::*;

use crate::made::{export, form, listed, of_kind, query, readings, two};

/// The rows of a table with the names of its columns first.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("every row has as many cells"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// The words of a column, as the documentation says that they are read.
fn column(rows: &[Vec<String>], name: &str) -> Vec<String> {
    let at = rows[0].iter().position(|column| column == name).expect("a column of this name");
    rows[1..].iter().map(|row| words(&row[at]).to_owned()).collect()
}

/// A cell without the apostrophe that keeps it from being a formula.
fn words(cell: &str) -> &str {
    let marks = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    assert!(!cell.trim_start_matches(' ').starts_with(marks), "{cell} is a formula");
    let is_kept = cell.trim_start_matches([' ', '\'']).starts_with(marks);
    cell.strip_prefix('\'').filter(|_| is_kept).unwrap_or(cell)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_comes_back(readings in readings(), query in query()) {
        let ledger = keii_ledger::build(readings);
        let events = parsed(&export(&ledger, &of_kind(Kind::Events, &query), form(Format::Csv)).0);
        prop_assert_eq!(column(&events, "id"), listed(&ledger, &query));
        let asked = of_kind(Kind::Statements, &query);
        let statements = parsed(&export(&ledger, &asked, form(Format::Csv)).0);
        let said = ledger.said(query.person.as_deref(), None);
        let words = said.iter().map(|one| one.attribution.content[0].text.clone());
        prop_assert_eq!(column(&statements, "quotation"), words.collect::<Vec<_>>());
        let asked = Query { kind: Some(Kind::People), ..Query::default() };
        let people = parsed(&export(&ledger, &asked, form(Format::Csv)).0);
        let names = ledger.people().into_iter().map(|one| one.entity.name.any().to_owned());
        prop_assert_eq!(column(&people, "name_ja"), names.collect::<Vec<_>>());
    }
}

#[test]
fn every_kind_has_the_documented_columns() {
    let page = include_str!("../../../../docs/reference/exports.md");
    for kind in Kind::ALL {
        let query = Query { kind: Some(kind), ..Query::default() };
        let (text, rows) = export(&two(), &query, form(Format::Csv));
        let table = parsed(&text);
        assert_eq!(table.len() - 1, rows, "{kind:?}");
        let section = page.split("\n### ").find(|part| part.starts_with(kind.word()));
        let section = section.unwrap_or_else(|| panic!("no section on {}", kind.word()));
        for name in &table[0] {
            assert!(
                section.contains(&format!("| `{name}` |")),
                "{kind:?}: `{name}` is not told of"
            );
        }
    }
}
