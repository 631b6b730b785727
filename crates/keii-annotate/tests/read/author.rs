//! What writers say in their own name, and hedges.

use keii_model::{AttributionType, Factuality, Modality};

use crate::read;

fn own(text: &str) -> Vec<(String, Option<Modality>)> {
    let reading = read(text, None);
    let author = |it: &&keii_model::Attribution| it.attribution_type == AttributionType::Author;
    let own = reading.attributions.iter().filter(author);
    own.map(|it| (it.content[0].text.clone(), it.modality)).collect()
}

fn hedges(text: &str) -> Vec<(String, Factuality)> {
    read(text, None).hedges.into_iter().map(|it| (it.cue.text, it.level)).collect()
}

#[test]
fn inference_forecast_judgement_and_demand_are_the_writers() {
    let cases = [
        ("値上げは客離れを招くだろう。", "値上げは客離れを招く", Modality::Forecast),
        ("会社は海外に出たいに違いない。", "会社は海外に出たい", Modality::Infer),
        ("条例の成立は大きな一歩だ。", "条例の成立は大きな一歩だ", Modality::Evaluate),
        ("市は資料をもっと早く出すべきだ。", "市は資料をもっと早く出す", Modality::Demand),
        ("改革がどこまで進むかは未知数だ。", "改革がどこまで進むか", Modality::Speculate),
        (
            "残念ながら、計画は住民の声を聞いていない。",
            "計画は住民の声を聞いていない",
            Modality::Evaluate,
        ),
    ];
    for (text, content, modality) in cases {
        assert_eq!(own(text), [(content.to_owned(), Some(modality))], "{text}");
    }
}

#[test]
fn plain_facts_and_what_others_say_are_not_the_writers() {
    for text in [
        "市長は昨日、橋を訪れた。",
        "会社は新しい工場を建てた。",
        "市長は「値上げは避けられないだろう」と述べた。",
        "専門家は、値上げは客離れを招くだろうと指摘した。",
        "気象庁によると、雨は夜まで続く可能性がある。",
        "書類を窓口に出す必要がある。",
        "需要は伸びるだろうか。",
        "次のような意見が出た。",
        "首相は身分証を示した。",
    ] {
        assert_eq!(own(text), [], "{text}");
    }
}

#[test]
fn what_rests_on_a_source_is_the_sources_forecast() {
    let text = "気象庁によると、台風は北へ進んでいる。夜には上陸する可能性がある。";
    assert_eq!(own(text), []);
    assert_eq!(hedges(text), [("可能性がある".to_owned(), Factuality::Possible)]);
}

#[test]
fn facts_told_on_the_way_are_no_opinion() {
    let text = "両者は12日に電話で話しており、会う準備が進んでいるのかもしれない。";
    assert_eq!(own(text)[0].0, "会う準備が進んでいるの");
}

#[test]
fn a_list_of_possible_reasons_is_the_writers() {
    let text = "背景には、いくつかの理由があると考えられる。\n- 資材の値上がり\n- 人手の不足\n\n市は調べている。";
    let found: Vec<String> = own(text).into_iter().map(|(content, _)| content).collect();
    assert_eq!(found, ["資材の値上がり", "人手の不足"]);
}

#[test]
fn hedges_are_whole_words() {
    let cases = [
        ("会社は買収額を明らかにしていない。", "明らかにしていない", Factuality::Unknown),
        ("早い者が勝つとは限らない。", "とは限らない", Factuality::Unknown),
        ("橋は来年開通する予定だ。", "予定だ", Factuality::Probable),
        ("今の条件では妥協は難しいように見える。", "難しいように見える", Factuality::ProbablyNot),
        ("原因はまだ分かっていない。", "分かっていない", Factuality::Unknown),
    ];
    for (text, cue, level) in cases {
        assert!(hedges(text).contains(&(cue.to_owned(), level)), "{text}: {:?}", hedges(text));
    }
}

#[test]
fn past_plans_and_questions_are_no_hedges() {
    for text in [
        "橋は去年開通する予定だった。",
        "開催予定の試合を中止した。",
        "必要とされる書類を出した。",
        "どうなるのでしょうか。",
        "難しい問いに答えた。",
    ] {
        assert_eq!(hedges(text), [], "{text}");
    }
}
