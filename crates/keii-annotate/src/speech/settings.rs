//! The section `speech` of a pack: the function words around reported speech.

use serde::Deserialize;

use super::certainty::LabelSettings;
use crate::words::{Openings, Words};

/// Function words by what they do.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SpeechSettings {
    /// Words that tell how what is said is meant.
    pub(super) labels: LabelSettings,
    /// Close reported words.
    pub(super) quotative: Words,
    /// The one of them that goes on into a noun.
    pub(crate) quotative_noun: String,
    /// One word for the particle and its verb before a noun.
    pub(super) quotative_clause: String,
    /// Sets each of several as a topic (両国とも).
    pub(super) each: String,
    /// May follow them before the verb.
    pub(super) behind_quotative: Words,
    /// The particle that reports without any verb.
    pub(super) report_particle: String,
    /// The verb that tells, in nobody's name, what is said.
    pub(super) hearsay_verb: String,
    /// Auxiliaries, by dictionary form, of the passive.
    pub(super) passive: Vec<String>,
    /// The particle of a topic.
    pub(super) topic: String,
    /// Words that tell that something is yet to come.
    pub(super) soon: Vec<String>,
    /// Auxiliaries, by dictionary form, of politeness.
    pub(super) polite: Words,
    /// Verbs behind another of what somebody goes on to do (…していく).
    pub(super) going: Words,
    /// Auxiliaries, by dictionary form, of the causative.
    pub(super) causative: Vec<String>,
    /// Forms of the verb that reports without saying how, whole.
    pub(super) report_forms: Words,
    /// Beginnings of its other forms that report.
    pub(super) report_prefixes: Vec<String>,
    /// Particles behind its open form, of what is done meanwhile (…としつつ).
    pub(super) meanwhile: Words,
    /// Verbs of passing on what others say.
    pub(super) relaying: Words,
    /// Its form that reports only before a comma.
    pub(super) report_open: String,
    /// Turns nouns into verbs.
    pub(crate) light_verb: String,
    /// What may stand between an entry's first word and its light verb.
    pub(crate) light_particle: String,
    /// Endings of entries that are more than one word.
    pub(super) verb_endings: Vec<String>,
    /// Nouns of what somebody does that stand for whoever does it (首相の対応は).
    pub(super) conduct: Words,
    /// Endings of names of bodies that are where others speak.
    pub(super) gatherings: Vec<String>,
    /// The particle of what is done less than something else.
    pub(super) rather: String,
    /// Nouns that join clauses instead of naming what the clause before them tells.
    pub(super) clause_nouns: Words,
    /// Verbs, by dictionary form, that tell how things are rather than what is done.
    pub(crate) stative: Words,
    /// Nouns for a quality that somebody tells of (自由貿易の重要性を強調した).
    pub(super) qualities: Words,
    /// Endings of the names of those who are accused.
    pub(super) accused: Vec<String>,
    /// What the accused admit or deny.
    pub(super) charges: Vec<String>,
    /// Endings of what only tells what somebody speaks of.
    pub(super) about: Vec<String>,
    /// Nouns for how somebody looks or sounds who says something (…と、怒った様子だった).
    pub(super) demeanors: Words,
    /// Nouns that close what is known by hearsay without a copula (…する予定という).
    pub(super) hearsay_nouns: Words,
    /// Endings of nouns for what something is called (名前は…という).
    pub(super) naming_nouns: Vec<String>,
    /// Words whose meaning or content a sentence tells (理由は…ということだ).
    pub(super) defined: Words,
    /// Openings of a sentence in which whoever spoke goes on.
    pub(super) adding: Vec<String>,
    /// Nouns for what somebody means to do, at the end of a clause (…する方針だ).
    pub(crate) meant: Words,
    /// Verbs of what is held or begins: told in their plain form it is planned.
    pub(super) holding: Vec<String>,
    /// Verbs of what things turn into: told in their plain form it is expected.
    pub(super) changing: Words,
    /// Verbs that charge somebody with what they report.
    pub(super) accusing: Words,
    /// Auxiliaries, by dictionary form, of what somebody means to do.
    pub(crate) volitional: Words,
    /// Auxiliaries, by dictionary form, that make a verb of thought the writer's guess.
    pub(super) guess_auxiliaries: Words,
    /// Verbs, by dictionary form, that stand as adverbs before another (繰り返し述べた).
    pub(super) adverbial_verbs: Vec<String>,
    /// Makes a noun of a clause.
    pub(super) nominalizer: String,
    /// Nouns that name what is agreed.
    pub(super) agreement_nouns: Words,
    /// The particle behind them.
    pub(crate) agreement_particle: String,
    /// Verbs of agreeing to what another proposes.
    pub(super) assenting: Words,
    /// Particles of what is said.
    pub(super) object_particles: Vec<String>,
    /// Nouns that make a wish of a clause (…よう求めた).
    pub(super) wishes: Vec<String>,
    /// Modalities of verbs that ask for something.
    pub(super) asking: Words,
    /// Verbs whose object, whatever it is, somebody asks for.
    pub(super) asked_matters: Words,
    /// Words that point at what was told right before.
    pub(super) pointing_back: Words,
    /// Verbs whose object, whatever it is, somebody judges or fears.
    pub(super) judged_matters: Words,
    /// Verbs whose object, a noun of doing, tells what somebody says.
    pub(super) told_matters: Words,
    /// Nouns behind a verb of saying of what nobody has said yet (…と発表する方針).
    pub(super) unsaid: Words,
    /// Verbs behind a quotation that tell of no saying (「…」と名付ける).
    pub(super) no_gestures: Words,
    /// Behind those from whom a voice is heard (住民から).
    pub(super) from_whom: String,
    /// The one of them whose object may be any noun.
    pub(super) announces: String,
    /// Modalities of verbs that somebody gives a reason for (…として非難した).
    pub(super) standing: Vec<String>,
    /// Verbs that tell a clause with the nominalizer, without being verbs of speech always.
    pub(super) confirming: Words,
    /// Verbs that show rather than say, with the nominalizer.
    pub(super) shows: Words,
    /// In the words of a frame: whoever stands before them as subject is the source.
    pub(super) telling_place: String,
    /// Opens what stands between a name and its particle: ロイターなど各社は.
    pub(super) tail_opening: String,
    /// Verbs of a sentence that tells who told the sentence before it.
    pub(super) told_behind: Vec<String>,
    /// Behind whoever something is said in the name of: 社長|名の|コメント.
    pub(super) in_name: String,
    /// Verbs of keeping one's word.
    pub(super) keeping: Words,
    /// Verbs that ask for something or tell of a wrong that was done.
    pub(super) appealing: Words,
    /// The particle of what is told beside something else.
    pub(super) also: String,
    /// The noun for the gist of what is said: …旨の発言.
    pub(super) gist: String,
    /// Verbs of deciding, of what somebody is going to do: …することを決めた.
    pub(super) deciding: Words,
    /// Nouns for a voice that is raised, behind verbatim words: 「…」と声を上げた.
    pub(super) voices: Vec<String>,
    /// The particle of the subject.
    pub(super) subject: String,
    /// Makes an adverb of a noun or adjective.
    pub(crate) adverb_particle: String,
    /// Behind the one who is addressed.
    pub(super) addressee: Vec<String>,
    /// Close a circumstance before its comma.
    pub(super) circumstance: Words,
    /// Modalities that only people feel, so that whoever is the topic holds them.
    pub(super) feelings: Words,
    /// Modalities of nouns that name a feeling towards something.
    pub(super) attitudes: Vec<String>,
    /// Verbs, by dictionary form, that show such a feeling.
    pub(super) attitude_verbs: Words,
    /// Endings of nouns, besides, for what a source brings out.
    pub(super) frame_tails: Vec<String>,
    /// Endings of nouns for ways of speaking (会見, 声明).
    pub(super) media: Vec<String>,
    /// Particles behind them.
    pub(super) medium_particles: Words,
    /// Behind the occasion on which something is said (委員会で).
    pub(super) occasion_particles: Vec<String>,
    /// Endings of nouns for those who listen, besides people.
    pub(super) audiences: Vec<String>,
    /// In front of somebody: the word behind the object's particle.
    pub(super) in_front: String,
    /// Words that point to a quotation before or behind the sentence.
    pub(super) pointing: Openings,
    /// Words of reported speech that announces a list.
    pub(super) announcing: Vec<String>,
    /// Endings of what only tells when or at what occasion something is agreed.
    pub(super) occasions: Vec<String>,
    /// Endings of a clause that only tells on what occasion somebody speaks.
    pub(super) prefaces: Vec<String>,
    /// Endings of a clause that tells whom the speaker met.
    pub(super) encounters: Vec<String>,
    /// Words of a meeting that is agreed upon, beside those for soon.
    pub(super) ahead_again: Vec<String>,
    /// Endings of times of day and days.
    pub(crate) time_endings: Vec<String>,
    /// Endings of places that agree on something as bodies do.
    pub(crate) agreeing_places: Vec<String>,
    /// Endings of words for people and bodies without a name who may agree.
    pub(crate) agreeing_bodies: Vec<String>,
    /// Nouns that end the name of something in marks: 「町を歩く会」.
    pub(super) named_in_marks: Vec<String>,
    /// Words for people behind a clause that tells what they say: …と言う者がいる.
    pub(super) nameless: Words,
    /// The noun for what the press tells: 10月5日の報道によると.
    pub(super) report_noun: String,
    /// Counters of those who may speak (3人は「…」).
    pub(super) speaking_counters: Vec<String>,
    /// Behind a day on which a source told it.
    pub(crate) time_tails: Vec<String>,
    /// Nouns before the words of a frame that name no source: 今回の調査では.
    pub(super) no_sources: Vec<String>,
    /// May stand between a speaker's name and the particle.
    pub(super) speaker_tails: Vec<String>,
    /// Endings of nouns for people who speak without a name.
    pub(super) speaking_people: Vec<String>,
    /// Endings of nouns for those who speak by their office.
    pub(super) speaking_offices: Vec<String>,
    /// Endings of nouns for what never speaks.
    pub(super) things: Vec<String>,
    /// Endings of nouns for bodies and documents that speak without a name.
    pub(super) speaking_bodies: Vec<String>,
    /// Particles that end a clause before its comma, so that what follows stands for itself.
    pub(super) clause_joints: Words,
    /// Endings of a clause before its comma that stands for itself, besides.
    pub(super) clause_ends: Vec<String>,
    /// Endings of what a body is whose name follows in marks.
    pub(crate) bodies_in_marks: Vec<String>,
    /// Particles that end a clause with or without a comma.
    pub(super) concessions: Words,
    /// Forms of verbs that stand for a particle before a comma (番組において、).
    pub(super) particle_verbs: Vec<String>,
    /// What may stand behind a question before the answer: …と聞くと「…」と答えた.
    pub(super) answered: Words,
    /// Endings of what names a source before its comma.
    pub(super) source_ends: Vec<String>,
    /// Words of a sentence that announces a list.
    pub(super) listing: Vec<String>,
    /// Words that a question asks with.
    pub(super) interrogatives: Vec<String>,
    /// Make a question.
    pub(crate) questions: Vec<String>,
    /// Words around a list of other articles, which is no text.
    pub(crate) related: Vec<String>,
    /// Tell of a meeting that was held, before the noun that names it.
    pub(super) held: Vec<String>,
    /// Words for somebody who speaks of themselves, as in an interview.
    pub(super) first_person: Vec<String>,
    /// The comma of lists.
    pub(super) comma: String,
    /// Between equals, and between a body and who speaks for it.
    pub(super) middle_dot: String,
    /// Behind a particle that then closes no reported words (…と同時に).
    pub(super) at_once: Vec<String>,
    /// Verbs, by dictionary form, of whoever hears what others say (…との声を受ける).
    pub(super) hears: Words,
    /// Between speakers who are equals.
    pub(super) equals: Vec<String>,
    /// Kinds of the frame lexicon that frame a sentence.
    pub(super) frame_kinds: Words,
    /// Behind a quotation that a frame tells of.
    pub(super) behind_framed: Words,
    /// Behind a quotation that is what something is called, or what somebody else said: 「…」と題した, 「…」という理由で.
    pub(crate) behind_named: Openings,
    /// Behind a quotation that is what the source of a sentence holds: 「…」とされる.
    pub(super) behind_own: Openings,
    /// Between a speaker and a quotation in a headline.
    pub(super) headline_gaps: String,
    /// Behind a quotation that is a headline's speech.
    pub(super) headline_ends: String,
    /// Quotation marks of works.
    pub(crate) work_marks: String,
}

/// How long the name of a meeting may be, in characters.
const MEETING: usize = 10;

impl SpeechSettings {
    /// Whether words tell that something is yet to come: 来月会談し, 早期に会談し; but not 以来, nor 3時間近く.
    pub(crate) fn tells_ahead(&self, words: &str) -> bool {
        let goes_on =
            |letter: char| ('\u{4E00}'..='\u{9FFF}').contains(&letter) || letter.is_numeric();
        let begins = |at: usize| !words[..at].ends_with(goes_on);
        let mut all = self.soon.iter().chain(&self.ahead_again);
        all.any(|it| words.match_indices(it.as_str()).any(|(at, _)| begins(at)))
    }

    /// Whether words tell that a meeting was held, with the noun that names it: 首都で開いた理事会で.
    pub(crate) fn is_held_meeting(&self, words: &str) -> bool {
        let Some(before) = words.strip_suffix(self.agreement_particle.as_str()) else {
            return false;
        };
        let held =
            self.held.iter().filter_map(|it| before.rfind(it.as_str()).map(|at| at + it.len()));
        held.max().is_some_and(|at| before[at..].chars().count() <= MEETING && at < before.len())
    }

    /// How long the particle of a place or means is, in bytes.
    pub(super) fn agreement_length(&self) -> u32 {
        u32::try_from(self.agreement_particle.len()).expect("a particle is short")
    }

    /// How long the words are, in bytes, that stand between a name and its particle.
    pub(crate) fn tail_at(&self, words: &str) -> usize {
        let tails = self.speaker_tails.iter().filter(|tail| words.starts_with(tail.as_str()));
        tails.map(String::len).max().unwrap_or(0)
    }

    /// Whether words before a comma only tell when or at what occasion: 11日, 首脳会談で, 協議後.
    pub(crate) fn is_occasion(&self, words: &str) -> bool {
        self.occasions.iter().any(|ending| words.ends_with(ending.as_str()))
    }
}

/// Whether a list holds the words.
pub(super) fn holds(list: &[String], words: &str) -> bool {
    list.iter().any(|entry| entry == words)
}
