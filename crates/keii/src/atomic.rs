//! Files written as a whole or not at all.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Error, Result};

use crate::message::{Fault, Message};

/// Writes `path` by `write`: into a new file beside it, which then takes its name. On an error
/// whatever was there before stays. What is no ordinary file (a device, a pipe) is written to as
/// it is.
///
/// # Errors
/// When the file cannot be written, or `write` fails.
pub fn write<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let failed = || Fault::new(Message::CannotWrite(path.to_owned()), Message::CheckSpaceAndRights);
    let existing = std::fs::metadata(path).ok();
    if existing.is_some_and(|known| !known.is_file() && !known.is_dir()) {
        let mut file = std::fs::File::create(path).with_context(failed)?;
        return write_through(&mut file, write).with_context(failed);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".keii-")
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .with_context(failed)?;
    let written = write_through(file.as_file_mut(), write).with_context(failed)?;
    file.as_file().sync_all().with_context(failed)?;
    file.persist(path).map_err(|error| Error::new(error.error).context(failed()))?;
    Ok(written)
}

fn write_through<T>(
    file: &mut std::fs::File,
    write: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    let mut buffered = BufWriter::new(file);
    let written = write(&mut buffered)?;
    buffered.flush()?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, |out| Ok(out.write_all(b"one")?)).unwrap();
        let failed = write(&path, |out| {
            out.write_all(b"two")?;
            anyhow::bail!("no more")
        });
        assert!(failed.map(|()| 0).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
