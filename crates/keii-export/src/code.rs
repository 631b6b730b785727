//! What happens, as event data codes it.
//!
//! The table of the interchange format gives each type its category of PLOVER (with a mode) and its
//! code of CAMEO; where it names two of CAMEO, the first is written. That code says that something
//! happened, so only what was held or goes on has it. What is planned or agreed is an intent, for
//! which CAMEO has codes of its own where it is friendly (03, in PLOVER `AGREE`). What was called off
//! is a refusal. Nothing says that something was proposed, is possible, was put off or failed: that
//! is left empty.

use keii_model::{EventType, Status};

/// The code of one happening; empty where a scheme has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Code {
    /// PLOVER's category.
    pub plover: &'static str,
    /// PLOVER's mode.
    pub mode: &'static str,
    /// CAMEO's code.
    pub cameo: &'static str,
}

const fn code(plover: &'static str, mode: &'static str, cameo: &'static str) -> Code {
    Code { plover, mode, cameo }
}

/// The code of a happening of this type that stands so.
pub(crate) fn of(event: EventType, status: Status) -> Code {
    match status {
        Status::Held | Status::Ongoing => done(event),
        Status::Planned | Status::Agreed => match intent(event) {
            "" => Code::default(),
            cameo => code("AGREE", "", cameo),
        },
        Status::Cancelled => code("REJECT", "", "120"),
        Status::Possible
        | Status::Proposed
        | Status::Postponed
        | Status::Failed
        | Status::Unlikely => Code::default(),
    }
}

fn done(event: EventType) -> Code {
    match event {
        EventType::Meet => code("CONSULT", "", "040"),
        EventType::Call => code("CONSULT", "phone", "041"),
        EventType::Visit => code("CONSULT", "visit", "042"),
        EventType::Negotiate => code("CONSULT", "", "046"),
        EventType::Mediate => code("CONSULT", "third-party", "045"),
        EventType::Invite => code("AGREE", "keii_invite", "036"),
        EventType::Agree | EventType::Join => code("AGREE", "", "030"),
        EventType::Sign => code("SUPPORT", "", "057"),
        EventType::Ceasefire => code("RETREAT", "ceasefire", "0871"),
        EventType::Withdraw => code("RETREAT", "withdraw", "0872"),
        EventType::Release => code("RETREAT", "release", "0841"),
        EventType::Aid => code("AID", "", "070"),
        EventType::Cooperate => code("COOPERATE", "", "060"),
        EventType::Demand => code("REQUEST", "", "100"),
        EventType::Reject => code("REJECT", "", "120"),
        EventType::Accuse => code("ACCUSE", "", "112"),
        EventType::Praise => code("SUPPORT", "", "051"),
        EventType::Threaten => code("THREATEN", "", "130"),
        EventType::Sanction => code("COERCE", "restrict", "163"),
        EventType::Ease => code("RETREAT", "access", "085"),
        EventType::Expel => code("SANCTION", "expel", "161"),
        EventType::Deploy => code("MOBILIZE", "", "150"),
        EventType::Attack | EventType::War => code("ASSAULT", "", "190"),
        EventType::Protest => code("PROTEST", "", "140"),
        EventType::Detain => code("COERCE", "arrest", "173"),
        EventType::Annex => code("THREATEN", "territory", "192"),
        EventType::Appoint => code("", "keii_appoint", ""),
        EventType::Resign => code("RETREAT", "resign", "083"),
        EventType::Legislate => code("", "keii_legislate", ""),
        EventType::Speak => code("", "keii_speak", "010"),
        EventType::Other => Code::default(),
    }
}

/// CAMEO's code for meaning to do it; empty where it has none.
fn intent(event: EventType) -> &'static str {
    match event {
        EventType::Meet
        | EventType::Call
        | EventType::Visit
        | EventType::Negotiate
        | EventType::Invite => "036",
        EventType::Mediate => "039",
        EventType::Agree | EventType::Sign | EventType::Join => "030",
        EventType::Cooperate => "031",
        EventType::Aid => "033",
        EventType::Ceasefire | EventType::Withdraw => "0356",
        EventType::Release => "0353",
        EventType::Ease => "0354",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_these_codes() {
        let page = include_str!("../../../docs/reference/exports.md");
        let rows = page.lines().skip_while(|line| !line.starts_with("| type | PLOVER"));
        let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
        let mut told = 0;
        for row in rows {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let word = serde_json::json!(cells[1].trim_matches('`'));
            let event: EventType = serde_json::from_value(word).expect("a type");
            let (held, planned) = (of(event, Status::Held), of(event, Status::Planned));
            assert_eq!([held.plover, held.mode, held.cameo, planned.cameo], cells[2..6], "{row}");
            told += 1;
        }
        assert_eq!(told, 33, "every type has a row");
    }

    #[test]
    fn a_plan_is_not_coded_as_a_fact() {
        assert_eq!(of(EventType::Meet, Status::Held), code("CONSULT", "", "040"));
        assert_eq!(of(EventType::Meet, Status::Planned), code("AGREE", "", "036"));
        assert_eq!(of(EventType::Attack, Status::Planned), Code::default());
        assert_eq!(of(EventType::Meet, Status::Possible), Code::default());
    }

    #[test]
    fn what_was_put_off_has_no_code_and_what_was_called_off_is_a_refusal() {
        assert_eq!(of(EventType::Meet, Status::Postponed), Code::default());
        assert_eq!(of(EventType::Meet, Status::Cancelled), code("REJECT", "", "120"));
    }
}
