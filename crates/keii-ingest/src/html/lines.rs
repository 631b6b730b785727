//! A tree as lines: paragraphs, headings and cells of a row on lines of their own, list items as
//! `- `.

use dom_query::NodeRef;

/// Elements whose content is not part of the article. The readings of ruby (`rt`) would stand
/// between the words that they spell.
const LEFT_OUT: [&str; 19] = [
    "script", "style", "template", "noscript", "head", "rt", "rp", "svg", "math", "iframe",
    "object", "button", "select", "textarea", "nav", "audio", "video", "canvas", "dialog",
];

/// Elements that stand within a line.
const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rb", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "picture",
];

/// A step of the walk, which keeps its own stack.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Kind),
}

/// What an element does to lines.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Inline,
    Block,
    Item,
    Cell,
    Preformatted,
}

/// The text below `root`.
pub(super) fn plain(root: &NodeRef) -> String {
    let mut lines = Lines::default();
    let mut pending = vec![Step::Enter(*root)];
    while let Some(step) = pending.pop() {
        match step {
            Step::Leave(kind) => lines.leave(kind),
            Step::Enter(node) if node.is_text() => lines.words(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                if LEFT_OUT.contains(&name.as_ref()) {
                    continue;
                }
                if name.as_ref() == "br" {
                    lines.end_line();
                    continue;
                }
                let kind = kind(&name);
                lines.enter(kind);
                pending.push(Step::Leave(kind));
                pending.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }
    lines.end_line();
    lines.text
}

fn kind(name: &str) -> Kind {
    match name {
        "li" => Kind::Item,
        "td" | "th" => Kind::Cell,
        "pre" => Kind::Preformatted,
        name if INLINE.contains(&name) => Kind::Inline,
        _ => Kind::Block,
    }
}

/// Lines in the making.
#[derive(Default)]
struct Lines {
    text: String,
    /// Open `<pre>` elements.
    preformatted: usize,
    /// A list item has begun and has no words yet.
    item: bool,
    /// White space was seen since the last word, with a line break in it or not.
    space: Option<bool>,
    cell: bool,
}

impl Lines {
    fn enter(&mut self, kind: Kind) {
        match kind {
            Kind::Inline => {}
            Kind::Cell => self.cell = !self.at_line_start(),
            Kind::Block => self.end_line(),
            Kind::Item => {
                self.end_line();
                self.item = true;
            }
            Kind::Preformatted => {
                self.end_line();
                self.preformatted += 1;
            }
        }
    }

    fn leave(&mut self, kind: Kind) {
        match kind {
            Kind::Inline | Kind::Cell => {}
            Kind::Block => self.end_line(),
            Kind::Item => {
                self.end_line();
                self.item = false;
            }
            Kind::Preformatted => {
                self.end_line();
                self.preformatted -= 1;
            }
        }
    }

    fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    fn end_line(&mut self) {
        self.space = None;
        self.cell = false;
        if !self.at_line_start() {
            self.text.push('\n');
        }
    }

    fn words(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '\n' | '\r' if self.preformatted > 0 => self.end_line(),
                ' ' | '\t' | '\n' | '\r' | '\u{C}' => {
                    let broken = self.space.unwrap_or(false) || matches!(letter, '\n' | '\r');
                    self.space = Some(broken);
                }
                letter => self.letter(letter),
            }
        }
    }

    fn letter(&mut self, letter: char) {
        if self.at_line_start() {
            if std::mem::take(&mut self.item) {
                self.text.push_str("- ");
            }
        } else if std::mem::take(&mut self.cell) {
            self.text.push('\t');
        } else if let Some(broken) = self.space {
            // Japanese source is wrapped between words that no space separates.
            let before = self.text.chars().next_back();
            if !(broken && is_wide(letter) && before.is_some_and(is_wide)) {
                self.text.push(' ');
            }
        }
        self.space = None;
        self.text.push(letter);
    }
}

/// Whether no space is written around the character: Chinese characters, kana, full-width signs.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn lines(html: &str) -> String {
        plain(&Document::from(html).root())
    }

    #[test]
    fn blocks_are_lines() {
        let html = "<div><h2>見出し</h2><p>一つ目の<b>段落</b>。\n  続き。</p>字<p>二<br>三</p>\
                    <ul><li>甲<li><p>乙</p><ol><li>丙</ol></ul>終</div>";
        let expected = "見出し\n一つ目の段落。続き。\n字\n二\n三\n- 甲\n- 乙\n- 丙\n終\n";
        assert_eq!(lines(html), expected);
    }

    #[test]
    fn rows_and_spaces() {
        let html = "<table><tr><td> 甲 </td><td>1</td></tr><tr><th>乙<td>2</table>\
                    <p>two  words\nand 漢 字　全角</p><pre>a\n  b</pre>";
        assert_eq!(lines(html), "甲\t1\n乙\t2\ntwo words and 漢 字　全角\na\nb\n");
    }

    #[test]
    fn readings_and_scripts_are_left_out() {
        let html = "<p><ruby>経緯<rp>（</rp><rt>けいい</rt><rp>）</rp></ruby>を<script>x()</script>説明</p>";
        assert_eq!(lines(html), "経緯を説明\n");
    }
}
