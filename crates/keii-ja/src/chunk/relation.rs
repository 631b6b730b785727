//! What a chunk is to its governor, as its last words tell.

use keii_syntax::{Form, ParticleKind, Pos, PredicateForm, Relation, Token};

use super::Draft;
use super::unit::Content;

/// The relation of a chunk, and whether it goes before a noun.
pub(super) fn of(tokens: &[Token], content: &Content, predicate: bool) -> (Relation, bool) {
    let behind = &content.words[content.tail..];
    // Particles of degree and focus hide the case before them: だけが is subject, などは topic.
    let hides = |&&at: &&usize| {
        tokens[at].pos == Pos::Particle(ParticleKind::Adverbial) && !limits(&tokens[at])
            || tokens[at].pos == Pos::Particle(ParticleKind::Final)
    };
    let last = behind.iter().rev().find(|at| !hides(at)).map(|&at| &tokens[at]);
    match last {
        Some(token) if matches!(token.pos, Pos::Particle(_)) => {
            let earlier = behind.iter().rev().skip_while(|at| hides(at)).nth(1);
            particle(token, earlier.map(|&at| &tokens[at]), content, tokens, predicate)
        }
        // 会合を開くなど、: an example of what the clause behind it tells, not of a noun.
        Some(_) if predicate && gives_example(tokens, behind) => (Relation::Clause, false),
        Some(token) if predicate => inflected(token),
        Some(token) if token.pos == Pos::Adnominal => (Relation::Adnominal, true),
        Some(token) if matches!(token.pos, Pos::Adverb | Pos::Conjunction | Pos::Interjection) => {
            (Relation::Adverbial, false)
        }
        _ => (bare(tokens, content), false),
    }
}

/// Whether the last word is など.
fn gives_example(tokens: &[Token], behind: &[usize]) -> bool {
    behind.last().is_some_and(|&at| tokens[at].lemma == "など")
}

/// Particles that say more than a degree: まで a direction, とも with whom; に and と make adverbs
/// (次第に, 慎重に).
fn limits(token: &Token) -> bool {
    matches!(token.lemma.as_str(), "まで" | "に" | "と" | "とも")
}

fn particle(
    token: &Token,
    before: Option<&Token>,
    content: &Content,
    tokens: &[Token],
    predicate: bool,
) -> (Relation, bool) {
    let Pos::Particle(kind) = token.pos else { return (Relation::Bare, false) };
    let nominalized = before.is_some_and(|word| word.pos == Pos::FormalNoun);
    let lemma = token.lemma.as_str();
    match kind {
        ParticleKind::Genitive if predicate && !nominalized => (Relation::Adnominal, true),
        ParticleKind::Genitive => (Relation::Genitive, true),
        ParticleKind::Quotative => (Relation::Quote, false),
        // とも is taken for one word or for two: with somebody as well.
        ParticleKind::Topic
            if lemma == "も"
                && !predicate
                && before.is_some_and(together)
                && !all(content, tokens) =>
        {
            (Relation::With, false)
        }
        ParticleKind::Topic if lemma == "も" => (Relation::Also, false),
        ParticleKind::Topic if matches!(lemma, "さえ" | "すら" | "しか") => {
            (Relation::Also, false)
        }
        ParticleKind::Topic => (Relation::Topic, false),
        ParticleKind::Conjunctive if predicate => (Relation::Clause, false),
        ParticleKind::Conjunctive if lemma == "と" => (Relation::With, false),
        _ if lemma == "とも" && all(content, tokens) => (Relation::Also, false),
        _ if lemma == "とも" => (Relation::With, false),
        ParticleKind::Coordinating => (Relation::Coordinate, false),
        _ if lemma.chars().count() > 2 || matches!(lemma, "って" | "とか") => compound(lemma),
        ParticleKind::Adverbial if matches!(lemma, "に" | "と") => (Relation::Adverbial, false),
        ParticleKind::Case if lemma == "に" && before.is_some_and(open_ended) => {
            (Relation::Clause, false)
        }
        _ if lemma == "と" && content.is_quotation() => (Relation::Quote, false),
        _ => (case(lemma, predicate && !nominalized, &tokens[content.head]), false),
    }
}

/// Whether a noun before とも tells of how many it holds, who then do it themselves: 両国とも, 二人とも.
fn all(content: &Content, tokens: &[Token]) -> bool {
    let counted = |&at: &usize| {
        tokens[at].pos == Pos::Number
            || tokens[at].lemma.starts_with('両')
            || matches!(tokens[at].lemma.as_str(), "双方" | "どちら" | "いずれ" | "全員" | "ふたり")
    };
    content.words.iter().any(counted)
}

/// Whether a word is と, with somebody.
fn together(before: &Token) -> bool {
    before.lemma == "と" && before.pos == Pos::Particle(ParticleKind::Case)
}

/// Whether に closes a clause behind this word: 待たずに.
fn open_ended(before: &Token) -> bool {
    before.pos == Pos::Auxiliary && before.form == Form::Continuative && before.lemma == "ぬ"
}

/// A case particle of one or two characters.
fn case(lemma: &str, predicate: bool, head: &Token) -> Relation {
    match lemma {
        "が" => Relation::Subject,
        "を" => Relation::Object,
        "に" if head.pos == Pos::AdjectivalNoun => Relation::Adverbial,
        "に" => Relation::Dative,
        "で" if predicate => Relation::Clause,
        "で" => Relation::Means,
        "と" if predicate => Relation::Quote,
        "と" => Relation::With,
        "から" if predicate => Relation::Clause,
        "から" => Relation::From,
        "へ" | "まで" => Relation::To,
        "より" => Relation::Than,
        "の" => Relation::Genitive,
        _ => Relation::Adverbial,
    }
}

/// について, による, という: particles that were made of verbs.
fn compound(lemma: &str) -> (Relation, bool) {
    match lemma {
        "という" | "といった" | "っていう" | "との" => (Relation::Adnominal, true),
        "って" => (Relation::Quote, false),
        "とか" => (Relation::Coordinate, false),
        _ => (Relation::Compound, lemma.ends_with(['る', 'の', 'た'])),
    }
}

/// A predicate that ends with an inflected word.
fn inflected(token: &Token) -> (Relation, bool) {
    // よう and そう stand behind the inflected word that they close: ような is な.
    match token.form {
        Form::Plain | Form::Attributive | Form::None => (Relation::Adnominal, true),
        Form::Continuative if token.pos == Pos::Adjective => (Relation::Adverbial, false),
        _ => (Relation::Clause, false),
    }
}

/// Words behind a figure or event that make it an adverbial of time or measure.
const MEASURES: [&str; 19] = [
    "以上", "以下", "以内", "未満", "ほど", "前後", "後", "前", "中", "以降", "以来", "間", "ごろ",
    "頃", "ころ", "すぎ", "過ぎ", "ぶり", "ずつ",
];

/// A noun without any particle.
fn bare(tokens: &[Token], content: &Content) -> Relation {
    let Some(&last) = content.words.last() else { return Relation::Bare };
    let measured = content.words.iter().any(|&at| tokens[at].pos == Pos::Number);
    match tokens[last].pos {
        Pos::AdverbialNoun | Pos::FormalNoun => Relation::Adverbial,
        Pos::Counter if measured => Relation::Adverbial,
        _ if MEASURES.contains(&tokens[last].lemma.as_str()) => Relation::Adverbial,
        _ => Relation::Bare,
    }
}

/// Conjunctions that join nouns.
const JOINING: [&str; 8] =
    ["および", "及び", "ならびに", "並びに", "または", "又は", "あるいは", "もしくは"];

/// Completes what takes a look at the neighbours: the end of the level, predicates before nouns,
/// nouns in a row, and verbal nouns that end a clause.
pub(super) fn complete(tokens: &[Token], drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let next = drafts.get(index + 1).map(|next| {
            let joins = JOINING.contains(&tokens[next.head].lemma.as_str());
            (next.nominal || tokens[next.head].pos == Pos::Prefix, joins)
        });
        let before = index.checked_sub(1).map(|before| drafts[before].relation);
        let joined = drafts.get(index + 1).is_some_and(|next| equals(tokens, &drafts[index], next))
            && !(personal(tokens, &drafts[index]) && place(tokens, &drafts[index + 1..]));
        if adverb(tokens, drafts, index) {
            drafts[index].relation = Relation::Adverbial;
            drafts[index].predicate = None;
            if let Some(before) = index.checked_sub(1)
                && drafts[before].relation == Relation::Quote
                && personal(tokens, &drafts[before])
            {
                drafts[before].relation = Relation::With;
            }
        }
        let draft = &mut drafts[index];
        let Some((before_noun, before_joining)) = next else {
            end(tokens, draft);
            continue;
        };
        match draft.relation {
            Relation::Adnominal if draft.predicate.is_some() && !before_noun => {
                draft.relation = Relation::Clause;
                draft.adnominal = false;
            }
            Relation::Coordinate if with(tokens, draft) && !joined => {
                draft.relation = Relation::With;
            }
            Relation::Bare | Relation::With if before_joining => {
                draft.relation = Relation::Coordinate;
            }
            Relation::Bare if draft.comma && governs_before(before) && verbal(tokens, draft) => {
                draft.relation = Relation::Clause;
                draft.predicate = Some(PredicateForm::default());
            }
            Relation::Bare if draft.comma && before_noun => draft.relation = Relation::Coordinate,
            _ => {}
        }
    }
}

/// Whether a chunk ends with と, which joins equals as well as those who do something together.
fn with(tokens: &[Token], draft: &Draft) -> bool {
    tokens[draft.tokens.clone()]
        .iter()
        .any(|token| token.lemma == "と" && token.pos == Pos::Particle(ParticleKind::Coordinating))
}

/// Whether と between two chunks may join equals: nouns both, with names both or neither.
fn equals(tokens: &[Token], draft: &Draft, next: &Draft) -> bool {
    // Before で or に a foreign word may be a place as well as a name: Ａ氏と|ブダペストで.
    let place =
        matches!(next.relation, Relation::Means | Relation::Dative | Relation::To | Relation::From);
    let named = |draft: &Draft| named(tokens, draft, !place);
    let does = next.predicate.is_some_and(|form| !form.copula);
    let time = tokens[next.head].pos == Pos::AdverbialNoun || next.relation == Relation::Adverbial;
    let person = named(draft) || place && titled(tokens, draft);
    next.nominal && !does && !time && person == named(next)
}

/// マルケス|総裁と|国会内で: whether a word that the dictionary does not know stands before a noun of its chunk, as names stand
/// before titles.
fn titled(tokens: &[Token], draft: &Draft) -> bool {
    let words = &tokens[draft.tokens.clone()];
    words.windows(2).any(|two| {
        let name = !two[0].known && two[0].pos.is_nominal();
        name && two[1].known && two[1].pos == Pos::Noun
    })
}

/// Whether a chunk holds a name, or, where `foreign` says so, a word that the dictionary does not know.
pub(crate) fn named(tokens: &[Token], draft: &Draft, foreign: bool) -> bool {
    tokens[draft.tokens.clone()].iter().any(|token| {
        let unknown = foreign && !token.known && token.pos.is_nominal();
        matches!(token.pos, Pos::Name(_) | Pos::NameSuffix) || unknown
    })
}

/// Whether a chunk names a person (外相の例田, 例田氏).
pub(crate) fn personal(tokens: &[Token], draft: &Draft) -> bool {
    use keii_syntax::NameKind::{Family, Given, Person};
    draft.quotation.is_none()
        && tokens[draft.tokens.clone()]
            .iter()
            .any(|token| matches!(token.pos, Pos::NameSuffix | Pos::Name(Family | Given | Person)))
}

/// Whether chunks begin with a place in which something is done: 北京の|迎賓館で. A person and a
/// place are no equals.
fn place(tokens: &[Token], drafts: &[Draft]) -> bool {
    let length = drafts.iter().take_while(|draft| draft.relation == Relation::Genitive).count();
    let named = |draft: &Draft| {
        let mut words = tokens[draft.tokens.clone()].iter();
        words.any(|token| token.pos == Pos::Name(keii_syntax::NameKind::Place))
    };
    let phrase = &drafts[..drafts.len().min(length + 1)];
    phrase.last().is_some_and(|last| last.relation == Relation::Means && last.predicate.is_none())
        && phrase.first().is_some_and(named)
        && !phrase.iter().any(|draft| personal(tokens, draft))
}

/// Verbs whose gerund tells how something else is done: one after the other, all together.
const ADVERBS: [&str; 7] = ["相次ぐ", "そろう", "揃う", "連れ立つ", "こぞる", "引き続く", "続ける"];

/// How many chunks that tell by what means or how may stand between such a gerund and its verb.
const MEANS: usize = 2;

/// Whether a chunk is such a gerund right before a verb, with nothing of its own before it
/// (相次いで|会談し, 相次いで|電話で|会談し, but 辞任が|相次いで, 話を|続けて).
fn adverb(tokens: &[Token], drafts: &[Draft], index: usize) -> bool {
    let draft = &drafts[index];
    let gerund = draft.relation == Relation::Clause
        && draft.predicate.is_some()
        && !draft.comma
        && draft.tokens.len() == 2
        && ADVERBS.contains(&tokens[draft.head].lemma.as_str());
    let verb = || {
        let between = |draft: &&Draft| {
            matches!(draft.relation, Relation::Means | Relation::Adverbial)
                && draft.predicate.is_none()
                && !draft.comma
        };
        let behind = &drafts[index + 1..];
        let next = behind.get(behind.iter().take(MEANS).take_while(between).count());
        next.is_some_and(|next| next.predicate.is_some_and(|form| !form.copula))
    };
    let own = || {
        let before = index.checked_sub(1).map(|before| drafts[before].relation);
        matches!(
            before,
            Some(Relation::Subject | Relation::Topic | Relation::Also | Relation::Object)
        )
    };
    gerund && verb() && !own()
}

/// Whether a chunk of this relation wants a predicate right behind it.
fn governs_before(relation: Option<Relation>) -> bool {
    matches!(
        relation,
        Some(
            Relation::Object
                | Relation::Dative
                | Relation::Subject
                | Relation::To
                | Relation::Means
                | Relation::With
        )
    )
}

fn verbal(tokens: &[Token], draft: &Draft) -> bool {
    tokens[draft.head].pos == Pos::VerbalNoun
}

/// The last chunk of a level.
fn end(tokens: &[Token], draft: &mut Draft) {
    let particle = matches!(
        draft.relation,
        Relation::Subject
            | Relation::Object
            | Relation::Dative
            | Relation::Means
            | Relation::With
            | Relation::From
            | Relation::To
            | Relation::Topic
            | Relation::Also
            | Relation::Quote
    );
    if draft.nominal && draft.predicate.is_none() && !particle && draft.quotation.is_none() {
        let copula = !verbal(tokens, draft);
        draft.predicate = Some(PredicateForm { copula, ..PredicateForm::default() });
    }
    draft.adnominal = false;
    draft.relation = Relation::Root;
}
