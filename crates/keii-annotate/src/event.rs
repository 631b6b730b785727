//! What happens: the words that tell of a happening, who takes part, where, when, and how far it has
//! come. Several sentences about one happening are one mention; a plan and its execution are two.
//!
//! A trigger stands in a frame: the chunks that depend on it, the predicates that say that it takes
//! place, and the nouns that say how far it has come. Who, where and when are read off the frame;
//! what the frame does not tell stays unknown.

mod about;
mod abroad;
mod acting;
mod ahead;
mod argument;
mod attendance;
mod avowed;
mod beckon;
mod before;
mod carried;
mod circumstance;
mod company;
mod content;
mod course;
mod day;
mod delegation;
mod earlier;
mod ending;
mod enough;
mod finding;
mod frame;
mod implied;
mod inflection;
mod inner;
mod joined;
mod lasting;
mod leaders;
mod length;
mod list;
mod marks;
mod merge;
mod nature;
mod nominal;
mod occasion;
mod open;
mod outcome;
mod outlook;
mod overlap;
mod part;
mod participant;
mod parties;
mod passive;
mod plain;
mod progress;
mod role;
mod scene;
mod sharing;
mod sought;
mod stand;
mod term;
mod thing;
mod topic;
mod towards;
mod tree;
mod trigger;
mod unnamed;
mod when;
mod withheld;

use std::collections::BTreeSet;

use jiff::civil::Date;
use keii_model::Span;
use serde::Deserialize;

use crate::draft::{
    Cast, CommitmentDraft, EntityIndex, EventDraft, Mention, SpeechDraft, TimeDraft,
};
use crate::encounter::Encounter;
use crate::language::Language;
use crate::page::{BlockKind, Page};
use crate::words::{Openings, Words};
use tree::Tree;

/// The section `event` of a pack: the words around a trigger that tell who, whom and where.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EventSettings {
    /// Behind what the clause is about.
    topic: Words,
    /// Behind the subject.
    subject: Words,
    /// Behind the one by whom it is done.
    agent: Words,
    /// Behind one among equals.
    pub(crate) partner: Words,
    /// Behind one more with whom the same was done.
    likewise: Words,
    /// Behind the one it is done to.
    recipient: Words,
    /// Behind the place where it happens.
    place: Words,
    /// Behind an object.
    object: Words,
    /// Behind a time at or from which something is done.
    due: Words,
    /// Parts of a country, behind its name.
    regions: Vec<String>,
    /// Behind the time at which something that goes on began.
    pub(crate) since: Vec<String>,
    /// Behind a length: that long ago it happened before (3年ぶり).
    pub(crate) anew: Vec<String>,
    /// Verbs before a noun that only tell how much it was (2時間を超える).
    exceeding: Words,
    /// Nouns behind a clause in the past of what may be yet to come (合意した場合).
    supposed: Words,
    /// Verbs of going into talks, or on with them: more than one meeting.
    taking_up: Words,
    /// Nouns that make of the clause before them a condition (決裂した場合は).
    cases: Words,
    /// Nouns that join a clause to another that is as true (…するほか).
    beside: Words,
    /// Bodies that decide where they sit (閣議で).
    sittings: Vec<String>,
    /// Words in the object or purpose of a mission of relief (救助隊を派遣).
    relief: Vec<String>,
    /// Words that close a condition (署名すれば).
    conditions: Words,
    /// Nouns that make what stands before them the occasion of what follows (衝突を機に).
    occasions: Words,
    /// Verbs that do so (判決を受けて).
    upon: Words,
    /// Verbs that only join what stands before them to a noun (国境をめぐる戦闘).
    functional: Words,
    /// Words of a crime report: what is done there by violence is no armed attack.
    crimes: Vec<String>,
    /// Words of agreeing with another.
    joint: Vec<String>,
    /// Words that begin or close a word for more than one (両党, 党首ら).
    pub(crate) crowds: Vec<String>,
    /// What a word for others than those told of before begins with (別の首脳).
    others: Vec<String>,
    /// What a word for two begins with (両国, 双方).
    pairs: Vec<String>,
    /// Bodies without a name that are one, not several.
    bodies: Words,
    /// Verbs of making up one's mind (離党を決意した).
    resolving: Words,
    /// Endings of courts and the police, before whom something is brought (地裁に提訴した).
    benches: Words,
    /// Counters of people and countries (4人).
    heads: Words,
    /// Between equals in one word.
    joints: Words,
    /// Between equals side by side (AとB、そしてC).
    equals: Words,
    /// May stand between a name and its particle.
    name_tails: Openings,
    /// Nouns of people who act for the one whose name stands before.
    proxies: Words,
    /// Verbs that say of their subject or object that it takes place.
    pub(crate) support: Words,
    /// Verbs that say of a noun of doing that it is done (再編を実施した).
    pub(crate) carrying: Words,
    /// Verbs that say of the noun before に that it is done (値上げに踏み切った).
    embarking: Words,
    /// Verbs of telling somebody to do what a clause before them wishes for (…するよう伝えた).
    bidding: Words,
    /// The entry of the lexicon for what is asked for so.
    asks: String,
    /// Verbs of thinking or speaking of what there is (攻撃を非難した).
    presupposing: Words,
    /// Nouns of what comes of something that took place (攻撃の被害).
    traces: Words,
    /// Nouns of what befell somebody, behind a clause that tells it (乱射する事件).
    incidents: Words,
    /// What words for countries without their names end with (両国).
    countries: Words,
    /// Joins a clause to a noun of declaring.
    declares: String,
    /// Words before a meeting that follows the one told before.
    successors: Words,
    /// Verbs of publishing: what they publish is there.
    issue: Words,
    /// Verbs that say of their subject that it was done to it (攻撃を受ける).
    undergo: Words,
    /// Nouns that say of the noun before them how far it has come.
    aspects: Words,
    /// Nouns of a moment in the course of what stands before them.
    courses: Words,
    /// Bodies that are named by their house.
    houses: Words,
    /// Nouns that end the names of bodies in whose house something is told, ruled or agreed (取引所, 地裁).
    premises: Words,
    /// What a word for a journey begins with, before the character of a country (訪米).
    journeys: Vec<String>,
    /// Endings of nouns of polls.
    polls: Words,
    /// Nouns of what comes of a poll or a meeting (選挙の結果).
    results: Words,
    /// Words over a noun that say that it has not come, or may not (攻撃に備える).
    unreal: Words,
    /// Behind a trigger: it had happened by then.
    after: Words,
    /// Words that make a meeting one from afar.
    remote: Words,
    /// Words for the topic itself (自身).
    pub(crate) reflexive: Words,
    /// Adverbs of what several do to each other (互いに).
    mutual: Words,
    /// Closes a clause of what is wished for (…するよう求める).
    wishes: Words,
    /// Endings of nouns of people who take part without a name (51歳の男).
    people: Words,
    /// Nouns of media, to which something is said (…紙に対し).
    media: Words,
    /// Those who ask for the public, and the verb of telling them.
    press: Words,
    tells: String,
    /// Verbs of media: their subject takes no part in what they report.
    reporting: Words,
    /// Verbs of being present at what the sentence before told.
    attendance: Words,
    /// Where those who attend sit: ロシア側の席には….
    seats: Words,
    /// Places without a name (第三国).
    places: Words,
    /// Endings of nouns of buildings and parts of places.
    buildings: Words,
    /// Nouns by which a sentence takes up a meeting told before.
    pub(crate) meetings: Vec<String>,
    /// What words begin with that say where to meet next, and what stands behind the place there.
    next_time: Vec<String>,
    there: Vec<String>,
    /// Verbs of talking about something.
    pub(crate) talking: Words,
    /// Verbs that tell that a fight broke out.
    occurring: Words,
    /// In the words around a war: it is over.
    bygone: Vec<String>,
    /// Behind a trigger: it is going on.
    ongoing_suffixes: Words,
    /// Behind a trigger: the place where somebody is on a visit.
    stays: Words,
    /// Endings of nouns of people who may be received.
    guests: Words,
    /// Verbs by which bodies do what they announce.
    announcing: Words,
    /// Verbs of what is done by means of the noun before で (制裁で圧力をかける).
    means: Words,
    /// Verbs that tell of no happening of their own: of states, thoughts, relations, and of how
    /// something else goes.
    timeless: BTreeSet<String>,
    /// The entry of the lexicon that stands for every other verb that has none.
    deed: String,
    /// Nouns for what is to be done, behind a clause that tells what that is (就任する人事).
    projects: Words,
    /// Verbs of reaching what was sought (合意に至る).
    reaching: Words,
    /// Verbs that join what is worked towards to what is done for it (開催に向けて).
    aiming: Words,
    /// Verbs that join what was done to what it was done along with (辞任に伴い).
    along: Words,
    /// Verbs of what people suffer in a fight.
    casualties: Words,
    /// Nouns of measures, behind a clause that tells what was done, and the verbs of taking them (…する措置を取った).
    measures: Words,
    taking: Words,
    /// Verbs of a text or plan that holds what is to be done (…することを盛り込む).
    holding: Words,
    /// Words that say of the noun before them that it is not (…した事実はない).
    lacking: Words,
    /// Closes a clause of what is done beside something else (見ながら).
    manner: Words,
    /// Nouns of what is held to be so, and the verbs of denying it (…とする指摘を否定した).
    claims: Words,
    denying: Words,
    /// What stands in a name or its honorific by which the passive of a verb is polite (殿下).
    revered: Vec<String>,
    /// Words of a strike, by whose notice it is threatened.
    strikes: Vec<String>,
    /// Verbs of announcing what is yet to be done.
    declaring: Words,
    /// Verbs by which a body makes a statement its own (声明を採択した).
    adopting: Words,
    /// Before a name: what is done towards it (対米投資).
    towards: String,
    /// An entry of the lexicon for what is said to somebody from afar.
    phones: String,
    /// Verbs of coming about, negated of what did not (会談は実現しなかった).
    realizing: Words,
    /// Verbs of finding something so, negated of what nobody has (確認されていない).
    proving: Words,
    /// Behind a day that is that of a report, and of nothing told in it (8月5日記事参照).
    references: Vec<String>,
    /// Verbs by which somebody is told to do something, by a day perhaps.
    obliging: Words,
    /// The entry of the lexicon for what somebody finds out, and nouns for what two confirm to each other instead.
    finding: String,
    agreed_matters: Words,
    /// Adverbs of what is yet to be done, beside what is agreed on (直ちに会談を行うことで合意した).
    pub(crate) forthwith: Vec<String>,
    /// Nouns of doing that have a day right before them (27日開幕の大会).
    scheduled: Words,
    /// Endings of the names of prizes, whomever they are for (最優秀選手賞).
    prizes: Words,
    /// Nouns of getting ready for what is to come (発射準備, 会談の準備).
    preparing: Words,
    /// Closes the time of the last one (昨年以来), and what may stand behind it.
    since_last: String,
    /// First: 就任後初めて.
    firsts: Vec<String>,
    predicating: Vec<String>,
    /// Behind the time of the one before (4月に続き), and the counters of which one it is.
    following: Vec<String>,
    counted: Vec<String>,
    /// Verbs by which a body is called together (委員会を開く).
    convening: Words,
    /// Words before a meeting that no name begins with (臨時総会).
    occasional: Words,
    /// Endings of nouns of sites where something may happen (本店, 公園).
    sites: Words,
    /// Verbs of coming to be where に tells (畑に墜落した).
    arriving: Words,
    /// Verbs whose に tells what they are about (協定に賛成する).
    takers: Words,
    /// Verbs of bringing: in the passive に tells where to (病院に搬送された).
    conveying: Words,
    /// Words in the object of a sale that make it one of a business.
    stakes: Vec<String>,
}

/// What the steps of this module look at.
pub(crate) struct Context<'a, 'p> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    encounters: &'a [Encounter<'a>],
    /// In order of their start.
    times: &'a [TimeDraft],
    speech: &'a [SpeechDraft],
    /// In order of their content.
    commitments: &'a [CommitmentDraft],
    /// What is reported, in order of its start, with the position of the attribution.
    contents: Vec<(Span, usize)>,
    language: &'a Language<'p>,
    today: Option<Today<'a>>,
}

/// The day of publication, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Today<'a> {
    /// As EDTF.
    day: &'a str,
    /// The same, where it is one day.
    date: Option<Date>,
    /// Whether the article says so or came with it, rather than that its words let it be concluded.
    told: bool,
}

impl<'a> Today<'a> {
    pub(crate) fn new(day: &'a str, told: bool) -> Self {
        Self { day, date: day.parse().ok(), told }
    }
}

impl<'a, 'p> Context<'a, 'p> {
    fn new(
        page: &'a Page<'a>,
        (cast, encounters): (&'a Cast, &'a [Encounter<'a>]),
        times: &'a [TimeDraft],
        speech: &'a [SpeechDraft],
        commitments: &'a [CommitmentDraft],
        language: &'a Language<'p>,
        today: Option<Today<'a>>,
    ) -> Self {
        let told = |(at, draft): (usize, &SpeechDraft)| {
            draft.content.iter().map(|content| (*content, at)).collect::<Vec<_>>()
        };
        let mut contents: Vec<(Span, usize)> = speech.iter().enumerate().flat_map(told).collect();
        contents.sort_by_key(|(span, at)| (span.start, span.end, *at));
        Self { page, cast, encounters, times, speech, commitments, contents, language, today }
    }

    /// The times that begin within `span`, and one that reaches into it (11日から|13日まで).
    fn times_in(&self, span: Span) -> &'a [TimeDraft] {
        let from = self.times.partition_point(|time| time.span.end <= span.start);
        let to = self.times.partition_point(|time| time.span.start < span.end);
        &self.times[from..to.max(from)]
    }

    /// The day of publication, as far as it is known.
    fn today(&self) -> Option<&'a str> {
        self.today.map(|today| today.day)
    }

    /// What was agreed, where `span` is part of it.
    fn agreed(&self, span: Span) -> Option<&'a CommitmentDraft> {
        let after = self.commitments.partition_point(|it| it.content.start <= span.start);
        let last = self.commitments[..after].last();
        last.filter(|commitment| commitment.content.contains(span))
    }

    /// Where somebody is named next before `offset`, else first.
    fn named_near(&self, entity: EntityIndex, offset: u32) -> Option<Span> {
        const FAR: usize = 200;
        let mentions = &self.cast.mentions;
        let at = mentions.partition_point(|mention| mention.span.start < offset);
        let before = mentions[..at].iter().rev().take(FAR);
        let mut near = before.chain(mentions[at..].iter().take(FAR));
        near.find(|mention| mention.entity == entity).map(|mention| mention.span)
    }

    /// The attribution whose word of saying `span` is.
    fn said_with(&self, span: Span) -> Option<&'a SpeechDraft> {
        self.speech.iter().find(|said| said.cue.is_some_and(|cue| cue.overlaps(span)))
    }

    /// The attribution that tells of `span`, the innermost of several; of those of one wording the first,
    /// for what is said of it later (これを否定した) does not tell it.
    fn telling(&self, span: Span) -> Option<usize> {
        // Reported words nest a few deep at most.
        const NESTED: usize = 16;
        let after = self.contents.partition_point(|(content, _)| content.start <= span.start);
        let before = self.contents[..after].iter().rev().take(NESTED);
        let mut telling = before.filter(|(content, _)| content.contains(span));
        let (content, innermost) = telling.next()?;
        let same = telling.take_while(|(other, _)| other == content).map(|(_, at)| at);
        Some(*same.min().unwrap_or(innermost).min(innermost))
    }
}

/// Finds everything that happens on the page.
pub(crate) fn mentions(
    page: &Page<'_>,
    (cast, encounters): (&Cast, &[Encounter<'_>]),
    times: &[TimeDraft],
    speech: &[SpeechDraft],
    commitments: &[CommitmentDraft],
    language: &Language<'_>,
    today: Option<Today<'_>>,
) -> Vec<EventDraft> {
    let context =
        Context::new(page, (cast, encounters), times, speech, commitments, language, today);
    let mut found: Vec<EventDraft> = Vec::new();
    let mut attended: Option<(usize, usize)> = None;
    let mut carried: (usize, Vec<&Mention>) = (0, Vec::new());
    for sentence in 0..page.sentences.len() {
        let block = page.sentences[sentence].block;
        if !is_told(page.block_of(sentence).kind) {
            continue;
        }
        if carried.0 != block {
            // また、…したとしている: the next paragraph may go on with the topic of the one before.
            let goes_on = page.blocks[block].kind == BlockKind::Paragraph
                && page.blocks.get(carried.0).is_some_and(|it| it.kind == BlockKind::Paragraph);
            carried = (block, if goes_on { carried.1 } else { Vec::new() });
        }
        let view = page.view_of(sentence);
        let hits = language.status.find(&view, page.sentences[sentence].span);
        let tree = Tree::new(&page.syntax[sentence], hits, language);
        let last = merge::last_of_two(&context, &found).cloned();
        for mut draft in scene::scenes(&context, &tree, sentence, &carried.1, last.as_ref()) {
            implied::leave_reported(&context, &mut draft);
            merge::add(&context, sentence, draft, &mut found);
        }
        attendance::attendance(&context, &tree, sentence, &mut found, &mut attended);
        outcome::outcomes(&context, &tree, sentence, &mut found);
        topic::topics(&context, &tree, sentence, &mut found);
        let invitations = beckon::invitations(&context, sentence, &found);
        found.extend(invitations);
        if about::is_led(&tree) {
            let topic =
                about::leading(&context, &tree).or_else(|| about::main_subject(&context, &tree));
            carried.1 = topic.map_or_else(Vec::new, |topic| topic.mentions);
        }
    }
    let mut merged = merge::merge(&context, found);
    parties::name(&context, &mut merged);
    merged
}

/// Whether what happens is told in a block of this kind.
fn is_told(kind: BlockKind) -> bool {
    use BlockKind::{Heading, Item, Paragraph, Title};
    matches!(kind, Title | Heading | Paragraph | Item)
}
