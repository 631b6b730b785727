//! How a katakana name sounds, so that two ways to write one foreign name can be compared.
//!
//! Writers differ in what the script leaves open: long marks, the small tsu, two ways to write v
//! and wi. A [`sound`] is a row of morae without them. What remains is compared with
//! [`near`], which allows one mora to differ in names that are long enough.

/// The first character of the table: small a.
const FIRST: u32 = 0x30A1;

/// The mora that each character of the katakana block stands for, from small a on. A leading dot
/// marks the small ones, `.tu` leaves no trace.
const MORAE: &str = ".a a .i i .u u .e e .o o ka ga ki gi ku gu ke ge ko go sa za si zi su zu se ze so zo \
    ta da ti zi .tu tu zu te de to do na ni nu ne no ha ba pa hi bi pi hu bu pu he be pe ho bo po \
    ma mi mu me mo .ya ya .yu yu .yo yo ra ri ru re ro .wa wa i e o n bu .ka .ke ba bi be bo";

/// The long mark.
const LONG: char = '\u{30FC}';

/// From this many morae on, two names may differ in one of them.
const LONG_ENOUGH: usize = 4;

/// The morae of a name written wholly in katakana; `None` for any other.
///
/// Long marks, doubled vowels and the small tsu are left out, a small vowel takes the place of the
/// one before it (`te` and small `i` are `ti`, as `hu` and small `a` are `ha`).
pub(crate) fn sound(name: &str) -> Option<Vec<String>> {
    let table: Vec<&str> = MORAE.split_whitespace().collect();
    let mut morae: Vec<String> = Vec::new();
    for character in name.chars() {
        if character == LONG {
            continue;
        }
        let at = (character as u32).checked_sub(FIRST)?;
        let mora = *table.get(usize::try_from(at).ok()?)?;
        match mora.strip_prefix('.') {
            Some("tu") => {}
            Some(small) => soften(&mut morae, small),
            None => morae.push(mora.to_owned()),
        }
    }
    let mut drawn: Vec<String> = Vec::with_capacity(morae.len());
    for mora in morae {
        if !is_drawn_out(drawn.last(), &mora) {
            drawn.push(mora);
        }
    }
    (!drawn.is_empty()).then_some(drawn)
}

/// Kanji of names in their old forms, each before the form that most papers write instead.
const OLD_FORMS: &str = "澤沢齋斎齊斉邊辺邉辺髙高﨑崎嶋島廣広國国濱浜瀧滝櫻桜眞真惠恵德徳龍竜實実與与萬万壽寿榮栄關関鐵鉄學学\
    應応黑黒冨富圓円藏蔵將将條条淺浅彌弥禮礼豐豊曾曽絲糸總総增増舘館槇槙檜桧賴頼";

/// A name by which its spellings are found: how it sounds, else its letters, whichever form of a kanji is written.
pub(crate) fn key(name: &str) -> String {
    sound(name).map_or_else(|| in_new_forms(name), |morae| morae.concat())
}

/// The name in the forms of kanji that most papers write: 高澤 as 高沢.
pub(crate) fn in_new_forms(name: &str) -> String {
    let pairs = || OLD_FORMS.chars().step_by(2).zip(OLD_FORMS.chars().skip(1).step_by(2));
    let new = |it: char| pairs().find(|(old, _)| *old == it).map_or(it, |(_, new)| new);
    name.chars().map(new).collect()
}

/// Puts a small vowel, or a small y and its vowel, into the mora before it.
fn soften(morae: &mut Vec<String>, small: &str) {
    let Some(last) = morae.last_mut() else {
        morae.push(small.to_owned());
        return;
    };
    let vowel = last.pop();
    // u and small i are wi, whichever way it is written.
    if last.is_empty() && vowel == Some('u') && small != "u" {
        last.push('w');
    }
    last.push_str(small);
}

/// Whether a vowel only lengthens the one before: i after e or i, u after o or u.
fn is_drawn_out(last: Option<&String>, mora: &str) -> bool {
    let end = last.and_then(|last| last.chars().next_back());
    let Some(end) = end else { return false };
    matches!(
        (end, mora),
        ('a', "a") | ('i', "i") | ('u', "u") | ('e', "e" | "i") | ('o', "o" | "u")
    )
}

/// Whether two sounds are one but for one mora, where they are long enough to tell by.
pub(crate) fn near(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short == long {
        return true;
    }
    if short.len() < LONG_ENOUGH || long.len() - short.len() > 1 {
        return false;
    }
    let front = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let back = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    front + back + 1 >= long.len()
}

/// All ways to leave out one mora, and the whole. Two sounds that are [`near`] share one of them,
/// which is how they are found without comparing everybody with everybody.
pub(crate) fn neighbourhood(sound: &[String]) -> Vec<String> {
    let mut all = vec![sound.concat()];
    if sound.len() >= LONG_ENOUGH {
        all.extend((0..sound.len()).map(|at| [&sound[..at], &sound[at + 1..]].concat().concat()));
    }
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn morae(name: &str) -> String {
        sound(name).expect("katakana").join(" ")
    }

    #[test]
    fn long_marks_and_small_tsu_leave_no_trace() {
        assert_eq!(morae("アンドレー"), morae("アンドレ"));
        assert_eq!(morae("メイヤー"), morae("メーヤー"));
        assert_eq!(morae("ピッチ"), "pi ti");
        assert_eq!(morae("クウェート"), "ku we to");
    }

    #[test]
    fn small_vowels_take_the_place_of_the_vowel_before() {
        assert_eq!(morae("ティ"), "ti");
        assert_eq!(morae("ヴァン"), morae("バン"));
        assert_eq!(morae("ヴィ"), morae("ビ"));
        assert_eq!(morae("ウィ"), "wi");
        assert_eq!(morae("シャル"), "sya ru");
    }

    #[test]
    fn old_and_new_forms_of_kanji_are_one() {
        assert_eq!(key("高澤"), key("高沢"));
        assert_eq!(key("渡邉"), key("渡辺"));
        assert_ne!(key("高沢"), key("高田"));
    }

    #[test]
    fn the_table_ends_where_the_block_does() {
        assert_eq!(MORAE.split_whitespace().count(), 0x30FA - 0x30A1 + 1);
        assert_eq!(morae("ヶヲンヺ"), "ke o n bo");
        assert_eq!(sound("Berg"), None);
        assert_eq!(sound("山"), None);
        assert_eq!(sound(""), None);
    }

    #[test]
    fn one_mora_may_differ_in_a_long_name() {
        let near_by = |a: &str, b: &str| near(&sound(a).unwrap(), &sound(b).unwrap());
        assert!(near_by("ハルグレット", "ハルグレス"));
        assert!(near_by("サンダーソン", "サンダースン"));
        assert!(near_by("サンダーソン", "サンダソ"));
        assert!(!near_by("ハルト", "ハルス"));
        assert!(!near_by("ハルグレット", "ハリグレス"));
        assert!(!near_by("カラカラカラ", "カラカラ"));
    }

    #[test]
    fn near_sounds_share_a_neighbour() {
        for (a, b) in [("ハルグレット", "ハルグレス"), ("サンダソン", "サンダソ")]
        {
            let (a, b) = (sound(a).unwrap(), sound(b).unwrap());
            let b = neighbourhood(&b);
            assert!(neighbourhood(&a).iter().any(|one| b.contains(one)));
        }
    }
}
