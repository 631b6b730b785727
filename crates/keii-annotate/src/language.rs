//! What the steps need of a pack, looked up once.

use std::collections::BTreeMap;

use keii_model::{EntityType, EventType, PlaceFacts};
use keii_rules::{Beginnings, Layer, Lexicon, Pack};

use crate::AnnotateError;
use crate::draft::Cast;
use crate::event::EventSettings;
use crate::mention::{Countries, NameSettings, beginnings};
use crate::naming::NamingSettings;
use crate::page::PageSettings;
use crate::speech::{SpeechSettings, read};
use crate::words::Words;

/// Lexicons, rule layers and settings by the names under which the steps know them.
pub(crate) struct Language<'p> {
    pub(crate) page: &'p PageSettings,
    pub(crate) names: &'p NameSettings,
    pub(crate) event: &'p EventSettings,
    pub(crate) names_used: &'p NamingSettings,
    pub(crate) tense: &'p TenseSettings,
    pub(crate) speech: &'p SpeechSettings,
    pub(crate) beginnings: &'p Beginnings,
    pub(crate) countries: &'p Countries,
    pub(crate) country: &'p Lexicon,
    pub(crate) country_short: &'p Lexicon,
    pub(crate) place: &'p Lexicon,
    pub(crate) organization: &'p Lexicon,
    pub(crate) organization_short: &'p Lexicon,
    pub(crate) title: &'p Lexicon,
    pub(crate) title_prefix: &'p Lexicon,
    pub(crate) honorific: &'p Lexicon,
    pub(crate) group: &'p Lexicon,
    pub(crate) pointer: &'p Lexicon,
    pub(crate) naming: &'p Lexicon,
    pub(crate) counted: &'p Lexicon,
    pub(crate) speech_verb: &'p Lexicon,
    pub(crate) speech_noun: &'p Lexicon,
    pub(crate) speech_frame: &'p Lexicon,
    pub(crate) event_trigger: &'p Lexicon,
    pub(crate) date_label: &'p Lexicon,
    pub(crate) genre_cue: &'p Lexicon,
    pub(crate) time: &'p Layer,
    pub(crate) plan: &'p Layer,
    pub(crate) quantity: &'p Layer,
    pub(crate) modality: &'p Layer,
    pub(crate) hedge: &'p Layer,
    pub(crate) author: &'p Layer,
    pub(crate) status: &'p Layer,
    pub(crate) outcome: &'p Layer,
    pub(crate) topic: &'p Layer,
    pub(crate) question: &'p Layer,
    pub(crate) commitment: &'p Layer,
}

/// The section `tense` of a pack: dictionary forms that tell when and whether.
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct TenseSettings {
    /// Makes the past.
    pub(crate) past: String,
    /// Leaves the clause open.
    pub(crate) gerund: String,
    /// Behind a gerund: it has gone on up to now.
    pub(crate) up_to_now: String,
    /// Nouns whose clause is done by whoever takes such a stand (支える姿勢を取る).
    pub(crate) attitudes: Words,
    /// Verbs of becoming known (…することが分かった).
    pub(crate) transpiring: Words,
    /// Verbs over a plan that tell that it stands (…する方針を固めた).
    pub(crate) settles: Words,
    /// Verbs behind に of what something came to (話すにとどまる).
    pub(crate) comes_to: Words,
    /// Behind a verb that is an example of what the clause behind it tells (など).
    pub(crate) examples: Words,
    /// Closes what is said.
    pub(crate) quotative: Words,
    /// Verbs of a state, whose plain form tells of no plan.
    pub(crate) stative: Words,
    /// Between the beginning and the end of a time (11日から13日まで), and behind its end.
    pub(crate) from: String,
    pub(crate) until: String,
}

/// The section `document` of a pack.
#[derive(serde::Deserialize)]
struct DocumentSettings {
    /// BCP 47 tag of the language the pack reads.
    language: String,
}

/// The settings of a pack, and what is made of its lexicons, once.
pub(crate) struct Settings {
    pub(crate) language: String,
    page: PageSettings,
    names: NameSettings,
    event: EventSettings,
    naming: NamingSettings,
    tense: TenseSettings,
    speech: SpeechSettings,
    beginnings: Beginnings,
    countries: Countries,
}

impl Settings {
    pub(crate) fn of(pack: &Pack) -> Result<Self, AnnotateError> {
        Ok(Self {
            language: pack.settings::<DocumentSettings>("document")?.language,
            page: pack.settings("page")?,
            names: pack.settings("names")?,
            event: pack.settings("event")?,
            naming: pack.settings("naming")?,
            tense: pack.settings("tense")?,
            speech: pack.settings("speech")?,
            beginnings: beginnings(pack)?,
            countries: Countries::new(lexicon(pack, "country")?),
        })
    }
}

/// A lexicon of the pack.
pub(crate) fn lexicon<'p>(pack: &'p Pack, name: &str) -> Result<&'p Lexicon, AnnotateError> {
    pack.lexicon(name).ok_or_else(|| AnnotateError::Lexicon(name.to_owned()))
}

impl<'p> Language<'p> {
    /// Whether the lexicon of organisations has one of this name and kind (media, platform, …).
    pub(crate) fn is_body_of_kind(&self, name: &str, kind: &str) -> bool {
        self.organization.get(name).is_some_and(|entry| entry.field("kind") == Some(kind))
    }

    /// What the lexicon knows of the places of a cast, by name.
    pub(crate) fn places(&self, cast: &Cast) -> BTreeMap<String, PlaceFacts> {
        let places = cast.entities.iter().filter(|entity| entity.kind == EntityType::Place);
        let known = places.filter_map(|place| {
            let entry = self.place.get(&place.name)?;
            let country = entry.field("country").map(str::to_owned);
            let facts = PlaceFacts { kind: entry.field("kind")?.to_owned(), country };
            Some((place.name.clone(), facts))
        });
        known.collect()
    }

    /// The type of happening that a word tells of by itself.
    pub(crate) fn happening(&self, lemma: &str) -> Option<EventType> {
        read(self.event_trigger.get(lemma)?.field("type"))
    }

    /// Looks everything up.
    pub(crate) fn new(pack: &'p Pack, settings: &'p Settings) -> Result<Self, AnnotateError> {
        let lexicon = |name: &str| lexicon(pack, name);
        let layer =
            |name: &str| pack.layer(name).ok_or_else(|| AnnotateError::Layer(name.to_owned()));
        Ok(Self {
            page: &settings.page,
            names: &settings.names,
            event: &settings.event,
            names_used: &settings.naming,
            tense: &settings.tense,
            speech: &settings.speech,
            beginnings: &settings.beginnings,
            countries: &settings.countries,
            country: lexicon("country")?,
            country_short: lexicon("country-short")?,
            place: lexicon("place")?,
            organization: lexicon("organization")?,
            organization_short: lexicon("organization-short")?,
            title: lexicon("title")?,
            title_prefix: lexicon("title-prefix")?,
            honorific: lexicon("honorific")?,
            group: lexicon("group")?,
            pointer: lexicon("pointer")?,
            naming: lexicon("naming")?,
            counted: lexicon("counted")?,
            speech_verb: lexicon("speech-verb")?,
            speech_noun: lexicon("speech-noun")?,
            speech_frame: lexicon("speech-frame")?,
            event_trigger: lexicon("event-trigger")?,
            date_label: lexicon("date-label")?,
            genre_cue: lexicon("genre-cue")?,
            time: layer("time")?,
            plan: layer("plan")?,
            quantity: layer("quantity")?,
            modality: layer("modality")?,
            hedge: layer("hedge")?,
            author: layer("author")?,
            status: layer("status")?,
            outcome: layer("outcome")?,
            topic: layer("topic")?,
            question: layer("question")?,
            commitment: layer("commitment")?,
        })
    }
}
