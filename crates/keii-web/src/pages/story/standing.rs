//! How a story stands: contacts, what was agreed, who wants what, what is open.

use keii_ledger::Entry;
use keii_ledger::standing::Standing;
use keii_ledger::standing::channel::{Channel, Place};
use keii_ledger::standing::commitment::{Party, Pledge};
use keii_ledger::standing::position::{PartyPositions, Position};
use keii_ledger::standing::question::OpenQuestion;
use keii_query::EventLine;
use keii_words::Word;
use maud::{Markup, html};

use crate::visit::Visit;
use crate::{link, part};

/// So many channels, things agreed, parties and questions stand open; the rest is folded away.
const OPEN: usize = 3;

/// So many of anything are shown at all.
const SHOWN: usize = 40;

/// So many positions of one party.
const POSITIONS: usize = 3;

/// The section.
pub fn section(visit: &Visit<'_>, standing: &Standing<'_>) -> Markup {
    let channels = standing.channels.iter().map(|one| channel(visit, one));
    let pledges = standing.commitments.iter().map(|one| pledge(visit, one));
    let positions = standing.positions.iter().map(|one| party(visit, one));
    let questions = standing.questions.iter().map(|one| question(visit, one));
    html! {
        section #standing {
            h2 { (visit.say("story-standing")) }
            div.standing {
                (column(visit, "standing-contacts", channels))
                (column(visit, "standing-agreed", pledges))
                (column(visit, "standing-positions", positions))
                (column(visit, "standing-questions", questions))
            }
        }
    }
}

/// A heading with what stands under it, where there is anything.
fn column(visit: &Visit<'_>, name: &str, all: impl ExactSizeIterator<Item = Markup>) -> Markup {
    let count = all.len();
    let all: Vec<Markup> = all.take(SHOWN).collect();
    let (open, folded) = all.split_at(OPEN.min(all.len()));
    html! {
        @if !all.is_empty() {
            div.column {
                h3 { (visit.say(name)) }
                ul.plain { @for one in open { (one) } }
                @if !folded.is_empty() {
                    details {
                        summary { (visit.count("more", count - open.len())) }
                        ul.plain { @for one in folded { (one) } }
                    }
                }
            }
        }
    }
}

fn channel(visit: &Visit<'_>, one: &Channel<'_>) -> Markup {
    let shown = one.contacts.iter().filter(|(place, _)| *place != Place::Earlier).take(5);
    let level = one
        .level
        .map_or_else(|| visit.say("level-unknown"), |level| level.word(visit.lang()).to_owned());
    html! {
        li {
            p.head {
                strong { (part::list(visit, one.parties.iter().map(|party| part::entity(visit, party)))) }
                " " span.label { (level) }
            }
            ul.plain.steps { @for (place, entry) in shown { (contact(visit, *place, entry)) } }
        }
    }
}

fn contact(visit: &Visit<'_>, place: Place, entry: &Entry<'_>) -> Markup {
    let line = EventLine::of(&visit.view.ledger, entry, visit.lang());
    html! {
        li {
            span.label { (place.word(visit.lang())) } " "
            (part::status(visit, line.event.status)) " "
            @if let Some(day) = line.date() { (part::date(visit, day)) " " }
            a href=(visit.href(&link::to_event(&line.event.id))) { (part::mixed(visit, &part::event_name(visit, &line))) }
        }
    }
}

fn pledge(visit: &Visit<'_>, one: &Pledge<'_>) -> Markup {
    let parties = one.parties.iter().map(|party| match party {
        Party::Known(entity) => part::entity(visit, entity),
        Party::Words(words) => html! { (words) },
    });
    html! {
        li {
            p.head { (part::status(visit, one.status)) " " strong { (part::list(visit, parties)) } }
            @if let Some(first) = one.reports.first() {
                p.words { (part::quote(visit, &first.content)) }
            }
            @if one.reports.len() > 1 {
                p.faint { (visit.count("articles", one.reports.len())) (sources(visit, one.independent)) }
            }
        }
    }
}

fn sources(visit: &Visit<'_>, independent: Option<bool>) -> Markup {
    html! {
        @match independent {
            Some(true) => { " · " (visit.say("sources-several")) }
            Some(false) => { " · " (visit.say("sources-one")) }
            None => {}
        }
    }
}

fn party(visit: &Visit<'_>, one: &PartyPositions<'_>) -> Markup {
    html! {
        li {
            p.head { strong { (part::entity(visit, one.party)) } }
            ul.plain {
                @for position in one.positions.iter().take(POSITIONS) { (position_item(visit, position)) }
            }
            @if one.positions.len() > POSITIONS {
                p.faint { a href=(visit.href(&link::to_entity(one.party))) {
                    (visit.count("more", one.positions.len() - POSITIONS))
                } }
            }
        }
    }
}

fn position_item(visit: &Visit<'_>, one: &Position<'_>) -> Markup {
    let last = &one.tellings[one.tellings.len() - 1];
    html! {
        li {
            span.label { (one.stance.word(visit.lang())) } " "
            @if let Some(by) = last.by { (part::entity(visit, by)) " " }
            (part::quote(visit, last.words))
        }
    }
}

fn question(visit: &Visit<'_>, one: &OpenQuestion<'_>) -> Markup {
    html! {
        li {
            (part::quote(visit, &one.question.span))
            @if let Some(later) = &one.later {
                p.faint {
                    (visit.say("standing-later")) " " (part::status(visit, later.mention.status)) " "
                    a href=(visit.href(&link::to_event(&later.event.id))) {
                        (later.event.event_type.word(visit.lang()))
                    }
                    " " (part::date(visit, later.told))
                }
            }
        }
    }
}
