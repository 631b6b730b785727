//! Numbers in ASCII, full-width and kanji figures.

use compact_str::CompactString;
use compact_str::format_compact;

/// Figures of one number: longer runs are codes, not quantities.
pub(crate) const LONGEST: usize = 32;
/// Numbers are counted in billionths, so that 3.5万 is exact.
const ONE: u128 = 1_000_000_000;
const PLACES: usize = 9;

/// A number not below zero, with up to nine decimal places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number(u128);

impl Number {
    pub fn from_integer(value: u64) -> Self {
        Self(u128::from(value) * ONE)
    }

    /// ASCII figures, without grouping, zeros in front, or zeros behind the point.
    pub fn to_figures(self) -> CompactString {
        let (whole, rest) = (self.0 / ONE, self.0 % ONE);
        if rest == 0 {
            return format_compact!("{whole}");
        }
        let digits = format_compact!("{rest:09}");
        format_compact!("{whole}.{}", digits.trim_end_matches('0'))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Figure {
    /// 0-9, ０-９
    Arabic(u8),
    /// 〇, 一 to 九
    Kanji(u8),
    /// 十, 百, 千
    Unit(u128),
    /// 万, 億, 兆, 京
    Myriad(u128),
}

fn figure(character: char) -> Option<Figure> {
    let digit = |zero: char| u8::try_from(u32::from(character) - u32::from(zero)).ok();
    Some(match character {
        '0'..='9' => Figure::Arabic(digit('0')?),
        '０'..='９' => Figure::Arabic(digit('０')?),
        '〇' | '零' => Figure::Kanji(0),
        '十' => Figure::Unit(10),
        '百' => Figure::Unit(100),
        '千' => Figure::Unit(1_000),
        '万' => Figure::Myriad(10_000),
        '億' => Figure::Myriad(100_000_000),
        '兆' => Figure::Myriad(1_000_000_000_000),
        '京' => Figure::Myriad(10_000_000_000_000_000),
        '一' => Figure::Kanji(1),
        '二' => Figure::Kanji(2),
        '三' => Figure::Kanji(3),
        '四' => Figure::Kanji(4),
        '五' => Figure::Kanji(5),
        '六' => Figure::Kanji(6),
        '七' => Figure::Kanji(7),
        '八' => Figure::Kanji(8),
        '九' => Figure::Kanji(9),
        _ => return None,
    })
}

/// Whether a number can begin with this character.
#[inline]
pub(crate) fn may_begin(character: char) -> bool {
    matches!(
        character,
        '0'..='9'
            | '０'..='９'
            | '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
    )
}

/// Every character that a number can begin with.
pub(crate) fn first_characters() -> impl Iterator<Item = char> {
    ('0'..='9').chain('０'..='９').chain("〇零一二三四五六七八九十百千".chars())
}

/// Reads the whole number that begins at byte `offset` of `text`: its end and value. `None` when
/// there is none, when it began earlier, when it goes on as something else (3.5 without
/// `decimals`), or when it is no well-formed number.
pub(crate) fn read(text: &str, offset: usize, decimals: bool) -> Option<(usize, Number)> {
    let mut rest = text[offset..].chars();
    let first = figure(rest.next()?)?;
    if began_before(text, offset, first, decimals) {
        return None;
    }
    let mut reader = Reader::new(text, offset, decimals);
    while let Some(found) = reader.peek() {
        if reader.at > reader.most {
            return None;
        }
        reader.take(found)?;
    }
    let length = text[offset..reader.at].chars().count();
    let goes_on = !decimals && point_and_digit(&text[reader.at..], false).is_some();
    if length > LONGEST || goes_on {
        return None;
    }
    Some((reader.at, Number(reader.value()?)))
}

/// Whether the figure at `offset` belongs to a number that began before it.
fn began_before(text: &str, offset: usize, first: Figure, decimals: bool) -> bool {
    let mut before = text[..offset].chars().rev();
    let Some(last) = before.next() else { return false };
    let behind_figure = |figures: Option<char>| figures.and_then(figure).is_some();
    match (last, figure(last)) {
        // 統一5カ国: figures of two scripts are two words.
        (_, Some(Figure::Kanji(_))) => !matches!(first, Figure::Arabic(_)),
        (_, Some(Figure::Arabic(_))) => !matches!(first, Figure::Kanji(_)),
        // 北京11月15日: 万, 億, 兆, 京 tell of a number only behind its figures.
        (_, Some(Figure::Myriad(_))) => behind_figure(before.next()),
        (_, Some(_)) => true,
        ('.' | '．', None) => behind_figure(before.next()),
        ('・', None) => decimals && behind_figure(before.next()),
        (',' | '，', None) => behind_figure(before.next()) && is_group(&text[offset..]),
        _ => false,
    }
}

fn arabic(character: char) -> Option<u8> {
    match figure(character) {
        Some(Figure::Arabic(digit)) => Some(digit),
        _ => None,
    }
}

/// Whether `text` begins with three figures and no fourth.
fn is_group(text: &str) -> bool {
    text.chars().take(4).take_while(|&next| arabic(next).is_some()).count() == 3
}

/// Length of a decimal point, when a digit follows it. Kanji numbers and newspapers in columns
/// write ・ for it.
fn point_and_digit(text: &str, dot: bool) -> Option<usize> {
    let mut chars = text.chars();
    let point = chars.next().filter(|&c| matches!(c, '.' | '．') || (dot && c == '・'))?;
    let digit = figure(chars.next()?)?;
    matches!(digit, Figure::Arabic(_) | Figure::Kanji(_)).then(|| point.len_utf8())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// No number goes on behind this byte: a row of zeros never overflows.
    most: usize,
    decimals: bool,
    /// What was told before the last of 万, 億, 兆.
    total: u128,
    /// What was told since, in 千, 百 and 十.
    section: u128,
    /// Figures that wait for their unit.
    figures: Option<u128>,
    /// The units told last: they must fall.
    unit: u128,
    myriad: u128,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, at: usize, decimals: bool) -> Self {
        let (unit, myriad, most) = (u128::MAX, u128::MAX, at + LONGEST * 4);
        Self { text, at, most, decimals, total: 0, section: 0, figures: None, unit, myriad }
    }

    fn peek(&self) -> Option<Figure> {
        figure(self.text[self.at..].chars().next()?)
    }

    fn step(&mut self) {
        self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
    }

    fn take(&mut self, found: Figure) -> Option<()> {
        match found {
            Figure::Arabic(_) | Figure::Kanji(_) => self.take_figures(found),
            Figure::Unit(unit) => {
                let times = self.figures.take().unwrap_or(ONE);
                if unit >= self.unit {
                    return None;
                }
                self.unit = unit;
                self.section = self.section.checked_add(times.checked_mul(unit)?)?;
                self.step();
                Some(())
            }
            Figure::Myriad(unit) => {
                let times = self.section + self.figures.take().unwrap_or(0);
                if times == 0 || unit >= self.myriad {
                    return None;
                }
                (self.myriad, self.unit, self.section) = (unit, u128::MAX, 0);
                self.total = self.total.checked_add(times.checked_mul(unit)?)?;
                self.step();
                Some(())
            }
        }
    }

    /// Figures of one script, with commas between thousands and a decimal point.
    fn take_figures(&mut self, first: Figure) -> Option<()> {
        if self.figures.is_some() {
            return None;
        }
        let is_arabic = matches!(first, Figure::Arabic(_));
        let mut value = self.digits(is_arabic, 0, usize::MAX)?;
        while is_arabic && self.text[self.at..].starts_with([',', '，']) {
            let comma = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
            if !is_group(&self.text[self.at + comma..]) {
                break;
            }
            if self.at > self.most {
                return None;
            }
            self.at += comma;
            value = self.digits(true, value, 3)?;
        }
        value = value.checked_mul(ONE)?;
        if self.decimals
            && let Some(point) = point_and_digit(&self.text[self.at..], true)
        {
            self.at += point;
            value = value.checked_add(self.fraction(is_arabic)?)?;
        }
        self.figures = Some(value);
        Some(())
    }

    fn digits(&mut self, is_arabic: bool, mut value: u128, most: usize) -> Option<u128> {
        for _ in 0..most.min(LONGEST + 1) {
            let digit = match self.peek() {
                Some(Figure::Arabic(digit)) if is_arabic => digit,
                Some(Figure::Kanji(digit)) if !is_arabic => digit,
                _ => break,
            };
            value = value.checked_mul(10)?.checked_add(u128::from(digit))?;
            self.step();
        }
        Some(value)
    }

    fn fraction(&mut self, is_arabic: bool) -> Option<u128> {
        let from = self.at;
        let value = self.digits(is_arabic, 0, usize::MAX)?;
        let places = self.text[from..self.at].chars().count();
        let missing = PLACES.checked_sub(places)?;
        value.checked_mul(10_u128.checked_pow(u32::try_from(missing).ok()?)?)
    }

    fn value(&self) -> Option<u128> {
        self.total.checked_add(self.section)?.checked_add(self.figures.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str, decimals: bool) -> Option<String> {
        let (end, number) = read(text, 0, decimals)?;
        (end == text.len()).then(|| number.to_figures().into())
    }

    #[test]
    fn numbers_of_all_scripts_are_normalised() {
        let cases = [
            ("0", "0"),
            ("08", "8"),
            ("２０２５", "2025"),
            ("十", "10"),
            ("二十五", "25"),
            ("百五", "105"),
            ("千五百", "1500"),
            ("二〇二五", "2025"),
            ("3万5000", "35000"),
            ("1億2,000万", "120000000"),
            ("1,234,567", "1234567"),
            ("十二億三千万", "1230000000"),
            ("三兆", "3000000000000"),
        ];
        for (text, expected) in cases {
            assert_eq!(value(text, false).as_deref(), Some(expected), "{text}");
        }
        let decimals =
            [("3.5", "3.5"), ("１．２５", "1.25"), ("1.5万", "15000"), ("二・五", "2.5")];
        for (text, expected) in decimals {
            assert_eq!(value(text, true).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_number_begins_with_a_figure_but_not_with_a_myriad() {
        let figures = (0..=0xFFFF).filter_map(char::from_u32).filter(|&it| figure(it).is_some());
        let (begin, other): (Vec<char>, Vec<char>) = figures.partition(|&it| may_begin(it));
        assert_eq!(begin.len(), first_characters().count());
        assert!(
            first_characters().all(may_begin) && other.iter().all(|it| "万億兆京".contains(*it))
        );
        let reads = |text: char| [false, true].map(|it| read(&format!("{text}"), 0, it).is_some());
        assert!(other.iter().all(|&it| reads(it) == [false; 2]));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["万一", "月", "3五", "十百", "5万6億", "", "3.5"] {
            assert_eq!(value(text, false), None, "{text}");
        }
        let long = "9".repeat(40);
        assert_eq!(value(&long, false), None);
        assert_eq!(value(&"9".repeat(32), false), None, "too large to count");
    }

    #[test]
    fn a_number_is_read_from_its_beginning_only() {
        let at = |text: &str, tail: &str, decimals| read(text, text.len() - tail.len(), decimals);
        assert_eq!(at("113", "13", false), None);
        assert_eq!(at("二十五", "五", false), None);
        assert_eq!(at("1万5", "5", false), None);
        assert_eq!(at("3.5", "5", false), None);
        assert_eq!(at("1,000", "000", false), None);
        assert_eq!(at("3・5", "5", true), None);
        assert!(at("8・15", "15", false).is_some());
        assert!(at("1,2", "2", false).is_some());
        assert!(at("統一5", "5", false).is_some());
    }

    proptest! {
        #[test]
        fn figures_round_trip(whole in 0_u64..1_000_000_000_000_000) {
            prop_assert_eq!(value(&whole.to_string(), true), Some(whole.to_string()));
        }

        #[test]
        fn no_text_is_a_panic(text in "[0-9０-９一二三十百千万億兆,.・月]{0,50}") {
            for (at, _) in text.char_indices() {
                for decimals in [false, true] {
                    if let Some((end, _)) = read(&text, at, decimals) {
                        prop_assert!(end > at && text.is_char_boundary(end));
                    }
                }
            }
        }
    }
}
