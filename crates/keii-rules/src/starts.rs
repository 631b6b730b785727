//! Which layers of a pack have rules that may begin at a character: one look for all of them.

use compact_str::CompactString;

use crate::characters::Characters;
use crate::machine::offset;
use crate::phrases::CharTable;
use crate::view::Placed;

/// Layers, one bit each; those of a pack of more than 32 share them.
pub(crate) type Layers = u32;

/// The bit of the layer at a place among those of a pack.
pub(crate) fn bit(place: usize) -> Layers {
    1 << (place % 32)
}

/// Layers by what their rules begin with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Starts {
    /// Where the list of a character stands.
    table: CharTable,
    lists: Vec<Vec<Start>>,
    /// By a part of speech with which tokens begin rules.
    by_pos: Vec<(CompactString, Layers)>,
    /// Layers whose rules may begin with any token, or anywhere.
    pub at_tokens: Layers,
    pub anywhere: Layers,
}

/// Layers whose rules may begin with a character where one of these follows.
#[derive(Clone, Copy, Debug)]
struct Start {
    layers: Layers,
    behind: Characters,
}

impl Starts {
    /// Adds layers whose rules may begin with a character where one of others follows it.
    pub fn add(&mut self, layers: Layers, character: char, behind: Characters) {
        let known = self.table.get(character);
        let place = known.map_or(self.lists.len(), |place| place as usize);
        if known.is_none() {
            self.table.set(character, offset(place));
            self.lists.push(Vec::new());
        }
        self.lists[place].push(Start { layers, behind });
    }

    /// Adds layers whose rules may begin with a token of this part of speech.
    pub fn add_pos(&mut self, layers: Layers, pos: &CompactString) {
        match self.by_pos.iter_mut().find(|(known, _)| known == pos) {
            Some((_, known)) => *known |= layers,
            None => self.by_pos.push((pos.clone(), layers)),
        }
    }

    /// The characters of a text, which know what may begin with them. Tokens are given in order, each by its
    /// first byte and its part of speech.
    pub fn characters<'t>(
        &self,
        text: &str,
        tokens: impl Iterator<Item = (u32, &'t str)>,
    ) -> Vec<Placed> {
        let mut next = None;
        let mut characters = Vec::with_capacity(text.chars().count());
        characters.extend(Placed::all(text));
        for placed in characters.iter_mut().rev() {
            placed.begins_token = false;
            placed.layers = self.at_character(placed.character, next);
            next = Some(placed.character);
        }
        let mut rest = characters.as_mut_slice();
        for (start, pos) in tokens {
            let before = rest.iter().take_while(|placed| placed.at < start).count();
            rest = &mut rest[before..];
            if let Some(placed) = rest.first_mut().filter(|placed| placed.at == start) {
                placed.begins_token = true;
                placed.layers |= self.at_token(pos);
            }
        }
        characters
    }

    fn at_token(&self, pos: &str) -> Layers {
        let same = self.by_pos.iter().find(|(known, _)| known == pos);
        self.at_tokens | same.map_or(0, |(_, layers)| *layers)
    }

    /// The layers whose rules may begin with a character where another one, or the end of the text, follows it.
    #[inline]
    pub fn at_character(&self, character: char, next: Option<char>) -> Layers {
        let list = self.table.get(character).map(|place| &self.lists[place as usize]);
        let fitting = list.into_iter().flatten().filter(|start| start.behind.may_begin_with(next));
        fitting.fold(self.anywhere, |layers, start| layers | start.layers)
    }
}
