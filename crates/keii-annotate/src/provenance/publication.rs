//! When an article was published and by whom, as far as its own words tell.

use jiff::civil::Date;
use keii_model::{Edtf, Span, Stated};

use super::{head, is_pictured, sentences_of};
use crate::language::Language;
use crate::page::{Block, BlockKind, Page};
use crate::time::Expressions;

/// How many blocks at the foot may hold the day of publication.
const FOOT: usize = 3;
/// The longest line at the foot that is a credit rather than text, in characters.
const FOOT_LINE: usize = 40;
/// How many blocks of running text are searched for words that date the article.
const OPENING: usize = 6;

/// A day that stands where articles say when they were published.
pub(super) struct Dated {
    pub(super) block: usize,
    span: Span,
    /// The day, perhaps without its year.
    value: Edtf,
}

impl Dated {
    /// Whether these are its words.
    pub(super) fn is_of(&self, span: Span) -> bool {
        self.span == span
    }
}

/// The day of publication: the latest of those told above the text, behind a label, or at the foot.
/// A reprint names the original's day before its own. A day without its year counts where no other is told.
pub(super) fn stated(dated: &[Dated]) -> Option<Stated<Edtf>> {
    let whole = |dated: &&Dated| dated.value.single_day().is_some();
    let mut days: Vec<&Dated> = dated.iter().filter(whole).collect();
    days.sort_by_key(|dated| std::cmp::Reverse(dated.value.single_day()));
    if days.is_empty() {
        days.extend(dated.first());
    }
    let value = days.first()?.value.clone();
    Some(Stated { value, evidence: days.iter().map(|dated| dated.span).collect() })
}

/// The days that stand where articles say when they were published, in order.
pub(super) fn dated(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
) -> Vec<Dated> {
    let head = head(page);
    let foot = page.blocks.len().saturating_sub(FOOT);
    let mut all = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let in_head = at < head && is_credit(block.kind);
        let at_foot = at >= foot && at >= head && is_line(page, block);
        let may_be_labelled = at <= head || at >= foot;
        // The day of the original is not the translation's.
        let words = block.span.of(page.text());
        if language.page.source_labels.iter().any(|label| words.starts_with(label.as_str())) {
            continue;
        }
        if !(in_head || at_foot || may_be_labelled) || is_reference(block.kind) {
            continue;
        }
        for sentence in sentences_of(page, at) {
            for (span, day) in expressions.stated_days(sentence) {
                let labelled = is_labelled(page, language, block, span);
                let stamp = at >= foot && is_stamp(page.text(), block, span);
                if labelled
                    || stamp
                    || (in_head || at_foot)
                        && stands_apart(page, language, block, span)
                        // The day of a picture may be long past.
                        && !is_pictured(page, language, block, span)
                    || in_head && is_timed(page.text(), block, span)
                {
                    all.push(Dated { block: at, span, value: Edtf::day(day) });
                }
            }
            let day = expressions.stated_day_of_year(sentence).filter(|(span, _)| {
                (in_head && is_line(page, block) || at_foot)
                    && is_dateline(page, language, block, *span)
            });
            all.extend(day.map(|(span, value)| Dated { block: at, span, value }));
        }
    }
    all
}

/// Whether a day without its year fills a line but for its hour, a label or its outlet: `4月13日 19時12分`,
/// `4/13(日) 18:30配信`, `(4月13日 …通信)`.
fn is_dateline(page: &Page<'_>, language: &Language<'_>, block: &Block, span: Span) -> bool {
    let parts =
        [Span::new(block.content.start, span.start), Span::new(span.end, block.content.end)];
    let outlet =
        |part| known_medium(page, language, part).or_else(|| named_medium(page, language, part));
    let rest = parts.map(|part| {
        let named = outlet(part).map_or("", |name| name.of(page.text()));
        part.of(page.text()).replace(named, "")
    });
    let is_mark = |it: char| it.is_whitespace() || "()（）[]［］【】:：".contains(it);
    let rest = rest.map(|part| part.trim_matches(is_mark).to_owned());
    let agency = |part: &str| language.page.dateline_ends.iter().any(|it| it == part);
    let bare = |part: &String| {
        let part = behind_hour(part).trim_matches(is_mark);
        part.is_empty() || language.date_label.get(part).is_some() || agency(part)
    };
    let hour = [span, parts[1]].iter().any(|part| part.of(page.text()).contains(HOUR));
    let told = hour
        || parts.iter().any(|part| outlet(*part).is_some())
        || rest.iter().any(|part| agency(part));
    is_labelled(page, language, block, span) || told && rest.iter().all(bare)
}

fn is_credit(kind: BlockKind) -> bool {
    use BlockKind::{Author, Credit, Heading, Item, Title, Translator};
    matches!(kind, Credit | Author | Translator | Title | Heading | Item)
}

fn is_reference(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead)
}

/// What tells that a number is an hour.
const HOUR: [char; 3] = [':', '：', '時'];

/// What stands behind an hour: `18:30配信`.
fn behind_hour(words: &str) -> &str {
    let of_hour = |it: char| it.is_numeric() || HOUR.contains(&it) || it == '分';
    words.trim_start().trim_start_matches(of_hour)
}

/// Whether a block is short and no sentence.
fn is_line(page: &Page<'_>, block: &Block) -> bool {
    let words = block.span.of(page.text()).trim_end();
    words.chars().count() <= FOOT_LINE && !words.ends_with('。')
}

/// Whether nothing but a label stands before the date in its block, or nothing but one behind it
/// (`…日配信`, `…日(日)掲載`).
fn is_labelled(page: &Page<'_>, language: &Language<'_>, block: &Block, span: Span) -> bool {
    let before = Span::new(block.span.start, span.start).of(page.text());
    let label = before.trim_end().trim_end_matches([':', '：', '】', ']']);
    let label = label.trim().trim_start_matches(['【', '[']);
    let behind = Span::new(span.end, block.span.end).of(page.text()).trim();
    // …日更新), …日(日)掲載, …分配信 A通信
    let behind = behind.strip_suffix([')', '）']).unwrap_or(behind);
    let behind = behind.rsplit([')', '）']).next().unwrap_or(behind).trim();
    let behind = behind_hour(behind).split_whitespace().next().unwrap_or_default();
    [label, behind].iter().any(|label| language.date_label.get(label).is_some())
}

/// Whether a day with its time of day stands in brackets at the end of a block, as agencies close
/// their reports: `…した。(2031/04/13-08:52)`.
fn is_stamp(text: &str, block: &Block, span: Span) -> bool {
    let before = Span::new(block.span.start, span.start).of(text);
    let behind = Span::new(span.end, block.span.end).of(text).trim_end();
    span.of(text).contains([':', '：'])
        && before.ends_with(['(', '（'])
        && matches!(behind, ")" | "）")
}

/// Brackets around a dateline.
const BRACKETS: [(char, char); 3] = [('【', '】'), ('[', ']'), ('［', '］')];

/// The day of a dateline that names its agency: 【4月13日 …通信】, [首都 13日 …通信]. A day alone is that of the original
/// that the foot credits, where that is told with month and year.
pub(super) fn of_dateline(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
) -> Option<Stated<Edtf>> {
    let first = page.blocks.iter().position(|block| block.kind == BlockKind::Paragraph)?;
    let content = page.blocks[first].content;
    let words = content.of(page.text());
    let inside = BRACKETS.iter().find_map(|(open, close)| {
        words.strip_prefix(*open).and_then(|rest| rest.split_once(*close)).map(|(inside, _)| inside)
    })?;
    let agencies = &language.page.dateline_ends;
    let start = content.start + u32::try_from(words.find(inside)?).ok()?;
    let line = Span::new(start, start + u32::try_from(inside.len()).ok()?);
    let sent = agencies.iter().any(|agency| inside.ends_with(agency.as_str()));
    let sentence = sentences_of(page, first).next()?;
    let within = |span: Span| {
        let (before, behind) = (
            Span::new(line.start, span.start.max(line.start)),
            Span::new(span.end.min(line.end), line.end),
        );
        let named = || {
            named_medium(page, language, before).or_else(|| named_medium(page, language, behind))
        };
        line.contains(span) && (sent || named().is_some())
    };
    let whole = expressions.stated_days(sentence).into_iter().next();
    let whole = whole.map(|(span, day)| (span, Edtf::day(day)));
    // With its year a day in such brackets is that of the report, whoever sent it.
    let whole = whole.filter(|(span, _)| line.contains(*span));
    let of_year = || expressions.stated_day_of_year(sentence).filter(|(span, _)| within(*span));
    if let Some((span, value)) = whole {
        return Some(Stated { value, evidence: vec![span] });
    }
    let foot = page.blocks.len().saturating_sub(FOOT).max(first + 1);
    let credited = (foot..page.blocks.len()).flat_map(|at| sentences_of(page, at));
    let mut days = credited.flat_map(|sentence| expressions.stated_days(sentence));
    if let Some((span, value)) = of_year() {
        let of_the_year =
            |date: &Date| Edtf::day(*date).as_str().get(4..) == value.as_str().get(4..);
        return Some(match days.find(|(_, date)| of_the_year(date)) {
            Some((original, date)) => {
                Stated { value: Edtf::day(date), evidence: vec![original, span] }
            }
            None => Stated { value, evidence: vec![span] },
        });
    }
    let (span, day) = expressions.bare_day(sentence)?;
    within(span).then_some(())?;
    let (original, date) = days.find(|(_, date)| date.day() == day)?;
    Some(Stated { value: Edtf::day(date), evidence: vec![original, span] })
}

/// Whether a date is set off from the words around it: `2021年3月4日の会合` is not. An outlet may stand
/// right beside it.
fn stands_apart(page: &Page<'_>, language: &Language<'_>, block: &Block, span: Span) -> bool {
    let before = Span::new(block.span.start, span.start).of(page.text());
    let behind = Span::new(span.end, block.span.end).of(page.text());
    // …日正午(現地時間)までに: what stands in brackets is of the date.
    let bracketed = behind.strip_prefix(['(', '（']).and_then(|it| it.split_once([')', '）']));
    let behind = bracketed.map_or(behind, |(_, rest)| rest);
    let apart = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
    let ends =
        |word: &str| language.page.media_endings.iter().any(|it| word.ends_with(it.as_str()));
    let medium = language.organization.longest_at(page.text(), span.end);
    let is_medium = medium.is_some_and(|(_, entry)| entry.field("kind") == Some("media"));
    (apart(before.chars().next_back()) || ends(before))
        && (apart(behind.chars().next()) || is_medium)
}

/// Whether a day with its time of day closes a line, but for a word in Latin letters: `…を発表2031.05.06 10:45 Tue`.
fn is_timed(text: &str, block: &Block, span: Span) -> bool {
    let behind = Span::new(span.end, block.span.end).of(text).trim();
    let word = behind.len() <= 4 && behind.chars().all(|it| it.is_ascii_alphabetic());
    span.of(text).contains([':', '：']) && word
}

/// A stretch of time in which the first lines of the text say that it was written.
pub(super) fn inferred(page: &Page<'_>, expressions: &Expressions) -> Option<Stated<Edtf>> {
    let paragraphs = page.blocks.iter().enumerate();
    let opening = paragraphs.filter(|(_, block)| block.kind == BlockKind::Paragraph).take(OPENING);
    for (block, _) in opening {
        for sentence in sentences_of(page, block) {
            if let Some((span, value)) = expressions.told_publication(sentence) {
                return Some(Stated { value, evidence: vec![span] });
            }
        }
    }
    None
}

/// The outlet: named in the line that tells the day of publication, in front of it.
pub(super) fn publisher(
    page: &Page<'_>,
    dated: &[Dated],
    language: &Language<'_>,
    published: Option<&Stated<Edtf>>,
) -> Option<Stated<String>> {
    let name = beside_the_day(page, dated, language, published)?;
    Some(Stated { value: name.of(page.text()).to_owned(), evidence: vec![name] })
}

fn beside_the_day(
    page: &Page<'_>,
    dated: &[Dated],
    language: &Language<'_>,
    published: Option<&Stated<Edtf>>,
) -> Option<Span> {
    let day = &published?.value;
    let dated = dated.iter().find(|dated| dated.value == *day)?;
    let block = &page.blocks[dated.block];
    let line = Span::new(block.content.start, dated.span.start);
    let behind = Span::new(dated.span.end, block.content.end);
    let known = known_medium(page, language, line).or_else(|| known_medium(page, language, behind));
    let named = || [line, behind].into_iter().find_map(|part| named_medium(page, language, part));
    known.or_else(named).or_else(|| latin_name(page.text(), line))
}

/// A word that ends as names of media do.
pub(super) fn named_medium(page: &Page<'_>, language: &Language<'_>, line: Span) -> Option<Span> {
    let text = line.of(page.text());
    let ends = |word: &&str| {
        language
            .page
            .media_endings
            .iter()
            .any(|ending| word.ends_with(ending.as_str()) && word.len() > ending.len())
    };
    let is_gap = |it: char| it.is_whitespace() || "、,＝=()（）".contains(it);
    let word = text.split(is_gap).find(ends)?;
    let start = line.start as usize + text.find(word)?;
    Some(Span::from_range(start..start + word.len()))
}

/// The first medium of the lexicon in a line.
pub(super) fn known_medium(page: &Page<'_>, language: &Language<'_>, line: Span) -> Option<Span> {
    let found = language.organization.find(page.text(), line);
    let mut media = found.filter(|(_, entry)| entry.field("kind") == Some("media"));
    media.next().map(|(span, _)| span)
}

/// A name in Latin letters at the end of a line that is otherwise in another script: where all of
/// it is Latin, nothing tells the name from a headline.
fn latin_name(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text).trim_end();
    let (at, last) = words.char_indices().rev().find(|(_, next)| !is_latin(*next))?;
    let start = at + last.len_utf8();
    let name = &words[start..];
    let start = line.start as usize + start + (name.len() - name.trim_start().len());
    let letters = name.chars().filter(char::is_ascii_alphabetic).count();
    (letters >= 3).then(|| Span::from_range(start..start + name.trim().len()))
}

fn is_latin(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, ' ' | '-' | '.' | '&' | '\'' | '/')
}
