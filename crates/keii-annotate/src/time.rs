//! When: expressions of time and what they mean.
//!
//! The pack's layer `time` finds the words and says what stands in them: a year, two days back, the
//! end of a month. Here that becomes a value on the calendar, completed from the day of publication
//! or from a day told before. What cannot be known stays unknown.

mod calendar;
mod expression;
mod ground;
mod length;
mod news;
mod published;
mod range;
mod resolve;
mod tense;

use jiff::civil::Date;
use keii_model::{Basis, Span, TimeType};

use crate::draft::{Provenance, TimeDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};
use crate::provenance::is_pictured;
use expression::{Expression, Field, Kind};
use ground::{Ground, Place, Tense};
use news::News;
use tense::tense;

/// The expressions of time of a page, before it is known when it was written.
pub(crate) struct Expressions {
    /// By sentence, in order.
    found: Vec<Vec<Found>>,
}

/// Finds the expressions of the page. The day of publication is looked for among them first; then
/// they are completed from it.
pub(crate) fn expressions(page: &Page<'_>, language: &Language<'_>) -> Expressions {
    let sentences = 0..page.sentences.len();
    Expressions { found: sentences.map(|sentence| find(page, language, sentence)).collect() }
}

/// What the expressions of the page mean, in order.
pub(crate) fn times(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
    provenance: &Provenance,
) -> Vec<TimeDraft> {
    let published = provenance.published.as_ref().map(|stated| &stated.value);
    // A day that the sources alone tell may be the one before.
    let mut ground = match provenance.basis {
        Basis::Inferred => Ground::about(published),
        Basis::None => Ground::of_news(News::of(page, expressions, language)),
        _ => Ground::new(published),
    };
    let mut times = Vec::new();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        // A date above the text tells of the article, not of what it tells.
        let told_above = kind == BlockKind::Credit;
        for found in &expressions.found[sentence] {
            let behind = &page.text()[found.span.end as usize..];
            let place = Place {
                sentence,
                block: page.sentences[sentence].block,
                tense: tense(page, language, sentence, found.span),
                aside: false,
                apart: tense::is_apart(behind),
            };
            // So does the day of a picture, which may be long past.
            let pictured = resolve::stated_day(&found.expression).is_some()
                && is_pictured(page, language, page.block_of(sentence), found.span);
            let remembers = !told_above && !pictured;
            if remembers && found.expression.is_dated() {
                ground.begin(place);
            }
            let aside = is_aside(language, behind);
            let draft = draft(found, &mut ground, Place { aside, ..place }, remembers);
            times.push(draft);
        }
    }
    range::join(page.text(), language, times)
}

/// Whether a time tells of the noun behind it: 3月16日の開港, 5日からの訪問.
fn is_aside(language: &Language<'_>, behind: &str) -> bool {
    let genitive = language.names.genitive.as_str();
    let edges = language.event.since.iter();
    let mut behind_edges = edges.filter_map(|edge| behind.strip_prefix(edge.as_str()));
    behind.starts_with(genitive) || behind_edges.any(|rest| rest.starts_with(genitive))
}

/// An expression where it stands, with the rule that found it.
struct Found {
    span: Span,
    rule: String,
    expression: Expression,
}

/// The expressions of one sentence, in order.
fn find(page: &Page<'_>, language: &Language<'_>, sentence: usize) -> Vec<Found> {
    let layer = language.time;
    let view = page.view_of(sentence);
    let mut all = Vec::new();
    for found in layer.find(&view, page.sentences[sentence].span) {
        let outputs = layer.outputs(&found);
        let Some(expression) = Expression::of(&outputs) else { continue };
        // What a rule looks at behind the expression is no part of it.
        let behind = found.capture("behind").map(|behind| behind.span.start);
        let span = Span::new(found.span.start, behind.unwrap_or(found.span.end));
        // 3月23日運動: a name that begins with a day.
        let named = language.organization.longest_at(page.text(), span.start);
        if named.is_some_and(|(end, _)| end > span.end) {
            continue;
        }
        let rule = layer.rule(found.rule).id().to_owned();
        all.push(Found { span, rule, expression });
    }
    all
}

fn draft(found: &Found, ground: &mut Ground, place: Place, remembers: bool) -> TimeDraft {
    let expression = &found.expression;
    let resolved = resolve::resolve(expression, ground, place);
    match resolved.told {
        Some(told) if remembers => {
            // 来年2月23日: days told behind it are not of that month.
            let other_year =
                matches!(expression.year, Some(Field::FromPublished(years)) if years != 0);
            let place = Place { aside: place.aside || other_year, ..place };
            ground.tell(told, place, matches!(expression.year, Some(Field::At(_))));
        }
        None if remembers && expression.is_counted_day() => ground.lose_day(),
        _ => {}
    }
    TimeDraft {
        span: found.span,
        kind: match expression.kind {
            Kind::Date | Kind::Hint => TimeType::Date,
            Kind::Time => TimeType::Time,
            Kind::Duration => TimeType::Duration,
            Kind::Set => TimeType::Set,
        },
        value: resolved.value,
        anchor: resolved.anchor,
        offset: resolved.offset,
        approximate: expression.approximate,
        steps: vec![(found.rule.clone(), Some(found.span))],
    }
}

impl Expressions {
    /// Days that a sentence states with their year, in order.
    pub(crate) fn stated_days(&self, sentence: usize) -> Vec<(Span, Date)> {
        let found = self.found[sentence].iter();
        found.filter_map(|it| Some((it.span, resolve::stated_day(&it.expression)?))).collect()
    }

    /// The first day that a sentence tells by month and day alone.
    pub(crate) fn stated_day_of_year(&self, sentence: usize) -> Option<(Span, keii_model::Edtf)> {
        self.found[sentence].iter().find_map(|it| {
            let value = resolve::stated_day_of_year(&it.expression)?;
            Some((it.span, value.parse().ok()?))
        })
    }

    /// The first day of a sentence that is called by its number alone.
    pub(crate) fn bare_day(&self, sentence: usize) -> Option<(Span, i8)> {
        let mut found = self.found[sentence].iter();
        found.find_map(|it| Some((it.span, resolve::bare_day(&it.expression)?)))
    }

    /// The years that a sentence tells without month and day, in order.
    pub(crate) fn bare_years(&self, sentence: usize) -> impl Iterator<Item = (Span, i16)> {
        let found = self.found[sentence].iter();
        found.filter_map(|it| Some((it.span, resolve::bare_year(&it.expression)?)))
    }

    /// A stretch of time in which the article must have been written, by its own words
    /// (`…年も残りわずか`).
    pub(crate) fn told_publication(&self, sentence: usize) -> Option<(Span, keii_model::Edtf)> {
        let told = self.found[sentence].iter().find(|it| it.expression.tells_publication)?;
        let place = Place { sentence, block: 0, tense: Tense::Open, aside: false, apart: false };
        let value = resolve::resolve(&told.expression, &Ground::new(None), place).value?;
        Some((told.span, value.parse().ok()?))
    }
}
