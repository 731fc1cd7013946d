//! Traces: what a request spent its time on, for a collector that speaks OpenTelemetry over HTTP.
//!
//! A span names the pattern of a route, an act, a Code and counts; never an address with what was asked for, a person, a
//! Party, or a word of the record. Who sends `traceparent` finds the spans of a request in the trace that it began.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::http::{HeaderMap, Method};
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{Bytes, HeaderExtractor, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tokio::runtime::Handle;
use tracing::{Span, Subscriber, field};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::registry::LookupSpan;
use url::Url;

/// How long a collector may take; it never holds up a request.
const LIMIT: Duration = Duration::from_secs(10);

/// Where traces are sent, until they are ended.
pub struct Traces(SdkTracerProvider);

impl fmt::Debug for Traces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Traces")
    }
}

impl Traces {
    /// Sends traces to a collector (`http://localhost:4318`), in the background, on the threads of a runtime.
    ///
    /// # Errors
    /// The address is none, or this machine has no certificates to trust; a sentence.
    pub fn to(collector: &str, runtime: Handle) -> Result<Self, String> {
        let to = address(collector)?;
        crate::post::one_cryptography();
        let client = reqwest::Client::builder().no_proxy().timeout(LIMIT).build();
        let client = client.map_err(|error| format!("the way to the collector cannot be made ready: {error}"))?;
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Sender { client, runtime })
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(to)
            .with_timeout(LIMIT)
            .build();
        let exporter = exporter.map_err(|error| format!("the way to the collector cannot be made ready: {error}"))?;
        let who = Resource::builder().with_service_name("enact").build();
        Ok(Self(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(who).build()))
    }

    /// What turns this program's own spans into those of a trace; those of the libraries may hold what nobody is to see.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + Send + Sync + use<S>
    where
        S: Subscriber + for<'l> LookupSpan<'l> + Send + Sync,
    {
        let ours = |target: &str| target.starts_with("enact") || target.starts_with("ledger");
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("enact"))
            .with_location(false)
            .with_threads(false)
            .with_filter(filter_fn(move |told| told.is_span() && ours(told.target())))
    }

    /// Sends what has not been sent yet; waits no longer than a collector may take.
    pub fn end(self) {
        if let Err(error) = self.0.shutdown_with_timeout(LIMIT) {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// Where a collector takes traces.
///
/// # Errors
/// It is no address of one; a sentence.
pub(crate) fn address(collector: &str) -> Result<String, String> {
    let url = Url::parse(collector).ok().filter(|url| ["http", "https"].contains(&url.scheme()) && url.has_host());
    let url = url.ok_or_else(|| format!("`{collector}` is no address; write it like http://localhost:4318"))?;
    Ok(format!("{}/v1/traces", url.as_str().trim_end_matches('/')))
}

/// The span of a request, in the trace that the caller began, if it did.
pub(crate) fn of_request(method: &Method, pattern: &'static str, headers: &HeaderMap) -> Span {
    let span = tracing::info_span!(
        "request",
        otel.name = format_args!("{method} {pattern}"),
        otel.kind = "server",
        http.request.method = %method,
        http.route = pattern,
        http.response.status_code = field::Empty,
    );
    if headers.contains_key("traceparent") {
        // Without a collector there is no trace to be part of.
        let _ = span.set_parent(TraceContextPropagator::new().extract(&HeaderExtractor(headers)));
    }
    span
}

/// Sends on the threads of the runtime: the library asks from a thread of its own that has none.
#[derive(Debug)]
struct Sender {
    client: reqwest::Client,
    runtime: Handle,
}

impl HttpClient for Sender {
    fn send_bytes<'this, 'future>(
        &'this self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'future>>
    where
        'this: 'future,
        Self: 'future,
    {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move {
            let answer = client.execute(request.try_into()?).await?;
            // Nothing of what a collector answers is used but its status.
            let mut taken = Response::new(Bytes::new());
            *taken.status_mut() = answer.status();
            Ok::<_, reqwest::Error>(taken)
        });
        Box::pin(async move { Ok(sent.await??) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collector_is_an_address_on_the_web() {
        assert_eq!(address("http://localhost:4318").unwrap(), "http://localhost:4318/v1/traces");
        assert_eq!(address("https://traces.example/otlp/").unwrap(), "https://traces.example/otlp/v1/traces");
        for wrong in ["localhost:4318", "ftp://localhost", "traces"] {
            assert!(address(wrong).unwrap_err().contains("http://localhost:4318"), "{wrong}");
        }
    }
}
