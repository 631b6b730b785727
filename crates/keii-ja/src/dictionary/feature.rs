//! What the dictionary says of a word, in as few bytes as will do.
//!
//! IPADIC gives nine columns to each word; readers of text need three things: part of speech, form
//! of inflection and base form. They are packed into one short string: a letter for the part of
//! speech, a letter for the form, and the base form where it differs from the word itself.

use keii_syntax::{Form, NameKind, ParticleKind, Pos};

/// Parts of speech in the order of their letters, from `A`. Changing the order changes the format
/// of the cache: raise `FORMAT` in `header.rs`.
const PARTS: [Pos; 40] = [
    Pos::Noun,
    Pos::VerbalNoun,
    Pos::AdjectivalNoun,
    Pos::AdverbialNoun,
    Pos::FormalNoun,
    Pos::Pronoun,
    Pos::Number,
    Pos::Counter,
    Pos::NameSuffix,
    Pos::Suffix,
    Pos::Prefix,
    Pos::Verb,
    Pos::DependentVerb,
    Pos::Adjective,
    Pos::Auxiliary,
    Pos::Adverb,
    Pos::Adnominal,
    Pos::Conjunction,
    Pos::Interjection,
    Pos::Period,
    Pos::Comma,
    Pos::Open,
    Pos::Close,
    Pos::Symbol,
    Pos::Space,
    Pos::Name(NameKind::Family),
    Pos::Name(NameKind::Given),
    Pos::Name(NameKind::Person),
    Pos::Name(NameKind::Country),
    Pos::Name(NameKind::Place),
    Pos::Name(NameKind::Organization),
    Pos::Name(NameKind::Other),
    Pos::Particle(ParticleKind::Case),
    Pos::Particle(ParticleKind::Quotative),
    Pos::Particle(ParticleKind::Topic),
    Pos::Particle(ParticleKind::Coordinating),
    Pos::Particle(ParticleKind::Genitive),
    Pos::Particle(ParticleKind::Conjunctive),
    Pos::Particle(ParticleKind::Final),
    Pos::Particle(ParticleKind::Adverbial),
];

/// Forms in the order of their letters, from `A`.
const FORMS: [Form; 8] = [
    Form::None,
    Form::Plain,
    Form::Continuative,
    Form::Irrealis,
    Form::Conditional,
    Form::Imperative,
    Form::Attributive,
    Form::Volitional,
];

/// Packs a row of IPADIC (`columns`: from the part of speech on) about the word `surface`.
#[must_use]
pub fn encode(columns: &[&str], surface: &str) -> String {
    let column = |index: usize| columns.get(index).copied().unwrap_or("*");
    let pos = part_of_speech([column(0), column(1), column(2), column(3)]);
    let form = form(column(5));
    let base = match column(6) {
        "*" => "",
        base if base == surface => "",
        base => base,
    };
    let letter = |index: Option<usize>| {
        let index = index.expect("every value has its place in the table");
        char::from(b'A' + u8::try_from(index).expect("the tables are short"))
    };
    let mut packed = String::with_capacity(2 + base.len());
    packed.push(letter(PARTS.iter().position(|&part| part == pos)));
    packed.push(letter(FORMS.iter().position(|&known| known == form)));
    packed.push_str(base);
    packed
}

/// Takes apart what [`encode`] packed: the letters, and the base form where it differs from the word.
pub(super) fn decode(packed: &str) -> ([u8; 2], &str) {
    let letters = packed.as_bytes().first_chunk().expect("two letters were packed");
    (*letters, &packed[2..])
}

/// The part of speech of a letter; of any other byte that of symbols.
pub(super) fn part_of(letter: u8) -> Pos {
    PARTS.get(usize::from(letter.wrapping_sub(b'A'))).copied().unwrap_or(Pos::Symbol)
}

/// The form of a letter; of any other byte none.
pub(super) fn form_of(letter: u8) -> Form {
    FORMS.get(usize::from(letter.wrapping_sub(b'A'))).copied().unwrap_or_default()
}

/// IPADIC's four levels of part of speech, as keii names them.
fn part_of_speech(levels: [&str; 4]) -> Pos {
    match levels[0] {
        "名詞" => noun(levels),
        "助詞" => Pos::Particle(particle(levels[1], levels[2])),
        "記号" => mark(levels[1]),
        "動詞" => match levels[1] {
            "自立" => Pos::Verb,
            "接尾" => Pos::Auxiliary,
            _ => Pos::DependentVerb,
        },
        "形容詞" if levels[1] == "自立" => Pos::Adjective,
        "形容詞" | "助動詞" => Pos::Auxiliary,
        "副詞" => Pos::Adverb,
        "連体詞" => Pos::Adnominal,
        "接続詞" => Pos::Conjunction,
        "接頭詞" => Pos::Prefix,
        "感動詞" | "フィラー" | "その他" => Pos::Interjection,
        _ => Pos::Symbol,
    }
}

fn noun([_, second, third, fourth]: [&str; 4]) -> Pos {
    match (second, third) {
        ("サ変接続", _) => Pos::VerbalNoun,
        ("形容動詞語幹", _) => Pos::AdjectivalNoun,
        ("副詞可能", _) => Pos::AdverbialNoun,
        ("代名詞", _) => Pos::Pronoun,
        ("数", _) => Pos::Number,
        ("特殊", _) | ("接尾", "助動詞語幹") => Pos::Auxiliary,
        ("非自立", _) => Pos::FormalNoun,
        ("接尾", "人名") => Pos::NameSuffix,
        ("接尾", "助数詞") => Pos::Counter,
        ("接尾", _) => Pos::Suffix,
        ("固有名詞", "人名") => Pos::Name(match fourth {
            "姓" => NameKind::Family,
            "名" => NameKind::Given,
            _ => NameKind::Person,
        }),
        ("固有名詞", "地域") if fourth == "国" => Pos::Name(NameKind::Country),
        ("固有名詞", "地域") => Pos::Name(NameKind::Place),
        ("固有名詞", "組織") => Pos::Name(NameKind::Organization),
        ("固有名詞", _) => Pos::Name(NameKind::Other),
        _ => Pos::Noun,
    }
}

fn particle(second: &str, third: &str) -> ParticleKind {
    match second {
        "格助詞" if third == "引用" => ParticleKind::Quotative,
        "格助詞" => ParticleKind::Case,
        "係助詞" => ParticleKind::Topic,
        "並立助詞" => ParticleKind::Coordinating,
        "連体化" => ParticleKind::Genitive,
        "接続助詞" => ParticleKind::Conjunctive,
        "終助詞" | "副助詞／並立助詞／終助詞" => ParticleKind::Final,
        _ => ParticleKind::Adverbial,
    }
}

fn mark(second: &str) -> Pos {
    match second {
        "句点" => Pos::Period,
        "読点" => Pos::Comma,
        "空白" => Pos::Space,
        "括弧開" => Pos::Open,
        "括弧閉" => Pos::Close,
        "アルファベット" => Pos::Noun,
        _ => Pos::Symbol,
    }
}

/// IPADIC's name of a form, as keii names it.
fn form(name: &str) -> Form {
    if name.starts_with("連用") {
        return Form::Continuative;
    }
    match name {
        "基本形" | "文語基本形" | "現代基本形" | "音便基本形" | "基本形-促音便" => {
            Form::Plain
        }
        "未然ウ接続" => Form::Volitional,
        "仮定形" | "仮定縮約１" | "仮定縮約２" => Form::Conditional,
        "体言接続" | "体言接続特殊" | "体言接続特殊２" => Form::Attributive,
        name if name.starts_with("未然") || name == "ガル接続" => Form::Irrealis,
        name if name.starts_with("命令") => Form::Imperative,
        _ => Form::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes back of a word's row.
    fn kept<'a>(row: &[&str], surface: &str, packed: &'a mut String) -> (Pos, Form, &'a str) {
        *packed = encode(row, surface);
        let ([part, inflected], base) = decode(packed);
        (part_of(part), form_of(inflected), base)
    }

    #[test]
    fn a_verb_keeps_its_base_form_and_inflection() {
        let row = ["動詞", "自立", "*", "*", "一段", "連用形", "述べる", "ノベ", "ノベ"];
        let expected = (Pos::Verb, Form::Continuative, "述べる");
        assert_eq!(kept(&row, "述べ", &mut String::new()), expected);
    }

    #[test]
    fn a_noun_that_is_its_own_base_form_takes_two_bytes() {
        let row = ["名詞", "サ変接続", "*", "*", "*", "*", "会談", "カイダン", "カイダン"];
        assert_eq!(encode(&row, "会談").len(), 2);
        let expected = (Pos::VerbalNoun, Form::None, "");
        assert_eq!(kept(&row, "会談", &mut String::new()), expected);
    }

    #[test]
    fn every_part_of_speech_comes_back() {
        for (levels, part) in [
            (["名詞", "固有名詞", "地域", "国"], Pos::Name(NameKind::Country)),
            (["名詞", "固有名詞", "人名", "姓"], Pos::Name(NameKind::Family)),
            (["名詞", "接尾", "人名", "*"], Pos::NameSuffix),
            (["名詞", "非自立", "助動詞語幹", "*"], Pos::FormalNoun),
            (["助詞", "格助詞", "引用", "*"], Pos::Particle(ParticleKind::Quotative)),
            (["助詞", "格助詞", "一般", "*"], Pos::Particle(ParticleKind::Case)),
            (["助詞", "連体化", "*", "*"], Pos::Particle(ParticleKind::Genitive)),
            (["動詞", "接尾", "*", "*"], Pos::Auxiliary),
            (["記号", "括弧開", "*", "*"], Pos::Open),
        ] {
            assert_eq!(kept(&levels, "x", &mut String::new()).0, part, "{levels:?}");
        }
    }

    #[test]
    fn a_foreign_letter_reads_as_a_symbol_without_inflection() {
        assert_eq!((part_of(0), part_of(b'~')), (Pos::Symbol, Pos::Symbol));
        assert_eq!((form_of(0), form_of(b'~')), (Form::None, Form::None));
    }
}
