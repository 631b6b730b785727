//! Names by their company.

use keii_syntax::GuessKind;

use super::analyze;

/// The names in a sentence, with their kinds.
fn names(text: &str) -> Vec<(String, GuessKind)> {
    let guesses = analyze(text).guesses;
    guesses.into_iter().map(|guess| (guess.span.of(text).to_owned(), guess.kind)).collect()
}

#[test]
fn a_person_without_title_or_honorific_is_found() {
    let found = names("監督は高梨健吾が務め、脚本は宇野真理子が書いた。");
    assert!(found.contains(&("高梨健吾".to_owned(), GuessKind::Person)), "{found:?}");
    assert!(found.contains(&("宇野真理子".to_owned(), GuessKind::Person)), "{found:?}");
}

#[test]
fn a_body_that_no_dictionary_lists_is_found() {
    let found = names("東北貝類学会の会員が調査に加わった。");
    assert!(found.contains(&("東北貝類学会".to_owned(), GuessKind::Organization)), "{found:?}");
}

#[test]
fn common_words_are_no_names() {
    for text in ["雨が降ったので、試合は中止になった。", "政府は対策を検討している。"]
    {
        assert_eq!(names(text), [], "{text}");
    }
}

#[test]
fn names_are_in_order_and_apart() {
    let text = "新宿駅から横浜市の山下公園まで、加藤誠と井上ユリが歩いた。";
    let guesses = analyze(text).guesses;
    assert!(guesses.len() >= 3, "{guesses:?}");
    assert!(guesses.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{guesses:?}");
}
