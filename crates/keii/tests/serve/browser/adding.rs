//! Articles that are pasted or handed in as files, and the queue of those without a day.

use super::Browser;
use crate::room::Room;
use crate::world::article;

const UNDATED: &str =
    "ヴァンセ首相が訪問\nヴァンセ首相はオスロを訪れた。首相は「会えてよかった」と述べた。\n";

#[test]
fn an_article_is_pasted_and_read() {
    let room = Room::empty();
    let Some(browser) = Browser::visit(&room) else { return };
    browser.go("/?lang=ja");
    browser.click("main a[href='/add']");
    browser.until("location.pathname === '/add'");
    browser.fill("#text", &article(3));
    browser.fill("#published", "2024-04-04");
    browser.fill("#publisher", "架空通信");
    browser.fill("#url", "https://example.org/3");
    browser.click("form.add button");
    browser.until("document.querySelector('[role=status] a')");
    browser.click("[role=status] a");
    browser.until("location.pathname.startsWith('/documents/')");
    let page = browser.words("main");
    assert!(page.contains("第3報") && page.contains("架空通信"), "{page}");
    browser.go("/?lang=ja&all=1");
    assert!(browser.count("[data-item]") > 0, "the article tells no story");

    // The same once more is known.
    browser.go("/add");
    browser.fill("#text", &article(3));
    browser.click("form.add button");
    browser.until("document.querySelector('[role=status] a')");
    assert_eq!(room.documents().len(), 1);
}

#[test]
fn files_are_handed_in_and_one_without_a_day_waits_for_it() {
    let room = Room::empty();
    let Some(browser) = Browser::visit(&room) else { return };
    let undated = room.world.file("undated.txt", UNDATED);
    let dated = room.world.file("dated.txt", article(5));
    browser.go("/add?lang=ja");
    browser.choose("#files", &[&undated, &dated]);
    browser.click("form.add button");
    browser.until("document.querySelectorAll('[role=status] a').length === 2");
    assert_eq!(room.documents().len(), 2);
    let waiting = browser.count("#undated [data-item]");
    assert!(waiting > 0, "nothing waits for its day");
    browser.fill("#undated form.date input[name=published]", "2024-05-06");
    browser.click("#undated form.date button");
    browser.until("location.pathname === '/corrections'");
    browser.go("/add");
    assert_eq!(browser.count("#undated [data-item]"), waiting - 1);
}
