//! The sentences of the pages, in Japanese and English.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use keii_words::Lang;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

/// The sentences in both languages.
pub struct Texts {
    ja: Bundle,
    en: Bundle,
}

impl fmt::Debug for Texts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Texts")
    }
}

pub(crate) const JAPANESE: &str = include_str!("text/ja.ftl");
pub(crate) const ENGLISH: &str = include_str!("text/en.ftl");

impl Texts {
    /// Reads the sentences that the program carries.
    pub fn new() -> Self {
        Self { ja: bundle("ja", JAPANESE), en: bundle("en", ENGLISH) }
    }

    /// The sentence of this name. Its names and numbers come from `arguments`.
    pub fn say(&self, lang: Lang, name: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        let bundle = match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        };
        let message = bundle.get_message(name).and_then(|message| message.value());
        debug_assert!(message.is_some(), "the sentence `{name}` is missing");
        let Some(pattern) = message else { return name.to_owned() };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut unknown = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&arguments), &mut unknown);
        debug_assert!(unknown.is_empty(), "the sentence `{name}`: {unknown:?}");
        said.into_owned()
    }
}

fn bundle(lang: &str, source: &str) -> Bundle {
    let lang: LanguageIdentifier = lang.parse().expect("a tag of two letters");
    let resource = FluentResource::try_new(source.to_owned());
    let resource = resource.map_err(|(_, errors)| errors).expect("the tests read it");
    let mut bundle = Bundle::new_concurrent(vec![lang]);
    // Marks of direction between words of one direction end up in what people copy.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no name twice");
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names(source: &str) -> BTreeSet<&str> {
        let lines = source.lines().filter(|line| !line.starts_with([' ', '#', '}']));
        lines.filter_map(|line| Some(line.split_once(" =")?.0)).collect()
    }

    #[test]
    fn both_languages_have_the_same_sentences() {
        assert_eq!(names(JAPANESE), names(ENGLISH));
    }

    #[test]
    fn every_sentence_can_be_read() {
        Texts::new();
    }

    /// All code of this crate, as text.
    fn code(folder: &std::path::Path, into: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                code(&path, into);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                into.push_str(&std::fs::read_to_string(path).expect("text"));
            }
        }
    }

    #[test]
    fn every_sentence_is_used() {
        let mut all = String::new();
        code(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        let unused: Vec<&str> = names(ENGLISH)
            .into_iter()
            .filter(|name| !all.contains(&format!("\"{name}\"")))
            .collect();
        assert!(unused.is_empty(), "nothing says {unused:?}");
    }
}
