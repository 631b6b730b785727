//! Who met or called whom, at which level.

use std::collections::BTreeMap;

use keii_ledger::standing::channel::{Channel, Place};
use keii_model::{Entity, EventLevel, Id};
use keii_words::Word;
use maud::{Markup, html};

use crate::drawing::matrix::{Field, grid};
use crate::part;
use crate::visit::Visit;

/// So many parties stand in the grid.
const PARTIES: usize = 8;

/// How often two parties had contact at each level, and how often that is ahead.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    held: usize,
    ahead: usize,
}

type Pairs<'a> = BTreeMap<(&'a Id, &'a Id), BTreeMap<Option<EventLevel>, Count>>;

/// The section of a story's page.
pub fn section(visit: &Visit<'_>, channels: &[Channel<'_>]) -> Markup {
    let pairs = pairs(channels);
    let parties = parties(channels);
    let names: Vec<String> =
        parties.iter().map(|one| visit.lang().name(&one.name).to_owned()).collect();
    let fields = fields(visit, &parties, &pairs);
    html! {
        section #contacts {
            h2 { (visit.say("story-contacts")) }
            @if fields.is_empty() { p { (visit.say("contacts-none")) } } @else {
                p { (visit.say("contacts-lead")) }
                div.scroll tabindex="0" role="region" aria-label=(visit.say("story-contacts")) {
                    (grid(&visit.say("story-contacts"), &names, &fields))
                }
                (table(visit, channels))
            }
        }
    }
}

fn pairs<'a>(channels: &[Channel<'a>]) -> Pairs<'a> {
    let mut pairs: Pairs<'_> = BTreeMap::new();
    for channel in channels {
        let told = |wanted: fn(Place) -> bool| {
            channel.contacts.iter().filter(|(place, _)| wanted(*place)).count()
        };
        let held = told(|place| {
            matches!(place, Place::Last | Place::Ongoing | Place::Undated | Place::Earlier)
        });
        let ahead = told(|place| place == Place::Ahead);
        // What came to nothing, or was never told of again, is no contact; the table has it.
        if held + ahead == 0 {
            continue;
        }
        for (at, a) in channel.parties.iter().enumerate() {
            for b in &channel.parties[at + 1..] {
                for pair in [(&a.id, &b.id), (&b.id, &a.id)] {
                    let count = pairs.entry(pair).or_default().entry(channel.level).or_default();
                    count.held += held;
                    count.ahead += ahead;
                }
            }
        }
    }
    pairs
}

/// Those with most channels, in the order in which the channels name them.
fn parties<'a>(channels: &[Channel<'a>]) -> Vec<&'a Entity> {
    let mut order: Vec<(&Entity, usize)> = Vec::new();
    for party in channels.iter().flat_map(|channel| &channel.parties) {
        match order.iter_mut().find(|(known, _)| known.id == party.id) {
            Some((_, count)) => *count += 1,
            None => order.push((party, 1)),
        }
    }
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    order.truncate(PARTIES);
    order.into_iter().map(|(party, _)| party).collect()
}

fn fields(visit: &Visit<'_>, parties: &[&Entity], pairs: &Pairs<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    for (row, a) in parties.iter().enumerate() {
        for (column, b) in parties.iter().enumerate() {
            let Some(levels) = pairs.get(&(&a.id, &b.id)) else { continue };
            let level = |level: &Option<EventLevel>| match level {
                Some(level) => level.word(visit.lang()).to_owned(),
                None => visit.say("level-unknown"),
            };
            let line = |(of, count): (&Option<EventLevel>, &Count)| {
                let ahead =
                    if count.ahead > 0 { format!(" ○{}", count.ahead) } else { String::new() };
                let held =
                    if count.held > 0 { format!(" ●{}", count.held) } else { String::new() };
                format!("{}{held}{ahead}", short_level(visit, *of))
            };
            let names = [a, b].map(|one| visit.lang().name(&one.name)).join(" – ");
            let told = levels.iter().map(|(of, count)| {
                let (held, ahead) = (count.held.to_string(), count.ahead.to_string());
                let level = level(of);
                visit.tell(
                    "contacts-field",
                    &[("level", &level), ("held", &held), ("ahead", &ahead)],
                )
            });
            let told = told.collect::<Vec<_>>().join(" ");
            fields.push(Field {
                row,
                column,
                lines: levels.iter().map(line).take(4).collect(),
                words: format!("{names}: {told}"),
                href: "#channels".to_owned(),
                count: levels.values().map(|count| count.held + count.ahead).sum(),
            });
        }
    }
    fields
}

fn short_level(visit: &Visit<'_>, level: Option<EventLevel>) -> String {
    visit.say(match level {
        Some(EventLevel::Leaders) => "level-leaders",
        Some(EventLevel::Ministers) => "level-ministers",
        Some(EventLevel::Officials) => "level-officials",
        Some(EventLevel::Working) => "level-working",
        None => "level-none",
    })
}

/// The same as a table: what the grid shows, for those who do not see it.
fn table(visit: &Visit<'_>, channels: &[Channel<'_>]) -> Markup {
    html! {
        details #channels {
            summary { (visit.say("contacts-table")) }
            div.scroll tabindex="0" role="region" aria-label=(visit.say("contacts-table")) {
                table {
                    thead {
                        tr {
                            th scope="col" { (visit.say("contacts-parties")) }
                            th scope="col" { (visit.say("contacts-level")) }
                            th scope="col" { (visit.say("contacts-events")) }
                        }
                    }
                    tbody { @for channel in channels.iter().take(40) { (row(visit, channel)) } }
                }
            }
        }
    }
}

fn row(visit: &Visit<'_>, channel: &Channel<'_>) -> Markup {
    let level = channel.level.map(|level| level.word(visit.lang()).to_owned());
    html! {
        tr {
            th scope="row" { (part::list(visit, channel.parties.iter().map(|one| part::entity(visit, one)))) }
            td { (level.unwrap_or_else(|| visit.say("level-unknown"))) }
            td {
                @for (_, entry) in channel.contacts.iter().take(12) {
                    (part::status(visit, entry.event.status)) " "
                    a href=(visit.href(&crate::link::to_event(&entry.event.id))) {
                        @match entry.time.and_then(|time| time.value.as_ref()) {
                            Some(day) => (part::date(visit, day)),
                            None => (entry.event.event_type.word(visit.lang())),
                        }
                    }
                    br;
                }
            }
        }
    }
}
