//! The one place of keii that is `unsafe`: a dictionary used where it lies in a mapped file.
#![expect(unsafe_code, reason = "a checksum stands in for the slow structural check of 30 MB")]

use std::fs::File;
use std::io;

use memmap2::Mmap;

/// A cache file in memory. It is never unmapped: a process opens one dictionary, perhaps two.
pub(super) fn map(file: &File) -> io::Result<&'static [u8]> {
    // SAFETY: the slice stays valid as long as nobody shortens or overwrites the file. Cache files
    // are never written in place: they are made under another name and renamed, so that an open
    // mapping keeps the old file. A user who truncates it by hand gets SIGBUS, not wrong results.
    let map = unsafe { Mmap::map(file)? };
    Ok(Box::leak(Box::new(map)))
}

/// A dictionary whose bytes have passed their checksum.
pub(super) fn trust(payload: &'static [u8]) -> Result<vibrato_rkyv::Dictionary, String> {
    // SAFETY: the caller has compared the checksum that was written when this very version of keii
    // serialised the dictionary, and the slice lives for ever.
    unsafe { vibrato_rkyv::Dictionary::from_bytes_unchecked(payload) }
        .map_err(|error| error.to_string())
}
