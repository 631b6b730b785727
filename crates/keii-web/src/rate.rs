//! How often something may be done.

use std::sync::Mutex;

use tokio::time::Instant;

/// A bucket of so many turns, to which one is added each second.
#[derive(Debug)]
pub struct Rate {
    most: f64,
    left: Mutex<Option<(f64, Instant)>>,
}

impl Rate {
    /// A full bucket.
    pub fn new(most: u32) -> Self {
        Self { most: f64::from(most), left: Mutex::new(None) }
    }

    /// Takes a turn; `false` when none is left.
    pub fn take(&self) -> bool {
        let now = Instant::now();
        let mut left = self.left.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (turns, since) = left.unwrap_or((self.most, now));
        let turns = (turns + now.duration_since(since).as_secs_f64()).min(self.most);
        let taken = turns >= 1.0;
        *left = Some((if taken { turns - 1.0 } else { turns }, now));
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_bucket_gives_nothing() {
        let rate = Rate::new(2);
        assert_eq!([rate.take(), rate.take(), rate.take()], [true, true, false]);
    }
}
