//! TEMPORARY until keii-store is there.
use crate::session::Session;
use crate::view::View;
use anyhow::Result;
use keii_model::{Id, Text};
pub struct OpenLedger {
    pub view: View,
}
impl OpenLedger {
    pub fn open(_session: &Session) -> Result<Self> {
        anyhow::bail!("no store yet")
    }
    pub fn text(&self, _id: &Id) -> Result<Text> {
        anyhow::bail!("no store yet")
    }
}
pub fn view(session: &Session) -> Result<View> {
    Ok(OpenLedger::open(session)?.view)
}
