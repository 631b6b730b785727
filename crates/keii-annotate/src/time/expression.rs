//! What the rules say of an expression, before anything is computed.

use keii_model::Anchor;
use keii_rules::Outputs;

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
    pub(super) second: Option<i8>,
    /// Hour and minute at which it ends, where a stretch of the day is told.
    pub(super) end: Option<(i8, i8)>,
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
    /// Where `last_day` is the last of several days instead of the end of a stretch: how many days
    /// behind the first it is if none is left out.
    pub(super) listed: Option<i8>,
    pub(super) decade: Option<i16>,
    /// 0 is the first one before the common era.
    pub(super) century: Option<i16>,
    pub(super) part: Option<Part>,
    /// 21 to 24, as EDTF counts them.
    pub(super) season: Option<i8>,
    /// The last year of several.
    pub(super) last_year: Option<i16>,
    /// Whether a day is the one behind the day told before.
    pub(super) follows: bool,
    /// Years before the article that no calendar reaches.
    pub(super) ages: Option<u64>,
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

impl Expression {
    /// Whether it names a day or month of the calendar.
    pub(super) fn is_dated(&self) -> bool {
        matches!(self.day, Some(Field::At(_))) || matches!(self.month, Some(Field::At(_)))
    }

    /// Whether it names a day by how far it is from another (きょう, 翌日).
    pub(super) fn is_counted_day(&self) -> bool {
        matches!(self.day, Some(Field::FromPublished(_) | Field::FromTold(_)))
    }
}

impl Expression {
    /// Reads a rule's outputs; `None` when it found what only looks like a time.
    pub(super) fn of(outputs: &Outputs<'_>) -> Option<Self> {
        let word = |key: &str| outputs.get(key).filter(|word| !word.is_empty());
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
        let is_decade = decade.is_some() || kind == Kind::Date && outputs.get("decades").is_some();
        let part = word("part").and_then(Part::parse);
        let small = |key: &str| number(key).and_then(|it: i16| i8::try_from(it).ok());
        let year = year(outputs).or(short.filter(|_| !is_decade).map(Field::At));
        let is_old = is_before_the_calendar(outputs, year);
        let (month, last_month) = match (small("left"), small("quarter")) {
            (Some(left), _) => left_of_year(left, word("over").is_some())?,
            (None, Some(first)) => (Some(Field::At(first.into())), Some(first + 2)),
            (None, None) => (field("month"), small("last-month")),
        };
        Some(Self {
            kind,
            year,
            month: month.filter(|_| !is_old),
            week: field("week"),
            day: field("day").filter(|_| !is_old),
            last_month: last_month.filter(|_| !is_old),
            last_day: small("last-day").filter(|_| !is_old),
            listed: word("listed").map(|_| if word("between").is_some() { 2 } else { 1 }),
            decade: decade.or(short.filter(|_| is_decade).map(|year| year / 10)),
            century: number("century").or(number("century-before").map(|nth: i16| 1 - nth)),
            part: part.filter(|_| !is_old),
            season: small("season").filter(|_| !is_old),
            last_year: number("last-year"),
            follows: word("follows").is_some(),
            ages: word("ages").and_then(|years| years.parse().ok()),
            weekday: small("weekday"),
            clock: clock(outputs),
            edge: word("edge").and_then(Edge::parse),
            length: Length::of(outputs),
            sign: word("sign").and_then(sign),
            set: word("set").map(str::to_owned),
            anchor: match word("anchor") {
                Some("document") => Some(Anchor::Document),
                Some("event") => Some(Anchor::Event),
                _ => None,
            },
            approximate: word("approximate").is_some()
                || is_old
                || matches!(part, Some(Part::Start | Part::Middle)),
            tells_publication: word("tells") == Some("publication"),
        })
    }
}

/// The year, of the common era or of another one. The year before the first one is 0, as ISO 8601
/// counts.
fn year(outputs: &Outputs<'_>) -> Option<Field> {
    if let Some(year) = outputs.get("year") {
        return Field::parse(year);
    }
    if let Some(before) = outputs.get("year-before") {
        return Some(Field::At(1 - before.parse::<i16>().ok()?));
    }
    let first: i16 = outputs.get("era")?.parse().ok()?;
    let nth: i16 = outputs.get("nth")?.parse().ok()?;
    Some(Field::At(first + nth - 1))
}

/// First year of the Gregorian calendar in Japan. Months and days of eras before it are of another
/// calendar, and even its years end some weeks later.
const GREGORIAN: i16 = 1873;

fn is_before_the_calendar(outputs: &Outputs<'_>, year: Option<Field>) -> bool {
    outputs.get("era").is_some() && matches!(year, Some(Field::At(year)) if year < GREGORIAN)
}

/// The months in which so many are left of a year: two are left in November, or as October turns
/// to it; a little more than two in October.
fn left_of_year(left: i8, over: bool) -> Option<(Option<Field>, Option<i8>)> {
    let month = 12_i8.checked_sub(left).filter(|month| (1..12).contains(month))?;
    let next = (!over).then_some(month + 1);
    Some((Some(Field::At(i16::from(month))), next))
}

/// Two figures of a year in a newspaper: from 1940 to 2039.
fn full_year(short: i16) -> i16 {
    if short < 40 { 2000 + short } else { 1900 + short }
}

fn clock(outputs: &Outputs<'_>) -> Option<Clock> {
    let number = |key: &str| outputs.get(key).and_then(|word| word.parse::<i8>().ok());
    let half = outputs.get("half");
    let hour = match (number("hour")?, half, outputs.get("minute")) {
        // 午後0時 is noon: 午後12時 is the end of the day.
        (12, Some("afternoon"), None) => 24,
        (hour, _, _) => hour_of(hour, half),
    };
    let end = match (number("last-hour"), number("last-minute")) {
        (Some(last), minute) => Some((hour_of(last, half), minute.unwrap_or(0))),
        (None, minute) => minute.map(|minute| (hour, minute)),
    };
    Some(Clock { hour, minute: number("minute").unwrap_or(0), second: number("second"), end })
}

/// The hour of a day of 24.
fn hour_of(hour: i8, half: Option<&str>) -> i8 {
    match half {
        Some("pm" | "afternoon") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        // 深夜11時 is before midnight, 深夜1時 behind it.
        Some("late") if (6..=12).contains(&hour) => hour + 12,
        _ => hour,
    }
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

impl Edge {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "since" => Some(Self::Since),
            "until" => Some(Self::Until),
            _ => None,
        }
    }
}

fn sign(word: &str) -> Option<i8> {
    match word {
        "-" => Some(-1),
        "+" => Some(1),
        _ => None,
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
