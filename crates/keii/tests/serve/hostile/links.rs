//! Addresses that are no addresses of pages: shown as text, never as a link.

use super::{reachable, targets};
use crate::room::Room;

const BAD: [&str; 9] = [
    "javascript:window.harmed=1",
    "JaVaScRiPt:window.harmed=1",
    "java\tscript:window.harmed=1",
    " javascript:window.harmed=1",
    "data:text/html,<script>window.harmed=1</script>",
    "vbscript:harm",
    "file:///etc/passwd",
    "//example.org/elsewhere",
    "blob:https://example.org/1",
];

#[test]
fn no_article_makes_a_link_that_is_no_page_on_the_web() {
    let room = Room::empty();
    for (number, url) in BAD.into_iter().enumerate() {
        let day = number + 1;
        let text = format!(
            "---\ntitle: 会談{day}\nurl: \"{}\"\n---\n\
             フランスのマルデル外相は2025年3月{day}日、オスロでドイツのコルベ首相と会談した。\n",
            url.replace('\t', "\\t")
        );
        let answer = room.hand_in(&[], &[("a.md", text.as_bytes())]);
        assert_eq!(answer.status, 200, "{url}");
        let pasted = format!("コルベ首相は2025年4月{day}日、「前に進んだ」と述べた。{day}\n");
        assert!(room.hand_in(&[("text", &pasted), ("url", url)], &[]).status < 500, "{url}");
    }
    // Of one address only the latest version counts, and blanks around it are none of it.
    assert!(room.documents().len() >= BAD.len() - 1);
    for (path, answer) in reachable(&room, &["/", "/documents", "/?all=1", "/add"], 150) {
        let page = answer.text();
        for attribute in ["href", "src", "action", "formaction", "xlink:href"] {
            for target in targets(&page, attribute) {
                let inside = ["/", "#", "?"].iter().any(|begin| target.starts_with(begin));
                let web = target.starts_with("https://") || target.starts_with("http://");
                assert!(web || inside && !target.starts_with("//"), "{path}: {attribute}={target}");
            }
        }
    }
}
