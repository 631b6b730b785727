//! Words.

use keii_model::Span;
use keii_syntax::{Analyzer, Form, NameKind, ParticleKind, Pos, Sentence, Token};
use proptest::prelude::*;

use crate::{analyze, japanese, words};

fn word(text: &str, surface: &str) -> Token {
    let syntax = analyze(text);
    let found = syntax.tokens.iter().find(|token| token.span.of(text) == surface);
    found.unwrap_or_else(|| panic!("no {surface} in {:?}", words(text))).clone()
}

#[test]
fn parts_of_speech_are_told() {
    let text = "ブラジルの佐藤外相は静かに橋を渡った。";
    assert_eq!(word(text, "ブラジル").pos, Pos::Name(NameKind::Country));
    assert_eq!(word(text, "佐藤").pos, Pos::Name(NameKind::Family));
    assert_eq!(word(text, "外相").pos, Pos::Noun);
    assert_eq!(word(text, "は").pos, Pos::Particle(ParticleKind::Topic));
    assert_eq!(word(text, "静か").pos, Pos::AdjectivalNoun);
    assert_eq!(word(text, "。").pos, Pos::Period);
}

#[test]
fn inflected_words_have_their_base_form() {
    let text = "船は港を離れなかった";
    let verb = word(text, "離れ");
    assert_eq!((verb.lemma.as_str(), verb.form), ("離れる", Form::Irrealis));
    assert_eq!(word(text, "なかっ").lemma, "ない");
}

#[test]
fn what_the_dictionary_does_not_know_is_said() {
    assert!(!word("グラビモスカ氏が来た", "グラビモスカ").known);
    assert!(word("議長が来た", "議長").known);
}

#[test]
fn people_joined_by_dots_are_two_words() {
    let found = words("マリア・ロペスさん");
    assert_eq!(&found[..3], ["マリア", "・", "ロペス"]);
}

#[test]
fn half_width_kana_are_read_like_others() {
    let token = word("ﾌﾞﾗｼﾞﾙへ行く", "ﾌﾞﾗｼﾞﾙ");
    assert_eq!(token.pos, Pos::Name(NameKind::Country));
    assert_eq!(token.lemma, "ブラジル");
}

#[test]
fn figures_are_one_word_in_either_width() {
    assert_eq!(words("1,200人")[0], "1,200");
    assert_eq!(words("３５人")[0], "３５");
    assert_eq!(word("3月に", "月").pos, Pos::Counter);
}

#[test]
fn by_somebodys_account_is_one_particle() {
    let text = "地元紙によると";
    assert_eq!(word(text, "によると").pos, Pos::Particle(ParticleKind::Case));
}

#[test]
fn spans_count_from_the_start_of_the_document() {
    let text = "前の文。次の文だ。";
    let start = u32::try_from("前の文。".len()).expect("short");
    let span = Span::new(start, u32::try_from(text.len()).expect("short"));
    let syntax = japanese().analyze(text, &Sentence { span, quotations: &[] });
    assert_eq!(syntax.tokens[0].span.start, start);
    assert_eq!(syntax.tokens[0].span.of(text), "次");
}

#[test]
fn a_sentence_of_a_hundred_thousand_characters_is_read() {
    for piece in ["ア", "「", "橋を渡った、", "1", " ", "山の", "した物"] {
        let text = piece.repeat(100_000 / piece.chars().count());
        let syntax = analyze(&text);
        assert!(
            piece == " "
                || syntax
                    .tokens
                    .last()
                    .is_some_and(|last| { last.span.end as usize == text.len() })
        );
    }
}

proptest! {
    #[test]
    fn any_text_gives_words_in_order(text in "\\PC{0,120}") {
        check(&text)?;
    }

    #[test]
    fn any_japanese_gives_words_in_order(text in "[ぁ-んァ-ヶ一-亀ｦ-ﾟ0-9０-９a-zＡ-Ｚ「」『』（）、。・＝ 　\n\u{0}\"“”!]{0,120}") {
        check(&text)?;
    }
}

/// Words and chunks lie on character boundaries, in order, within the text; governors are later
/// chunks of the same depth.
fn check(text: &str) -> Result<(), TestCaseError> {
    let syntax = analyze(text);
    let mut end = 0;
    for token in &syntax.tokens {
        prop_assert!(token.span.start >= end && token.span.end > token.span.start);
        prop_assert!(text[end as usize..token.span.start as usize].trim().is_empty());
        prop_assert!(text.get(token.span.range()).is_some());
        end = token.span.end;
    }
    prop_assert!(text[end as usize..].trim().is_empty());
    for (id, chunk) in syntax.chunks.iter().enumerate() {
        prop_assert!(text.get(chunk.span.range()).is_some());
        prop_assert!(chunk.tokens.contains(&chunk.head));
        if let Some(governor) = chunk.governor {
            prop_assert!(governor as usize > id);
            prop_assert_eq!(syntax.chunks[governor as usize].depth, chunk.depth);
        }
    }
    for clause in &syntax.clauses {
        prop_assert!(syntax.chunks[clause.predicate as usize].predicate.is_some());
        prop_assert!(text.get(clause.span.range()).is_some());
    }
    Ok(())
}
