//! Clauses: each predicate with its arguments.

use keii_model::Span;
use keii_syntax::{Chunk, ChunkId, Clause, ClauseKind, Form, ParticleKind, Pos, Relation, Token};

/// One clause for each predicate, in order.
pub(crate) fn clauses(tokens: &[Token], chunks: &[Chunk]) -> Vec<Clause> {
    let mut clause_of: Vec<Option<u32>> = vec![None; chunks.len()];
    let mut clauses: Vec<Clause> = Vec::new();
    for (id, chunk) in chunks.iter().enumerate() {
        if chunk.predicate.is_some() {
            clause_of[id] = u32::try_from(clauses.len()).ok();
            clauses.push(Clause {
                span: chunk.span,
                predicate: ChunkId::try_from(id).expect("chunks count in u32"),
                arguments: Vec::new(),
                kind: kind(tokens, chunk),
                governor: None,
            });
        }
    }
    for (id, chunk) in (0..).zip(chunks) {
        let Some(clause) = chunk.governor.and_then(|governor| clause_of[governor as usize]) else {
            continue;
        };
        let clause = &mut clauses[clause as usize];
        clause.arguments.push(id);
        clause.span = Span::new(clause.span.start.min(chunk.span.start), clause.span.end);
    }
    let above = clauses_above(chunks, &clause_of);
    for clause in &mut clauses {
        clause.governor = above[clause.predicate as usize];
    }
    clauses
}

/// For each chunk the clause that it stands in: of its governor or, where that is a noun (a
/// statement that was *made* changed the plan), of the noun's governor, and so on.
fn clauses_above(chunks: &[Chunk], clause_of: &[Option<u32>]) -> Vec<Option<u32>> {
    let mut above: Vec<Option<u32>> = vec![None; chunks.len()];
    for id in (0..chunks.len()).rev() {
        let governor = chunks[id].governor.map(|governor| governor as usize);
        above[id] = governor.and_then(|governor| clause_of[governor].or(above[governor]));
    }
    above
}

fn kind(tokens: &[Token], chunk: &Chunk) -> ClauseKind {
    let words = &tokens[chunk.tokens.start as usize..chunk.tokens.end as usize];
    let marks = [Pos::Comma, Pos::Period, Pos::Close, Pos::Symbol];
    let last = words.iter().rev().find(|token| !marks.contains(&token.pos));
    match chunk.relation {
        Relation::Root => ClauseKind::Main,
        Relation::Quote => ClauseKind::Reported,
        Relation::Adnominal | Relation::Genitive => ClauseKind::Adnominal,
        Relation::Clause => last.map_or(ClauseKind::Coordinate, joined),
        _ => ClauseKind::Adverbial,
    }
}

/// How a clause that ends with this word goes before another.
fn joined(last: &Token) -> ClauseKind {
    let lemma = last.lemma.as_str();
    match last.pos {
        Pos::Particle(ParticleKind::Conjunctive) => match lemma {
            "ば" | "と" => ClauseKind::Conditional,
            "て" | "で" | "が" | "し" => ClauseKind::Coordinate,
            _ => ClauseKind::Adverbial,
        },
        _ if last.form == Form::Conditional => ClauseKind::Conditional,
        _ => ClauseKind::Coordinate,
    }
}
