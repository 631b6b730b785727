//! What the rules say of an expression, before anything is computed.

use std::collections::BTreeMap;

use keii_model::Anchor;

use super::length::Length;

/// What sort of expression a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    Time,
    Duration,
    Set,
    /// A word that no calendar knows (近年).
    Hint,
}

/// A number on the calendar, or one counted from somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The number itself.
    At(i16),
    /// So many from the day of publication.
    FromPublished(i16),
    /// So many from the day told before.
    FromTold(i16),
}

/// A part of a month, year or decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    Start,
    Middle,
    End,
    FirstHalf,
    SecondHalf,
    /// The year that begins in April.
    Fiscal,
    /// The last two months of a year that is about to end.
    Closing,
    /// The first month of a year that has just begun.
    Opening,
}

/// Where an open interval is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Since,
    Until,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 29, as broadcasters count.
    pub(super) hour: i8,
    pub(super) minute: i8,
}

/// An expression as the rules read it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    pub(super) kind: Kind,
    pub(super) year: Option<Field>,
    pub(super) month: Option<Field>,
    pub(super) week: Option<Field>,
    pub(super) day: Option<Field>,
    pub(super) last_month: Option<i8>,
    pub(super) last_day: Option<i8>,
    pub(super) decade: Option<i16>,
    pub(super) century: Option<i16>,
    pub(super) part: Option<Part>,
    /// 21 to 24, as EDTF counts them.
    pub(super) season: Option<i8>,
    /// 1 is Monday.
    pub(super) weekday: Option<i8>,
    pub(super) clock: Option<Clock>,
    pub(super) edge: Option<Edge>,
    pub(super) length: Option<Length>,
    /// -1: before the anchor, 1: behind it.
    pub(super) sign: Option<i8>,
    /// Of a set: as the rule gives it.
    pub(super) set: Option<String>,
    pub(super) anchor: Option<Anchor>,
    pub(super) approximate: bool,
    pub(super) tells_publication: bool,
}

type Outputs<'o> = BTreeMap<&'o str, String>;

impl Expression {
    /// Reads a rule's outputs; `None` when it found what only looks like a time.
    pub(super) fn of(outputs: &Outputs<'_>) -> Option<Self> {
        let word = |key: &str| outputs.get(key).map(String::as_str).filter(|word| !word.is_empty());
        let number = |key: &str| word(key)?.parse().ok();
        let field = |key: &str| Field::parse(word(key)?);
        let kind = match word("sort")? {
            "date" => Kind::Date,
            "time" => Kind::Time,
            "duration" => Kind::Duration,
            "set" => Kind::Set,
            "hint" => Kind::Hint,
            _ => return None,
        };
        let short = number("short").map(full_year);
        let decade = number("decade").map(|decade: i16| decade / 10);
        let is_decade = decade.is_some() || kind == Kind::Date && outputs.contains_key("decades");
        let part = word("part").and_then(Part::parse);
        Some(Self {
            kind,
            year: year(outputs).or(short.filter(|_| !is_decade).map(Field::At)),
            month: field("month"),
            week: field("week"),
            day: field("day"),
            last_month: number("last-month").and_then(|it: i16| i8::try_from(it).ok()),
            last_day: number("last-day").and_then(|it: i16| i8::try_from(it).ok()),
            decade: decade.or(short.filter(|_| is_decade).map(|year| year / 10)),
            century: number("century"),
            part,
            season: number("season").and_then(|it: i16| i8::try_from(it).ok()),
            weekday: number("weekday").and_then(|it: i16| i8::try_from(it).ok()),
            clock: clock(outputs),
            edge: match word("edge") {
                Some("since") => Some(Edge::Since),
                Some("until") => Some(Edge::Until),
                _ => None,
            },
            length: Length::of(outputs),
            sign: match word("sign") {
                Some("-") => Some(-1),
                Some("+") => Some(1),
                _ => None,
            },
            set: word("set").map(str::to_owned),
            anchor: match word("anchor") {
                Some("document") => Some(Anchor::Document),
                Some("event") => Some(Anchor::Event),
                _ => None,
            },
            approximate: word("approximate").is_some()
                || matches!(part, Some(Part::Start | Part::Middle)),
            tells_publication: word("tells") == Some("publication"),
        })
    }
}

/// The year, of the common era or of another one.
fn year(outputs: &Outputs<'_>) -> Option<Field> {
    if let Some(year) = outputs.get("year") {
        return Field::parse(year);
    }
    let first: i16 = outputs.get("era")?.parse().ok()?;
    let nth: i16 = outputs.get("nth")?.parse().ok()?;
    Some(Field::At(first + nth - 1))
}

/// Two figures of a year in a newspaper: from 1940 to 2039.
fn full_year(short: i16) -> i16 {
    if short < 40 { 2000 + short } else { 1900 + short }
}

fn clock(outputs: &Outputs<'_>) -> Option<Clock> {
    let number = |key: &str| outputs.get(key).and_then(|word| word.parse::<i8>().ok());
    let hour = number("hour")?;
    let minute = number("minute").unwrap_or(0);
    let hour = match outputs.get("half").map(String::as_str) {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        // 深夜11時 is before midnight, 深夜1時 behind it.
        Some("late") if (6..=12).contains(&hour) => hour + 12,
        _ => hour,
    };
    Some(Clock { hour, minute })
}

impl Field {
    fn parse(word: &str) -> Option<Self> {
        if let Some(count) = word.strip_prefix("told") {
            return Some(Self::FromTold(count.parse().ok()?));
        }
        let number = word.parse().ok()?;
        let signed = word.starts_with(['+', '-']);
        Some(if signed { Self::FromPublished(number) } else { Self::At(number) })
    }
}

impl Part {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "early" => Self::Early,
            "mid" => Self::Mid,
            "late" => Self::Late,
            "start" => Self::Start,
            "middle" => Self::Middle,
            "end" => Self::End,
            "first-half" => Self::FirstHalf,
            "second-half" => Self::SecondHalf,
            "fiscal" => Self::Fiscal,
            "closing" => Self::Closing,
            "opening" => Self::Opening,
            _ => return None,
        })
    }
}
