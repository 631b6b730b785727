//! The rule language: parse, check, compile, match. It knows no language and no domain, and reads
//! no files.
//!
//! A **pack** is a folder: `pack.toml` (name, version, settings), `lexicon/*.tsv`,
//! `rules/**/*.toml`. [`PackSource::parse`] reads and checks it, [`Pack::compile`] makes it ready,
//! [`Layer::find`] matches. A [`PackSource`] can be serialised, so that a program embeds it.
//!
//! # Rules
//!
//! ```toml
//! layer = "time"                    # rules of one layer run together
//! boundary = "none"                 # or "token": matches begin and end with tokens; also per rule
//!
//! [class.month]                     # known in the whole layer; in pack.toml in all layers
//! number = [1, 12]                  # limits, or true; decimals = true reads 3.5 as well
//!
//! [class.part]
//! "上旬|初め" = "early"             # phrases and their value
//!
//! [class.sort]
//! words = ["定例|例会", "臨時"]     # phrases whose value is the first form
//!
//! [[rule]]
//! id = "ja.time.part-of-month"      # pack.layer.name
//! pattern = '{month}月(の)?{part}'
//! not_after = '(毎|数)'             # what may not stand in front; after, before, not_before
//! priority = 0                      # of equally long matches the highest wins
//! value = "XXXX-{month:02}-{part}"  # any other key is an output
//! note = "…"
//! accepts = [
//!     { text = "会は⟦3月初め⟧に", value = "XXXX-03-early" },
//!     { text = "⟦十月の上旬⟧から" },
//! ]
//! rejects = ["毎月上旬に", "13月上旬"]
//! ```
//!
//! Every rule has two examples of each sort at least. They run through the whole layer: a rule must
//! find exactly the marked words, and nothing in what it rejects.
//!
//! # Patterns
//!
//! | written | matches |
//! |---|---|
//! | `会談` | these characters; white space in a pattern is ignored |
//! | `{part}`, `{p:part}` | a phrase of the class or lexicon, or a number of the class; captured as `part`, `p` |
//! | `<述べる\|語る>`, `<v:述べる>` | a token, or a run of tokens, whose last stands in this dictionary form |
//! | `<@act>`, `<a@act>` | the same, with the phrases of a lexicon or class |
//! | `<.Noun\|Name>`, `<n:.Noun>` | a token by part of speech |
//! | `[Person]`, `[who:Person]` | an annotation; captured as `person`, `who` |
//! | `(a\|b)`, `a\|b` | one of them |
//! | `x?` | the character, group or element before it, or nothing |
//! | `~`, `~{20}` | as little as possible: up to 40 characters and 12 tokens, or 20 characters, within the clause |
//! | `\s`, `\t`, `\n`, `\{` | a space, a tab, a line's end, the mark itself |
//!
//! A number is read whole or not at all: ASCII, full-width and kanji figures, 十百千 and 万億兆京, commas
//! between thousands. Its value is written in ASCII figures. Where a pattern fits in several ways, the
//! longest counts, but gaps are as short as can be.
//!
//! Contexts (`after`, `not_after`, `before`, `not_before`) are patterns without gaps; those in front of the
//! match are compared by characters alone.
//!
//! # Outputs
//!
//! `{month}` is the value captured under that name, `{month:02}` with zeros in front, `{land.code}` a column
//! of the lexicon entry, `{year|XXXX}` has a default. All three combine: `{land.code:03|000}`. `{{` is a
//! brace. Without value and default there is no output.
//!
//! # Lexicons
//!
//! Tab-separated; the first row names the columns, the first column holds the forms (`a|b`, the first is
//! the standard one), a column `value` is what rules capture instead of the standard form. Lines that
//! begin with `#` are comments.
//!
//! # Example
//!
//! ```
//! use keii_model::Span;
//! use keii_rules::{CharacterView, Pack, PackFile, PackSource};
//!
//! let head = PackFile { path: "pack.toml", text: "name = 'ja'\nversion = '0.1.0'" };
//! let rules = PackFile {
//!     path: "rules/time/month.toml",
//!     text: "
//! layer = 'time'
//! [class.month]
//! number = [1, 12]
//! [[rule]]
//! id = 'ja.time.month'
//! pattern = '{month}月'
//! value = 'XXXX-{month:02}'
//! accepts = [{ text = '会は⟦3月⟧に', value = 'XXXX-03' }, { text = '⟦十月⟧から' }]
//! rejects = ['毎月', '13月']",
//! };
//! let source = PackSource::parse(&[head, rules])?;
//! let pack = Pack::compile(&source)?;
//! let layer = pack.layer("time").expect("a rule has this layer");
//!
//! let text = "次は１０月だ";
//! let found = layer.find(&CharacterView::new(text), Span::from_range(0..text.len()));
//! assert_eq!(found[0].span.of(text), "１０月");
//! assert_eq!(layer.output(&found[0], "value").as_deref(), Some("XXXX-10"));
//! # Ok::<(), keii_rules::PackError>(())
//! ```

mod characters;
mod check;
mod example;
mod first;
mod gap;
mod index;
mod layer;
mod lexicon;
#[cfg(test)]
mod linear_tests;
mod machine;
mod node;
mod number;
mod numbers;
mod outputs;
mod pack;
mod pattern;
mod phrases;
mod problem;
mod program;
mod read;
mod read_rules;
mod rule;
mod setting;
mod source;
mod split;
mod starts;
mod template;
mod view;
mod vocabulary;

pub use characters::Characters;
pub use example::{Example, example_tests, examples};
pub use layer::{Capture, Layer, Match};
pub use lexicon::{Beginnings, Entry, Lexicon};
pub use numbers::Numbers;
pub use outputs::Outputs;
pub use pack::Pack;
pub use problem::{PackError, Problem};
pub use rule::Rule;
pub use source::{PackFile, PackSource, RuleSource};
pub use view::{CharacterView, Placed, TokenView, View};
