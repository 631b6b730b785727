//! What the texts leave open, and what later texts tell of it.

use keii_model::{Edtf, Event, EventMention, Id, Question, Status};

use super::World;

/// A question that a document leaves open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenQuestion<'a> {
    /// The question.
    pub question: &'a Question,
    /// When its document appeared, as far as it is known.
    pub asked: Option<&'a Edtf>,
    /// What a later document tells of the happening that the question is about, where it was still
    /// ahead when the question was asked. It may answer the question or not.
    pub later: Option<Later<'a>>,
}

/// What became of a happening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Later<'a> {
    /// The happening.
    pub event: &'a Event,
    /// The telling.
    pub mention: &'a EventMention,
    /// When its document appeared.
    pub told: &'a Edtf,
}

/// The open questions, the newest first, those of documents of unknown day last.
pub(super) fn open_questions<'a>(world: &World<'a, '_>) -> Vec<OpenQuestion<'a>> {
    let subjects = Subjects::of(world);
    let mut questions: Vec<OpenQuestion<'_>> = world
        .questions()
        .map(|question| {
            let asked = world.published(&question.document);
            OpenQuestion { question, asked, later: subjects.later(world, question) }
        })
        .collect();
    questions.sort_by_key(|one| {
        let day = one.asked.and_then(Edtf::last_day);
        let place = (&one.question.document, one.question.span.start);
        (std::cmp::Reverse(day), place)
    });
    questions
}

/// The mentions of happenings, by document and place, each with its event.
struct Subjects<'a> {
    mentions: Vec<(&'a Id, u32, &'a EventMention, &'a Event)>,
}

impl<'a> Subjects<'a> {
    fn of(world: &World<'a, '_>) -> Self {
        let ledger = world.ledger;
        let mut mentions: Vec<_> = world
            .events()
            .into_iter()
            .flat_map(|event| {
                let told = event.mentions.iter().filter_map(|id| ledger.mention(id));
                told.map(move |mention| (&mention.document, mention.trigger.start, mention, event))
            })
            .collect();
        mentions.sort_by_key(|(document, start, mention, _)| (*document, *start, &mention.id));
        Self { mentions }
    }

    /// What became of the only happening that the question names, if it was ahead when the
    /// question was asked.
    fn later(&self, world: &World<'a, '_>, question: &Question) -> Option<Later<'a>> {
        let asked = world.published(&question.document)?.last_day()?;
        let span = &question.span;
        let from = (&question.document, span.start);
        let from = self.mentions.partition_point(|one| (one.0, one.1) < from);
        let inside = self.mentions[from..]
            .iter()
            .take_while(|one| *one.0 == question.document && one.1 < span.end);
        let mut named = inside.filter(|(_, _, mention, _)| is_ahead(mention.status));
        let (Some((_, _, _, event)), None) = (named.next(), named.next()) else { return None };
        let tellings = event.mentions.iter().filter_map(|id| world.ledger.mention(id));
        let settled = tellings.filter(|mention| is_settled(mention.status));
        let dated = settled.filter_map(|mention| {
            let told = world.published(&mention.document)?;
            (told.first_day()? > asked).then_some((told, mention))
        });
        let (told, mention) =
            dated.min_by_key(|(told, mention)| (told.first_day(), &mention.id))?;
        Some(Later { event, mention, told })
    }
}

fn is_ahead(status: Status) -> bool {
    use Status::{Agreed, Planned, Possible, Proposed, Unlikely};
    matches!(status, Possible | Proposed | Planned | Agreed | Unlikely)
}

fn is_settled(status: Status) -> bool {
    use Status::{Cancelled, Failed, Held, Ongoing, Postponed};
    matches!(status, Held | Ongoing | Cancelled | Failed | Postponed)
}
