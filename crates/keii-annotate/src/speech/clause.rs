//! Where the clause begins that words at its end say something of.

use keii_model::Span;
use keii_syntax::{Form, ParticleKind, Pos, Token};

use super::settings::SpeechSettings;
use crate::page::Page;

/// The beginning of the clause before `end`: behind the last clause that stands for itself (…が、,
/// …ものの、, …ため、), behind what names a source (…によると、) and behind conjunctions. Commas inside
/// quotation marks close nothing. `open`: whether a verb that leaves its clause open (…し、) closes one.
pub(crate) fn start(
    page: &Page<'_>,
    settings: &SpeechSettings,
    sentence: usize,
    (from, end): (u32, u32),
    open: bool,
) -> u32 {
    let text = page.text();
    let tokens = &page.syntax[sentence].tokens;
    let first = tokens.partition_point(|token| token.span.start < from);
    let last = tokens.partition_point(|token| token.span.start < end);
    let range = &tokens[first.min(last)..last];
    let joint = range.windows(2).rposition(|pair| {
        let [last, comma] = pair else { return false };
        comma.pos == Pos::Comma
            && page.quotation_around(comma.span).is_none()
            && closes(text, settings, from, last, open)
    });
    let rest = joint.map_or(range, |at| &range[at + 2..]);
    // 「長くなる。年は越すだろう」: a sentence of its own.
    let stop = rest.iter().rposition(|token| token.pos == Pos::Period);
    let rest = stop.map_or(rest, |at| &rest[at + 1..]);
    // 実るものの、 and 実るもののどこまで: it needs no comma.
    let concession = rest.iter().rposition(|token| {
        token.pos == Pos::Particle(ParticleKind::Conjunctive)
            && settings.concessions.hold(token.span.of(text))
    });
    let rest = concession.map_or(rest, |at| &rest[at + 1..]);
    let mut rest = rest.iter().skip_while(|token| {
        matches!(token.pos, Pos::Conjunction | Pos::Comma | Pos::Period | Pos::Space)
    });
    rest.next().map_or(end, |token| token.span.start)
}

/// Whether a word before a comma ends a clause that stands for itself.
fn closes(text: &str, settings: &SpeechSettings, from: u32, last: &Token, open: bool) -> bool {
    let words = Span::new(from, last.span.end.max(from)).of(text);
    let sourced = settings.source_ends.iter().any(|end| words.ends_with(end.as_str()));
    let joined = settings.clause_ends.iter().any(|end| words.ends_with(end.as_str()));
    let particle = last.pos == Pos::Particle(ParticleKind::Conjunctive)
        && settings.clause_joints.hold(last.span.of(text));
    // …ことがなく、
    let verb = matches!(last.pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary | Pos::Adjective);
    sourced || joined || particle || open && verb && last.form == Form::Continuative
}
