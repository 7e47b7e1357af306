//! The description of the API for programs (OpenAPI 3.1), made of the same tables as the API itself.

use std::sync::LazyLock;

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use network::export::nested::Fields;
use serde_json::{Value, json};

use super::asked::Asked;
use super::endpoint::{self, ENDPOINTS, Endpoint, Gives};
use super::list::{self, json_response};
use super::param::Param;
use super::problem::{MEDIA_TYPE, Refused};
use super::{BASE, VERSION};

/// The shapes of what is given.
const SCHEMAS: &str = include_str!("../../data/hsds-schemas.json");

static TEXT: LazyLock<String> = LazyLock::new(|| document().to_string());

/// The description.
pub(super) async fn show(uri: Uri, headers: HeaderMap) -> Result<Response, Refused> {
    Asked::read(uri.query().unwrap_or_default(), &headers, endpoint::OPENAPI.takes)?;
    Ok(list::known(&headers, TEXT.clone(), json_response))
}

fn document() -> Value {
    let paths: Fields = ENDPOINTS.iter().map(|endpoint| (endpoint.path.to_owned(), path(endpoint))).collect();
    let params: Fields = Param::ALL
        .into_iter()
        .map(|param| {
            let described = json!({
                "name": param.name(), "in": "query", "required": false, "description": param.says(),
                "schema": param.schema(),
            });
            (param.name().to_owned(), described)
        })
        .collect();
    // A test reads it.
    let schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "A directory of services (HSDS)",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": format!("HSDS {VERSION}, for reading"),
            "description": "What everyone may see of a network's directory. Of a place that is \
                            confidential, or that was set aside because it looked so, there is at most its town, \
                            its state and its country, under an id that tells nothing; nothing else of it is in a \
                            record, and nothing else finds it.",
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": BASE}],
        "paths": paths,
        "components": {"schemas": schemas, "parameters": params},
    })
}

fn path(endpoint: &Endpoint) -> Value {
    let named = |param: &Param| json!({"$ref": format!("#/components/parameters/{}", param.name())});
    let takes: Vec<Value> = endpoint.takes.iter().map(named).collect();
    let mut path = json!({
        "get": {
            "operationId": operation(endpoint.path),
            "summary": endpoint.says,
            "parameters": takes,
            "responses": responses(endpoint),
        },
    });
    if let (Gives::ById(_), Some(fields)) = (&endpoint.gives, path.as_object_mut()) {
        let id = json!([{
            "name": "id", "in": "path", "required": true, "description": "The record's id.",
            "schema": {"type": "string", "minLength": 1},
        }]);
        fields.insert("parameters".into(), id);
    }
    path
}

/// `/services/{id}` is `get_services_by_id`.
fn operation(path: &str) -> String {
    let words = path.trim_matches('/').replace("/{id}", "_by_id").replace(['/', '.'], "_");
    format!("get_{}", if words.is_empty() { "about" } else { &words })
}

fn responses(endpoint: &Endpoint) -> Value {
    let schema = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let content = match &endpoint.gives {
        Gives::One(name) | Gives::ById(name) => json!({"application/json": {"schema": schema(name)}}),
        Gives::Description => json!({"application/json": {"schema": {"type": "object"}}}),
        Gives::Many(names) => {
            let any: Vec<Value> = names.iter().map(|name| schema(name)).collect();
            let items = json!({"contents": {"type": "array", "items": {"anyOf": any}}});
            let page = json!({"allOf": [schema("Page")], "type": "object", "properties": items});
            json!({"application/json": {"schema": page}, "application/x-ndjson": {"schema": {"type": "string"}}})
        }
    };
    let problem =
        |says: &str| json!({"description": says, "content": {MEDIA_TYPE: {"schema": schema("Problem")}}});
    let tag = json!({"ETag": {"description": "What names this answer.", "schema": {"type": "string"}}});
    let mut responses = json!({
        "200": {"description": endpoint.says, "headers": tag, "content": content},
        "304": {"description": "The answer is the one that `If-None-Match` names."},
        "400": problem("A parameter makes no sense; it is named."),
        "503": problem("The directory cannot be read just now."),
    });
    if let (Gives::ById(_), Some(fields)) = (&endpoint.gives, responses.as_object_mut()) {
        fields.insert("404".into(), problem("There is no such record."));
    }
    responses
}
