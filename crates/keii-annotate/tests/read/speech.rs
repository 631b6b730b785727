//! Who says what: speakers, sources, what is nobody's, and what is no speech.

use keii_model::{Attribution, AttributionType, Reading, SpeakerHow};

use crate::read;

/// The attributions of others, in order.
fn said(reading: &Reading) -> Vec<&Attribution> {
    let others = |it: &&Attribution| it.attribution_type != AttributionType::Author;
    reading.attributions.iter().filter(others).collect()
}

/// `speaker: content`, each attribution of others.
fn lines(text: &str) -> Vec<String> {
    let reading = read(text, Some("2031-03-10"));
    let line = |it: &&Attribution| {
        let words = |name: &str| name.to_owned();
        let who: Vec<String> = it
            .speaker
            .iter()
            .map(|speaker| speaker.text.as_deref().map_or_else(|| "?".to_owned(), words))
            .collect();
        let what: Vec<&str> = it.content.iter().map(|span| span.text.as_str()).collect();
        format!("{}: {}", who.join("+"), what.join("|"))
    };
    said(&reading).iter().map(line).collect()
}

#[track_caller]
fn assert_said(text: &str, expected: &[&str]) {
    assert_eq!(lines(text), expected, "{text}");
}

#[test]
fn hearsay_rests_on_its_source_and_not_on_its_topic() {
    assert_said(
        "県警によると、事故は朝に起きた。運転していた女性は眠っていたという。",
        &["県警: 事故は朝に起きた", "県警: 運転していた女性は眠っていた"],
    );
    assert_said("運転していた女性は眠っていたという。", &["?: 運転していた女性は眠っていた"]);
    assert_said("商品は売り切れたという。", &["?: 商品は売り切れた"]);
}

#[test]
fn what_is_held_in_the_passive_is_nobodys() {
    for text in [
        "市長の発言は、撤退の合図と受け止められている。",
        "この湖は死につつあると指摘されている。",
        "橋は危ないとの声が上がっている。",
    ] {
        let reading = read(text, None);
        let found = said(&reading);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].speaker[0].how, SpeakerHow::Unattributed, "{text}");
    }
}

#[test]
fn people_and_papers_without_a_name_speak() {
    assert_said(
        "読売新聞によると、被害者の両親は「悔しい」とコメントしている。",
        &["被害者の両親: 悔しい"],
    );
    assert_said("報告書は、点検が足りなかったと結論付けた。", &["報告書: 点検が足りなかった"]);
    assert_said("ある野党の議員は「時間がない」と話した。", &["ある野党の議員: 時間がない"]);
}

#[test]
fn a_source_is_told_from_whom_it_belongs_to() {
    assert_said("政府関係者によると、工事は遅れる。", &["政府関係者: 工事は遅れる"]);
    let reading = read("AP通信、ロイター通信によると、船は沈んだ。", None);
    assert_eq!(said(&reading)[0].speaker.len(), 2, "a list of sources stays whole");
    let reading = read("読売新聞によると、気象庁の調べでは、風は30メートルに達した。", None);
    assert_eq!(said(&reading)[0].via.len(), 1, "the outer source relays the inner one");
}

#[test]
fn words_that_stand_apart_belong_to_who_is_told_to_say_them() {
    let first = "「橋は古い」。ドイツのベルク首相はこう語った。";
    assert_eq!(said(&read(first, None))[0].content[0].text, "橋は古い");
    let last = "ドイツのベルク首相は次のように述べた。「橋は古い。建て替える」";
    assert_eq!(said(&read(last, None))[0].content[0].text, "橋は古い。建て替える");
    let name = "「橋は古い」とベルク首相。";
    assert_eq!(said(&read(name, None)).len(), 1);
}

#[test]
fn quotations_in_a_row_are_a_statement_each() {
    let reading = read("男は「腹が減っていた」「誰でもよかった」と供述している。", None);
    let contents: Vec<&str> = said(&reading).iter().map(|it| it.content[0].text.as_str()).collect();
    assert_eq!(contents, ["腹が減っていた", "誰でもよかった"]);
}

#[test]
fn the_last_clause_tells_who_speaks() {
    assert_said(
        "工事は来月の予定だったが、ドイツ政府は延期すると発表した。",
        &["ドイツ政府: 延期する"],
    );
    assert_said(
        "両社は文書を公表しており、ベルク社長は「残念だ」と述べた。",
        &["ベルク社長: 残念だ"],
    );
}

#[test]
fn a_list_is_said_by_whoever_announces_it() {
    let text = "外務省の声明によると、両国は次の2点で合意した。\n- 「橋を守る」ための基金を設けること。\n- 会合を毎年開くこと。\n\n工事は春に始まる。";
    let reading = read(text, None);
    let kinds: Vec<AttributionType> = said(&reading).iter().map(|it| it.attribution_type).collect();
    use AttributionType::{Indirect, Mixed};
    assert_eq!(kinds, [Indirect, Mixed, Indirect]);
}

#[test]
fn to_whom_in_what_and_when() {
    let text = "ドイツのベルク首相は9日の記者会見で、記者団に「合意は近い」と語った。";
    let reading = read(text, Some("2031-03-10"));
    let found = said(&reading)[0];
    assert_eq!(found.addressee.as_deref(), Some("記者団"));
    assert_eq!(found.medium.as_deref(), Some("記者会見"));
    let time = reading.times.iter().find(|time| Some(&time.id) == found.time.as_ref()).unwrap();
    assert_eq!(time.value.as_deref(), Some("2031-03-09"));
}

#[test]
fn names_terms_and_what_things_are_made_are_no_speech() {
    for text in [
        "市は施設名を「みどりの家」とした。",
        "会費は無料とすることを決めた。",
        "チームは東京を拠点としている。",
        "国際通貨基金は「世界経済見通し」を公表した。",
        "台風5号「ケーミー」が南の海で発生した。",
        "政府は結束を強めようとしている。",
        "彼は代表として会議に出た。",
        "映画『海の声』の券が売り切れた。",
        "人を轢いたとする容疑で男を逮捕した。",
        "昨年と比べると今年は雨が少ない。",
        "選手は「鉄人」と呼ばれている。",
    ] {
        assert_said(text, &[]);
    }
}

#[test]
fn a_name_in_marks_makes_no_words_verbatim() {
    for text in [
        "気象庁によると、台風5号「ケーミー」は東へ進んだ。",
        "京都府は「緑の杜」を改修すると発表した。",
    ] {
        let reading = read(text, None);
        let mixed = said(&reading).iter().any(|it| it.attribution_type == AttributionType::Mixed);
        assert!(!mixed || text.contains("緑の杜"), "{text}");
    }
}

#[test]
fn a_day_of_a_noun_is_not_the_day_of_what_is_said() {
    let day = |text: &str| {
        let reading = read(text, Some("2031-09-10"));
        let said = said(&reading)[0];
        let time = reading.times.iter().find(|time| Some(&time.id) == said.time.as_ref());
        time.map(|time| time.span.text.clone())
    };
    assert_eq!(day("ハルト首相は8月1日の関税発効前の交渉に触れ、「取引はしない」と述べた。"), None);
    assert_eq!(day("ハルト首相は8月1日に発効した関税について「重い」と述べた。"), None);
    let told = |words: &str| Some(words.to_owned());
    assert_eq!(day("ハルト首相は8月1日の委員会で「取引はしない」と述べた。"), told("8月1日"));
    assert_eq!(day("ハルト首相は8月1日、新しい関税について「重い」と述べた。"), told("8月1日"));
}

#[test]
fn whoever_denies_a_claim_does_not_tell_of_it() {
    let reading = read(
        "北海国軍が東国の空港を攻撃したと、東国のサレム国防相が述べた。北海国政府はこれを否定している。",
        Some("2031-03-10"),
    );
    let attack = reading.events.iter().find(|one| one.trigger.text == "攻撃").expect("an attack");
    let teller = attack.according_to.as_ref().expect("somebody tells of it");
    let told = reading.attributions.iter().find(|said| said.id == *teller).expect("it is there");
    assert_eq!(told.speaker[0].text.as_deref(), Some("サレム国防相"));
}
