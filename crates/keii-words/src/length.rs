//! Lengths of time as people say them.

use crate::Lang;

/// `PT1H30M` as people say it; what is no such length, as it is.
#[must_use]
pub fn for_duration(iso: &str, lang: Lang) -> String {
    let Some(rest) = iso.strip_prefix('P') else { return iso.to_owned() };
    let mut words = String::new();
    let (mut number, mut in_time) = (String::new(), false);
    for c in rest.chars() {
        match c {
            'T' => in_time = true,
            '0'..='9' | '.' => number.push(c),
            unit => {
                let Some(unit) = unit_word(unit, in_time, lang) else { return iso.to_owned() };
                words.push_str(&std::mem::take(&mut number));
                words.push_str(unit);
            }
        }
    }
    words.trim_end().to_owned()
}

fn unit_word(unit: char, in_time: bool, lang: Lang) -> Option<&'static str> {
    let (ja, en) = match (unit, in_time) {
        ('H', _) => ("時間", " h "),
        ('M', true) => ("分", " min "),
        ('S', _) => ("秒", " s "),
        ('D', _) => ("日", " d "),
        ('W', _) => ("週間", " wk "),
        ('M', false) => ("か月", " mo "),
        ('Y', _) => ("年", " y "),
        _ => return None,
    };
    Some(if lang == Lang::Ja { ja } else { en })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        assert_eq!(for_duration("PT1H30M", Lang::Ja), "1時間30分");
        assert_eq!(for_duration("P3M", Lang::En), "3 mo");
        assert_eq!(for_duration("long", Lang::En), "long");
    }
}
