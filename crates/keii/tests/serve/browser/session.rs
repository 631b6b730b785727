//! What a visitor does in a browser: opens pages, presses keys, types, clicks, and looks.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::installed;
use crate::room::Room;

/// What is waited for comes within this time, or not at all.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// The key of an element in answers of WebDriver.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A page of a phone is not shown by a window this narrow; sizes are set by [`Browser::devtools`].
const ARGUMENTS: [&str; 2] = [
    // Whatever a page might ask for outside of this machine is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1200,900",
];

/// A visitor of one room.
pub struct Browser {
    browser: keii_browser::Browser,
    room: String,
    /// The browser's files; it begins with none.
    _profile: TempDir,
}

impl Browser {
    /// A browser for a room; says that the test is skipped where none is installed.
    pub fn visit(room: &Room) -> Option<Self> {
        let Some(programs) = installed::browser() else {
            installed::skip("Chromium or its WebDriver");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let browser = keii_browser::Browser::start(&programs, profile.path(), &ARGUMENTS).unwrap();
        Some(Self { browser, room: room.address(""), _profile: profile })
    }

    /// Opens a page of the room.
    pub fn go(&self, path: &str) {
        self.browser.post("url", &json!({ "url": format!("{}{path}", self.room) })).unwrap();
    }

    /// Where it is now: path, query and fragment.
    pub fn place(&self) -> String {
        let url = self.browser.get("url").unwrap();
        url.as_str().unwrap().strip_prefix(&self.room).expect("still in the room").to_owned()
    }

    /// Runs the body of a function in the page; gives what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.run_with(script, &json!([]))
    }

    /// The same with `arguments`.
    pub fn run_with(&self, script: &str, arguments: &Value) -> Value {
        self.browser.post("execute/sync", &json!({ "script": script, "args": arguments })).unwrap()
    }

    /// The same, where the script calls its last argument when it is done.
    pub fn run_later(&self, script: &str) -> Value {
        self.browser.post("execute/async", &json!({ "script": script, "args": [] })).unwrap()
    }

    /// Whether an expression holds in the page.
    pub fn holds(&self, expression: &str) -> bool {
        self.run(&format!("return !!({expression})")) == json!(true)
    }

    /// Waits until an expression holds, also while pages change.
    #[track_caller]
    pub fn until(&self, expression: &str) {
        let began = Instant::now();
        while !self.holds(expression) {
            let place = self.browser.get("url").unwrap();
            assert!(began.elapsed() < PATIENCE, "on {place} this never holds: {expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until it is on a page whose path begins so, without a script.
    #[track_caller]
    pub fn until_at(&self, begin: &str) {
        let began = Instant::now();
        while !self.place().starts_with(begin) {
            assert!(began.elapsed() < PATIENCE, "{} instead of {begin}", self.place());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The words of the first element that fits.
    #[track_caller]
    pub fn words(&self, selector: &str) -> String {
        let words = self.run_with(
            "const one = document.querySelector(arguments[0]); return one && one.innerText",
            &json!([selector]),
        );
        words.as_str().unwrap_or_else(|| panic!("no {selector} on {}", self.place())).to_owned()
    }

    /// How many elements fit and can be seen.
    pub fn count(&self, selector: &str) -> usize {
        let script = "return [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility()).length";
        let count = self.run_with(script, &json!([selector]));
        usize::try_from(count.as_u64().unwrap()).unwrap()
    }

    /// Clicks what a reader would click, and waits for the page that it leads to, if any.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let id = self.find(selector);
        // A page that scrolls smoothly would still be on its way when the click comes.
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.run_with(script, &json!([{ (ELEMENT): id }]));
        self.browser.post(&format!("element/{id}/click"), &json!({})).unwrap();
    }

    /// Types into a field, in the place of what stands there.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        let id = self.find(selector);
        self.browser.post(&format!("element/{id}/clear"), &json!({})).unwrap();
        self.browser.post(&format!("element/{id}/value"), &json!({ "text": text })).unwrap();
    }

    /// Chooses files in a field for them.
    #[track_caller]
    pub fn choose(&self, selector: &str, files: &[&Path]) {
        let id = self.find(selector);
        let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        let text = paths.join("\n");
        self.browser.post(&format!("element/{id}/value"), &json!({ "text": text })).unwrap();
    }

    /// Presses keys one after the other, wherever the focus is.
    pub fn press(&self, keys: &str) {
        // Chromium drops keys that come before a page has been painted for the first time.
        self.run_later(
            "const done = arguments[arguments.length - 1];
             requestAnimationFrame(() => requestAnimationFrame(() => done(true)))",
        );
        let each = keys.chars().flat_map(|key| {
            ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key.to_string() }))
        });
        let keyboard =
            json!({ "type": "key", "id": "keyboard", "actions": each.collect::<Vec<_>>() });
        self.browser.post("actions", &json!({ "actions": [keyboard] })).unwrap();
    }

    /// A command of Chromium's own protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.browser.devtools(command, parameters).unwrap()
    }

    /// As on a machine that is set to light or dark.
    pub fn scheme(&self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [feature] }));
    }

    /// As on a screen of this size.
    pub fn screen(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    /// What the browser has noted since it was last asked: `performance` or `browser`.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.browser.post("se/log", &json!({ "type": kind })).unwrap();
        log.as_array().unwrap().clone()
    }

    #[track_caller]
    fn find(&self, selector: &str) -> String {
        let query = json!({ "using": "css selector", "value": selector });
        let element = self.browser.post("element", &query).unwrap();
        element[ELEMENT].as_str().unwrap().to_owned()
    }
}
