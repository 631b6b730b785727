//! Models as their users meet them: learnt, written, read, refused.

use keii_linear::{Chooser, Key, Model, ModelError, Score, Trainer};

/// Words of which the first letter tells the label.
const EXAMPLES: [(&str, usize); 6] =
    [("apple", 0), ("amber", 0), ("berry", 1), ("birch", 1), ("cedar", 2), ("coral", 2)];

fn features(word: &str) -> [Key; 2] {
    [Key::number(0).and(Key::of(word)), Key::number(1).and(Key::of(&word[..1]))]
}

fn trained() -> Model {
    let mut trainer = Trainer::new(12, 3);
    for _ in 0..5 {
        for (word, label) in EXAMPLES {
            trainer.learn(&features(word), label);
        }
    }
    trainer.finish()
}

#[test]
fn labels_are_learnt_and_carried_to_words_not_seen() {
    let model = trained();
    for (word, label) in EXAMPLES.into_iter().chain([("ash", 0), ("beech", 1), ("cypress", 2)]) {
        assert_eq!(model.best(&features(word)), label, "{word}");
    }
}

#[test]
fn decisions_between_two_are_learnt() {
    let mut trainer = Trainer::new(8, 1);
    for _ in 0..5 {
        for (word, label) in EXAMPLES {
            trainer.decide(&features(word), label == 1, 1);
        }
    }
    let model = trainer.finish();
    assert_eq!(model.labels(), 1);
    for (word, label) in EXAMPLES {
        assert_eq!(model.score(&features(word)) > 0, label == 1, "{word}");
    }
}

#[test]
fn the_average_counts_and_not_the_last_weight() {
    let mut trainer = Trainer::new(4, 1);
    let key = [Key::of("always")];
    trainer.update(&key, 0, 3);
    (0..9).for_each(|_| trainer.step());
    trainer.update(&key, 0, -4);
    trainer.step();
    assert_eq!(trainer.score(&key), -1);
    assert!(trainer.finish().score(&key) > 0);
}

/// Among words, the one that begins with `b` is right.
fn chosen(threshold: f32) -> Model {
    let mut chooser = Chooser::new(10, threshold);
    let choices = ["apple", "berry", "cedar", "amber", "birch", "coral"].map(features);
    let examples: Vec<&[[Key; 2]]> = choices.chunks(3).collect();
    for _ in 0..5 {
        choices.iter().for_each(|features| chooser.count(features));
    }
    for candidates in examples.iter().cycle().take(40) {
        chooser.learn(candidates, 1);
    }
    chooser.finish()
}

#[test]
fn what_is_right_among_candidates_is_learnt_and_carried_to_others() {
    let model = chosen(0.1);
    let score = |word| model.score(&features(word));
    assert!(score("beech") > score("ash") && score("beech") > score("cypress"));
    assert_eq!(score("daisy"), 0, "nothing is known of it");
}

#[test]
fn what_is_seldom_wanted_or_seen_has_no_weight() {
    let nothing =
        |model: &Model| EXAMPLES.iter().all(|(word, _)| model.score(&features(word)) == 0);
    assert!(nothing(&chosen(1000.0)));
    let mut rare = Chooser::new(10, 0.1);
    rare.count(&features("apple"));
    rare.learn(&["apple", "berry"].map(features), 0);
    assert!(nothing(&rare.finish()));
}

#[test]
fn bytes_give_the_model_back() {
    let model = trained();
    let bytes = model.to_bytes(3);
    assert_eq!(Model::from_bytes(&bytes, 3), Ok(model));
    assert_eq!(bytes, trained().to_bytes(3), "training again gives the same bytes");
}

#[test]
fn what_is_not_the_model_is_refused() {
    let bytes = trained().to_bytes(3);
    assert_eq!(Model::from_bytes(&bytes, 4), Err(ModelError::Version { found: 3, wanted: 4 }));
    for length in 0..bytes.len() {
        assert!(Model::from_bytes(&bytes[..length], 3).is_err(), "{length} bytes");
    }
    assert!(Model::from_bytes(&[&bytes[..], &[0]].concat(), 3).is_err(), "a byte too many");
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 0x10;
        assert!(Model::from_bytes(&altered, 3).is_err(), "byte {at}");
    }
    assert_eq!(Model::from_bytes(b"", 3), Err(ModelError::Foreign));
}

#[test]
fn weights_a_thousand_times_apart_are_both_kept() {
    let mut trainer = Trainer::new(12, 2);
    let word = |number: u64| Key::number(100).and(Key::number(number));
    (0..500).for_each(|number| trainer.update(&[word(number)], 0, 1));
    trainer.update(&[Key::number(1)], 1, 1000);
    trainer.step();
    let (model, mut scores) = (trainer.finish(), [0; 2]);
    model.scores(&[word(7)], &mut scores);
    let small = scores[0];
    assert!(small > 10, "a weight of one is still told from none: {small}");
    model.scores(&[Key::number(1)], &mut scores);
    assert!((900 * small..1100 * small).contains(&scores[1]), "{small} and {scores:?}");
}
