//! The description of the HTTP interface (OpenAPI 3.1), made from the list of routes and the vocabulary of acts.

use serde_json::{Map, Value, json};

use crate::paths::{Answers, ROUTES, Route};

/// The description.
pub(super) fn description() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        paths.insert(route.pattern.to_owned(), described(route, route.pattern));
        if route.answers == Answers::PageAndData || route.pattern == "/{code}/acts" {
            let below = if route.pattern == "/" { "/api/v1/".to_owned() } else { format!("/api/v1{}", route.pattern) };
            paths.insert(below.clone(), described_data(route, &below));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Enact",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The change process of industry codes. Pages and data share one address: ask with \
                `Accept: application/json`, or below `/api/v1`. Lists are had as feeds, calendars and tables with `?as=`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": { "Problem": problem_schema(), "Act": act_schema() },
            "responses": {
                "Problem": {
                    "description": "What is wrong, in a sentence (RFC 9457).",
                    "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
                },
            },
            "securitySchemes": { "operator": { "type": "http", "scheme": "bearer" } },
        },
    })
}

/// A route at its own address.
fn described(route: &Route, pattern: &str) -> Value {
    let content = match route.answers {
        Answers::PageAndData => json!({ "text/html": {}, "application/json": {} }),
        Answers::Page => json!({ "text/html": {} }),
        Answers::File(kind) => {
            let mut content = Map::new();
            content.insert(kind.to_owned(), json!({}));
            Value::Object(content)
        }
    };
    let mut methods = Map::new();
    methods.insert("get".to_owned(), operation(route, pattern, "get", &content));
    if route.takes {
        let form = json!({ "content": { "application/x-www-form-urlencoded": { "schema": { "type": "object" } } } });
        let mut post = operation(route, pattern, "post", &json!({ "text/html": {} }));
        put(&mut post, "requestBody", form);
        methods.insert("post".to_owned(), post);
    }
    with_parameters(methods, pattern)
}

/// A route below `/api/v1`, which always answers with data.
fn described_data(route: &Route, pattern: &str) -> Value {
    let mut methods = Map::new();
    if route.answers == Answers::PageAndData {
        methods.insert("get".to_owned(), operation(route, pattern, "get", &json!({ "application/json": {} })));
    } else {
        methods.insert("post".to_owned(), act(route, pattern));
    }
    with_parameters(methods, pattern)
}

/// The one door.
fn act(route: &Route, pattern: &str) -> Value {
    let mut post = operation(route, pattern, "post", &json!({ "application/json": {} }));
    let key = json!({
        "name": "Idempotency-Key", "in": "header", "schema": { "type": "string" },
        "description": "An act sent again under the same key is not done again but answered the same.",
    });
    put(&mut post, "parameters", json!([key]));
    put(&mut post, "security", json!([{ "operator": [] }]));
    let schema = json!({ "$ref": "#/components/schemas/Act" });
    put(&mut post, "requestBody", json!({ "required": true, "content": { "application/json": { "schema": schema } } }));
    let done = json!({ "description": "Done; the events that were recorded.", "content": { "application/json": {} } });
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let mut responses = Map::new();
    responses.insert("201".to_owned(), done);
    for status in ["401", "403", "409", "422", "default"] {
        responses.insert(status.to_owned(), problem.clone());
    }
    put(&mut post, "responses", Value::Object(responses));
    post
}

fn operation(route: &Route, pattern: &str, method: &str, content: &Value) -> Value {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let id: String = format!("{method}{pattern}").chars().map(plain).collect();
    json!({
        "operationId": id.trim_end_matches('-'),
        "summary": route.says,
        "responses": {
            "200": { "description": route.says, "content": content },
            "default": { "$ref": "#/components/responses/Problem" },
        },
    })
}

/// The methods of a path, with what stands in its braces.
fn with_parameters(mut methods: Map<String, Value>, pattern: &str) -> Value {
    let names = pattern.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let one = |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    let parameters: Vec<Value> = names.map(one).collect();
    if !parameters.is_empty() {
        methods.insert("parameters".to_owned(), Value::Array(parameters));
    }
    Value::Object(methods)
}

fn put(object: &mut Value, name: &str, value: Value) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "required": ["title", "status"],
        "properties": {
            "title": { "type": "string", "description": "What is wrong, in a sentence." },
            "status": { "type": "integer" },
            "clauses": { "type": "array", "items": { "type": "string" }, "description": "The clauses that refuse." },
            "reasons": { "type": "array", "items": { "type": "string" }, "description": "Why, a sentence each." },
            "reference": { "type": "string", "description": "What to tell the operator." },
        },
    })
}

fn act_schema() -> Value {
    let names: Vec<&str> = procedure::ActName::ALL.iter().map(|act| act.name()).collect();
    json!({
        "type": "object",
        "required": ["act", "by"],
        "description": "One act. `enact acts NAME` prints the JSON Schema of its other fields.",
        "properties": {
            "act": { "type": "string", "enum": names },
            "by": { "type": "string", "description": "Who does it: a body, a Party, or a person acting for one." },
        },
    })
}
