//! What a visitor does in a browser: opens pages, presses keys, types, clicks, and looks.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::driver::Driver;
use super::installed;
use crate::room::Room;

/// What is waited for comes within this time, or not at all.
const PATIENCE: Duration = Duration::from_secs(15);

/// The key of an element in answers of WebDriver.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A visitor of one room.
pub struct Browser {
    driver: Driver,
    room: String,
}

impl Browser {
    /// A browser for a room; says that the test is skipped where none is installed.
    pub fn visit(room: &Room) -> Option<Self> {
        let Some(driver) = Driver::start() else {
            installed::skip("Chromium or its WebDriver");
            return None;
        };
        Some(Self { driver, room: room.address("") })
    }

    /// Opens a page of the room.
    pub fn go(&self, path: &str) {
        self.driver.post("url", &json!({ "url": format!("{}{path}", self.room) }));
    }

    /// Where it is now: path, query and fragment.
    pub fn place(&self) -> String {
        let url = self.driver.get("url");
        url.as_str().unwrap().strip_prefix(&self.room).expect("still in the room").to_owned()
    }

    /// Runs the body of a function in the page; gives what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.run_with(script, &json!([]))
    }

    /// The same with `arguments`.
    pub fn run_with(&self, script: &str, arguments: &Value) -> Value {
        self.driver.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The same, where the script calls its last argument when it is done.
    pub fn run_later(&self, script: &str) -> Value {
        self.driver.post("execute/async", &json!({ "script": script, "args": [] }))
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
            let place = self.driver.get("url");
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
        self.driver.post(&format!("element/{id}/click"), &json!({}));
    }

    /// Types into a field, in the place of what stands there.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        let id = self.find(selector);
        self.driver.post(&format!("element/{id}/clear"), &json!({}));
        self.driver.post(&format!("element/{id}/value"), &json!({ "text": text }));
    }

    /// Chooses files in a field for them.
    #[track_caller]
    pub fn choose(&self, selector: &str, files: &[&Path]) {
        let id = self.find(selector);
        let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        let text = paths.join("\n");
        self.driver.post(&format!("element/{id}/value"), &json!({ "text": text }));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let each = keys.chars().flat_map(|key| {
            ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key.to_string() }))
        });
        let keyboard =
            json!({ "type": "key", "id": "keyboard", "actions": each.collect::<Vec<_>>() });
        self.driver.post("actions", &json!({ "actions": [keyboard] }));
    }

    /// A command of Chromium's own protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.driver.devtools(command, parameters)
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
        let log = self.driver.post("se/log", &json!({ "type": kind }));
        log.as_array().unwrap().clone()
    }

    #[track_caller]
    fn find(&self, selector: &str) -> String {
        let query = json!({ "using": "css selector", "value": selector });
        let element = self.driver.post("element", &query);
        element[ELEMENT].as_str().unwrap().to_owned()
    }
}
