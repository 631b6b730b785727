//! What readers wrote down of an affair: tellings, and which of them are of one happening.

use std::collections::BTreeMap;

use keii_model::{EventMention, EventType, Id, Reading, TextSpan};
use serde_json::Value;

/// A telling as a reader wrote it down.
struct Telling {
    sha256: String,
    event_type: EventType,
    trigger: Option<(u64, u64)>,
    evidence: Vec<(u64, u64)>,
    happening: String,
}

/// All tellings of an affair.
pub struct Gold {
    tellings: Vec<Telling>,
}

impl Gold {
    /// Reads records of the interchange format; kinds other than documents, tellings and happenings are left out.
    pub fn read(lines: &str) -> Result<Self, serde_json::Error> {
        let records: Vec<Value> =
            lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let of_kind = |kind: &'static str| records.iter().filter(move |one| one["kind"] == kind);
        let documents: BTreeMap<&str, &str> = of_kind("document")
            .filter_map(|one| Some((one["id"].as_str()?, one["sha256"].as_str()?)))
            .collect();
        let mut happenings: BTreeMap<&str, &str> = BTreeMap::new();
        for event in of_kind("event") {
            let mentions = event["mentions"].as_array().into_iter().flatten();
            let id = event["id"].as_str().unwrap_or_default();
            happenings.extend(mentions.filter_map(Value::as_str).map(|mention| (mention, id)));
        }
        let telling = |one: &Value| {
            let id = one["id"].as_str()?;
            let evidence = one["evidence"].as_array().into_iter().flatten();
            Some(Telling {
                sha256: (*documents.get(one["document"].as_str()?)?).to_owned(),
                event_type: serde_json::from_value(one["type"].clone()).ok()?,
                trigger: span(&one["trigger"]),
                evidence: evidence.filter_map(span).collect(),
                happening: happenings.get(id).copied().unwrap_or(id).to_owned(),
            })
        };
        Ok(Self { tellings: of_kind("event_mention").filter_map(telling).collect() })
    }

    /// The happenings that our tellings are of, by the id of the telling: each is the nearest one that a reader wrote down, and
    /// no two of ours are one of a reader's.
    pub fn happenings(&self, readings: &[Reading]) -> BTreeMap<Id, &str> {
        let mut pairs: Vec<(u64, usize, &Id)> = Vec::new();
        for reading in readings {
            for ours in &reading.events {
                let of_document = self.tellings.iter().enumerate().filter(|(_, telling)| {
                    telling.sha256 == reading.document.sha256 && telling.is_of(ours)
                });
                pairs.extend(
                    of_document.map(|(at, telling)| (telling.distance(ours), at, &ours.id)),
                );
            }
        }
        pairs.sort_unstable();
        let mut taken = vec![false; self.tellings.len()];
        let mut happenings: BTreeMap<Id, &str> = BTreeMap::new();
        for (_, at, ours) in pairs {
            if !taken[at] && !happenings.contains_key(ours) {
                taken[at] = true;
                happenings.insert(ours.clone(), &self.tellings[at].happening);
            }
        }
        happenings
    }
}

impl Telling {
    /// How many characters lie between the words for both.
    fn distance(&self, ours: &EventMention) -> u64 {
        let start = u64::from(ours.trigger.start);
        self.trigger.map_or(u64::MAX, |(own, _)| own.abs_diff(start))
    }

    /// Whether ours may be the same.
    fn is_of(&self, ours: &EventMention) -> bool {
        let TextSpan { start, end, .. } = ours.trigger;
        let holds = |&(from, to): &(u64, u64)| from < u64::from(end) && u64::from(start) < to;
        let named = self.trigger.is_some_and(|trigger| holds(&trigger));
        named || (self.event_type == ours.event_type && self.evidence.iter().any(holds))
    }
}

fn span(value: &Value) -> Option<(u64, u64)> {
    Some((value["start"].as_u64()?, value["end"].as_u64()?))
}
