//! What writers say in their own name: inference, forecast, judgement, demand.
//!
//! Only what a rule of the layer `author` finds at the end of a clause, in nobody's mouth and on
//! nobody's word: a plain fact is no opinion, and a source's forecast is not the writer's.

use keii_model::{AttributionType, EntityType, Genre, Span, SpeakerHow};
use keii_rules::Match;
use keii_syntax::{Form, ParticleKind, Pos, Token};

use super::certainty::read;
use super::settings::holds;
use crate::draft::{Cast, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// Finds the writer's own sentences, in order.
pub(crate) fn own_sentences(
    page: &Page<'_>,
    cast: &Cast,
    speech: &[SpeechDraft],
    genre: Option<Genre>,
    language: &Language<'_>,
) -> Vec<SpeechDraft> {
    let reader = Reader { page, cast, speech, language, arguing: Arguing::of(speech, genre) };
    let mut found = Vec::new();
    let mut announced: Option<SpeechDraft> = None;
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if kind == BlockKind::Item
            && let Some(list) = &announced
        {
            found.extend(reader.item(sentence, list));
            continue;
        }
        announced = None;
        // Who has the word in a conversation is not the writer.
        let spoken = page.turn_of(sentence).is_some();
        if spoken || !matches!(kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let before = found.len();
        reader.sentence(sentence, &mut found);
        if reader.announces(sentence) && found.len() > before {
            announced = found.pop();
        }
    }
    found
}

/// How far the writer argues: in a report what must be done is a rule that others have made, or what
/// a source says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arguing {
    /// By the kind of the article.
    Surely,
    /// No source is named on whose word the article rests.
    Perhaps,
    No,
}

impl Arguing {
    fn of(speech: &[SpeechDraft], genre: Option<Genre>) -> Self {
        let framed =
            |draft: &SpeechDraft| draft.speakers.iter().any(|it| it.how == SpeakerHow::Frame);
        match genre {
            Some(Genre::Opinion | Genre::Analysis) => Self::Surely,
            Some(Genre::Report | Genre::Transcript | Genre::Release) => Self::No,
            _ if speech.iter().any(framed) => Self::No,
            _ => Self::Perhaps,
        }
    }

    /// Whether words count that are the writer's only where they argue (`only` where they surely do).
    fn allows(self, needs: Option<&str>) -> bool {
        match needs {
            None => true,
            Some("only") => self == Self::Surely,
            Some(_) => self != Self::No,
        }
    }
}

struct Reader<'r, 'a, 'p> {
    page: &'r Page<'a>,
    cast: &'r Cast,
    speech: &'r [SpeechDraft],
    language: &'r Language<'p>,
    arguing: Arguing,
}

impl Reader<'_, '_, '_> {
    fn sentence(&self, sentence: usize, found: &mut Vec<SpeechDraft>) {
        let layer = self.language.author;
        let span = self.page.sentences[sentence].span;
        let hits = layer.find(&self.page.view_of(sentence), span);
        // What was said in somebody's name up to here, to be looked at once.
        let told: Vec<Span> = if hits.is_empty() { Vec::new() } else { self.told(span) };
        for hit in hits {
            let free = !told.iter().any(|words| words.overlaps(hit.span));
            let weak = layer.output(&hit, "weak").is_some();
            let argued = self.arguing.allows(layer.output(&hit, "argued").as_deref());
            if !free
                || !argued
                || self.page.quotation_around(hit.span).is_some()
                || (weak && (self.rests_on_source(sentence) || self.is_among_words(sentence)))
            {
                continue;
            }
            let Some(content) = self.content(sentence, &hit, &told) else { continue };
            let taken = found.iter().any(|draft| draft.content[0].overlaps(content));
            if !taken {
                found.push(self.draft(&hit, content));
            }
        }
    }

    /// Contents and cues of a sentence's attributions that somebody is named for.
    fn told(&self, sentence: Span) -> Vec<Span> {
        let named = |draft: &&SpeechDraft| {
            draft.speakers.iter().any(|it| it.how != SpeakerHow::Unattributed)
        };
        let drafts = self.speech.iter().filter(named);
        let words = drafts.flat_map(|draft| draft.content.iter().chain(&draft.cue).copied());
        words.filter(|span| span.overlaps(sentence)).collect()
    }

    /// Whether the paragraph has told before on whose word it rests.
    fn rests_on_source(&self, sentence: usize) -> bool {
        let block = self.page.block_of(sentence).span;
        let start = self.page.sentences[sentence].span.start;
        self.speech.iter().any(|draft| {
            let framed = draft.speakers.iter().chain(&draft.via);
            framed.into_iter().any(|it| it.how == SpeakerHow::Frame)
                && draft.content.iter().any(|it| block.contains(*it) && it.start < start)
        })
    }

    /// Whether somebody is told to say something in the sentence before or behind, so that what stands
    /// between may be theirs too. Who argues speaks for themselves.
    fn is_among_words(&self, sentence: usize) -> bool {
        if self.arguing == Arguing::Surely {
            return false;
        }
        let block = self.page.block_of(sentence).span;
        let near = |at: usize| {
            let span = self.page.sentences.get(at).map(|it| it.span);
            span.is_some_and(|span| block.contains(span) && !self.told(span).is_empty())
        };
        sentence.checked_sub(1).is_some_and(near) || near(sentence + 1)
    }

    /// The clause that the words close, or, of words that stand ahead, what follows them.
    fn content(&self, sentence: usize, hit: &Match, told: &[Span]) -> Option<Span> {
        let layer = self.language.author;
        let span = self.page.sentences[sentence].span;
        let tokens = &self.page.syntax[sentence].tokens;
        let at = |offset: u32| tokens.partition_point(|token| token.span.start < offset);
        if layer.output(hit, "ahead").is_some() {
            let from = at(hit.span.end);
            let rest = &tokens[from..];
            let first = rest.iter().find(|token| token.pos != Pos::Comma)?;
            let last = rest.iter().rev().find(|token| token.pos != Pos::Period)?;
            let content = Span::new(first.span.start, last.span.end.max(first.span.end));
            return (!told.iter().any(|words| words.overlaps(content))).then_some(content);
        }
        let behind = self.closes(&tokens[at(hit.span.end)..])?;
        let start = self.clause_start(&tokens[..at(hit.span.start)], span.start, told);
        let whole = layer.output(hit, "whole").is_some();
        let end = if whole { behind.unwrap_or(hit.span.end) } else { hit.span.start };
        let words = &tokens[at(start)..at(end)];
        let first_person = |token: &Token| holds(&self.language.speech.first_person, &token.lemma);
        let meant = words.iter().any(|token| token.pos.is_nominal());
        let meant = meant && !words.iter().any(first_person);
        let impersonal = layer.output(hit, "impersonal").is_some();
        // …を示唆した is what somebody did; …を示唆している what the facts do.
        let close = &tokens[at(hit.span.end)..];
        let is_past = |token: &Token| token.lemma == self.language.tense.past;
        let gerund = close.first().is_some_and(|it| it.lemma == self.language.tense.gerund);
        let until = close.iter().take_while(|it| !matches!(it.pos, Pos::Comma | Pos::Period));
        let past = close.first().is_some_and(is_past) || gerund && until.into_iter().any(is_past);
        if !meant || (impersonal && (past || self.has_person(words))) {
            return None;
        }
        // 可能性を示す, 延期の可能性がある: the noun belongs to what is concluded.
        let of_noun =
            words.last().is_some_and(|token| token.pos == Pos::Particle(ParticleKind::Genitive));
        let end = if impersonal || of_noun { self.noun_end(tokens, hit) } else { end };
        (start < end).then(|| Span::new(start, end))
    }

    /// Whether the words behind a cue only close its clause, and where they end.
    fn closes(&self, behind: &[Token]) -> Option<Option<u32>> {
        let mut end = None;
        for (at, token) in behind.iter().enumerate() {
            let text = token.span.of(self.page.text());
            if holds(&self.language.speech.questions, text) {
                return None;
            }
            match token.pos {
                // …可能性がある、というのがA紙の見方だ: somebody else holds it.
                Pos::Comma if self.is_quoted_behind(behind.get(at + 1)) => return None,
                Pos::Period | Pos::Comma => return Some(end),
                Pos::Particle(ParticleKind::Conjunctive) => {}
                Pos::Particle(ParticleKind::Final)
                | Pos::Auxiliary
                | Pos::DependentVerb
                | Pos::Symbol => {}
                Pos::Verb if token.lemma == self.language.speech.light_verb => {}
                _ => return None,
            }
            end = Some(token.span.end);
        }
        Some(end)
    }

    /// Whether a word behind a comma takes what stands before it up as something that is said.
    fn is_quoted_behind(&self, next: Option<&Token>) -> bool {
        let settings = &self.language.speech;
        next.is_some_and(|token| {
            let words = token.span.of(self.page.text());
            settings.quotative.hold(words) || words == settings.quotative_clause
        })
    }

    /// Behind the clause before, what somebody says included; behind a conjunction.
    fn clause_start(&self, before: &[Token], from: u32, told: &[Span]) -> u32 {
        let settings = &self.language.speech;
        let limit = before.last().map_or(from, |token| token.span.end);
        let spoken = told.iter().map(|span| span.end).filter(|&end| end <= limit).max();
        let from = spoken.unwrap_or(from).max(from);
        let joint = before.windows(2).rposition(|pair| {
            let [last, comma] = pair else { return false };
            // What was done before is a fact, not the writer's: …会談しており、…可能性がある.
            let open = matches!(last.pos, Pos::Verb | Pos::DependentVerb)
                && last.form == Form::Continuative;
            let joins = last.pos == Pos::Particle(ParticleKind::Conjunctive)
                && settings.clause_joints.hold(last.span.of(self.page.text()));
            comma.pos == Pos::Comma && comma.span.start >= from && (open || joins)
        });
        let from = joint.map_or(from, |at| before[at + 1].span.end);
        let rest = before.iter().filter(|token| token.span.start >= from);
        let mut rest = rest.skip_while(|token| {
            matches!(token.pos, Pos::Conjunction | Pos::Comma | Pos::Period | Pos::Space)
                || matches!(token.pos, Pos::Particle(_) | Pos::Auxiliary | Pos::DependentVerb)
        });
        rest.next().map_or(from, |token| token.span.start)
    }

    /// Whether a person or body is the topic: what they show is their doing.
    fn has_person(&self, words: &[Token]) -> bool {
        words.iter().any(|token| {
            // …は, …では
            let place = token.span.start.checked_sub(self.language.speech.agreement_length());
            token.pos == Pos::Particle(ParticleKind::Topic)
                && self.cast.within(self.around(token)).any(|mention| {
                    let kind = self.cast.entity(mention).kind;
                    let at = mention.phrase.end;
                    (at == token.span.start
                        || Some(at) == place && kind == EntityType::Organization)
                        && kind != EntityType::Place
                })
        })
    }

    /// The sentence that holds a token.
    fn around(&self, token: &Token) -> Span {
        let sentence = self.page.sentence_at(token.span.start);
        sentence.map_or(token.span, |at| self.page.sentences[at].span)
    }

    /// Where the noun ends that a cue begins with.
    fn noun_end(&self, tokens: &[Token], hit: &Match) -> u32 {
        let from = tokens.partition_point(|token| token.span.start < hit.span.start);
        let noun = tokens[from..].iter().take_while(|token| token.pos.is_nominal());
        noun.last().map_or(hit.span.start, |token| token.span.end)
    }

    /// Whether a sentence announces the list that follows it.
    fn announces(&self, sentence: usize) -> bool {
        let words = self.page.sentences[sentence].span.of(self.page.text());
        let next = sentence + 1;
        let listed =
            next < self.page.sentences.len() && self.page.block_of(next).kind == BlockKind::Item;
        listed && self.language.speech.listing.iter().any(|word| words.contains(word.as_str()))
    }

    /// An item of an announced list is as certain as the announcement says.
    fn item(&self, sentence: usize, list: &SpeechDraft) -> Option<SpeechDraft> {
        let span = self.page.sentences[sentence].span;
        let words = span.of(self.page.text());
        let stops = &self.language.page.terminators;
        let kept = words.trim_end_matches(|end| stops.hold(end)).trim_end().len();
        let content = Span::from_range(span.start as usize..span.start as usize + kept);
        (!content.is_empty()).then(|| SpeechDraft { content: vec![content], ..list.clone() })
    }

    fn draft(&self, hit: &Match, content: Span) -> SpeechDraft {
        let layer = self.language.author;
        SpeechDraft {
            kind: AttributionType::Author,
            content: vec![content],
            quoted: Vec::new(),
            cue: Some(hit.span),
            speakers: Vec::new(),
            via: Vec::new(),
            addressee: None,
            medium: None,
            time: None,
            modality: read(layer.output(hit, "modality").as_deref()),
            factuality: read(layer.output(hit, "factuality").as_deref()),
            steps: vec![(layer.rule(hit.rule).id().to_owned(), Some(hit.span))],
        }
    }
}
