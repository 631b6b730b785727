//! Each element of patterns.

use keii_model::Span;
use keii_rules::CharacterView;

use crate::words::{Words, found, pack};

const CLASSES: &str = "
[class.month]
number = [1, 12]
[class.amount]
number = true
decimals = true
[class.part]
'上旬|初め' = 'early'
'下旬' = 'late'
'下旬ごろ' = 'around'
[class.saying]
words = ['述べる', '話す|語る']
";

fn in_text(pattern: &str, text: &str) -> Vec<String> {
    let pack = pack(&[&format!("pattern = '{pattern}'")], CLASSES);
    found(pack.layer("x").unwrap(), &CharacterView::new(text))
}

fn in_words(pattern: &str, words: &str) -> Vec<String> {
    let pack = pack(&[&format!("pattern = '{pattern}'")], CLASSES);
    found(pack.layer("x").unwrap(), &Words::new(words))
}

#[test]
fn literals_are_found_everywhere() {
    assert_eq!(in_text("会 談", "会談と会談会"), ["会談", "会談"]);
    assert_eq!(in_text("a\\sb", "ab a b"), ["a b"]);
}

#[test]
fn numbers_are_whole_and_within_their_limits() {
    assert_eq!(
        in_text("{month}月", "13月、3月、１０月、十二月、0月、21月"),
        ["3月 month=3", "１０月 month=10", "十二月 month=12"]
    );
    assert_eq!(
        in_text("{n:amount}円", "3万5000円と1.5億円、1,200円"),
        ["3万5000円 n=35000", "1.5億円 n=150000000", "1,200円 n=1200"]
    );
}

#[test]
fn classes_give_their_values_and_the_longest_wins() {
    assert_eq!(
        in_text("{part}", "初め、下旬ごろ、下旬"),
        ["初め part=early", "下旬ごろ part=around", "下旬 part=late"]
    );
    assert_eq!(in_text("{part}ごろに", "下旬ごろに"), ["下旬ごろに part=late"]);
}

#[test]
fn lexicons_give_the_standard_form() {
    assert_eq!(in_text("{p:place}へ", "本駅へ、中央へ"), ["本駅へ p=中央駅", "中央へ p=中央"]);
}

#[test]
fn options_and_alternatives_take_what_is_longest() {
    assert_eq!(
        in_text("約?{month}(月|月間|か月)", "約3月間、4か月"),
        ["約3月間 month=3", "4か月 month=4"]
    );
    assert_eq!(in_text("(a|ab)(c|bcd)?", "abcd"), ["abcd"]);
}

#[test]
fn a_gap_is_as_short_as_can_be_and_limited() {
    assert_eq!(in_text("から~へ", "駅からここへ、そこへ"), ["からここへ"]);
    assert_eq!(in_text("a~{3}b", "a123b a1234b ab"), ["a123b", "ab"]);
    assert_eq!(in_text("a~b", &format!("a{}b", "1".repeat(40))).len(), 1);
    assert_eq!(in_text("a~b", &format!("a{}b", "1".repeat(41))).len(), 0);
    assert_eq!(in_text("a~b", "a。b"), Vec::<String>::new());
}

#[test]
fn a_gap_ends_with_clause_and_token() {
    assert_eq!(in_words("a~b", "a xb b"), ["axbb"]);
    assert_eq!(in_words("a~b", "a // b"), ["ab"]);
    assert_eq!(in_words("a~b", "a x // b"), Vec::<String>::new());
    assert_eq!(in_words("a~b", &format!("a{} b", " x".repeat(12))).len(), 1);
    assert_eq!(in_words("a~b", &format!("a{} b", " x".repeat(13))).len(), 0);
}

#[test]
fn tokens_are_found_by_dictionary_form() {
    let words = "首相/首相 は/は/Particle 述べ/述べる/Verb た/た/Auxiliary 語っ/語る/Verb";
    assert_eq!(in_words("<述べる|語る>", words), ["述べ", "語っ"]);
    assert_eq!(in_words("<v:述べる>た", words), ["述べた v=述べる"]);
    assert_eq!(in_words("<saying>", words), Vec::<String>::new());
    assert_eq!(in_words("<v@saying>", words), ["述べ v=述べる", "語っ v=話す"]);
    assert_eq!(in_words("<.Verb>", words), ["述べ", "語っ"]);
    assert_eq!(in_words("<w:.Verb><.Auxiliary|Particle>", words), ["述べた w=述べ"]);
}

#[test]
fn a_run_of_tokens_ends_in_the_dictionary_form() {
    let words = "記者/記者 会見/会見 を/を 開い/開く た/た 話し合っ/話し合う";
    assert_eq!(
        in_words("<@place>", words),
        ["記者会見を開い place=話し合う", "話し合っ place=話し合う"]
    );
    assert_eq!(in_words("<会見を開く>", words), ["会見を開い"]);
}

#[test]
fn annotations_are_captured_by_label() {
    assert_eq!(
        in_words("[Person]は~<述べる>", "[佐藤] 氏 は 昨日 述べ/述べる"),
        Vec::<String>::new()
    );
    let words = "[佐藤] は 昨日 述べ/述べる";
    assert_eq!(in_words("[Person]は~<述べる>", words), ["佐藤は昨日述べ person=佐藤"]);
    assert_eq!(in_words("[who:Person]", words), ["佐藤 who=佐藤"]);
    assert_eq!(in_words("[Place]", words), Vec::<String>::new());
}

#[test]
fn outputs_are_filled() {
    let rule = "pattern = '{month}月(の)?{part}?(、{p:place})?'
value = 'XXXX-{month:02}-{part|XX}'\ncode = '{p.code}'\nwhole = true";
    let pack = pack(&[rule], CLASSES);
    let layer = pack.layer("x").unwrap();
    let text = "3月の下旬、本駅と4月";
    let matches = layer.find(&CharacterView::new(text), Span::from_range(0..text.len()));
    let output = |place: usize, key| layer.output(&matches[place], key);
    assert_eq!(output(0, "value").as_deref(), Some("XXXX-03-late"));
    assert_eq!(output(0, "code").as_deref(), Some("C"));
    assert_eq!(output(0, "whole").as_deref(), Some("true"));
    assert_eq!(output(1, "value").as_deref(), Some("XXXX-04-XX"));
    assert_eq!((output(1, "code"), output(1, "none")), (None, None));
    let capture = matches[0].capture("part").unwrap();
    assert_eq!((capture.span.of(text), capture.value.as_str()), ("下旬", "late"));
    assert_eq!(layer.field(matches[0].capture("p").unwrap(), "code"), Some("C"));
    let outputs = layer.outputs(&matches[1]);
    assert_eq!((outputs.get("value"), outputs.get("code")), (Some("XXXX-04-XX"), None));
}
