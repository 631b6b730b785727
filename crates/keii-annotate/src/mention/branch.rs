//! What belongs to a body and is one itself: the union of a company (Xの労働組合, X労組).
//!
//! It is named after its owner, by one word whatever word the text has, so that two documents that
//! shorten it differently mean one. Later `労組` alone points at it (see [`super::referred`]).

use std::collections::BTreeSet;

use keii_model::{EntityType, Span};

use super::Naming;
use crate::draft::MentionForm;
use crate::language::Language;
use crate::page::Page;

/// Adds the branches of the bodies in `namings`, which are in order and none over another.
pub(super) fn read(page: &Page<'_>, language: &Language<'_>, namings: &mut Vec<Naming>) {
    let owners: BTreeSet<String> =
        namings.iter().filter(|one| is_body(one)).map(|one| one.name.clone()).collect();
    let mut all: Vec<Naming> = Vec::with_capacity(namings.len());
    let mut rest = std::mem::take(namings).into_iter().peekable();
    while let Some(mut owner) = rest.next() {
        name_in_full(language, &owners, &mut owner);
        let Some(branch) = branch(page, language, &owner) else {
            all.push(owner);
            continue;
        };
        let free = rest.peek().is_none_or(|next| next.phrase.start >= branch.span.end);
        let apart = branch.span.start >= owner.span.end;
        if apart || !free {
            all.push(owner);
        }
        all.extend(free.then_some(branch));
    }
    *namings = all;
}

fn is_body(naming: &Naming) -> bool {
    naming.kind == EntityType::Organization && naming.form == MentionForm::Name
}

/// X労組, where the words are a name by themselves and X is known. Others are called as they are written
/// (鉄道労組).
fn name_in_full(language: &Language<'_>, owners: &BTreeSet<String>, naming: &mut Naming) {
    let body = is_body(naming) && naming.key.is_none();
    let mut short = language.names.branches.iter().filter(|(word, full)| word != full);
    let owner = short.find_map(|(word, full)| Some((naming.name.strip_suffix(&**word)?, full)));
    if let Some((owner, full)) = owner.filter(|(owner, _)| body && owners.contains(*owner)) {
        let name = format!("{owner}{full}");
        let words = std::mem::replace(&mut naming.name, name);
        naming.alias.get_or_insert(words);
    }
}

/// What stands right behind a body's name and is its own: a word of its own behind の, a part of the name
/// without it.
fn branch(page: &Page<'_>, language: &Language<'_>, owner: &Naming) -> Option<Naming> {
    let names = language.names;
    if !is_body(owner) || owner.phrase.end != owner.span.end {
        return None;
    }
    let text = page.text();
    let behind = &text[owner.span.end as usize..];
    let unmarked = behind.strip_prefix('」').unwrap_or(behind);
    let noun = unmarked.strip_prefix(names.genitive.as_str());
    let rest = noun.unwrap_or(behind);
    let words = names.branches.iter().filter(|(word, _)| rest.starts_with(word.as_str()));
    let (word, full) = words.max_by_key(|(word, _)| word.len())?;
    let start = u32::try_from(text.len() - rest.len()).expect("within the text");
    let end = start + u32::try_from(word.len()).expect("within the text");
    let tokens = &page.syntax[owner.sentence].tokens;
    let next = tokens.partition_point(|token| token.span.end <= end);
    let cut = tokens.get(next).is_some_and(|token| {
        let tail = names.group_tails.iter().any(|tail| tail == token.span.of(text));
        token.span.start < end || token.span.start == end && token.pos.is_nominal() && !tail
    });
    let own = Span::new(if noun.is_some() { start } else { owner.span.start }, end);
    let kind = EntityType::Organization;
    let naming = Naming::named(kind, own, text, owner.sentence, "mention.branch");
    let name = format!("{}{full}", owner.name);
    (!cut).then(|| Naming { name, alias: Some(own.of(text).to_owned()), ..naming })
}
