//! What a build script and a program do with a pack.

use keii_rules::{CharacterView, Pack, PackFile, PackSource, example_tests, examples};
use serde::Deserialize;

use crate::words::HEAD;

const RULES: &str = "layer = 'time'
[class.month]
number = [1, 12]
[[rule]]
id = 'ja.time.in-month'
pattern = '{month}月に'
not_after = '毎'
value = 'XXXX-{month:02}'
note = 'Months with に.'
accepts = [{ text = '彼は⟦3月に⟧来た', value = 'XXXX-03' }, { text = '⟦十月に⟧' }]
rejects = ['13月に', '3月が']
";

const TOML: &str =
    "name = 'ja'\nversion = '0.2.0'\n[page]\nmarks = [['「', '」']]\nsize = 3\nshare = 0.5\n";

fn files(rules: &str) -> [PackFile<'_>; 2] {
    [
        PackFile { path: "rules/time/month.toml", text: rules },
        PackFile { path: "pack.toml", text: TOML },
    ]
}

fn source() -> PackSource {
    PackSource::parse(&files(RULES)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_source_survives_serialisation() {
    let bytes = postcard::to_allocvec(&source()).unwrap();
    let back: PackSource = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(back, source());
    assert!(Pack::compile(&back).unwrap().rule("ja.time.in-month").is_some());
}

#[test]
fn the_version_changes_with_the_content_alone() {
    let version = Pack::compile(&source()).unwrap().version().to_owned();
    assert!(version.starts_with("ja 0.2.0 (") && version.len() == "ja 0.2.0 (01234567)".len());
    let mut turned = files(RULES);
    turned.reverse();
    assert_eq!(PackSource::parse(&turned).unwrap().version(), version);
    let other = RULES.replace("Months", "months");
    assert_ne!(PackSource::parse(&files(&other)).unwrap().version(), version);
}

#[derive(Debug, Deserialize, PartialEq)]
struct Page {
    marks: Vec<(String, String)>,
    size: u8,
    share: f64,
}

#[test]
fn settings_are_read_into_types() {
    let pack = Pack::compile(&source()).unwrap();
    let page = Page { marks: vec![("「".into(), "」".into())], size: 3, share: 0.5 };
    assert_eq!(pack.settings::<Page>("page").unwrap(), page);
    let error = pack.settings::<Page>("none").unwrap_err().to_string();
    assert!(error.starts_with("section [none] of pack.toml: missing field"), "{error}");
}

#[test]
fn examples_hold_and_a_broken_one_is_told() {
    let source = source();
    let pack = Pack::compile(&source).unwrap();
    let layer = pack.layer("time").unwrap();
    assert!(!layer.needs_tokens());
    let check = |example: &_, text: &str| layer.check_example(&CharacterView::new(text), example);
    let all = examples(&source);
    for example in &all {
        assert_eq!(check(example, &example.text), Ok(()));
    }
    let place = "ja.time.in-month (rules/time/month.toml:5)";
    assert_eq!(
        check(&all[0], "彼は4月に来た"),
        Err(format!("{place}: value of 彼は4月に来た is XXXX-04 instead of XXXX-03"))
    );
    let error = check(&all[0], "また、3月に来").unwrap_err();
    assert!(error.starts_with(&format!("{place} does not find ⟦")), "{error}");
    assert!(error.ends_with("\n  ja.time.in-month finds ⟦3月に⟧ at byte 9"), "{error}");
    assert_eq!(check(&all[2], "3月に"), Err(format!("{place} finds ⟦3月に⟧ at byte 0 in 3月に")));
}

#[test]
fn every_example_becomes_a_test() {
    let tests = example_tests(&source(), "crate::holds");
    let first = "#[test]\nfn ja_time_in_month_accepts_1() {\n    crate::holds(\"ja.time.in-month\", \"time\", \
                 \"彼は3月に来た\", Some((6, 13)), &[(\"value\", \"XXXX-03\")]);\n}\n";
    assert!(tests.starts_with(first), "{tests}");
    assert!(tests.contains(
        "fn ja_time_in_month_rejects_2() {\n    crate::holds(\"ja.time.in-month\", \"time\", \"3月が\", None, &[]);"
    ));
    assert_eq!(tests.matches("#[test]").count(), 4);
}

#[test]
fn ids_that_differ_in_marks_alone_get_names_of_their_own() {
    let rule = |id: &str, pattern: &str| {
        format!(
            "[[rule]]\nid = '{id}'\npattern = '{pattern}'\naccepts = [{{ text = '⟦{pattern}⟧' }}, {{ text = 'x⟦{pattern}⟧' }}]\nrejects = ['q', 'r']\n"
        )
    };
    let text = format!("layer = 'x'\n{}{}", rule("t.x.a-b", "m"), rule("t.x.a.b", "n"));
    let file = PackFile { path: "rules/x.toml", text: &text };
    let tests = example_tests(&PackSource::parse(&[HEAD, file]).unwrap(), "holds");
    assert!(tests.contains("fn t_x_a_b_accepts_1()") && tests.contains("fn t_x_a_b_accepts_1x()"));
}

#[test]
fn a_rule_explains_itself() {
    let pack = Pack::compile(&source()).unwrap();
    let expected = "ja.time.in-month
  rules/time/month.toml:5, layer time
  pattern   {month}月に
  in front  毎 must not stand there
  value     XXXX-{month:02}
  Months with に.
  + 彼は⟦3月に⟧来た  value = XXXX-03
  + ⟦十月に⟧
  - 13月に
  - 3月が";
    assert_eq!(pack.rule("ja.time.in-month").unwrap().explain(), expected);
}
