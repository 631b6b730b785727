//! Examples of rules whose outputs are no fields of records, run through all rules of their layer.

use keii_rules::examples;

use crate::{annotator, source};

const LAYERS: [&str; 7] =
    ["time", "plan", "quantity", "modality", "question", "commitment", "outcome"];

#[test]
fn rules_find_what_their_examples_say() {
    let examples = examples(source());
    let own: Vec<_> =
        examples.iter().filter(|example| LAYERS.contains(&example.layer.as_str())).collect();
    assert!(own.len() > 200, "only {} examples: was a folder moved?", own.len());
    let wrong: Vec<String> =
        own.iter().filter_map(|example| annotator().check_example(example).err()).collect();
    assert!(wrong.is_empty(), "{} of {} fail:\n{}", wrong.len(), own.len(), wrong.join("\n"));
}
