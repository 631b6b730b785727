//! Sentences of a treebank in the format of KNP: bunsetsu with their heads.

/// What the comment of a sentence says that stood in brackets: mostly how a name is read.
const ASIDE: &str = "括弧始";

/// A sentence with its bunsetsu.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub text: String,
    /// Where each bunsetsu begins, in bytes.
    pub starts: Vec<u32>,
    /// The bunsetsu that each depends on.
    pub heads: Vec<Option<usize>>,
}

impl Sentence {
    /// The bunsetsu that holds byte `offset`.
    pub fn bunsetsu_at(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }
}

/// The sentences of a file but for those in brackets. A head that does not stand behind its dependent is not told.
pub fn sentences(file: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let (mut sentence, mut aside) = (Sentence::default(), false);
    for line in file.lines() {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (first, head(rest)) {
            ("EOS", _) => {
                close(&mut sentence);
                let read = std::mem::take(&mut sentence);
                sentences.extend(Some(read).filter(|_| !aside));
            }
            ("*", Some(head)) => {
                let start = u32::try_from(sentence.text.len()).expect("a sentence is short");
                sentence.starts.push(start);
                sentence.heads.push(usize::try_from(head).ok());
            }
            ("+", Some(_)) => {}
            ("#", _) if rest.starts_with("S-ID") => aside = rest.contains(ASIDE),
            (word, _) => sentence.text.push_str(word),
        }
    }
    sentences.retain(|sentence| sentence.starts.first() == Some(&0));
    sentences
}

/// The head in a line of a bunsetsu: a number and the kind of dependency.
fn head(fields: &str) -> Option<i64> {
    let field = fields.split(' ').next()?;
    field.strip_suffix(['D', 'P', 'I', 'A'])?.parse().ok()
}

fn close(sentence: &mut Sentence) {
    let count = sentence.heads.len();
    for (index, head) in sentence.heads.iter_mut().enumerate() {
        *head = head.filter(|&head| index < head && head < count);
    }
}
