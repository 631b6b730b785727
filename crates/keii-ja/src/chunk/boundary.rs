//! Where a chunk begins.

use keii_syntax::{Form, ParticleKind, Pos, Token};

use super::unit::Unit;

/// Verbs that make a verb of the noun before them.
const LIGHT: [&str; 8] =
    ["する", "できる", "出来る", "いたす", "致す", "なさる", "される", "為さる"];

/// Verbs that only support the verb before them and て.
const SUPPORT: [&str; 12] = [
    "いる",
    "おる",
    "ある",
    "いく",
    "行く",
    "くる",
    "しまう",
    "みる",
    "おく",
    "もらう",
    "くれる",
    "いただく",
];

/// Nouns that are function words behind a predicate.
const NOMINALIZERS: [&str; 6] = ["の", "ん", "よう", "みたい", "そう", "ふう"];

/// Suffixes of an amount: a verb behind them begins a chunk of its own.
const ROUGHLY: [&str; 7] = ["余り", "あまり", "以上", "以下", "未満", "前後", "程度"];

/// Units of time behind a figure, which end an adverbial of their own.
const TIME_UNITS: [&str; 8] = ["年", "月", "日", "時", "分", "秒", "年度", "カ月"];

/// Prefixes that begin a noun of their own even behind a noun.
const OPENING: [&str; 5] = ["約", "同", "各", "計", "およそ"];

/// Whether `next` begins a chunk, when `chunk` (not empty) stands before it.
pub(super) fn starts(tokens: &[Token], chunk: &[Unit], next: &Unit) -> bool {
    let last = chunk.last().expect("a chunk is not empty");
    let before = match last {
        Unit::Word(at) => &tokens[*at],
        Unit::Quotation(range) | Unit::Aside(range) => {
            return behind_closed(tokens, range.end, next);
        }
    };
    let next = match next {
        Unit::Word(at) => *at,
        Unit::Quotation(_) => return !matches!(before.pos, Pos::Prefix | Pos::Open),
        Unit::Aside(_) => return false,
    };
    let token = &tokens[next];
    match (before.pos, token.pos) {
        (Pos::Particle(ParticleKind::Topic), Pos::Auxiliary) => denies(tokens, chunk, token),
        (_, Pos::Particle(_) | Pos::Auxiliary | Pos::Comma | Pos::Period | Pos::Close) => false,
        (Pos::Comma | Pos::Period, _) => true,
        (Pos::Open, _) => false,
        (_, Pos::Open) => true,
        (_, Pos::Symbol) => numbers(before, token),
        (Pos::Symbol, _) => behind_symbol(tokens, chunk, token),
        (_, Pos::DependentVerb | Pos::Verb | Pos::Adjective) => {
            verb_starts(tokens, chunk, before, token)
        }
        (Pos::Prefix, _) => false,
        (_, Pos::Prefix) => {
            !before.pos.is_nominal()
                || gap(before, token)
                || OPENING.contains(&token.lemma.as_str())
        }
        (_, pos) if pos.is_nominal() => noun_starts(tokens, chunk, before, token),
        _ => true,
    }
}

/// Whether space stands between two words that does not only part the words of a foreign name.
fn gap(before: &Token, token: &Token) -> bool {
    let foreign = |token: &Token| token.lemma.is_ascii();
    before.span.end != token.span.start && !(foreign(before) && foreign(token))
}

/// Whether ない behind は or も denies what stands before it as a word of its own (問題は|ない), and
/// not as the end of the predicate (よくはない).
fn denies(tokens: &[Token], chunk: &[Unit], token: &Token) -> bool {
    token.lemma == "ない" && !supported(tokens, chunk)
}

/// Marks before a figure or name that belong to it: ＃1, ※印.
const LEADING: [&str; 8] = ["#", "＃", "*", "＊", "※", "$", "＄", "￥"];

/// Whether a mark begins a word of its own behind function words: 予選7位の|#1.
fn numbers(before: &Token, token: &Token) -> bool {
    !before.pos.is_nominal() && LEADING.contains(&token.lemma.as_str())
}

/// Verbs that say no more behind ことが or ことに than an auxiliary would.
const OF_FACT: [&str; 7] = ["できる", "出来る", "なる", "ある", "ない", "する", "いたす"];

/// Whether `chunk`, which begins with こと, and the chunk behind it, which begins with `next`, only
/// finish the predicate before them: 参加する|ことが|できた is one chunk.
pub(super) fn finishes(tokens: &[Token], chunk: &[Unit], next: &Unit) -> bool {
    let [Unit::Word(noun), Unit::Word(particle)] = chunk else { return false };
    let Unit::Word(verb) = next else { return false };
    let joins = matches!(tokens[*particle].lemma.as_str(), "が" | "も" | "は" | "に" | "と");
    tokens[*noun].lemma == "こと" && joins && OF_FACT.contains(&tokens[*verb].lemma.as_str())
}

/// Whether a chunk ends with a predicate that may stand before こと.
pub(super) fn ends_with_predicate(tokens: &[Token], chunk: &[Unit]) -> bool {
    let Some(Unit::Word(last)) = chunk.last() else { return false };
    matches!(tokens[*last].pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary | Pos::Adjective)
}

/// Behind a quotation or an aside: nouns and function words go on.
fn behind_closed(tokens: &[Token], at: usize, next: &Unit) -> bool {
    match next {
        Unit::Word(next) => {
            let (before, token) = (&tokens[at - 1], &tokens[*next]);
            let light = LIGHT.contains(&token.lemma.as_str());
            let goes_on = token.pos.is_nominal() && token.pos != Pos::AdverbialNoun || light;
            match token.pos {
                Pos::Particle(_) | Pos::Auxiliary | Pos::Comma | Pos::Period | Pos::Close => false,
                _ => !goes_on || gap(before, token),
            }
        }
        Unit::Quotation(_) => true,
        Unit::Aside(_) => false,
    }
}

/// Behind a mark such as ・ or ―.
fn behind_symbol(tokens: &[Token], chunk: &[Unit], token: &Token) -> bool {
    let word = |unit: &Unit| match unit {
        Unit::Word(at) => Some(tokens[*at].pos),
        _ => Some(Pos::Noun),
    };
    let content = chunk.iter().rev().filter_map(word).find(|pos| *pos != Pos::Symbol);
    // ・ and its like join nouns; a mark before any word belongs to that word.
    content.is_some_and(|pos| !(pos.is_nominal() && (token.pos.is_nominal() || light(token))))
}

fn light(token: &Token) -> bool {
    LIGHT.contains(&token.lemma.as_str())
}

fn verb_starts(tokens: &[Token], chunk: &[Unit], before: &Token, token: &Token) -> bool {
    let lemma = token.lemma.as_str();
    match before.pos {
        Pos::Prefix => false,
        pos if pos.is_nominal() => {
            // 2時間余り|行われた
            let word = pos != Pos::Suffix || ROUGHLY.contains(&before.lemma.as_str());
            !light(token) && word || token.pos == Pos::Adjective
        }
        Pos::Verb | Pos::DependentVerb => before.form != Form::Continuative,
        Pos::Auxiliary => {
            token.pos != Pos::DependentVerb
                && !(before.lemma == "だ" && matches!(lemma, "ある" | "ない"))
        }
        Pos::Adjective => token.pos != Pos::DependentVerb && lemma != "ない",
        Pos::Particle(ParticleKind::Conjunctive) => {
            let te = matches!(before.lemma.as_str(), "て" | "で");
            !(te && (token.pos == Pos::DependentVerb || SUPPORT.contains(&lemma)))
        }
        // は and も may stand between a verb and what supports it: ては いる, では ない.
        Pos::Particle(ParticleKind::Topic) => {
            let supports = token.pos == Pos::DependentVerb || matches!(lemma, "ある" | "ない");
            !(supports && supported(tokens, chunk))
        }
        Pos::Particle(_) => !fixed(before, lemma),
        _ => true,
    }
}

/// Whether a particle and a verb behind it are one expression: かも-しれない, に-すぎない.
fn fixed(before: &Token, lemma: &str) -> bool {
    match before.lemma.as_str() {
        "かも" => matches!(lemma, "しれる" | "知れる"),
        "に" => matches!(lemma, "すぎる" | "過ぎる"),
        _ => false,
    }
}

/// Whether the word before the last of a chunk is one that ある or ない support: で, て.
fn supported(tokens: &[Token], chunk: &[Unit]) -> bool {
    let Some(Unit::Word(at)) = chunk.iter().rev().nth(1) else { return false };
    let word = &tokens[*at];
    matches!(word.lemma.as_str(), "だ" | "で")
        || word.pos == Pos::Particle(ParticleKind::Conjunctive)
        || word.form == Form::Continuative
}

fn noun_starts(tokens: &[Token], chunk: &[Unit], before: &Token, token: &Token) -> bool {
    let predicate =
        matches!(before.pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary | Pos::Adjective);
    if before.pos.is_nominal() {
        return gap(before, token) || time_ends(before, token);
    }
    if predicate && token.pos == Pos::FormalNoun {
        return !NOMINALIZERS.contains(&token.lemma.as_str());
    }
    let suffix = matches!(token.pos, Pos::Suffix | Pos::NameSuffix | Pos::Counter);
    let quality = before.pos == Pos::Adjective && token.lemma == "さ";
    let open_ended = predicate && before.form == Form::Continuative;
    !(quality || open_ended && (suffix || compound(tokens, chunk, token)))
}

/// Whether a verb that is open-ended makes one word with the noun behind it: 取り調べ室, 押しボタン.
fn compound(tokens: &[Token], chunk: &[Unit], token: &Token) -> bool {
    let [Unit::Word(verb)] = chunk else { return false };
    let noun = matches!(token.pos, Pos::Noun | Pos::VerbalNoun | Pos::AdjectivalNoun);
    let before = verb.checked_sub(1).map(|at| &tokens[at]);
    let argument = before.is_some_and(|word| word.pos == Pos::Particle(ParticleKind::Case));
    noun && !argument && tokens[*verb].pos == Pos::Verb
}

/// Whether an adverbial of time ends between two nouns: 昨年|大統領, 15日|首都で.
fn time_ends(before: &Token, token: &Token) -> bool {
    let goes_on = matches!(
        token.pos,
        Pos::Suffix | Pos::NameSuffix | Pos::Counter | Pos::Number | Pos::FormalNoun
    );
    if goes_on {
        return false;
    }
    match before.pos {
        Pos::AdverbialNoun => true,
        Pos::FormalNoun => before.lemma != "の",
        Pos::Counter => {
            TIME_UNITS.contains(&before.lemma.as_str()) && token.pos != Pos::AdverbialNoun
        }
        _ => false,
    }
}
