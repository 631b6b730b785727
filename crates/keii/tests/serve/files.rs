//! Files are the same bytes from the command, the page and the API.

use crate::room::{LEDGER, Room};
use crate::world::World;

/// What somebody says who knows spreadsheets.
const FORMULA: &str = "=HYPERLINK(\"http://example.org/\",\"資料\")";

fn room() -> Room {
    let world = World::new();
    let article = format!(
        "---\ntitle: 港市長が会見\npublisher: 港新聞\npublished: 2025-09-04\n---\n\
         港市の谷川市長は9月3日、会見で「{FORMULA}」と述べた。谷川市長は同日、丘町の森田町長と会談した。\n"
    );
    let file = world.file("article.md", article);
    assert_eq!(world.add(LEDGER, &[&file]).code, Some(0));
    Room::open(world)
}

#[test]
fn the_command_the_page_and_the_api_give_the_same_bytes() {
    let room = room();
    let document = room.documents().remove(0);
    let page = room.get(&format!("/stories/{document}")).text();
    let links = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let links: Vec<String> = links
        .filter(|link| link.starts_with("/api/v1/exports/"))
        .map(|link| link.replace("&amp;", "&"))
        .collect();
    assert_eq!(links.len(), 8, "a link for each format");
    for format in ["jsonl", "csv", "markdown", "ics", "atom", "plover", "cameo", "annotation"] {
        let command = room
            .world
            .expect(["--ledger", LEDGER, "export", "--format", format, "--story", &document]);
        let lang = room.get(&format!("/api/v1/exports/{format}?story={document}&lang=en"));
        assert!(lang.text() == command, "{format}: the API");
        let begin = format!("/api/v1/exports/{format}?");
        let link = links.iter().find(|link| link.starts_with(&begin)).unwrap();
        let link = link.replace("lang=ja", "lang=en");
        assert!(room.get(&link).text() == command, "{format}: the page, by {link}");
    }
}

#[test]
fn no_cell_is_a_formula() {
    let room = room();
    for kind in ["events", "statements", "people", "comparisons"] {
        let asked = format!("/api/v1/exports/csv?kind={kind}");
        let table = room.get(&asked).text();
        let command =
            room.world.expect(["--ledger", LEDGER, "export", "--format", "csv", "--kind", kind]);
        assert!(table == command, "{kind}");
        for line in table.lines() {
            let cells = line.split(',').map(|cell| cell.trim_start_matches('"'));
            let bad: Vec<&str> =
                cells.filter(|cell| cell.starts_with(['=', '+', '-', '@'])).collect();
            assert!(bad.is_empty(), "{kind}: {bad:?}");
        }
        assert_eq!(table.contains("'=HYPERLINK"), kind == "statements", "{kind}: {table}");
    }
}
