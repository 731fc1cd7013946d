//! The description of the interface and the figures of the server.

use std::collections::BTreeSet;

use crate::program::Serving;

#[test]
fn the_interface_is_described_and_its_addresses_answer() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let description = server.page("/api/v1/openapi.json").json();
    assert!(description["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "{description}");
    let paths = description["paths"].as_object().unwrap();
    let mut ids = BTreeSet::new();
    for (path, methods) in paths {
        let named: Vec<&str> = path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        let parameters = methods["parameters"].as_array().cloned().unwrap_or_default();
        let declared: Vec<&str> = parameters.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(named, declared, "{path}");
        for method in ["get", "post"] {
            let Some(operation) = methods.get(method) else { continue };
            assert!(ids.insert(operation["operationId"].to_string()), "{path} {method}: the id stands twice");
            assert!(operation["responses"].as_object().is_some_and(|all| !all.is_empty()), "{path} {method}");
        }
        if !path.contains('{') && methods.get("get").is_some() && path != "/demo/sign-out" && path != "/demo/clock" {
            assert_eq!(server.page(path).status, 200, "{path} is described and does not answer");
        }
    }
    assert!(paths.contains_key("/api/v1/{code}/acts") && paths.contains_key("/{code}/modifications/{id}"));
}

#[test]
fn figures_count_by_route_and_name_nobody() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    server.page("/sec/modifications/mp167b");
    server.page("/sec/parties/northwold-supply-ltd");
    server.page("/sec/no-such-page");
    server.act("sec", &[], &serde_json::json!({ "act": "vote", "by": "Northwold Supply Ltd" }));
    let figures = server.page("/metrics");
    assert!(figures.header("content-type").is_some_and(|kind| kind.starts_with("text/plain; version=0.0.4")));
    let text = &figures.body;
    for line in [
        "enact_requests_total{route=\"/{code}/modifications/{id}\",status=\"200\"} 1",
        "enact_requests_total{route=\"none\",status=\"404\"} 1",
        "enact_errors_total 0",
        "enact_request_duration_seconds_bucket{route=\"/{code}/modifications/{id}\",le=\"+Inf\"} 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is missing: {text}");
    }
    assert!(text.contains("enact_acts_total{outcome=\"unreadable\"} 1"), "{text}");
    assert!(text.contains("enact_log_position{code=\"sec\"} ") && text.contains("enact_duties_overdue{code=\"sec\"} "));
    for word in ["northwold", "Northwold", "mp167b", "Shah"] {
        assert!(!text.contains(word), "{word} stands in the figures: {text}");
    }
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let value = line.rsplit(' ').next().unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
}
