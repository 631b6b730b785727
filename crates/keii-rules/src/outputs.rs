//! What a rule says of the words that it found.

/// Outputs of a match by name. They are few, and asked for by many names: most of these are told from theirs
/// by their length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs<'l>(Vec<(&'l str, String)>);

impl Outputs<'_> {
    /// The output of this name; `None` where it is not known.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, output)| output.as_str())
    }
}

impl<'l> FromIterator<(&'l str, String)> for Outputs<'l> {
    fn from_iter<I: IntoIterator<Item = (&'l str, String)>>(outputs: I) -> Self {
        Self(outputs.into_iter().collect())
    }
}
