//! One entry in a few lines.

use keii_model::{
    Attribution, Chain, Comparison, Entity, Event, EventMention, EventTime, Naming, NamingForm,
    Quantity, Record, Time,
};

use super::document::{heading_line, speaker_names};
use super::width::one_line;
use crate::settings::Lang;
use crate::words::{Heading, Word, status_sign, verdict_sign};
use keii_query::View;
use keii_words::date::for_people;

/// A line that tells what the entry is, and lines with what is known of it.
#[must_use]
pub fn describe(view: &View, record: &Record, lang: Lang) -> (String, Vec<String>) {
    let id = view.short.short(record.id());
    let (head, facts) = match record {
        Record::Document(document) => {
            return (heading_line(document, view.short, lang), Vec::new());
        }
        Record::Story(story) => (story.label.clone(), Vec::new()),
        Record::Entity(entity) => of_entity(entity, lang),
        Record::Time(time) => of_time(time, lang),
        Record::Quantity(quantity) => of_quantity(quantity),
        Record::Attribution(attribution) => of_attribution(view, attribution, lang),
        Record::Hedge(hedge) => {
            (hedge.level.word(lang).to_owned(), vec![one_line(&hedge.cue.text)])
        }
        Record::EventMention(mention) => of_mention(mention, lang),
        Record::Event(event) => of_event(view, event, lang),
        Record::Commitment(commitment) => {
            (status(commitment.status, lang), vec![one_line(&commitment.content.text)])
        }
        Record::Question(question) => (one_line(&question.span.text), Vec::new()),
        Record::Naming(naming) => of_naming(view, naming),
        Record::Chain(chain) => of_chain(view, chain, lang),
        Record::Comparison(comparison) => of_comparison(view, comparison, lang),
    };
    (format!("{id}  {head}"), facts)
}

fn of_entity(entity: &Entity, lang: Lang) -> (String, Vec<String>) {
    let kind = entity.entity_type.word(lang);
    let others: Vec<String> =
        entity.aliases.iter().filter(|name| *name != lang.name(&entity.name)).cloned().collect();
    let facts =
        if others.is_empty() { Vec::new() } else { vec![format!("= {}", lang.list(&others))] };
    (format!("{}({kind})", lang.name(&entity.name)), facts)
}

fn of_time(time: &Time, lang: Lang) -> (String, Vec<String>) {
    let value = time.value.clone().unwrap_or_else(|| Heading::Unknown.word(lang).to_owned());
    let shown = value.parse().map_or(value.clone(), |date| for_people(&date, lang));
    (format!("{} = {shown}", one_line(&time.span.text)), Vec::new())
}

fn of_quantity(quantity: &Quantity) -> (String, Vec<String>) {
    let value = quantity.value.as_ref().and_then(|value| serde_json::to_string(value).ok());
    let unit = quantity.unit.as_deref().unwrap_or_default();
    let about = if quantity.approximate { "≈ " } else { "" };
    let value = value.unwrap_or_else(|| "?".to_owned());
    (format!("{} = {about}{value} {unit}", one_line(&quantity.span.text)), Vec::new())
}

fn of_attribution(view: &View, attribution: &Attribution, lang: Lang) -> (String, Vec<String>) {
    let names = speaker_names(&view.ledger, &attribution.speaker, lang);
    let how = attribution.speaker.first().map(|speaker| speaker.how.word(lang));
    let speaker = match (names.is_empty(), how) {
        (true, how) => how.unwrap_or(attribution.attribution_type.word(lang)).to_owned(),
        (false, Some(how)) => format!("{names}({how})"),
        (false, None) => names,
    };
    let words = [
        Some(attribution.attribution_type.word(lang)),
        attribution.modality.map(|modality| modality.word(lang)),
        attribution.factuality.map(|factuality| factuality.word(lang)),
    ];
    let manner: Vec<&str> = words.into_iter().flatten().collect();
    (speaker, vec![manner.join("・")])
}

fn status(status: keii_model::Status, lang: Lang) -> String {
    format!("{} {}", status_sign(status), status.word(lang))
}

fn when(time: Option<&EventTime>, lang: Lang) -> Option<String> {
    time.and_then(|time| time.value.as_ref()).map(|date| for_people(date, lang))
}

fn of_mention(mention: &EventMention, lang: Lang) -> (String, Vec<String>) {
    let kind = mention.event_type.word(lang);
    let head = format!("{kind}  {}", status(mention.status, lang));
    let names: Vec<String> =
        mention.participants.iter().filter_map(|one| one.text.as_deref()).map(one_line).collect();
    let place = mention.place.as_ref().map(|place| format!("@ {}", one_line(&place.text)));
    let facts = [when(mention.time.as_ref(), lang), Some(lang.list(&names)), place];
    (head, facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect())
}

fn of_chain(view: &View, chain: &Chain, lang: Lang) -> (String, Vec<String>) {
    let facts = chain.steps.iter().map(|step| {
        let id = view.short.short(&step.event);
        let date = step.date.as_ref().map(|date| for_people(date, lang)).unwrap_or_default();
        format!("{id}  {}  {date}", status(step.status, lang)).trim_end().to_owned()
    });
    (chain.label.clone(), facts.collect())
}

fn of_comparison(view: &View, comparison: &Comparison, lang: Lang) -> (String, Vec<String>) {
    let verdict = comparison.verdict;
    let sign = verdict_sign(verdict);
    let head = format!("{}  {sign} {}", comparison.attribute.word(lang), verdict.word(lang));
    let facts = comparison.values.iter().map(|value| {
        let id = view.short.short(&value.document);
        format!("{id}  「{}」", one_line(&value.span.text))
    });
    (head, facts.collect())
}

fn of_event(view: &View, event: &Event, lang: Lang) -> (String, Vec<String>) {
    let head = format!("{}  {}", event.event_type.word(lang), status(event.status, lang));
    let mentions = event.mentions.iter().filter_map(|id| view.ledger.mention(id));
    let facts = mentions.map(|mention| {
        let id = view.short.short(&mention.id);
        let date = when(mention.time.as_ref(), lang).unwrap_or_default();
        format!("{id}  {}  {date}", status(mention.status, lang)).trim_end().to_owned()
    });
    (head, facts.collect())
}

fn of_naming(view: &View, naming: &Naming) -> (String, Vec<String>) {
    let form = |form: &NamingForm| {
        format!("{} {} {}", view.short.short(&form.document), form.form, form.count)
    };
    (naming.concept.clone(), naming.forms.iter().map(form).collect())
}
