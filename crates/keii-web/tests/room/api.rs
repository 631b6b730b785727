//! The API, through the router: what it gives, what it refuses, and that its document is true.

mod refused;

use std::collections::BTreeSet;

use axum::http::{Request, StatusCode};
use keii_export::{Form, Format, Query, Source, TextError};
use keii_model::Id;
use keii_query::{Library, Moment};
use keii_words::Lang;
use serde_json::Value;

use crate::ledger::{House, own, text};

async fn json(house: &House, path: &str) -> Value {
    let (status, body) = house.get(&format!("/api/v1{path}")).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

/// A request that is refused: the status and the word of the problem.
async fn refused(house: &House, path: &str) -> (u16, String) {
    let response = house.ask(Request::get(format!("/api/v1{path}"))).await;
    let status = response.status().as_u16();
    assert_eq!(response.headers()["content-type"], "application/problem+json", "{path}");
    let problem: Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!(problem["status"], status, "{path}");
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
    let word = problem["type"].as_str().unwrap().strip_prefix("urn:keii:problem:").unwrap();
    (status, word.to_owned())
}

/// An address for a path of the document.
async fn address(house: &House, path: &str) -> String {
    let first = |list: Value| list["items"][0]["id"].as_str().unwrap_or("none").to_owned();
    let id = match path {
        "/stories/{id}" => first(json(house, "/stories?all=true").await),
        "/events/{id}" => first(json(house, "/events").await),
        "/persons/{id}" => first(json(house, "/persons").await),
        "/documents/{id}" => first(json(house, "/documents").await),
        "/exports/{format}" => "csv".to_owned(),
        _ => "1".to_owned(),
    };
    let path = path.split('{').next().unwrap().to_owned() + &id;
    path.replace("/corrections/1", "/corrections/1/undo")
}

#[tokio::test]
async fn every_route_of_the_document_is_there_and_gives_what_it_says() {
    let house = House::new();
    let document = json(&house, "/openapi.json").await;
    let schemas = &document["components"]["schemas"];
    let mut asked = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let bare = path.contains('{');
            let mut address = if bare { address(&house, path).await } else { path.clone() };
            match path.as_str() {
                "/search" => address.push_str("?q=会談"),
                "/news" => address.push_str("?since=2025-01-01"),
                _ => {}
            }
            let address = address.replace("会談", "%E4%BC%9A%E8%AB%87");
            asked += 1;
            if method == "post" {
                let sent = own(Request::post(format!("/api/v1{address}")));
                let response = house.send(sent, "{").await;
                let status = response.status();
                assert!(status == StatusCode::BAD_REQUEST, "{address}: {status}");
                continue;
            }
            let (status, body) = house.get(&format!("/api/v1{address}")).await;
            assert_eq!(status, StatusCode::OK, "{address}: {body}");
            let content = &operation["responses"]["200"]["content"]["application/json"];
            if content.is_object() {
                let value: Value = serde_json::from_str(&body).unwrap();
                conforms(&value, &content["schema"], schemas, &address);
            }
        }
    }
    assert_eq!(asked, 16);
    // Nothing else answers below the base but the document itself.
    for other in ["", "/event", "/events/a/b", "/openapi"] {
        assert_eq!(refused(&house, other).await.0, 404, "{other}");
    }
    let response = house.send(own(Request::post("/api/v1/events")), "").await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_search_is_narrowed_by_how_certain_and_how_far_it_is() {
    let house = House::new();
    let totals = async |kind: &str, filter: &str, words: &[&str]| {
        let all = json(&house, "/search?from=1900-01-01").await[kind]["total"].as_u64().unwrap();
        let mut parts = 0;
        for word in words {
            let path = format!("/search?{filter}={}", word.replace('+', "%2B"));
            let narrowed = json(&house, &path).await;
            parts += narrowed[kind]["total"].as_u64().unwrap();
        }
        (all, parts)
    };
    let certain = ["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U", "normative", "opinion"];
    let (all, parts) = totals("statements", "certain", &certain).await;
    assert!(all > 0);
    assert_eq!(parts, all);
    let (all, parts) = totals("events", "status", &keii_model::Status::WORDS).await;
    assert!(all > 0);
    assert_eq!(parts, all);
    let direct = json(&house, "/search?speech=direct").await;
    let items = direct["statements"]["items"].as_array().unwrap();
    assert!(!items.is_empty());
    for item in items {
        assert_eq!(item["type"], "direct", "{item}");
    }
}

/// Whether a value is what a schema says, with no field that it does not tell of.
fn conforms(value: &Value, schema: &Value, schemas: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return conforms(value, &schemas[name], schemas, &format!("{at} {name}"));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.contains(&found), "{at} is {found}, not {types:?}: {value}");
    let items = Some(&schema["items"]).filter(|items| items.is_object());
    for item in value.as_array().filter(|_| items.is_some()).into_iter().flatten() {
        conforms(item, &schema["items"], schemas, at);
    }
    let Some(properties) = schema["properties"].as_object() else { return };
    for required in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(required.as_str().unwrap()).is_some(), "{at} has no {required}");
    }
    for (name, field) in value.as_object().into_iter().flatten() {
        let described =
            properties.get(name).unwrap_or_else(|| panic!("{at}: `{name}` is not told of"));
        let optional =
            !schema["required"].as_array().is_some_and(|all| all.contains(&name.as_str().into()));
        if !(field.is_null() && optional) {
            conforms(field, described, schemas, &format!("{at}.{name}"));
        }
    }
}

#[tokio::test]
async fn the_document_can_be_read_by_others() {
    let house = House::new();
    let (_, document) = house.get("/api/v1/openapi.json").await;
    let read = oas3::from_json(&document).unwrap();
    read.validate_version().unwrap();
    let operations: Vec<_> = read.operations().collect();
    assert_eq!(operations.len(), 16);
    let names: BTreeSet<_> =
        operations.iter().map(|(_, _, one)| one.operation_id.clone().unwrap()).collect();
    assert_eq!(names.len(), 16, "every operation has a name of its own");
    for (path, _, operation) in &operations {
        for parameter in operation.parameters(&read).unwrap() {
            let in_path = path.contains(&format!("{{{}}}", parameter.name));
            assert_eq!(parameter.required == Some(true), in_path, "{path} {}", parameter.name);
        }
    }
}

#[tokio::test]
async fn pages_of_a_list_hold_everything_once() {
    let house = House::new();
    let whole = json(&house, "/persons").await;
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = json(&house, &format!("/persons?limit=1{cursor}")).await;
        assert_eq!(page["total"], whole["total"]);
        found.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert!(found.len() > 1);
    assert_eq!(Value::from(found), whole["items"]);
}

#[tokio::test]
async fn whoever_has_an_answer_is_told_so() {
    let house = House::new();
    for path in ["/events", "/exports/csv", "/openapi.json"] {
        let first = house.ask(Request::get(format!("/api/v1{path}"))).await;
        let tag = first.headers()["etag"].to_str().unwrap().to_owned();
        let again = Request::get(format!("/api/v1{path}")).header("if-none-match", &tag);
        let again = house.ask(again).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()["etag"], tag);
        assert!(text(again).await.is_empty());
        let other = Request::get(format!("/api/v1{path}")).header("if-none-match", "\"other\"");
        assert_eq!(house.ask(other).await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_file_has_the_bytes_of_the_command() {
    let house = House::new();
    let library = Library::open(house.path(), None).unwrap();
    let view = library.view(Moment::Now).unwrap();
    let digest = keii_export::digest(&view.ledger);
    let texts = |id: &Id| {
        let document = library.document(id).map_err(TextError::from)?;
        Ok(document.map(|document| document.text))
    };
    let source = Source { ledger: &view.ledger, digest: &digest, texts: &texts };
    for format in Format::ALL {
        for (lang, tag) in [(Lang::Ja, "ja"), (Lang::En, "en")] {
            let form = Form { format, bom: false, without_text: false, lang };
            let query = Query { person: Some("山田".into()), ..Query::default() };
            let mut bytes = Vec::new();
            keii_export::write(source, &query, form, &mut bytes).unwrap();
            let path =
                format!("/api/v1/exports/{}?person=%E5%B1%B1%E7%94%B0&lang={tag}", format.word());
            let response = house.ask(Request::get(&path)).await;
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(response.headers()["content-type"], format.media_type());
            assert!(text(response).await.as_bytes() == bytes, "{format:?} {tag}");
        }
    }
}

#[tokio::test]
async fn a_correction_is_written_down_and_taken_back() {
    let house = House::new();
    let before = json(&house, "/statements").await;
    let id = before["items"][0]["id"].as_str().unwrap();
    let body = format!("{{\"change\":\"not\",\"target\":\"{id}\",\"by\":\"a\"}}");
    let response = house.send(own(Request::post("/api/v1/corrections")), &body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let kept: Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!((&kept["number"], &kept["by"]), (&1.into(), &"a".into()));
    let after = json(&house, "/statements").await;
    assert_eq!(after["total"].as_u64().unwrap() + 1, before["total"].as_u64().unwrap());
    let response = house.send(own(Request::post("/api/v1/corrections/1/undo")), "").await;
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(json(&house, "/statements").await, before);
    assert_eq!(json(&house, "/corrections").await["total"], 2);
    // Again, of nothing, and from elsewhere.
    let again = house.send(own(Request::post("/api/v1/corrections/1/undo")), "").await;
    assert_eq!(again.status(), StatusCode::CONFLICT);
    let nothing = "{\"change\":\"not\",\"target\":\"D.nothing\"}";
    let nothing = house.send(own(Request::post("/api/v1/corrections")), nothing).await;
    assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
    let elsewhere = Request::post("/api/v1/corrections").header("origin", "http://other.example");
    assert_eq!(house.send(elsewhere, &body).await.status(), StatusCode::FORBIDDEN);
    let long = "x".repeat(1 << 20);
    let long = house.send(own(Request::post("/api/v1/corrections")), &long).await;
    assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn only_what_has_changed_is_given_when_asked_for() {
    let house = House::new();
    let all = json(&house, "/events").await;
    let since = json(&house, "/events?changed_after=2020-01-01").await;
    assert_eq!(since["items"], all["items"]);
    let none = json(&house, "/events?changed_after=2100-01-01").await;
    assert_eq!((none["items"].as_array().unwrap().len(), &none["total"]), (0, &0.into()));
    // A correction of the tenth of September changes one document of two, and its own alone.
    let documents = json(&house, "/documents").await;
    let id = documents["items"][0]["id"].as_str().unwrap();
    let body =
        format!("{{\"change\":\"date\",\"document\":\"{id}\",\"published\":\"2025-09-02\"}}");
    let kept = house.send(own(Request::post("/api/v1/corrections")), &body).await;
    assert_eq!(kept.status(), StatusCode::CREATED);
    let changed = json(&house, "/documents?changed_after=2025-09-06").await;
    assert_eq!((&changed["total"], &changed["items"][0]["id"]), (&1.into(), &id.into()));
    let later = json(&house, "/documents?changed_after=2025-09-10").await;
    assert_eq!(later["total"], 0, "nothing has changed since the end of that day");
    assert_eq!(refused(&house, "/documents?changed_after=soon").await.0, 400);
}

#[tokio::test]
async fn what_is_new_comes_in_pages_and_as_the_command_prints_it() {
    let house = House::new();
    let whole = json(&house, "/news?since=2025-01-01").await;
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = json(&house, &format!("/news?since=2025-01-01&limit=1{cursor}")).await;
        found.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert!(found.len() > 2, "documents and a meeting are new");
    assert_eq!(found.len(), whole["total"]);
    assert_eq!(Value::from(found.clone()), whole["items"]);
    let library = Library::open(house.path(), None).unwrap();
    let [before, after] = [
        library.view(Moment::BeginningOf("2025-01-01".parse().unwrap())).unwrap(),
        library.view(Moment::Now).unwrap(),
    ];
    let news = keii_ledger::news(&before.ledger, &after.ledger);
    let lines: Vec<Value> =
        keii_query::news_rows(&news).iter().map(|row| serde_json::json!(row)).collect();
    assert_eq!(found, lines);
    let other = format!("/news?since=2025-01-02{cursor}");
    assert_eq!(refused(&house, &other).await, (400, "bad-cursor".to_owned()));
}

#[tokio::test]
async fn a_tag_changes_with_what_it_stands_for() {
    let house = House::new();
    let tag = async |path: &str| {
        let response = house.ask(Request::get(format!("/api/v1{path}"))).await;
        response.headers()["etag"].to_str().unwrap().to_owned()
    };
    let before = [tag("/statements").await, tag("/exports/jsonl").await];
    let first = json(&house, "/statements").await["items"][0]["id"].as_str().unwrap().to_owned();
    let body = format!("{{\"change\":\"not\",\"target\":\"{first}\"}}");
    let kept = house.send(own(Request::post("/api/v1/corrections")), &body).await;
    assert_eq!(kept.status(), StatusCode::CREATED);
    let after = [tag("/statements").await, tag("/exports/jsonl").await];
    assert!(before[0] != after[0] && before[1] != after[1], "{before:?} {after:?}");
    let known = Request::get("/api/v1/statements").header("if-none-match", &before[0]);
    assert_eq!(house.ask(known).await.status(), StatusCode::OK);
    let known = format!("W/\"other\", {}", after[0]);
    let known = Request::get("/api/v1/statements").header("if-none-match", known);
    assert_eq!(house.ask(known).await.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_story_leads_to_its_files() {
    let house = House::new();
    let stories = json(&house, "/stories?all=true").await;
    let id = stories["items"][0]["id"].as_str().unwrap();
    let (_, page) = house.get(&format!("/stories/{id}?as_of=2025-09-06")).await;
    let links: Vec<&str> = page
        .split("href=\"")
        .filter_map(|part| part.split('"').next())
        .filter(|address| address.starts_with("/api/v1/exports/"))
        .collect();
    assert_eq!(links.len(), Format::ALL.len());
    for link in links {
        let (status, _) = house.get(&link.replace("&amp;", "&")).await;
        assert_eq!(status, StatusCode::OK, "{link}");
        assert!(link.contains("as_of=2025-09-06"), "{link}");
    }
}
