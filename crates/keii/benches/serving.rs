//! How quickly the reading room answers: pages, searches, the first load, the start; and what it
//! holds in memory. Whether a search finds exactly the documents whose text holds the words.
//!
//! `KEII_SHARED` names a folder with the set: `data/ja-news/jawikinews.tsv.gz`. Without it the
//! sample corpus is used, whose figures say little. An argument names another program than the one
//! built with the bench.

#[path = "serving/articles.rs"]
mod articles;
#[path = "serving/news.rs"]
mod news;
#[path = "serving/room.rs"]
mod room;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use room::Room;

/// Pages of a kind that are opened, each twice; the second time counts.
const PAGES: usize = 200;

/// Searches.
const QUERIES: usize = 500;

/// Longer than the allocator waits.
const REST: Duration = Duration::from_secs(3);

/// Longer than a ledger of everything is kept that nobody asks for.
const LET_GO: Duration = Duration::from_secs(50);

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let keii = named.map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_keii")), PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder");
    let articles = news::lay_out(folder.path());
    let begun = Instant::now();
    room::add(&keii, folder.path(), &articles);
    println!("added in {:.1?}", begun.elapsed());

    // Twice: the first start finds nothing in the system's cache of files.
    drop(Room::open(&keii, folder.path()));
    let begun = Instant::now();
    let mut room = Room::open(&keii, folder.path());
    println!("open after {:.1?}", begun.elapsed());
    println!("idle: {}", room.memory());
    let begun = Instant::now();
    let first = room.get("/");
    println!("first page after {:.1?}", begun.elapsed());
    let fixed = ["/static/room.css", "/static/room.js", "/static/icon.svg"];
    let load = fixed.iter().map(|path| room.get(path).len()).sum::<usize>() + first.len();
    println!("first load: {} KB as sent", load / 1024);

    once("first list of people", &mut room, "/people");
    once("first search", &mut room, &format!("/search?q={}", room::encoded("会談")));
    once("first list of documents", &mut room, "/documents");
    for unseen in [1, 10, 100] {
        let begun = Instant::now();
        let page = room.news(unseen);
        let (took, size) = (begun.elapsed(), page.len() / 1024);
        println!("news of {unseen} articles: {took:.1?}, {size} KB as sent");
    }
    println!("after these lists: {}", rested(&mut room));

    let stories = linked(&mut room, &["/", "/?all=1"], "/stories/");
    report("story page", &mut room, &stories);
    let of_stories: Vec<&str> = stories.iter().map(String::as_str).take(60).collect();
    let events = linked(&mut room, &of_stories, "/events/");
    report("event page", &mut room, &events);
    let words = articles::words(folder.path(), QUERIES);
    let searches: Vec<String> =
        words.iter().map(|words| format!("/search?q={}", room::encoded(words))).collect();
    report("search", &mut room, &searches);
    let bodies: Vec<String> = linked(&mut room, &["/people"], "/people/");
    report("person page", &mut room, &bodies);
    for list in ["/people", "/documents", "/corrections", "/add", "/nowhere"] {
        report(list, &mut room, &vec![list.to_owned(); 20]);
    }
    println!("after all that: {}", rested(&mut room));
    once("as of a day", &mut room, "/people?as_of=2099-01-01");
    println!("right after: {}", room.memory());
    for _ in 0..5 {
        // A connection that is idle for longer is closed.
        std::thread::sleep(LET_GO / 5);
        room.get("/");
    }
    println!("a while after: {}", room.memory());
    drop(room);
    let articles::Compared { right, found, there } = articles::compare(folder.path(), &words);
    println!("{} searches: recall {right} of {there}, precision {right} of {found}", words.len());
}

/// What is held when nobody has asked for a while: the allocator gives back what is free after a second,
/// with the next answer.
fn rested(room: &mut Room) -> String {
    let at_once = room.memory();
    std::thread::sleep(REST);
    for _ in 0..3 {
        room.get("/nowhere");
    }
    format!("{at_once}; {} seconds later {}", REST.as_secs(), room.memory())
}

fn once(what: &str, room: &mut Room, path: &str) {
    let begun = Instant::now();
    let size = room.get(path).len() / 1024;
    println!("{what}: {:.1?}, {size} KB as sent; {}", begun.elapsed(), room.memory());
}

/// The pages that some pages lead to, in order.
fn linked(room: &mut Room, pages: &[&str], begin: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for page in pages {
        let text = String::from_utf8(room.get_plain(page)).expect("pages are UTF-8");
        for link in
            text.split(" href=\"").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next())
        {
            if link.starts_with(begin) && seen.insert(link.to_owned()) {
                found.push(link.to_owned());
            }
        }
    }
    found
}

fn report(what: &str, room: &mut Room, pages: &[String]) {
    let step = (pages.len() / PAGES).max(1);
    let pages: Vec<&String> = pages.iter().step_by(step).collect();
    for page in &pages {
        room.get(page);
    }
    let mut largest = 0;
    let mut times: Vec<Duration> = Vec::new();
    for page in &pages {
        let begun = Instant::now();
        largest = largest.max(room.get(page).len());
        times.push(begun.elapsed());
    }
    times.sort();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    println!(
        "{what}: median {:.1?}, p95 {:.1?}, most {:.1?} of {}; largest {} KB as sent",
        at(50),
        at(95),
        at(100),
        times.len(),
        largest / 1024
    );
}
