//! The text of every `--help`, and wrong usage.

use crate::world::World;

const COMMANDS: [&[&str]; 33] = [
    &[],
    &["add"],
    &["documents"],
    &["timeline"],
    &["event"],
    &["people"],
    &["person"],
    &["said"],
    &["compare"],
    &["stories"],
    &["standing"],
    &["new"],
    &["serve"],
    &["show"],
    &["why"],
    &["annotate"],
    &["export"],
    &["fix"],
    &["fix", "same"],
    &["fix", "different"],
    &["fix", "not"],
    &["fix", "date"],
    &["fix", "undo"],
    &["fix", "list"],
    &["reread"],
    &["doctor"],
    &["dict"],
    &["dict", "build"],
    &["dict", "status"],
    &["rules"],
    &["rules", "list"],
    &["rules", "explain"],
    &["completions"],
];

#[test]
fn every_help() {
    let world = World::new();
    let mut all = String::new();
    for command in COMMANDS {
        let help = world.expect(command.iter().copied().chain(["--help"]));
        all.push_str(&format!("$ keii {} --help\n{help}\n", command.join(" ")));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn no_command_is_left_out() {
    let world = World::new();
    let help = world.expect(["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| line.starts_with("  "));
    let names: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    for name in &names {
        assert!(COMMANDS.iter().any(|command| command.first() == Some(name)), "{name}");
    }
    assert!(names.len() > 10, "{names:?}");
}

#[test]
fn wrong_usage_is_exit_code_two() {
    let world = World::new();
    for arguments in [
        &["ad", "x"][..],
        &["add"],
        &["timeline", "--color", "blue"],
        &["add", "--published", "yesterday", "x"],
        &["annotate", "--format", "xml", "x"],
        &["add", "--url", "https://example.org/1", "a.txt", "b.txt"],
        &[],
    ] {
        let run = world.keii(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.out.is_empty() && !run.err.is_empty(), "{run:?}");
    }
}

#[test]
fn completions_name_the_commands() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = world.expect(["completions", shell]);
        assert!(script.contains("timeline") && script.contains("annotate"), "{shell}");
    }
}
