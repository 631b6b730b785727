//! The OpenAPI document, made from the table of routes.

use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter as Described, ParameterBuilder, ParameterIn,
    Paths,
};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{ComponentsBuilder, ObjectBuilder, Ref, Schema, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    Content, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, RefOr, Required,
    Response as Answered, ResponseBuilder, ServerBuilder,
};

use super::BASE;
use super::answer::{Answer, respond};
use super::parameter::{Parameter, Takes};
use super::route::{Does, Gives, ROUTES, Route};
use super::schema::{SCHEMAS, page, schema};
use crate::guard::TOKEN;

/// `GET /openapi.json`
pub async fn document(headers: HeaderMap) -> Response {
    respond(Ok(Answer::Json(json!(describe()))), &headers)
}

/// The document.
pub fn describe() -> OpenApi {
    let info = InfoBuilder::new()
        .title("keii")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(
            LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build(),
        ));
    let mut paths = Paths::new();
    for route in ROUTES {
        let method = match route.does {
            Does::Get => HttpMethod::Get,
            Does::Post => HttpMethod::Post,
        };
        paths.add_path_operation(route.path, vec![method], operation(route));
    }
    let components = SCHEMAS.iter().fold(ComponentsBuilder::new(), |components, described| {
        components.schema(described.0, schema(described))
    });
    let bearer = Http::new(HttpAuthScheme::Bearer);
    let cookie = ApiKey::Cookie(ApiKeyValue::new(TOKEN));
    let components = components
        .security_scheme("bearer", SecurityScheme::Http(bearer))
        .security_scheme("cookie", SecurityScheme::ApiKey(cookie));
    let named = |name: &str| SecurityRequirement::new(name, Vec::<String>::new());
    OpenApiBuilder::new()
        // Any of these; a room on the machine's own address may ask for none.
        .security(Some([named("bearer"), named("cookie"), SecurityRequirement::default()]))
        .info(info)
        .servers(Some([ServerBuilder::new().url(BASE).build()]))
        .paths(paths)
        .components(Some(components.build()))
        .build()
}

const ABOUT: &str = "A ledger of who met, called, offered, refused or said what in news articles, \
    each entry with the words it was read from. Records are those of the interchange format; \
    spans count Unicode code points. A server that was started with a token wants it as `Bearer` or \
    in the cookie that its door gives. Changes are taken from pages of the same origin only: send \
    `Origin` with the address of the server, or the token as `Bearer`. Lists come in pages: \
    `next` goes into `cursor`. Answers bear an ETag; what is refused is told as a problem by RFC 9457.";

fn operation(route: &Route) -> Operation {
    let described = OperationBuilder::new()
        .operation_id(Some(route.name))
        .summary(Some(route.about))
        .parameters(Some(parameters(route)))
        .request_body(body(route));
    let (status, answer) = given(route);
    let problem = |about: &str| {
        let content = Content::new(Some(Ref::from_schema_name("Problem")));
        ResponseBuilder::new()
            .description(about)
            .content("application/problem+json", content)
            .build()
    };
    let refusals = match route.does {
        Does::Get => [REFUSALS, &[]],
        Does::Post => [REFUSALS, OF_CHANGES],
    };
    let described = described.response(status, answer);
    let described = refusals
        .into_iter()
        .flatten()
        .fold(described, |described, (status, about)| described.response(*status, problem(about)));
    match route.does {
        Does::Get => {
            let unchanged = ResponseBuilder::new().description("You have it already.").build();
            described.response("304", unchanged).build()
        }
        Does::Post => described.build(),
    }
}

/// What any request may be refused for.
const REFUSALS: &[(&str, &str)] = &[
    ("400", "The request makes no sense."),
    ("401", "The token is missing or wrong."),
    ("404", "There is no such thing."),
    ("405", "The method is not allowed."),
    ("408", "The request takes too long."),
    ("421", "The machine is called by a name that is not its own."),
    ("500", "Something here is broken."),
    ("503", "Another program is writing to the ledger."),
];

/// What a change may be refused for besides.
const OF_CHANGES: &[(&str, &str)] = &[
    ("403", "The request does not come from this server's own pages, and bears no token."),
    ("409", "It would change nothing."),
    ("413", "The body is too long."),
    ("429", "Too many changes at once."),
];

/// What stands in the path, then what stands behind the `?`.
fn parameters(route: &Route) -> Vec<Described> {
    let mut described: Vec<Described> = Vec::new();
    for part in route.path.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or_default();
        let formats = keii_export::Format::ALL.map(|format| format.word());
        let schema = match name {
            "format" => text().enum_values(Some(formats)),
            _ => text(),
        };
        let about = match name {
            "id" => "An id, or a beginning that only it has.",
            "number" => "The number of a correction.",
            _ => "The format.",
        };
        let one = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some(about))
            .schema(Some(schema));
        described.push(one.build());
    }
    described.extend(route.takes.iter().map(|one| {
        ParameterBuilder::new()
            .name(one.name)
            .parameter_in(ParameterIn::Query)
            .required(Required::False)
            .description(Some(one.about))
            .schema(Some(taken(one)))
            .build()
    }));
    described
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn taken(parameter: &Parameter) -> RefOr<Schema> {
    match parameter.takes {
        Takes::Words => text().into(),
        Takes::Day => text().pattern(Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")).into(),
        Takes::Date => text().description(Some("EDTF")).into(),
        Takes::Count(most) => ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1.0))
            .maximum(u32::try_from(most).ok().map(f64::from))
            .into(),
        Takes::Flag => ObjectBuilder::new().schema_type(Type::Boolean).into(),
        Takes::One(words) => text().enum_values(Some(words.iter().copied())).into(),
        Takes::Some(words) => {
            let word = text().enum_values(Some(words.iter().copied()));
            utoipa::openapi::schema::ArrayBuilder::new().items(word).into()
        }
    }
}

fn body(route: &Route) -> Option<RequestBody> {
    let wanted = match (route.does, route.path) {
        (Does::Post, "/corrections") => "WantedCorrection",
        _ => return None,
    };
    let content = Content::new(Some(Ref::from_schema_name(wanted)));
    let body = RequestBodyBuilder::new().content("application/json", content);
    Some(body.required(Some(Required::True)).build())
}

fn given(route: &Route) -> (&'static str, Answered) {
    let json = |content: Content| {
        ResponseBuilder::new().description(route.about).content("application/json", content).build()
    };
    match route.gives {
        Gives::Page(item) => ("200", json(Content::new(Some(page(item))))),
        Gives::One(name) => ("200", json(Content::new(Some(Ref::from_schema_name(name))))),
        Gives::Correction => ("201", json(Content::new(Some(Ref::from_schema_name("Correction"))))),
        Gives::File => {
            let formats = keii_export::Format::ALL.iter().map(|format| format.media_type());
            let mut types: Vec<&str> = formats.collect();
            types.sort_unstable();
            types.dedup();
            let file = ResponseBuilder::new().description(route.about);
            let file = types.into_iter().fold(file, |file, media_type| {
                file.content(media_type, Content::new(Some(text())))
            });
            ("200", file.build())
        }
    }
}
