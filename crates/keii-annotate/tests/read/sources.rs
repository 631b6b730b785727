//! What documents tell of themselves.

use keii_model::{Basis, DocumentRecord, Genre, ReferenceRelation};

use crate::read;

fn record(text: &str, published: Option<&str>) -> DocumentRecord {
    read(text, published).document
}

fn published(text: &str) -> (Option<String>, Basis) {
    let published = record(text, None).published;
    (published.value.map(String::from), published.basis)
}

const BODY: &str = "\n\n市議会は予算案を可決した。市長は会見で、来週にも工事を始めると述べた。\n";

#[test]
fn the_day_of_publication_stands_above_the_text_behind_a_label_or_at_the_foot() {
    let stated = |day: &str| (Some(day.to_owned()), Basis::Stated);
    let above = format!("市議会が予算案を可決\n2019年4月2日\n{BODY}");
    assert_eq!(published(&above), stated("2019-04-02"));
    let labelled = format!("市議会が予算案を可決\n公開日：2019/4/2\n{BODY}");
    assert_eq!(published(&labelled), stated("2019-04-02"));
    let glued = "date 2019-04-02 市議会は予算案を可決した。市長は会見した。";
    assert_eq!(published(glued), stated("2019-04-02"));
    let foot = format!("市議会が予算案を可決{BODY}\n(2019年4月2日)\n");
    assert_eq!(published(&foot), stated("2019-04-02"));
    let reprint = format!("市議会が可決\n2019年3月30日\n2019年4月2日\n{BODY}");
    assert_eq!(published(&reprint), stated("2019-04-02"), "a reprint is of the later day");
}

#[test]
fn a_date_that_the_text_tells_of_is_not_its_own() {
    let none = (None, Basis::None);
    let told = "市議会は2019年4月2日に予算案を可決した。市長は会見した。";
    assert_eq!(published(told), none);
    let headline = format!("2019年4月2日の市議会で予算案を可決{BODY}");
    assert_eq!(published(&headline), none);
}

#[test]
fn metadata_counts_more_than_the_text() {
    let text = format!("市議会が可決\n2019年4月2日\n{BODY}");
    let record = record(&text, Some("2019-04-05"));
    assert_eq!(record.published.value.map(String::from).as_deref(), Some("2019-04-05"));
    assert_eq!(record.published.basis, Basis::Metadata);
    assert!(record.published.evidence.is_empty());
}

#[test]
fn a_year_about_to_end_is_an_interval() {
    let text = "2017年も残りわずかとなった。市議会は今年8月に予算案を可決した。";
    assert_eq!(published(text), (Some("2017-11/2017-12".to_owned()), Basis::Inferred));
    let august = read(text, None).times.into_iter().nth(1).unwrap();
    assert_eq!(august.value.as_deref(), Some("2017-08"));
}

#[test]
fn a_translation_credits_its_original() {
    let text = format!(
        "新しい橋は町を\n変えるだろう\n\nNew bridge will change the town\n\nTHE HERALD\n3 March 2018\n\n翻訳・森田花(大学講師)\n\n地域の窓 River Post 2018年3月9日\n\n著者:アンナ・ベルク、記者\n{BODY}"
    );
    let record = record(&text, None);
    assert_eq!(record.title.unwrap().text, "新しい橋は町を\n変えるだろう");
    assert_eq!(record.published.value.map(String::from).as_deref(), Some("2018-03-09"));
    assert_eq!(record.publisher.unwrap().name, "River Post");
    assert_eq!(record.author.unwrap().name, "アンナ・ベルク");
    assert_eq!(record.translator.unwrap().name, "森田花");
    assert_eq!(record.genre, Some(Genre::Translation));
    let original = &record.references[0];
    assert_eq!(original.relation, ReferenceRelation::Original);
    assert_eq!(original.title.as_deref(), Some("New bridge will change the town"));
    assert_eq!(original.publisher.as_deref(), Some("THE HERALD"));
    assert_eq!(original.date.clone().map(String::from).as_deref(), Some("2018-03-03"));
}

#[test]
fn credits_at_the_foot_are_references() {
    let text = format!("市議会が可決{BODY}Reference(s):\nCouncil passes the budget\nexample.org\n");
    let references = record(&text, None).references;
    assert_eq!(references.len(), 1);
    assert_eq!(references[0].relation, ReferenceRelation::Reference);
    assert_eq!(references[0].title.as_deref(), Some("Council passes the budget"));
    assert_eq!(references[0].host.as_deref(), Some("example.org"));
}

#[test]
fn media_that_are_quoted_are_cited_once() {
    let text = format!(
        "{BODY}ロイター通信によると、橋は閉じた。AP通信は、橋が開くと報じた。ロイター通信は続報を伝えた。"
    );
    let references = record(&text, None).references;
    let cited: Vec<_> = references.iter().map(|it| (it.relation, it.publisher.clone())).collect();
    let cites = |name: &str| (ReferenceRelation::Cites, Some(name.to_owned()));
    assert_eq!(cited, [cites("ロイター通信"), cites("AP通信")]);
}

#[test]
fn media_that_are_only_spoken_of_are_not_cited() {
    for text in
        ["新聞の購読料が上がった。", "ロイター通信は本社を移した。", "同紙によると、橋は閉じた。"]
    {
        assert!(record(&format!("{BODY}{text}"), None).references.is_empty(), "{text}");
    }
}

#[test]
fn a_work_is_credited_in_one_line_or_by_labels() {
    let text = format!("市議会が可決{BODY}参考：\n河畔通信「橋を閉じる」2019年4月2日\n");
    let references = record(&text, None).references;
    assert_eq!(references[0].publisher.as_deref(), Some("河畔通信"));
    assert_eq!(references[0].title.as_deref(), Some("橋を閉じる"));
    assert_eq!(references[0].date.clone().map(String::from).as_deref(), Some("2019-04-02"));
    let text = format!("市議会が可決{BODY}（河畔通信）");
    let references = record(&text, None).references;
    assert_eq!(references[0].relation, ReferenceRelation::Original);
}

#[test]
fn an_agency_signs_at_the_head_at_the_end_or_at_the_foot() {
    let outlet = |text: &str| {
        let reading = read(text, None);
        reading.document.publisher.as_ref().map(|one| one.name.clone())
    };
    let of = |name: &str| Some(name.to_owned());
    let body = "両国は9日、協定の改定で合意した。";
    assert_eq!(outlet(&format!("協定改定で合意\n\n{body}(共同)")), of("共同通信"));
    assert_eq!(outlet(&format!("協定改定で合意\n\n{body}\n\n© 時事通信社")), of("時事通信"));
    assert_eq!(outlet(&format!("協定改定で合意\n\n(CNN) {body}")), of("CNN"));
    assert_eq!(
        outlet(&format!("協定改定で合意\n\n［東京　９日　ロイター］ - {body}")),
        of("ロイター")
    );
    assert_eq!(outlet(&format!("協定改定で合意\n\n{body}(写真も)")), None);
    assert_eq!(outlet("協定改定で合意\n\n改定は遅れていると伝えた(ロイター)"), None, "a remark");
}
