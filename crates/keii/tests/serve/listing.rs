//! The list of stories, told from what the file keeps of each, against the pages of the stories and
//! the same list told from everything.

use serde_json::Value;

use crate::hostile::targets;
use crate::room::{LEDGER, Room};

/// The sample affair, and articles of others.
fn several() -> Room {
    let room = Room::of_samples();
    let articles = room.world.articles(4);
    assert_eq!(room.world.add(LEDGER, &[&articles]).code, Some(0));
    room
}

fn items(room: &Room, target: &str) -> Vec<Value> {
    let answer = room.get(target);
    let page: Value = serde_json::from_slice(&answer.body).unwrap();
    page["items"].as_array().unwrap().clone()
}

#[test]
fn a_story_is_the_same_in_the_list_and_on_its_page() {
    let room = several();
    let list = room.get("/?all=1&lang=en").text();
    let links = targets(&list, "href").into_iter().filter(|link| link.starts_with("/stories/"));
    let links: Vec<String> = links.map(str::to_owned).collect();
    assert!(links.len() > 2, "{links:?}");
    for link in links {
        let from = list.find(&format!("href=\"{link}\"")).unwrap();
        let title = list[from..].split('>').nth(1).unwrap().split('<').next().unwrap();
        let page = room.get(&format!("{link}?lang=en")).text();
        let heading = page.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
        assert!(heading.contains(title), "{link}: {title} in the list, {heading} on the page");
    }
}

#[test]
fn the_list_is_the_same_whether_it_is_told_from_rows_or_from_everything() {
    let room = several();
    let rows = items(&room, "/api/v1/stories?all=true");
    assert_eq!(rows, items(&room, "/api/v1/stories?all=true&as_of=2099-01-01"));
    let listed = room.world.json(["--ledger", LEDGER, "stories", "--all", "--json"]);
    let whole = ["--ledger", LEDGER, "stories", "--all", "--json", "--as-of", "2099-01-01"];
    assert_eq!(listed, room.world.json(whole));
    for (row, line) in rows.iter().zip(&listed) {
        for field in ["main", "sources", "until", "next"] {
            assert_eq!(row[field], line[field], "{}", row["id"]);
        }
        let id = row["id"].as_str().unwrap();
        let one = room.get(&format!("/api/v1/stories/{id}"));
        let one: Value = serde_json::from_slice(&one.body).unwrap();
        for field in ["id", "label", "documents", "sources"] {
            assert_eq!(row[field], one[field], "{id}");
        }
    }
    let table = ["--ledger", LEDGER, "stories", "--all"];
    let of_all = room.world.expect(table.iter().chain(&["--as-of", "2099-01-01"]));
    assert_eq!(room.world.expect(table), of_all);
}

#[test]
fn a_list_after_a_correction_shows_what_was_corrected() {
    let room = several();
    let before = items(&room, "/api/v1/stories?all=true");
    let document = before[0]["documents"][0].as_str().unwrap().to_owned();
    let asked = [("ask", "not"), ("a", document.as_str())];
    assert_eq!(room.post("/corrections", &asked).status, 303);
    let after = items(&room, "/api/v1/stories?all=true");
    assert!(after.iter().all(|row| !row["documents"].to_string().contains(&document)), "{after:?}");
    assert_eq!(after, items(&room, "/api/v1/stories?all=true&as_of=2099-01-01"));
    assert_eq!(room.post("/corrections", &[("ask", "undo"), ("number", "1")]).status, 303);
    assert_eq!(items(&room, "/api/v1/stories?all=true"), before);
}
