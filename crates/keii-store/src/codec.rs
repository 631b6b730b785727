//! Readings as they lie in the file: JSON, compressed. The same words stand in a reading many
//! times over; a tenth of the bytes is left to be written and synced.

use keii_model::{
    Attribution, Commitment, DocumentRecord, EventMention, Hedge, Quantity, Question, Reading,
    Sketch, Time,
};
use serde::Deserialize;

/// Fast rather than small: a reading is written once and soon read again.
const LEVEL: i32 = 1;

pub(crate) fn encode(reading: &Reading) -> Result<Vec<u8>, serde_json::Error> {
    let json = serde_json::to_vec(reading)?;
    zstd::bulk::compress(&json, LEVEL).map_err(serde_json::Error::io)
}

/// The error says what is wrong with the bytes.
pub(crate) fn decode(bytes: &[u8]) -> Result<Reading, String> {
    let json = zstd::stream::decode_all(bytes).map_err(|error| error.to_string())?;
    serde_json::from_slice(&json).map_err(|error| error.to_string())
}

/// What a document states, and nothing else of its reading: half of it tells where names stand and how
/// each record came to be, which whoever looks for a few statements need not make values of.
#[derive(Deserialize)]
struct Statements {
    pack: String,
    document: DocumentRecord,
    times: Vec<Time>,
    quantities: Vec<Quantity>,
    attributions: Vec<Attribution>,
    hedges: Vec<Hedge>,
    events: Vec<EventMention>,
    commitments: Vec<Commitment>,
    questions: Vec<Question>,
}

/// A reading with nothing but what its document states.
pub(crate) fn decode_statements(bytes: &[u8]) -> Result<Reading, String> {
    let json = zstd::stream::decode_all(bytes).map_err(|error| error.to_string())?;
    let stated: Statements = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    Ok(Reading {
        pack: stated.pack,
        document: stated.document,
        entities: Vec::new(),
        times: stated.times,
        quantities: stated.quantities,
        attributions: stated.attributions,
        hedges: stated.hedges,
        events: stated.events,
        commitments: stated.commitments,
        questions: stated.questions,
        names: Vec::new(),
        derivations: Vec::new(),
        diagnostics: Vec::new(),
        sketch: Sketch::default(),
    })
}
