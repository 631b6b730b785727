//! Who wrote or translated it, by the labels of credit lines, with the offices behind the name.

use keii_model::Span;
use keii_syntax::Pos;

use super::Naming;
use super::native::is_personal;
use super::phrase::Reader;
use super::shape::{Script, script};
use crate::page::Page;

/// The most and fewest characters of a reporter's name.
const NAME: std::ops::RangeInclusive<usize> = 3..=5;

impl Reader<'_, '_> {
    /// The name behind a label: `著者:A、B協会会員、C研究所研究員`, `翻訳・A(X大学名誉教授)`.
    pub(super) fn credit(&self, page: &Page<'_>, namings: &mut Vec<Naming>) {
        let Some(span) = page.block_of(self.sentence).name else { return };
        if !page.sentences[self.sentence].span.contains(span) {
            return;
        }
        let behind = self.atoms.partition_point(|atom| atom.span.start < span.end);
        let mut offices = self.remark_offices(behind);
        if offices.is_empty() && self.atoms.get(behind).is_some_and(|atom| atom.span.len() <= 3) {
            offices = self.offices(behind + 1);
        }
        namings.retain(|naming| !naming.is_person_name() || !naming.span.overlaps(span));
        namings.push(self.naming(span, span, offices, "mention.credit"));
    }

    /// Those who report, in the brackets at the head or foot of a report: 【ソウル＝例田太郎、例山花子】,
    /// 【ロンドン例田太郎】; an agency in their place is none of them (【ロンドン共同】).
    pub(super) fn reporters(&self, page: &Page<'_>, namings: &mut Vec<Naming>) {
        let sentence = page.sentences[self.sentence].span;
        let words = sentence.of(self.text);
        let (Some(open), Some(close)) = (words.find('【'), words.find('】')) else { return };
        let first = open + '【'.len_utf8();
        if first >= close {
            return;
        }
        let mut at = first;
        for part in words[first..close].split(['、', '，']) {
            let start = at;
            at += part.len() + '、'.len_utf8();
            let told = part
                .rfind(['=', '＝'])
                .map(|it| it + part[it..].chars().next().map_or(0, char::len_utf8));
            let name = match told {
                Some(told) => told,
                None => self.behind_place(part),
            };
            let span = Span::from_range(
                sentence.start as usize + start + name
                    ..sentence.start as usize + start + part.len(),
            );
            if self.is_reporter(span, told.is_some()) {
                namings.retain(|naming| !naming.span.overlaps(span));
                namings.push(self.naming(span, span, Vec::new(), "mention.credit"));
            }
        }
    }

    /// Where kanji begin behind a place in katakana.
    fn behind_place(&self, part: &str) -> usize {
        let kana = part.find(|it| script(it) != Script::Katakana).unwrap_or(0);
        if self.language.place.get(&part[..kana]).is_some() { kana } else { part.len() }
    }

    fn is_reporter(&self, span: Span, told: bool) -> bool {
        let words = span.of(self.text);
        let kanji = words.chars().all(|it| script(it) == Script::Kanji);
        let agency = self.language.organization.get(words).is_some()
            || self.language.page.dateline_ends.iter().any(|it| words.ends_with(it.as_str()))
            || self.language.place.get(words).is_some()
            || self.language.names.organization_suffixes.end(words);
        let from = self.tokens.partition_point(|token| token.span.start < span.start);
        let own = self.tokens[from..].iter().take_while(|token| token.span.end <= span.end);
        let named = own
            .into_iter()
            .any(|it| is_personal(it) || !it.known || matches!(it.pos, Pos::Name(_)));
        kanji && NAME.contains(&words.chars().count()) && !agency && (told || named)
    }
}
