//! The token that lets visitors in from other machines.

use subtle::ConstantTimeEq;

/// Fewer characters can be guessed.
const LEAST: usize = 16;

/// A secret that visitors must know.
#[derive(Clone)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Token(…)")
    }
}

/// Why a text is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It is too short.
    #[error("a token has at least {LEAST} characters")]
    Short,
    /// It would not fit into a cookie.
    #[error("a token is made of letters, figures and the marks - _ . ~")]
    Characters,
}

impl Token {
    /// The token that a file holds, without the white space around it.
    ///
    /// # Errors
    /// When it is too short, or has characters that no cookie may have.
    pub fn new(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        if !text.chars().all(fits) {
            return Err(TokenError::Characters);
        }
        if text.len() < LEAST { Err(TokenError::Short) } else { Ok(Self(text.to_owned())) }
    }

    /// Whether this is it. Takes equally long wherever the two begin to differ.
    pub(crate) fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_fits_into_a_cookie() {
        assert_eq!(Token::new("short").unwrap_err(), TokenError::Short);
        assert_eq!(Token::new("0123456789abcdef;path").unwrap_err(), TokenError::Characters);
        let token = Token::new("0123456789abcdef\n").expect("long enough");
        assert!(token.is("0123456789abcdef") && !token.is("0123456789abcdeg") && !token.is(""));
    }
}
