//! How often something may be done.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

/// So many visitors are told apart; those who did nothing of late are forgotten first.
const KNOWN: usize = 4096;

/// For every visitor a bucket of so many turns, to which one is added each second.
#[derive(Debug)]
pub struct Rate {
    most: f64,
    left: Mutex<BTreeMap<Option<IpAddr>, (f64, Instant)>>,
}

impl Rate {
    /// Full buckets.
    pub fn new(most: u32) -> Self {
        Self { most: f64::from(most), left: Mutex::default() }
    }

    /// Takes a turn of whoever comes from there; `false` when none is left.
    pub fn take(&self, from: Option<IpAddr>) -> bool {
        let now = Instant::now();
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let grown = |(turns, since): (f64, Instant)| {
            (turns + now.duration_since(since).as_secs_f64()).min(self.most)
        };
        if left.len() >= KNOWN {
            left.retain(|_, known| grown(*known) < self.most);
        }
        if left.len() >= KNOWN {
            left.pop_first();
        }
        let from = from.map(network);
        let turns = left.get(&from).map_or(self.most, |known| grown(*known));
        let taken = turns >= 1.0;
        left.insert(from, (if taken { turns - 1.0 } else { turns }, now));
        taken
    }
}

/// Who has one address of IPv6 has a network of them, by its first 64 bits.
fn network(from: IpAddr) -> IpAddr {
    match from {
        IpAddr::V6(six) => {
            let network = u128::from(six) >> 64 << 64;
            // What is an address of IPv4 in disguise stays whole.
            six.to_ipv4_mapped().map_or(Ipv6Addr::from(network).into(), IpAddr::V4)
        }
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_bucket_gives_nothing() {
        let rate = Rate::new(2);
        assert_eq!([rate.take(None), rate.take(None), rate.take(None)], [true, true, false]);
    }

    #[test]
    fn one_visitor_takes_no_turns_of_another() {
        let rate = Rate::new(1);
        let from = |address: &str| address.parse().ok();
        assert!(rate.take(from("192.0.2.1")) && !rate.take(from("192.0.2.1")));
        assert!(rate.take(from("192.0.2.2")));
        assert!(rate.take(from("2001:db8::1")) && !rate.take(from("2001:db8::2")));
        assert!(rate.take(from("2001:db8:0:1::1")));
        for number in 0..10_000_u32 {
            rate.take(Some(std::net::Ipv4Addr::from(number).into()));
        }
        assert!(rate.left.lock().expect("no panic").len() <= KNOWN);
    }
}
