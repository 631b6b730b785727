//! Topics that several clauses share.
//!
//! The analyzer attaches a topic as treebanks do: to the first predicate that it is said of
//! (市長は|計画を|示し、|協力を|求めた: to 示し). It is said of the clauses behind as well, as far as none has a
//! topic or subject of its own, is closed by its tense, or tells what was said (市長は|「…」と|述べ、).

use keii_syntax::{Chunk, ChunkId, Relation, Syntax};

/// Most clauses over which a topic reaches.
const STEPS: usize = 8;

/// The topics that are said of a clause beyond the one that they depend on, each with the last such
/// clause.
pub(super) fn shared(syntax: &Syntax) -> Vec<(ChunkId, ChunkId)> {
    let marks = Marks::of(&syntax.chunks);
    let reaches = |(id, chunk): (ChunkId, &Chunk)| {
        let topic = chunk.relation == Relation::Topic && chunk.predicate.is_none();
        let first = chunk.governor.filter(|_| topic)?;
        let last = last(&syntax.chunks, &marks, first);
        (last != first).then_some((id, last))
    };
    (0..).zip(&syntax.chunks).filter_map(reaches).collect()
}

/// What stands before each chunk and depends on it.
struct Marks {
    /// The last chunk that names who or what it is about.
    named: Vec<Option<usize>>,
    /// Whether there are reported words.
    says: Vec<bool>,
}

impl Marks {
    fn of(chunks: &[Chunk]) -> Self {
        let mut marks = Self { named: vec![None; chunks.len()], says: vec![false; chunks.len()] };
        for (id, chunk) in chunks.iter().enumerate() {
            let Some(governor) = chunk.governor.map(|governor| governor as usize) else { continue };
            let about =
                matches!(chunk.relation, Relation::Topic | Relation::Also | Relation::Subject);
            if about && chunk.predicate.is_none() {
                marks.named[governor] = Some(id);
            }
            marks.says[governor] |= chunk.relation == Relation::Quote;
        }
        marks
    }
}

/// The last of the clauses, one after another, that go on from `first` without naming anybody anew.
fn last(chunks: &[Chunk], marks: &Marks, first: ChunkId) -> ChunkId {
    let mut last = first;
    for _ in 0..STEPS {
        let clause = &chunks[last as usize];
        // 8日に予定されていたが、: what is told as past by itself ends there.
        let open = clause.predicate.is_some_and(|form| !form.past);
        let goes_on = clause.relation == Relation::Clause && clause.comma && open;
        let Some(next) = clause.governor.filter(|_| goes_on && !marks.says[first as usize]) else {
            break;
        };
        let anew = marks.named[next as usize].is_some_and(|named| named > last as usize);
        if anew || chunks[next as usize].predicate.is_none() {
            break;
        }
        last = next;
    }
    last
}

#[cfg(test)]
mod tests {
    use keii_model::Span;
    use keii_syntax::{Chunk, PredicateForm, Relation, Syntax};

    use super::shared;

    const SAYS: PredicateForm = PredicateForm {
        voice: keii_syntax::Voice::Active,
        negated: false,
        past: false,
        progressive: false,
        copula: false,
    };

    /// Chunks by what they are and what governs them; clauses end with a comma.
    fn syntax(chunks: &[(Relation, u32)]) -> Syntax {
        let chunk = |&(relation, governor): &(Relation, u32)| Chunk {
            span: Span::new(0, 0),
            tokens: 0..0,
            head: 0,
            relation,
            governor: (relation != Relation::Root).then_some(governor),
            depth: 0,
            comma: relation == Relation::Clause,
            quotation: false,
            predicate: matches!(relation, Relation::Clause | Relation::Root).then_some(SAYS),
        };
        Syntax { chunks: chunks.iter().map(chunk).collect(), ..Syntax::default() }
    }

    #[test]
    fn a_topic_reaches_the_last_clause_that_shares_it() {
        use Relation::{Clause, Object, Root, Topic};
        // 市長は|計画を|示し、|協力を|求めた
        let one = [(Topic, 2), (Object, 2), (Clause, 4), (Object, 4), (Root, 0)];
        assert_eq!(shared(&syntax(&one)), [(0, 4)]);
        // 市長は|計画を|示し、|議会は|拒んだ
        let other = [(Topic, 2), (Object, 2), (Clause, 4), (Topic, 4), (Root, 0)];
        assert_eq!(shared(&syntax(&other)), []);
    }

    #[test]
    fn a_topic_stays_with_what_is_over_or_said() {
        use Relation::{Clause, Dative, Object, Quote, Root, Topic};
        // 会合は|5日に|予定されていたが、|中止を|決めた
        let mut over = syntax(&[(Topic, 2), (Dative, 2), (Clause, 4), (Object, 4), (Root, 0)]);
        over.chunks[2].predicate = Some(PredicateForm { past: true, ..SAYS });
        assert_eq!(shared(&over), []);
        // 市長は|「…」と|述べ、|計画を|示した
        let said = [(Topic, 2), (Quote, 2), (Clause, 4), (Object, 4), (Root, 0)];
        assert_eq!(shared(&syntax(&said)), []);
    }
}
