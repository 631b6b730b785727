//! Sentences of a treebank in CoNLL-U that tells bunsetsu by `BunsetuBILabel`.

use std::error::Error;

use crate::knp::Sentence;

/// The sentences of a file. A head that does not stand behind its dependent is not told.
///
/// # Errors
/// When a line of a word has not ten columns, or its head is no number.
pub fn sentences(file: &str) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let blocks = file.split("\n\n").filter(|block| !block.trim().is_empty());
    let mut sentences = blocks.map(sentence).collect::<Result<Vec<_>, _>>()?;
    sentences.retain(|sentence| sentence.starts.first() == Some(&0));
    Ok(sentences)
}

fn sentence(block: &str) -> Result<Sentence, Box<dyn Error>> {
    let mut read = Sentence::default();
    let (mut bunsetsu, mut arcs) = (Vec::new(), Vec::new());
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, form, _, _, _, _, head, relation, _, misc] = columns.as_slice() else {
            return Err(format!("not ten columns: {line}").into());
        };
        if misc.contains("BunsetuBILabel=B") || read.starts.is_empty() {
            read.starts.push(u32::try_from(read.text.len())?);
        }
        bunsetsu.push(read.starts.len() - 1);
        arcs.push((head.parse::<usize>()?, *relation));
        read.text.push_str(form);
        if misc.contains("SpaceAfter=Yes") {
            read.text.push(' ');
        }
    }
    read.text.truncate(read.text.trim_end().len());
    read.heads = vec![None; read.starts.len()];
    for (&own, (head, relation)) in bunsetsu.iter().zip(arcs) {
        let head = head.checked_sub(1).and_then(|head| bunsetsu.get(head).copied());
        if let Some(head) = head.filter(|&head| own < head && relation != "punct") {
            read.heads[own] = Some(head);
        }
    }
    Ok(read)
}
