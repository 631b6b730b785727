//! What a language must tell about names.

use serde::Deserialize;

use crate::words::{Letters, Openings, Words};

/// The section `names` of a pack.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct NameSettings {
    /// Characters that turn a one-character country behind them into a name (対ロ, 駐米).
    pub(super) country_prefixes: Letters,
    /// Nouns for what a court or a paper says, behind its bare noun: 地裁|判決.
    pub(crate) rulings: Vec<String>,
    /// Ranks that names of their own kind stand behind, joints within these, and what they close with:
    /// 横綱・松の里.
    pub(super) ring: RingSettings,
    /// Characters that given names in kana close with.
    pub(super) given_ends: Letters,
    /// Words that do so behind it (米側, 米政府).
    pub(super) country_suffixes: Vec<String>,
    /// Nouns that make of a country or place in front of them something that it does not act in: a
    /// people, a language, a descent (日本人, 英語, 日系).
    pub(super) belonging_suffixes: Words,
    /// Nouns that end the name of an organisation (協会, 大学).
    pub(crate) organization_suffixes: Words,
    /// Short forms of such nouns, that end a name only before an office of scholars (東都大教授).
    pub(super) academic_suffixes: Words,
    /// Nouns that with such a noun make no name (国立大学).
    pub(super) common_modifiers: Words,
    /// What makes another word of a country's name (時間).
    pub(crate) country_cuts: Vec<String>,
    /// Words that begin like a country's name and are none (タイ記録).
    pub(crate) country_alike: Vec<String>,
    /// What names of public bodies begin with, and those of the bodies of a country (国家, 中央銀行).
    pub(crate) public_bodies: Vec<String>,
    /// What rank a party has, in front of its name (最大野党).
    pub(crate) party_ranks: Vec<String>,
    /// The particle behind an office that somebody takes (新会長に).
    pub(crate) taken: String,
    /// Nouns that begin one (株式会社).
    pub(super) organization_prefixes: Vec<String>,
    /// Words behind a group that leave it what it is (側, たち).
    pub(super) group_tails: Vec<String>,
    /// Words behind the name of a place that make the name of something else (徳島道).
    pub(super) place_cuts: Vec<String>,
    /// Behind a place in which or towards which something is done.
    pub(super) place_particles: Vec<String>,
    /// Behind the name of people, never of a place (ら, 氏).
    pub(super) person_tails: Vec<String>,
    /// Nouns behind the name of a place that leave it a place (会談, 近郊).
    pub(super) place_tails: Words,
    /// Nouns that end the name of a place (州, 半島).
    pub(super) place_suffixes: Words,
    /// Nouns that name a kind of periodical before its title in quotation marks (専門誌).
    pub(super) periodical_nouns: Vec<String>,
    /// The particle between a country and an office or name (の).
    pub(crate) genitive: String,
    /// The particle that joins names, and nouns as well.
    pub(crate) coordinates: String,
    /// Before an office or honorific: the one just named (同).
    pub(super) same: String,
    /// Between the names of a list (と, や, 、).
    pub(super) equals: Vec<String>,
    /// Behind a country: those who act for it (側).
    pub(crate) sides: Vec<String>,
    /// Behind [`sides`](Self::sides), before the list of those who do (からは、).
    pub(super) side_particles: Vec<String>,
    /// Those of them that make even a single person the side's own (から).
    pub(super) side_origins: Vec<String>,
    /// What ends a remark in brackets behind a title that belongs to the title (担当).
    pub(super) remit_endings: Vec<String>,
    /// Characters behind a title that make it part of another word (選手団, 首相府).
    pub(super) title_tails: Letters,
    /// Words of the text itself that never begin or end a name by its shape.
    pub(super) never_names: Words,
    /// Words between two offices of one person: 兼.
    pub(super) holds_also: Vec<String>,
    /// Words before a title that tell which holder is meant: 歴代, 女性.
    pub(super) title_modifiers: Words,
    /// Chinese and Korean family names of one character.
    pub(super) sinitic_surnames: Letters,
    /// And of two.
    pub(super) sinitic_double_surnames: Words,
    /// The character before the country to which an envoy is sent (駐).
    pub(super) posted: String,
    /// Behind a name and a number: the how manieth of that name (世).
    pub(super) regnal: String,
    /// Behind a name: those whom that person leads (政権).
    pub(super) governments: Vec<String>,
    /// Behind a name: the family of that name (家).
    pub(super) families: Vec<String>,
    /// Ends the name of a shop, right behind that of its place (池袋店; 専門店 is none).
    pub(super) shop: String,
    /// Behind a body: what belongs to it and is a body itself, each with its full word (労組).
    pub(super) branches: std::collections::BTreeMap<String, String>,
    /// Behind an office without name and owner: its holder does something.
    pub(super) acting: Vec<String>,
    /// Behind a family name that stands alone: function words.
    pub(super) topics: Vec<String>,
    /// Behind an office: it is what somebody is or becomes, and names nobody.
    pub(super) predicative: Vec<String>,
    /// Says of a word before it that there are several (政府間).
    pub(super) between: String,
    /// Say of what stands behind that there are several (両政府).
    pub(super) pairs: Vec<String>,
    /// Ends the name of a railway line.
    pub(super) lines: String,
    /// Words that look like places and are days.
    pub(super) never_places: Vec<String>,
    /// Regions that bear a country's name, each with regions that stand beside it (中国・近畿).
    pub(super) regions: std::collections::BTreeMap<String, Vec<String>>,
    /// Latin words before a place that make no other name of it (JR).
    pub(super) before_places: Vec<String>,
    /// Say that one of a group is meant (ある関係者).
    pub(super) one_of: Vec<String>,
    /// What shows that a name is that of a body.
    pub(super) bodies: BodySettings,
}

/// The section `names.bodies` of a pack.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct BodySettings {
    /// Nouns for kinds of bodies, right before a name (自動車大手X).
    pub(super) kinds: Words,
    /// Nouns in katakana that end the names of companies (ホールディングス).
    pub(super) ends: Words,
    /// Some of them with the letters that are short for them (HD).
    pub(super) lettered: std::collections::BTreeMap<String, Vec<String>>,
    /// Nouns for what companies make, that end their names, with the character that is short for them in
    /// newspapers (建設: 建); empty where none is.
    pub(super) clipped: std::collections::BTreeMap<String, String>,
    /// Nouns that end names which honour somebody: what stands before is no short form (X博物館).
    pub(super) named_after: Words,
    /// What bodies alone have, behind a name with の (Xの子会社).
    pub(super) own: Openings,
    /// What stands right behind a body's name (Xを買収, X(本社).
    pub(super) tails: Openings,
    /// What stands there more often than behind other names (Xと提携).
    pub(super) hints: Openings,
    /// What bodies do, somewhere behind a name that is the topic (発売).
    pub(super) acts: Vec<String>,
    /// Words for a body named before that begin a sentence (同社).
    pub(super) pointers: Vec<String>,
    /// Behind a name in quotation marks that is one of a body.
    pub(super) behind_marks: Openings,
    /// Before a short form in brackets (以下、).
    pub(super) labels: Vec<String>,
    /// Letters that are short for a common noun (GDP).
    common_letters: Words,
}

impl BodySettings {
    /// Whether letters are short for a common noun.
    pub(super) fn is_common(&self, words: &str) -> bool {
        self.common_letters.hold(words)
    }
}

/// Names of wrestlers, which hold a particle and which no dictionary knows.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RingSettings {
    pub(super) ranks: Vec<String>,
    pub(super) joints: String,
    pub(super) ends: Vec<String>,
}
