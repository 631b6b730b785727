//! A ledger on a disk without room: what was added stays, what was not is said to be missing.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::world::World;

/// A file system of its own, which goes when the test ends.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this user may not mount anything.
    fn mount(path: PathBuf, kilobytes: u32) -> Option<Self> {
        std::fs::create_dir_all(&path).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs"]).arg(&path);
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        mounted.then_some(Self(path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(&self.0).status();
        assert!(
            unmounted.is_ok_and(|status| status.success()),
            "{} stays mounted",
            self.0.display()
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_ledger_on_a_full_disk_keeps_what_was_added() {
    let world = World::new();
    let folder = world.articles(60);
    let Some(disk) = SmallDisk::mount(world.path("disk"), 500) else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    let ledger = disk.0.join("l");
    let ledger = ledger.to_str().unwrap();
    let first = world.add(ledger, &[&folder.join("0000.txt")]);
    assert_eq!(first.code, Some(0), "{first:?}");
    let rest = world.add(ledger, &[&folder]);
    assert_eq!(rest.code, Some(1), "{rest:?}");
    assert!(rest.err.contains("no space is left"), "{rest:?}");
    let told = 1 + rest.out.lines().filter(|line| line.starts_with("new")).count();
    assert!(told < 60, "the disk was too large to fill: {rest:?}");
    assert_eq!(world.keii(["--ledger", ledger, "doctor"]).code, Some(0));
    let listed = world.expect(["--ledger", ledger, "documents", "--json"]);
    let documents = listed.lines().count();
    assert!(documents >= told, "{told} were reported as added, {documents} are there");
}
