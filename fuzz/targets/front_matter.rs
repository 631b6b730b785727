//! Front matter of any kind: no panic, and what is read of it is sound.

#![no_main]

use keii_ingest::{Format, Options, read_bytes};
use libfuzzer_sys::fuzz_target;

// The first byte chooses the fence, so that the fuzzer need not find it; without it most inputs
// would be no front matter.
fuzz_target!(|bytes: &[u8]| {
    let Some((first, inside)) = bytes.split_first() else { return };
    let file = match first % 3 {
        0 => [b"---\n", inside, b"\n---\n\xE6\x9C\xAC\xE6\x96\x87\n"].concat(),
        1 => [b"+++\n", inside, b"\n+++\n\xE6\x9C\xAC\xE6\x96\x87\n"].concat(),
        _ => inside.to_vec(),
    };
    for read in read_bytes("any.md", &file, Some(Format::Markdown), &Options::default()) {
        let Ok(input) = read else { continue };
        let document = input.document;
        let body = document.text.as_str().get(document.body.range());
        assert!(body.is_some_and(|body| !body.trim().is_empty()), "the body is part of the text");
        if let Some(published) = &document.metadata.published {
            let again: keii_model::Edtf = published.as_str().parse().expect("a date is one");
            assert_eq!(&again, published);
        }
    }
});
