//! Times from one day, month or year to another, told by two expressions: 11日から13日まで.

use keii_model::{Anchor, Edtf, Span, TimeType};

use crate::draft::TimeDraft;
use crate::language::Language;

/// Makes one time of two of which the first is where it begins and the second where it ends.
pub(super) fn join(text: &str, language: &Language<'_>, times: Vec<TimeDraft>) -> Vec<TimeDraft> {
    let mut joined: Vec<TimeDraft> = Vec::with_capacity(times.len());
    for time in times {
        if let Some(before) = joined.last_mut()
            && is_told_twice(text, language, before, &time)
        {
            before.value.clone_from(&time.value);
            before.anchor = Anchor::Event;
        }
        let whole = joined.last().and_then(|first| both(text, language, first, &time));
        match whole {
            Some(whole) => {
                joined.pop();
                joined.push(whole);
            }
            None => joined.push(time),
        }
    }
    joined
}

/// 3日前の4日: whether the words count back to the day that is named right behind them.
fn is_told_twice(text: &str, language: &Language<'_>, back: &TimeDraft, day: &TimeDraft) -> bool {
    let gap = Span::new(back.span.end, day.span.start.max(back.span.end)).of(text);
    let counted = back.offset.as_deref().filter(|it| it.starts_with("-P"));
    let in_days = counted.is_some_and(|it| it.ends_with(['D', 'W']) && !it.contains("P0"));
    let named =
        day.value.as_deref().is_some_and(|value| value.len() >= DAY) && day.offset.is_none();
    gap == language.names.genitive && in_days && named
}

/// The length of a value that is a day.
const DAY: usize = 10;

fn both(
    text: &str,
    language: &Language<'_>,
    first: &TimeDraft,
    last: &TimeDraft,
) -> Option<TimeDraft> {
    let gap = Span::new(first.span.end, last.span.start.max(first.span.end)).of(text);
    // 1994年から7年連続: how often, and no year.
    let anew = &language.event.anew;
    let rest = &text[last.span.end as usize..];
    if anew.iter().any(|word| rest.starts_with(word.as_str())) {
        return None;
    }
    if gap != language.tense.from || [first, last].iter().any(|it| it.kind != TimeType::Date) {
        return None;
    }
    let (from, to) = (first.value.as_deref()?, last.value.as_deref()?);
    // 4月から来年3月: of two that are stretches themselves the outermost days.
    let begins = from.split('/').next().filter(|it| !it.contains(".."))?;
    let ends = to.rsplit('/').next().filter(|it| !it.contains(".."))?;
    let value: Edtf = format!("{begins}/{ends}").parse().ok()?;
    if begins >= ends {
        return None;
    }
    let until = &language.tense.until;
    let tail = if text[last.span.end as usize..].starts_with(until.as_str()) {
        u32::try_from(until.len()).expect("a particle is short")
    } else {
        0
    };
    let mut steps = first.steps.clone();
    steps.extend(last.steps.iter().cloned());
    Some(TimeDraft {
        span: Span::new(first.span.start, last.span.end + tail),
        kind: TimeType::Date,
        value: Some(value.to_string()),
        anchor: first.anchor,
        offset: None,
        approximate: first.approximate || last.approximate,
        steps,
    })
}
