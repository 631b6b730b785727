//! `--without-text`: no word of any document, in no format.

use std::collections::BTreeSet;

use keii_export::{Form, Format, Kind, Query};
use keii_model::{Reading, Record};
use keii_words::Lang;
use proptest::prelude::*;

use crate::made::{export, form, of_kind, query, readings};

/// Every word that the readings have from their documents.
fn words(readings: &[Reading]) -> BTreeSet<String> {
    let ledger = keii_ledger::build(readings.to_vec());
    let mut words = BTreeSet::new();
    for record in ledger.records() {
        words.extend(keii_ledger::spans(record).into_iter().map(|span| span.text.clone()));
        if let Record::Entity(entity) = record {
            words.extend(entity.aliases.iter().cloned());
            words.extend(entity.name.ja.clone());
            words.extend(entity.roles.iter().map(|role| role.title.clone()));
        }
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_word_of_a_document_is_told(readings in readings(), query in query()) {
        let words = words(&readings);
        let ledger = keii_ledger::build(readings);
        for format in Format::ALL {
            for kind in Kind::ALL {
                let query = of_kind(kind, &query);
                if query.check(format).is_err() {
                    continue;
                }
                let form = Form { without_text: true, lang: Lang::En, ..form(format) };
                let (text, _) = export(&ledger, &query, form);
                for word in words.iter().filter(|word| word.chars().count() > 1) {
                    prop_assert!(!text.contains(word.as_str()), "{:?} {:?}: {}", format, kind, word);
                }
            }
        }
    }
}

#[test]
fn the_rows_are_as_many_with_words_as_without() {
    let ledger = crate::made::two();
    for format in Format::ALL {
        let bare = Form { without_text: true, ..form(format) };
        let rows = |form| export(&ledger, &Query::default(), form).1;
        assert_eq!(rows(form(format)), rows(bare), "{format:?}");
    }
}
