//! `keii standing`: where a story stands.

mod contact;
pub(super) mod json;
mod naming;
mod statement;

use std::io::Write;

use anyhow::Result;
use keii_ledger::Ledger;
use keii_ledger::standing::Standing;
use keii_model::{Id, Story};
use keii_query::story_title;

use crate::args::StandingArgs;
use crate::ledger_file::{self, nothing};
use crate::message::{Fault, Message};
use crate::print::style::{Style, styled};
use crate::print::table::Table;
use crate::session::{Outcome, Session};
use crate::settings::Lang;
use crate::words::Word;
use crate::words::standing::Part;
use keii_query::View;
use keii_words::date::for_people;

/// Runs the command.
///
/// # Errors
/// When there is no ledger, or standard output cannot be written.
pub fn run(session: &Session, args: &StandingArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view_for(session, args.story.as_deref())?;
    let Some(story) = chosen(&view.ledger, args.story.as_deref())? else {
        session.say(&nothing(session, &view));
        return Ok(Outcome::Done);
    };
    let standing = view.ledger.standing(&story.documents);
    if args.list.json {
        return json::write(story, &standing, out).map(|()| Outcome::Done);
    }
    let printer = Printer { view: &view, lang: session.look.lang, all: args.all };
    let parts = printer.parts(&standing);
    writeln!(out, "{}", printer.heading(story, &standing))?;
    for (part, table) in parts {
        let title = styled(part.word(session.look.lang), Style::Strong, session.look.color);
        writeln!(out, "\n■ {title}")?;
        write!(out, "{}", table.render(session.look.width, session.look.color))?;
    }
    let others = view.ledger.stories().len() - 1;
    if args.story.is_none() && others > 0 {
        session.say(&Message::OtherStories(others));
    }
    session.say(&Message::AskForMore);
    Ok(Outcome::Done)
}

/// The story that is asked for, else the one of several documents that was told of last. `None`
/// where there are no documents.
///
/// # Errors
/// When what is asked for names no story, or several.
fn chosen<'a>(ledger: &'a Ledger, asked: Option<&str>) -> Result<Option<&'a Story>> {
    let Some(asked) = asked else {
        let all = ledger.summaries();
        let several = all.iter().find(|one| one.story.documents.len() > 1);
        return Ok(several.or(all.first()).map(|one| one.story));
    };
    let mut found = named(ledger, asked);
    if found.is_empty() {
        found = ledger.stories().iter().filter(|story| story.label.contains(asked)).collect();
    }
    match found.as_slice() {
        [one] => Ok(Some(one)),
        [] => {
            Err(Fault::new(Message::UnknownStory(asked.to_owned()), Message::StoriesAreListed)
                .into())
        }
        several => {
            let fits = several.iter().take(NAMED).map(|story| story.label.clone()).collect();
            let what = Message::AmbiguousStory { asked: asked.to_owned(), fits };
            Err(Fault::new(what, Message::StoriesAreListed).into())
        }
    }
}

/// So many candidates are named in a message.
const NAMED: usize = 10;

/// The stories that an id, or the beginning of one, of a story or of one of its documents names.
fn named<'a>(ledger: &'a Ledger, asked: &str) -> Vec<&'a Story> {
    if let Some(exactly) = ledger.story(&Id::from(asked)) {
        return vec![exactly];
    }
    let begins = |id: &Id| {
        let id = id.as_str();
        id.starts_with(asked)
            || id.strip_prefix('D').is_some_and(|digits| digits.starts_with(asked))
    };
    let fits = |story: &&Story| begins(&story.id) || story.documents.iter().any(&begins);
    ledger.stories().iter().filter(fits).collect()
}

/// Makes tables of a standing.
pub(super) struct Printer<'a> {
    pub(super) view: &'a View,
    pub(super) lang: Lang,
    /// Whether nothing is left out.
    pub(super) all: bool,
}

impl Printer<'_> {
    fn parts(&self, standing: &Standing<'_>) -> Vec<(Part, Table)> {
        let (ours, others): (Vec<_>, Vec<_>) = standing
            .positions
            .iter()
            // Where nobody stands out, nobody is merely one of the others.
            .partition(|positions| positions.main || standing.main.is_empty());
        let parts = [
            (Part::Channels, self.channels(&standing.channels)),
            (Part::Commitments, self.commitments(&standing.commitments)),
            (Part::Positions, self.positions(&ours)),
            (Part::Reactions, self.positions(&others)),
            (Part::Questions, self.questions(&standing.questions)),
            (Part::Naming, self.namings(&standing.namings)),
        ];
        parts.into_iter().filter_map(|(part, table)| Some((part, table?))).collect()
    }

    /// What the story is called, and how much was read until when.
    fn heading(&self, story: &Story, standing: &Standing<'_>) -> String {
        let id = self.view.short.short(&story.id);
        let title = story_title(story, &standing.main, self.lang);
        let count = story.documents.len();
        let until = standing.told_until.map(|day| for_people(day, self.lang));
        let told = match (self.lang, until) {
            (Lang::Ja, Some(until)) => format!("記事{count}本、{until}まで"),
            (Lang::Ja, None) => format!("記事{count}本、日付なし"),
            (Lang::En, Some(until)) => format!("articles: {count}, until {until}"),
            (Lang::En, None) => format!("articles: {count}, without a date"),
        };
        format!("{id}  {title}  ({told})")
    }

    /// How many of `count` are shown.
    pub(super) fn shown(&self, count: usize, most: usize) -> usize {
        if self.all { count } else { count.min(most) }
    }

    /// That some are left out.
    pub(super) fn left_out(&self, count: usize) -> String {
        match self.lang {
            Lang::Ja => format!("…ほか{count}件(--all で全部)"),
            Lang::En => format!("… {count} more (all of them with --all)"),
        }
    }
}
