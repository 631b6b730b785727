//! The contacts of a standing as a table.

use keii_ledger::Entry;
use keii_ledger::standing::channel::{Channel, Place};

use super::Printer;
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::settings::Lang;
use crate::words::{Word, status_sign, status_style};
use keii_words::Facts;
use keii_words::date::for_people;

/// So many channels are shown unless all are wanted; those of the main parties always are.
const CHANNELS: usize = 12;

impl Printer<'_> {
    /// The contacts under their channels; `None` where there are none.
    pub(super) fn channels(&self, channels: &[Channel<'_>]) -> Option<Table> {
        if channels.is_empty() {
            return None;
        }
        let fixed = ("", Fit::Fixed);
        let mut table = Table::new([fixed, fixed, fixed, ("", Fit::Flexible), fixed]);
        let main = channels.iter().filter(|channel| channel.main).count();
        let shown = self.shown(channels.len(), CHANNELS.max(main));
        for channel in &channels[..shown] {
            table.section(self.channel(channel));
            for place in [
                Place::Last,
                Place::Ongoing,
                Place::Ahead,
                Place::Undone,
                Place::Untold,
                Place::Undated,
                Place::Earlier,
            ] {
                self.place(channel, place, &mut table);
            }
        }
        if shown < channels.len() {
            table.section(self.left_out(channels.len() - shown));
        }
        Some(table)
    }

    /// `甲国 – 乙国: 首脳`
    fn channel(&self, channel: &Channel<'_>) -> String {
        let names: Vec<&str> =
            channel.parties.iter().map(|party| self.lang.name(&party.name)).collect();
        let unknown = match self.lang {
            Lang::Ja => "レベル不明",
            Lang::En => "Level not told",
        };
        let level = channel.level.map_or(unknown, |level| level.word(self.lang));
        format!("{}: {level}", names.join(" – "))
    }

    /// The contacts of one place, those that matter less only as a number.
    fn place(&self, channel: &Channel<'_>, place: Place, table: &mut Table) {
        let entries: Vec<&Entry<'_>> =
            channel.contacts.iter().filter(|one| one.0 == place).map(|one| &one.1).collect();
        let most = match place {
            Place::Last => 1,
            Place::Ahead => 4,
            Place::Ongoing | Place::Undone | Place::Untold | Place::Undated => 2,
            Place::Earlier => 0,
        };
        let shown = self.shown(entries.len(), most);
        for (number, entry) in entries[..shown].iter().enumerate() {
            let label = if number == 0 { place.word(self.lang) } else { "" };
            table.row(self.contact(label, entry));
        }
        if shown < entries.len() {
            let label = if shown == 0 { place.word(self.lang) } else { "" };
            let rest = self.left_out(entries.len() - shown);
            let plain = |text: &str| Cell::new(text, Style::Faint);
            table.row([plain(label), plain(""), plain(""), plain(&rest), plain("")]);
        }
    }

    fn contact(&self, label: &str, entry: &Entry<'_>) -> [Cell; 5] {
        let status = entry.event.status;
        let facts = Facts::of(&self.view.ledger, &entry.mentions, self.lang);
        let kind = entry.event.event_type.word(self.lang);
        let date = entry.time.and_then(|time| time.value.as_ref());
        let date = date.map(|date| for_people(date, self.lang)).unwrap_or_default();
        let words = entry.mentions.iter().filter_map(|mention| mention.evidence.first());
        let longest = words.max_by_key(|span| span.text.chars().count());
        let words = longest.map(|span| format!("「{}」", span.text.trim()));
        [
            Cell::new(label, Style::Faint),
            Cell::new(
                format!("{} {}", status_sign(status), status.word(self.lang)),
                status_style(status),
            ),
            Cell::new(date, Style::Plain),
            Cell::new(format!("{kind}  {}", facts.headline(self.lang)), Style::Strong)
                .and(words.unwrap_or_default(), Style::Plain)
                .and(self.told_by(&entry.documents), Style::Faint),
            Cell::new(self.view.short.short(&entry.event.id), Style::Faint),
        ]
    }
}
