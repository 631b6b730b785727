//! Who met or called whom, at which level: a drawing, and the same as tables.

use std::collections::BTreeMap;

use keii_ledger::standing::channel::{Channel, Place};
use keii_model::{Entity, EventLevel, Id};
use keii_words::Word;
use maud::{Markup, html};

use crate::drawing::network::{Party, SIGNS, Strand, network};
use crate::page::nothing;
use crate::visit::Visit;
use crate::{link, part};

/// So many parties have a row in the drawing.
const PARTIES: usize = 20;

/// So many channels have a strand in it.
const STRANDS: usize = 28;

/// So many channels stand in the table, and so many contacts of each.
const CHANNELS: usize = 40;
const CONTACTS: usize = 12;

/// So many parties stand in the table of pairs.
const PAIRED: usize = 10;

/// From the highest; what is not told last.
const LEVELS: [Option<EventLevel>; 5] = [
    Some(EventLevel::Leaders),
    Some(EventLevel::Ministers),
    Some(EventLevel::Officials),
    Some(EventLevel::Working),
    None,
];

/// How many contacts took place, are ahead, came to nothing, were not told of again.
type Counts = [usize; 4];

/// The section of a story's page.
pub fn section(visit: &Visit<'_>, channels: &[Channel<'_>]) -> Markup {
    html! {
        section #contacts {
            h2 { (visit.say("story-contacts")) }
            @if channels.is_empty() { p { (visit.say("contacts-none")) } } @else {
                (drawing(visit, channels))
                (pairs_table(visit, channels))
                (table(visit, channels))
            }
        }
    }
}

fn counts(channel: &Channel<'_>) -> Counts {
    let mut counts = Counts::default();
    for (place, _) in &channel.contacts {
        let at = match place {
            Place::Last | Place::Ongoing | Place::Undated | Place::Earlier => 0,
            Place::Ahead => 1,
            Place::Undone => 2,
            Place::Untold => 3,
        };
        counts[at] += 1;
    }
    counts
}

fn level_name(visit: &Visit<'_>, level: Option<EventLevel>) -> String {
    level.map_or_else(|| visit.say("level-unknown"), |level| level.word(visit.lang()).to_owned())
}

/// Those with most channels first, in the order in which the channels name them.
fn parties<'a>(channels: &[Channel<'a>]) -> Vec<&'a Entity> {
    let mut order: Vec<(&Entity, usize)> = Vec::new();
    for party in channels.iter().flat_map(|channel| &channel.parties) {
        match order.iter_mut().find(|(known, _)| known.id == party.id) {
            Some((_, count)) => *count += 1,
            None => order.push((party, 1)),
        }
    }
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    order.into_iter().map(|(party, _)| party).collect()
}

fn drawing(visit: &Visit<'_>, channels: &[Channel<'_>]) -> Markup {
    let mut rows = parties(channels);
    rows.truncate(PARTIES);
    let strands = strands(visit, &rows, channels);
    let left = channels.len() - strands.len();
    let party = |one: &&Entity| Party {
        name: visit.lang().name(&one.name).to_owned(),
        lang: part::name_lang(visit, one),
        href: visit.href(&link::to_entity(one)),
    };
    let rows: Vec<Party> = rows.iter().map(party).collect();
    let levels = LEVELS.map(|level| level_name(visit, level));
    html! {
        figure.drawing {
            figcaption { (visit.say("contacts-lead")) }
            (legend(visit))
            div.scroll tabindex="0" role="region" aria-label=(visit.say("contacts-drawing")) {
                (network(&visit.say("contacts-drawing"), &levels, &rows, &strands))
            }
            @if left > 0 { p.faint { (visit.count("contacts-left", left)) } }
        }
    }
}

/// What the signs over the strands count.
fn legend(visit: &Visit<'_>) -> Markup {
    let names = ["contacts-held", "contacts-ahead", "contacts-undone", "contacts-untold"];
    html! {
        ul.legend {
            @for (sign, name) in SIGNS.iter().zip(names) {
                li { span.sign aria-hidden="true" { (sign) } " " (visit.say(name)) }
            }
        }
    }
}

/// The channels whose parties all have a row.
fn strands(visit: &Visit<'_>, rows: &[&Entity], channels: &[Channel<'_>]) -> Vec<Strand> {
    let row = |party: &Entity| rows.iter().position(|one| one.id == party.id);
    let strand = |(at, channel): (usize, &Channel<'_>)| {
        let rows: Option<Vec<usize>> = channel.parties.iter().map(|party| row(party)).collect();
        Some(Strand {
            level: LEVELS.iter().position(|level| *level == channel.level)?,
            rows: rows?,
            counts: counts(channel),
            words: words(visit, channel),
            href: format!("#channel-{at}"),
        })
    };
    channels.iter().enumerate().take(CHANNELS).filter_map(strand).take(STRANDS).collect()
}

fn words(visit: &Visit<'_>, channel: &Channel<'_>) -> String {
    let names: Vec<String> =
        channel.parties.iter().map(|one| visit.lang().name(&one.name).to_owned()).collect();
    let [held, ahead, undone, untold] = counts(channel).map(|count| count.to_string());
    visit.tell(
        "contacts-strand",
        &[
            ("level", &level_name(visit, channel.level)),
            ("parties", &visit.lang().list(&names)),
            ("held", &held),
            ("ahead", &ahead),
            ("undone", &undone),
            ("untold", &untold),
        ],
    )
}

type Pairs<'a> = BTreeMap<(&'a Id, &'a Id), BTreeMap<usize, Counts>>;

/// Pairs of parties in both orders, with their contacts by level.
fn pairs<'a>(channels: &[Channel<'a>]) -> Pairs<'a> {
    let mut pairs: Pairs<'_> = BTreeMap::new();
    for channel in channels {
        let level = LEVELS.iter().position(|level| *level == channel.level).unwrap_or_default();
        for a in &channel.parties {
            for b in channel.parties.iter().filter(|b| b.id != a.id) {
                let known = pairs.entry((&a.id, &b.id)).or_default().entry(level).or_default();
                for (sum, count) in known.iter_mut().zip(counts(channel)) {
                    *sum += count;
                }
            }
        }
    }
    pairs
}

/// Parties against parties: what the drawing shows, for those who do not see it.
fn pairs_table(visit: &Visit<'_>, channels: &[Channel<'_>]) -> Markup {
    let mut parties = parties(channels);
    parties.truncate(PAIRED);
    let pairs = pairs(channels);
    if parties.len() < 3 {
        return nothing();
    }
    html! {
        details {
            summary { (visit.say("contacts-pairs")) }
            div.scroll tabindex="0" role="region" aria-label=(visit.say("contacts-pairs")) {
                table.pairs {
                    thead { tr {
                        td {}
                        @for one in &parties { th scope="col" { (part::entity(visit, one)) } }
                    } }
                    tbody {
                        @for a in &parties {
                            tr {
                                th scope="row" { (part::entity(visit, a)) }
                                @for b in &parties { td { (pair(visit, pairs.get(&(&a.id, &b.id)))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn pair(visit: &Visit<'_>, levels: Option<&BTreeMap<usize, Counts>>) -> Markup {
    let line = |level: usize, counts: &Counts| {
        let signs = SIGNS.iter().zip(counts).filter(|(_, count)| **count > 0);
        let signs: Vec<String> = signs.map(|(sign, count)| format!("{sign}{count}")).collect();
        format!("{} {}", level_name(visit, LEVELS[level]), signs.join(" "))
    };
    html! {
        @for (level, counts) in levels.into_iter().flatten() { div { (line(*level, counts)) } }
    }
}

/// The channels with their contacts, each of which leads to its page.
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
                    tbody {
                        @for (at, one) in channels.iter().enumerate().take(CHANNELS) { (row(visit, at, one)) }
                    }
                }
            }
            @if channels.len() > CHANNELS { p.faint { (visit.count("more", channels.len() - CHANNELS)) } }
        }
    }
}

fn row(visit: &Visit<'_>, at: usize, channel: &Channel<'_>) -> Markup {
    let left = channel.contacts.len().saturating_sub(CONTACTS);
    html! {
        tr id=(format!("channel-{at}")) {
            th scope="row" { (part::list(visit, channel.parties.iter().map(|one| part::entity(visit, one)))) }
            td { (level_name(visit, channel.level)) }
            td {
                @for (place, entry) in channel.contacts.iter().take(CONTACTS) {
                    div {
                        span.label { (place.word(visit.lang())) } " "
                        (part::status(visit, entry.event.status)) " "
                        a href=(visit.href(&link::to_event(&entry.event.id))) {
                            (entry.event.event_type.word(visit.lang()))
                            @if let Some(day) = entry.time.and_then(|time| time.value.as_ref()) {
                                " " (part::date(visit, day))
                            }
                        }
                    }
                }
                @if left > 0 { span.faint { (visit.count("more", left)) } }
            }
        }
    }
}
