//! Rules' examples, run through all rules of their layer over the syntax of their words.

use keii_model::{Document, Id, Metadata, Span, Text};
use keii_rules::Example;

use crate::{Annotator, page::Page, page::PageSettings};

impl Annotator {
    /// Whether a rule finds in its example what the example says. The example is one sentence.
    ///
    /// # Errors
    /// What was found instead.
    pub fn check_example(&self, example: &Example) -> Result<(), String> {
        let document = Document {
            id: Id::from("D000000000000"),
            name: "example".to_owned(),
            sha256: "0".repeat(64),
            body: Span::from_range(0..example.text.len()),
            text: Text::new(example.text.as_str()),
            metadata: Metadata::default(),
        };
        let settings: PageSettings =
            self.pack.settings("page").map_err(|error| error.to_string())?;
        let page = Page::new(&document, self.analyzer.as_ref(), &settings, &self.pack);
        let layer = self.pack.layer(&example.layer);
        let layer = layer.ok_or_else(|| format!("the pack has no layer {}", example.layer))?;
        layer.check_example(&page.view(0), example)
    }
}
