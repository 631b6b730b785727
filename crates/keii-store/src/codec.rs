//! Readings as they lie in the file: JSON, compressed. The same words stand in a reading many
//! times over; a tenth of the bytes is left to be written and synced.

use keii_model::Reading;

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
