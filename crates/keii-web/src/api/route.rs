//! The routes: what they take, what they give, and who answers.

use super::answer::Answer;
use super::call::Call;
use super::parameter::{
    AS_OF, BOM, CHANGED_AFTER, CURSOR, FROM, KIND, LANG, LIMIT, PERSON, Parameter, SINCE, STATUS,
    STORY, TO, Takes, WITHOUT_TEXT,
};
use super::problem::Problem;
use super::{corrections, exports, lists, news, search, single};
use crate::choice::{self, words};

/// A route.
#[derive(Clone, Copy)]
pub struct Route {
    /// What is done.
    pub does: Does,
    /// Below the base; `{id}` stands for a part of the path.
    pub path: &'static str,
    /// Its name in the OpenAPI document.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// The parameters behind the `?`.
    pub takes: &'static [Parameter],
    /// What it gives.
    pub gives: Gives,
    /// How much of the ledger it looks into.
    pub needs: Needs,
    /// Who answers.
    pub handle: fn(&Call<'_>) -> Result<Answer, Problem>,
}

/// How much of the ledger a route looks into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// All of it.
    Everything,
    /// The stories, each in a line, and the corrections; all of it where changes are asked for.
    Stories,
    /// What tells of the entry that the path names.
    Entry,
    /// What tells of the entity that the path names.
    Entity,
    /// One story where that is asked for, else all of it; all of it where changes are asked for.
    Story,
    /// Documents and corrections; as [`Story`](Self::Story) where a story or changes are asked for.
    Documents,
    /// Nothing before it is clear what; all of it where changes are asked for.
    Nothing,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Something is looked up.
    Get,
    /// Something is changed.
    Post,
}

/// What a route gives; a name is that of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// A page of a list.
    Page(&'static str),
    /// One thing.
    One(&'static str),
    /// A correction that was written down.
    Correction,
    /// A file.
    File,
}

const fn get(
    path: &'static str,
    name: &'static str,
    about: &'static str,
    takes: &'static [Parameter],
    gives: Gives,
    handle: fn(&Call<'_>) -> Result<Answer, Problem>,
) -> Route {
    let needs = Needs::Everything;
    Route { does: Does::Get, path, name, about, takes, gives, needs, handle }
}

impl Route {
    const fn looking_into(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }
}

const fn post(
    path: &'static str,
    name: &'static str,
    about: &'static str,
    handle: fn(&Call<'_>) -> Result<Answer, Problem>,
) -> Route {
    let (takes, gives, needs) = (&[], Gives::Correction, Needs::Stories);
    Route { does: Does::Post, path, name, about, takes, gives, needs, handle }
}

const ALL: Parameter = Parameter {
    name: "all",
    takes: Takes::Flag,
    about: "Also documents that are a story by themselves.",
};
const ABOUT: Parameter =
    Parameter { name: "about", takes: Takes::Words, about: "Only what contains this word." };
const WORDS: Parameter =
    Parameter { name: "q", takes: Takes::Words, about: "Words, all of which must stand in it." };
const PUBLISHER: Parameter = Parameter {
    name: "publisher",
    takes: Takes::Words,
    about: "Only what this outlet published: its whole name.",
};
const PUBLISHED_FROM: Parameter = Parameter {
    name: "from",
    takes: Takes::Day,
    about: "Only what appeared on this day or later.",
};
const PUBLISHED_TO: Parameter =
    Parameter { name: "to", takes: Takes::Day, about: "Only what appeared on this day or before." };

const SPEECH: Parameter = Parameter {
    name: "speech",
    takes: Takes::Some(&words(&choice::SPEECH)),
    about: "Only statements that are quoted so; may be repeated.",
};
const HAPPENING: Parameter = Parameter {
    name: "event",
    takes: Takes::Some(&words(&choice::EVENTS)),
    about: "Only events of this type; may be repeated.",
};
const CERTAIN: Parameter = Parameter {
    name: "certain",
    takes: Takes::Some(&words(&choice::CERTAINTIES)),
    about: "Only statements that are as certain to whoever makes them; may be repeated.",
};

const OF_SEARCH: &[Parameter] = &[
    WORDS,
    PERSON,
    SPEECH,
    HAPPENING,
    CERTAIN,
    STATUS,
    PUBLISHER,
    PUBLISHED_FROM,
    PUBLISHED_TO,
    AS_OF,
    LIMIT,
];

const OF_EVENTS: &[Parameter] =
    &[STORY, STATUS, PERSON, FROM, TO, AS_OF, CHANGED_AFTER, LIMIT, CURSOR];

/// Every route. Those of one path stand together.
pub const ROUTES: &[Route] = &[
    get(
        "/stories",
        "listStories",
        "The stories, the one told of last first.",
        &[ALL, AS_OF, CHANGED_AFTER, LIMIT, CURSOR],
        Gives::Page("Story"),
        lists::stories,
    )
    .looking_into(Needs::Stories),
    get(
        "/stories/{id}",
        "getStory",
        "A story with its documents.",
        &[AS_OF],
        Gives::One("Story"),
        single::story,
    )
    .looking_into(Needs::Entry),
    get(
        "/events",
        "listEvents",
        "What happened, in the order of the timeline.",
        OF_EVENTS,
        Gives::Page("Event"),
        lists::events,
    )
    .looking_into(Needs::Story),
    get(
        "/events/{id}",
        "getEvent",
        "One event with its tellings and comparisons.",
        &[AS_OF],
        Gives::One("Event"),
        single::event,
    )
    .looking_into(Needs::Entry),
    get(
        "/persons",
        "listPersons",
        "Who is named, the most often named first.",
        &[STORY, PERSON, AS_OF, CHANGED_AFTER, LIMIT, CURSOR],
        Gives::Page("Entity"),
        lists::persons,
    )
    .looking_into(Needs::Nothing),
    get(
        "/persons/{id}",
        "getPerson",
        "One person, organisation, country or place with contacts.",
        &[AS_OF],
        Gives::One("Entity"),
        single::person,
    )
    .looking_into(Needs::Entity),
    get(
        "/documents",
        "listDocuments",
        "The documents by day of publication.",
        &[STORY, AS_OF, CHANGED_AFTER, LIMIT, CURSOR],
        Gives::Page("Document"),
        lists::documents,
    )
    .looking_into(Needs::Documents),
    get(
        "/documents/{id}",
        "getDocument",
        "One document with its text, to which all offsets refer.",
        &[AS_OF],
        Gives::One("Document"),
        single::document,
    )
    .looking_into(Needs::Entry),
    get(
        "/statements",
        "listStatements",
        "Who says what, by day of publication, then place.",
        &[STORY, PERSON, ABOUT, AS_OF, CHANGED_AFTER, LIMIT, CURSOR],
        Gives::Page("Attribution"),
        lists::statements,
    )
    .looking_into(Needs::Story),
    get(
        "/comparisons",
        "listComparisons",
        "What several documents tell of one thing, in the order of the timeline.",
        OF_EVENTS,
        Gives::Page("Comparison"),
        lists::comparisons,
    )
    .looking_into(Needs::Story),
    get(
        "/search",
        "search",
        "Where words stand: in names, statements, events and texts.",
        OF_SEARCH,
        Gives::One("Hits"),
        search::search,
    )
    .looking_into(Needs::Nothing),
    get(
        "/news",
        "getNews",
        "What is new since the beginning of a day, each with what was there before.",
        &[SINCE, AS_OF, LIMIT, CURSOR],
        Gives::Page("News"),
        news::news,
    )
    .looking_into(Needs::Nothing),
    get(
        "/corrections",
        "listCorrections",
        "The corrections in the order in which they were given.",
        &[AS_OF, LIMIT, CURSOR],
        Gives::Page("Correction"),
        corrections::list,
    )
    .looking_into(Needs::Stories),
    post(
        "/corrections",
        "correct",
        "Corrects what was read. When this answers, it is on the disk.",
        corrections::correct,
    ),
    post(
        "/corrections/{number}/undo",
        "undoCorrection",
        "Takes a correction back.",
        corrections::undo,
    ),
    get(
        "/exports/{format}",
        "export",
        "A file with the very bytes of `keii export` for the same question.",
        &[KIND, STORY, STATUS, PERSON, FROM, TO, AS_OF, BOM, WITHOUT_TEXT, LANG],
        Gives::File,
        exports::export,
    ),
];
