//! Files: the very bytes of the command's export.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use keii_export::{Form, Format, Source, TextError};
use keii_model::Id;
use keii_query::View;

use super::answer::Answer;
use super::call::Call;
use super::problem::Problem;

/// Names of ledgers that were asked for of late: making one needs all records.
#[derive(Debug, Default)]
pub struct Digests(Mutex<Vec<(Weak<View>, Arc<str>)>>);

impl Digests {
    /// The name of what a view holds.
    pub fn of(&self, view: &Arc<View>) -> Arc<str> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(view, _)| view.strong_count() > 0);
        let found = known.iter().find(|(one, _)| std::ptr::eq(one.as_ptr(), Arc::as_ptr(view)));
        if let Some((_, digest)) = found {
            return Arc::clone(digest);
        }
        let digest: Arc<str> = keii_export::digest(&view.ledger).into();
        known.push((Arc::downgrade(view), Arc::clone(&digest)));
        digest
    }
}

/// `GET /exports/{format}`
pub fn export(call: &Call<'_>) -> Result<Answer, Problem> {
    let format = Format::from_word(&call.path).ok_or_else(|| Problem::missing(&call.path))?;
    let form = Form {
        format,
        bom: call.is("bom"),
        without_text: call.is("without_text"),
        lang: call.lang(),
    };
    let query = call.query()?;
    query.check(format)?;
    let digest = call.room.digests.of(&call.view);
    let texts = |id: &Id| {
        let document = call.library().document(id).map_err(TextError::from)?;
        Ok(document.map(|document| document.text))
    };
    let source = Source { ledger: call.ledger(), digest: &digest, texts: &texts };
    let mut bytes = Vec::new();
    keii_export::write(source, &query, form, &mut bytes)?;
    let name = format!("keii.{}", format.extension());
    Ok(Answer::File { bytes, media_type: format.media_type(), name })
}
