//! The heads of a treebank for chunks of our own.

use keii_ja::training::Level;
use keii_model::Span;

use crate::knp::Sentence;

/// The governor of each chunk of a level, as the treebank has it; `None` where it does not tell.
///
/// A chunk stands for the bunsetsu that holds its last character. Where it holds more than one, the
/// heads are followed until they leave it; where several chunks make one bunsetsu, each depends on
/// the next.
pub fn governors(sentence: &Sentence, level: &Level) -> Vec<Option<usize>> {
    let spans = &level.spans;
    let bunsetsu: Vec<usize> =
        spans.iter().map(|span| sentence.bunsetsu_at(span.end - 1)).collect();
    (0..spans.len())
        .map(|index| {
            if bunsetsu.get(index + 1) == Some(&bunsetsu[index]) {
                return Some(index + 1);
            }
            let mut at = sentence.heads[bunsetsu[index]]?;
            while begins(sentence, at) < spans[index].end {
                at = sentence.heads[at].filter(|&head| head > at)?;
            }
            let first = bunsetsu.partition_point(|&other| other < at);
            (first < spans.len() && spans[first].start < ends(sentence, at))
                .then_some(first)
                .filter(|&first| first > index)
        })
        .collect()
}

fn begins(sentence: &Sentence, bunsetsu: usize) -> u32 {
    sentence.starts[bunsetsu]
}

fn ends(sentence: &Sentence, bunsetsu: usize) -> u32 {
    sentence.starts.get(bunsetsu + 1).copied().unwrap_or(sentence.text.len() as u32)
}

/// The quotations of a text, in order of their start.
pub fn quotations(text: &str) -> Vec<Span> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, mark) in text.char_indices() {
        match mark {
            '「' | '『' | '“' => open.push(at),
            '」' | '』' | '”' => {
                found.extend(open.pop().map(|start| Span::from_range(start..at + mark.len_utf8())));
            }
            _ => {}
        }
    }
    found.sort();
    found
}
