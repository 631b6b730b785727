//! How fast the catalogue is made, and one story is told out of many.

use std::time::{Duration, Instant};

use keii_query::{ShortIds, View};
use keii_store::Store;

/// Stories that are opened.
const OPENED: usize = 300;

/// Sums up all stories, then opens some of them; prints.
pub fn measure(store: &mut Store) {
    let begun = Instant::now();
    store.settle().expect("settled");
    let settled = begun.elapsed();
    let begun = Instant::now();
    let all = store.catalogue().expect("read").expect("settled");
    println!("{} stories summed up in {settled:.1?}, listed in {:.1?}", all.len(), begun.elapsed());
    let begun = Instant::now();
    ShortIds::of_store(store).expect("read").expect("settled");
    println!("short ids of all: {:.1?}", begun.elapsed());
    let mut several: Vec<_> = all.iter().filter(|one| one.documents > 1).collect();
    let lone = all.iter().filter(|one| one.documents == 1);
    several.extend(lone.step_by(9).take(OPENED.saturating_sub(several.len())));
    let mut times: Vec<(Duration, u32)> = several
        .iter()
        .map(|one| {
            let begun = Instant::now();
            View::of_story(store, &one.id).expect("read").expect("told alone");
            (begun.elapsed(), one.documents)
        })
        .collect();
    times.sort();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].0;
    let most = times.last().expect("there are stories");
    println!(
        "a story opened, {} of them: median {:.1?}, p95 {:.1?}, the slowest {:.1?} ({} articles)",
        times.len(),
        at(50),
        at(95),
        most.0,
        most.1
    );
}
