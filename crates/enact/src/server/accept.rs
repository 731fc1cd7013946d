//! Which of its two forms an address is asked for in: a page, or the same as data (RFC 9110, section 12.5.1).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// How much a media type is wanted: its weight in thousandths, how exactly it was named, and, earlier first, where.
type Wanted = (u16, u8, std::cmp::Reverse<usize>);

/// Whether data is wanted more than a page. Of two wanted alike the one that is named more exactly, then the one that is named
/// first; where nothing is said, the page.
pub(super) fn prefers_data(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    let (data, page) = (wanted(&ranges, "application", "json"), wanted(&ranges, "text", "html"));
    data.is_some_and(|data| data.0 > 0 && page.is_none_or(|page| data > page))
}

/// How much a media type is wanted, by the range that names it most exactly; none where no range does.
fn wanted(ranges: &[&str], kind: &str, form: &str) -> Option<Wanted> {
    let named = ranges.iter().enumerate().filter_map(|(place, range)| {
        let mut parts = range.split(';').map(str::trim);
        let (held_kind, held_form) = parts.next()?.split_once('/')?;
        let exact = match (held_kind.eq_ignore_ascii_case(kind), held_form.eq_ignore_ascii_case(form)) {
            (true, true) => 2,
            (true, false) if held_form == "*" => 1,
            (false, _) if held_kind == "*" && held_form == "*" => 0,
            (_, _) => return None,
        };
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        Some((exact, std::cmp::Reverse(place), weight.map_or(1000, thousandths)))
    });
    named.max().map(|(exact, place, weight)| (weight, exact, place))
}

/// A weight from 0 to 1 in thousandths; what is none counts as not said.
fn thousandths(weight: &str) -> u16 {
    let (whole, part) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let part = format!("{part:0<3}");
    match (whole, part.get(..3).and_then(|part| part.parse::<u16>().ok())) {
        ("0", Some(part)) => part,
        (_, _) => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks_for_data(accept: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        prefers_data(&headers)
    }

    #[test]
    fn the_form_that_is_wanted_more_is_given() {
        for data in [
            "application/json",
            "text/html;q=0.1, application/json",
            "text/html; q=0.8, application/json;q=0.81",
            "application/json, text/html",
            "application/json, text/plain, */*",
            "application/json, text/html;q=0",
            "Application/JSON",
        ] {
            assert!(asks_for_data(data), "{data}");
        }
        for page in [
            "",
            "*/*",
            "text/html",
            "text/html, application/json",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/json;q=0",
            "application/json;q=0.5, text/html;q=0.501",
            "application/json;q=0.5, */*",
            "image/png",
        ] {
            assert!(!asks_for_data(page), "{page}");
        }
        assert!(!prefers_data(&HeaderMap::new()));
    }
}
