//! Opening a ledger file: what it is, what format it has, and bringing that up to date.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::error::{Error, Result, explain};

/// `keii` in ASCII: marks an SQLite file as a ledger.
pub(crate) const APPLICATION_ID: i32 = 0x6B65_6969;

/// Each brings the format from its place in the list to the next; the first makes it.
/// A migration that was ever released is never changed.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_documents_and_readings.sql"),
    include_str!("migrations/0002_corrections.sql"),
    include_str!("migrations/0003_stories.sql"),
    include_str!("migrations/0004_marks.sql"),
    include_str!("migrations/0005_search.sql"),
    include_str!("migrations/0006_catalogue.sql"),
    include_str!("migrations/0007_lines.sql"),
    include_str!("migrations/0008_people.sql"),
];

/// How long to wait for another writer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// How long to wait before asking again, where SQLite does not wait by itself.
const PAUSE: Duration = Duration::from_millis(10);

/// What an SQLite file begins with (sqlite.org/fileformat2.html, section 1.3).
const SQLITE_MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The newest format that this program knows.
pub(crate) fn known_format() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("there are few migrations")
}

/// Opens or makes a ledger for writing.
pub(crate) fn writable(path: &Path) -> Result<Connection> {
    refuse_other_files(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(|source| explain(path, source))?;
    // Nothing is written before it is certain that the file is ours.
    identify(&connection, path, known_format())?;
    prepare(&mut connection, path)?;
    Ok(connection)
}

/// A ledger in memory, gone with the connection.
pub(crate) fn in_memory() -> Result<Connection> {
    let path = Path::new(crate::store::IN_MEMORY);
    let mut connection = Connection::open_in_memory().map_err(|source| explain(path, source))?;
    prepare(&mut connection, path)?;
    Ok(connection)
}

/// Opens a ledger that is not to be changed.
pub(crate) fn read_only(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    refuse_other_files(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|source| explain(path, source))?;
    let connection = match identify(&connection, path, known_format()) {
        Err(Error::CannotOpen { .. } | Error::ReadOnly { .. }) => immutable(path)?,
        found => found.map(|_| connection)?,
    };
    let found = identify(&connection, path, known_format())?;
    match found {
        Some(found) if found == known_format() => Ok(connection),
        Some(found) => Err(Error::Older { path: path.to_owned(), found, known: known_format() }),
        None => Err(Error::NotALedger { path: path.to_owned(), what: "it is empty" }),
    }
}

/// Opens a file in a directory where nothing can be written. SQLite wants to put the shared
/// memory of its log there; without a log there is nothing to share.
fn immutable(path: &Path) -> Result<Connection> {
    let escaped =
        path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if Path::new(&log).metadata().is_ok_and(|log| log.len() > 0) {
        return Err(Error::ReadOnly { path: path.to_owned() });
    }
    Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)
        .map_err(|source| explain(path, source))
}

/// Looks at the first bytes, because SQLite would only find out at the first query. A file that
/// cannot be read is left to SQLite, which says why.
fn refuse_other_files(path: &Path) -> Result<()> {
    let not = |what| Err(Error::NotALedger { path: path.to_owned(), what });
    if path.is_dir() {
        return not("it is a directory");
    }
    let Ok(file) = File::open(path) else { return Ok(()) };
    let mut head = Vec::new();
    let Ok(_) = file.take(SQLITE_MAGIC.len() as u64).read_to_end(&mut head) else { return Ok(()) };
    if head.is_empty() || head == SQLITE_MAGIC { Ok(()) } else { not("not an SQLite file") }
}

/// The format of the ledger, `None` for a file that holds nothing at all yet.
fn identify(connection: &Connection, path: &Path, known: u32) -> Result<Option<u32>> {
    let ask = |query| {
        connection
            .query_row(query, [], |row| row.get::<_, i64>(0))
            .map_err(|source| explain(path, source))
    };
    connection.busy_timeout(PATIENCE).map_err(|source| explain(path, source))?;
    // Another process may be making the ledger just now, all three at once. In this order none of
    // the answers makes its file look like that of another program.
    let entries = ask("SELECT count(*) FROM sqlite_schema")?;
    let format = ask("PRAGMA user_version")?;
    let application = ask("PRAGMA application_id")?;
    if entries == 0 && format == 0 && application == 0 {
        return Ok(None);
    }
    if application != i64::from(APPLICATION_ID) {
        let what = "an SQLite file of another program";
        return Err(Error::NotALedger { path: path.to_owned(), what });
    }
    match u32::try_from(format) {
        Ok(format) if format <= known => Ok(Some(format)),
        found => {
            let found = found.unwrap_or(u32::MAX);
            Err(Error::Newer { path: path.to_owned(), found, known })
        }
    }
}

fn prepare(connection: &mut Connection, path: &Path) -> Result<()> {
    let prepared = connection
        .busy_timeout(PATIENCE)
        .and_then(|()| log_ahead(connection))
        .and_then(|()| connection.pragma_update(None, "synchronous", "FULL"))
        .and_then(|()| connection.pragma_update(None, "foreign_keys", true));
    prepared.map_err(|source| explain(path, source))?;
    migrate(connection, path, MIGRATIONS)
}

/// Turns on the write-ahead log. SQLite does not wait by itself when two processes do so to a new
/// file at once: one of them is told that it is busy, whatever the timeout.
fn log_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let mut left = PATIENCE;
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())) {
            Err(error) if is_busy(&error) && !left.is_zero() => {
                std::thread::sleep(PAUSE);
                left = left.saturating_sub(PAUSE);
            }
            other => return other,
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    let busy = [ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked];
    error.sqlite_error_code().is_some_and(|code| busy.contains(&code))
}

/// Brings the format up to date in one transaction. Another process may do so at the same time:
/// the format is read again under the lock.
fn migrate(connection: &mut Connection, path: &Path, migrations: &[&str]) -> Result<()> {
    let known = u32::try_from(migrations.len()).expect("there are few migrations");
    if identify(connection, path, known)? == Some(known) {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|source| explain(path, source))?;
    let from = identify(&transaction, path, known)?.unwrap_or(0);
    let apply = || {
        for migration in &migrations[from as usize..] {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", known)
    };
    apply().map_err(|source| explain(path, source))?;
    transaction.commit().map_err(|source| explain(path, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATER: &str = "ALTER TABLE documents ADD COLUMN note TEXT";

    fn format(connection: &Connection) -> u32 {
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a ledger")
    }

    #[test]
    fn a_ledger_of_the_first_format_is_brought_up_to_date_with_its_rows() {
        let path = Path::new("(test)");
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection, path, &MIGRATIONS[..1]).expect("made");
        assert_eq!(format(&connection), 1);
        let row =
            "INSERT INTO documents VALUES (1, 'D1', '1', 'a', NULL, 1, x'', '', 0, 0, '{}', '')";
        connection.execute(row, []).expect("a row");
        let later: Vec<&str> = MIGRATIONS.iter().copied().chain([LATER]).collect();
        migrate(&mut connection, path, &later).expect("brought up to date");
        assert_eq!(format(&connection), known_format() + 1);
        let kept: u32 = connection
            .query_row("SELECT count(*) FROM documents WHERE note IS NULL", [], |row| row.get(0))
            .expect("the new column");
        assert_eq!(kept, 1);
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let path = Path::new("(test)");
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection, path, MIGRATIONS).expect("made");
        let broken: Vec<&str> = MIGRATIONS.iter().copied().chain([LATER, "NONSENSE"]).collect();
        migrate(&mut connection, path, &broken).expect_err("nonsense");
        assert_eq!(format(&connection), known_format());
        connection.prepare("SELECT note FROM documents").expect_err("no such column");
    }
}
