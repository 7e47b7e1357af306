//! What a request asks for, from its query to values that can only hold what makes sense.

use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use network_store::published::MOST_WORDS;

use super::param::{
    FARTHEST, LAST_PAGE, LONGEST_CODE, LONGEST_TEXT, MINIMAL, MOST_PER_PAGE, PER_PAGE, Param,
};
use super::problem::Refused;
use crate::form::Fields;

/// What was asked for. A text is none where it was left empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Asked {
    /// As [`network::export::search_words`] writes them, each once.
    pub(crate) words: Vec<String>,
    /// Words were asked for in which there is no letter and no digit: nothing has them.
    pub(crate) nothing: bool,
    page: Option<u64>,
    per_page: Option<u64>,
    format: Option<Format>,
    pub(crate) term: Option<String>,
    pub(crate) taxonomy: Option<String>,
    pub(crate) organization: Option<String>,
    /// In Unix milliseconds.
    pub(crate) modified_after: Option<i64>,
    pub(crate) minimal: bool,
    pub(crate) full: bool,
    pub(crate) full_service: bool,
    pub(crate) postcode: Option<String>,
    /// In metres; only beside a postal code.
    pub(crate) proximity: Option<u64>,
    pub(crate) parent: Option<String>,
    pub(crate) top_only: bool,
}

/// In which form a list goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Ndjson,
}

/// What a stream of records is called (no registered name; these two are in use).
const NDJSON: [&str; 2] = ["application/x-ndjson", "application/ndjson"];

impl Asked {
    /// Reads a query that may hold these parameters. `Accept` says the form where the query does not.
    pub(crate) fn read(query: &str, headers: &HeaderMap, takes: &[Param]) -> Result<Self, Refused> {
        let mut asked = Self::default();
        let mut given: Vec<Param> = Vec::new();
        for field in Fields::parse(query.as_bytes()).iter() {
            let Some(param) = takes.iter().copied().find(|param| param.name() == field.name) else {
                return Err(Refused::unknown(&field.name, takes));
            };
            if given.contains(&param) {
                return Err(Refused::parameter(param, "it is there twice"));
            }
            if !field.readable {
                return Err(Refused::parameter(
                    param,
                    "it holds bytes or control characters that are no text",
                ));
            }
            given.push(param);
            asked.take(param, &field.value)?;
        }
        if asked.format.is_none() && takes.contains(&Param::Format) {
            asked.format = Some(accepted(headers));
        }
        if asked.proximity.is_some() && asked.postcode.is_none() {
            return Err(Refused::parameter(Param::Proximity, "it needs `postcode` beside it"));
        }
        Ok(asked)
    }

    /// A record in full.
    pub(crate) fn in_full() -> Self {
        Self { full: true, ..Self::default() }
    }

    fn take(&mut self, param: Param, value: &str) -> Result<(), Refused> {
        match param {
            Param::Search => {
                self.words = words(value)?;
                self.nothing = self.words.is_empty() && !value.trim().is_empty();
            }
            Param::Page => self.page = Some(number(param, value, LAST_PAGE)?),
            Param::PerPage => self.per_page = Some(number(param, value, MOST_PER_PAGE)?),
            Param::Format => {
                self.format = Some(match value {
                    "json" => Format::Json,
                    "ndjson" => Format::Ndjson,
                    _ => return Err(Refused::parameter(param, "it is `json` or `ndjson`")),
                });
            }
            Param::TaxonomyTermId => self.term = text(param, value, LONGEST_TEXT)?,
            Param::TaxonomyId => self.taxonomy = text(param, value, LONGEST_TEXT)?,
            Param::OrganizationId => self.organization = text(param, value, LONGEST_TEXT)?,
            Param::ParentId => self.parent = text(param, value, LONGEST_TEXT)?,
            Param::ModifiedAfter => self.modified_after = Some(time(value)?),
            Param::Minimal => self.minimal = flag(param, value)?,
            Param::Full => self.full = flag(param, value)?,
            Param::FullService => self.full_service = flag(param, value)?,
            Param::TopOnly => self.top_only = flag(param, value)?,
            Param::Postcode => self.postcode = Some(postcode(value)?),
            Param::Proximity => self.proximity = Some(number(param, value, FARTHEST)?),
        }
        Ok(())
    }

    /// The page's number, from 1.
    pub(crate) fn page(&self) -> u64 {
        self.page.unwrap_or(1)
    }

    /// How many records a page has at most.
    pub(crate) fn per_page(&self) -> u64 {
        self.per_page.unwrap_or(if self.minimal { MINIMAL } else { PER_PAGE })
    }

    /// How many records stand before the page.
    pub(crate) fn before(&self) -> u64 {
        (self.page() - 1).saturating_mul(self.per_page())
    }

    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or(Format::Json)
    }
}

/// The form that a browser or program accepts.
fn accepted(headers: &HeaderMap) -> Format {
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let is_stream = |kind: &str| {
        let mut parts = kind.split(';').map(str::trim);
        let is_named =
            parts.next().is_some_and(|kind| NDJSON.iter().any(|known| kind.eq_ignore_ascii_case(known)));
        is_named && !parts.any(is_refusal)
    };
    let mut kinds = values.flat_map(|value| value.split(','));
    if kinds.any(is_stream) { Format::Ndjson } else { Format::Json }
}

/// Whether a media type's parameter says that it is not wanted: a weight of nothing (RFC 9110, 12.4.2).
fn is_refusal(parameter: &str) -> bool {
    let Some((name, weight)) = parameter.split_once('=') else { return false };
    let is_zero = weight.trim().parse() == Ok(0.0_f32);
    name.trim().eq_ignore_ascii_case("q") && is_zero
}

fn text(param: Param, value: &str, longest: usize) -> Result<Option<String>, Refused> {
    if value.chars().nth(longest).is_some() {
        return Err(Refused::parameter(param, &format!("it has {longest} letters at most")));
    }
    Ok(Some(value).filter(|value| !value.is_empty()).map(Into::into))
}

/// Words, each in the form in which it is searched. One of which nothing is left, as a dash beside others, is
/// passed over.
fn words(value: &str) -> Result<Vec<String>, Refused> {
    let text = text(Param::Search, value, LONGEST_TEXT)?.unwrap_or_default();
    if text.split_whitespace().nth(MOST_WORDS).is_some() {
        return Err(Refused::parameter(Param::Search, &format!("it has {MOST_WORDS} words at most")));
    }
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = network::export::search_words(word).trim().to_owned();
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    Ok(words)
}

fn number(param: Param, value: &str, most: u64) -> Result<u64, Refused> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| value.parse().ok()).flatten().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| Refused::parameter(param, &format!("it is a number from 1 to {most}")))
}

fn flag(param: Param, value: &str) -> Result<bool, Refused> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Refused::parameter(param, "it is `true` or `false`")),
    }
}

/// A time with its offset; a day or a time without one is of UTC. A plus sign that was not escaped is one.
fn time(value: &str) -> Result<i64, Refused> {
    let utc = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
    let with_plus = value.replace(' ', "+");
    let time = value
        .parse::<Timestamp>()
        .or_else(|_| with_plus.parse())
        .ok()
        .or_else(|| value.parse().ok().and_then(utc))
        .or_else(|| {
            value.parse().ok().and_then(|day: Date| utc(day.to_datetime(jiff::civil::Time::midnight())))
        });
    time.map(Timestamp::as_millisecond)
        .ok_or_else(|| Refused::parameter(Param::ModifiedAfter, "it is a day or a time as in RFC 3339"))
}

fn postcode(value: &str) -> Result<String, Refused> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-');
    let begins = value.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !begins || !value.chars().all(plain) || value.len() > LONGEST_CODE {
        let says = format!("it has letters, digits, spaces and hyphens, {LONGEST_CODE} at most");
        return Err(Refused::parameter(Param::Postcode, &says));
    }
    Ok(network::export::normal_postal_code(value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(query: &str) -> Result<Asked, Refused> {
        Asked::read(query, &HeaderMap::new(), &Param::ALL)
    }

    #[test]
    fn a_query_is_read_as_the_standard_says() {
        let asked = read("page=3&per_page=20&search=Caf%C3%A9+t%C3%ADo+tio&full=true&minimal=false").unwrap();
        assert_eq!((asked.page(), asked.per_page(), asked.before()), (3, 20, 40));
        assert_eq!(asked.words, ["cafe", "tio"]);
        assert!(asked.full && !asked.minimal);
        let nothing = read("").unwrap();
        assert_eq!((nothing.page(), nothing.per_page(), nothing.before()), (1, PER_PAGE, 0));
        for (search, nothing) in
            [("", false), ("+", false), ("%25", true), ("-", true), ("%F0%9F%8F%A0", true), ("-+a", false)]
        {
            assert_eq!(read(&format!("search={search}")).unwrap().nothing, nothing, "{search}");
        }
        assert_eq!(read("minimal=true").unwrap().per_page(), MINIMAL);
        assert_eq!(
            read("search=&organization_id=").unwrap(),
            Asked { format: Some(Format::Json), ..Asked::default() }
        );
        assert_eq!(read("postcode=60608-1234&proximity=5000").unwrap().postcode.unwrap(), "60608");
    }

    #[test]
    fn a_time_is_read_in_the_forms_that_programs_write() {
        let day = 1_772_323_200_000;
        for time in [
            "2026-03-01",
            "2026-03-01T00:00:00Z",
            "2026-03-01T00:00:00.000Z",
            "2026-03-01T01:00:00%2B01:00",
            "2026-03-01T01:00:00+01:00",
            "2026-03-01T00:00:00",
        ] {
            assert_eq!(read(&format!("modified_after={time}")).unwrap().modified_after, Some(day), "{time}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_its_name() {
        for (query, name) in [
            ("page=0", "page"),
            ("page=-1", "page"),
            ("page=%2B1", "page"),
            ("page=", "page"),
            ("page=1&page=1", "page"),
            ("page=99999999999999999999", "page"),
            ("per_page=501", "per_page"),
            ("per_page=501&minimal=true", "per_page"),
            ("full=yes", "full"),
            ("modified_after=soon", "modified_after"),
            ("modified_after=2026-13-01", "modified_after"),
            ("format=xml", "format"),
            ("proximity=500", "proximity"),
            ("proximity=0&postcode=60608", "proximity"),
            ("postcode=%2560", "postcode"),
            ("organization_id=%00", "organization_id"),
            ("search=%FF", "search"),
            ("search=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q", "search"),
            ("radius=5", "radius"),
        ] {
            let refused = read(query).unwrap_err();
            assert_eq!(refused.name(), Some(name), "{query}");
        }
        let long = format!("search={}", "x".repeat(LONGEST_TEXT + 1));
        assert_eq!(read(&long).unwrap_err().name(), Some("search"));
    }

    #[test]
    fn the_stream_can_be_asked_for_by_its_media_type() {
        let of = |accept: &'static str, query: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, header::HeaderValue::from_static(accept));
            Asked::read(query, &headers, &Param::ALL).unwrap().format()
        };
        assert_eq!(of("application/x-ndjson", ""), Format::Ndjson);
        assert_eq!(of("text/html, Application/NDJSON;q=0.9", ""), Format::Ndjson);
        assert_eq!(of("application/x-ndjson", "format=json"), Format::Json);
        assert_eq!(of("application/x-ndjson;q=0", ""), Format::Json, "it is not wanted");
        assert_eq!(of("application/json, application/x-ndjson; Q=0.000", ""), Format::Json);
        assert_eq!(of("application/ndjson;q=0, application/x-ndjson;q=0.001", ""), Format::Ndjson);
        assert_eq!(of("application/json, */*", ""), Format::Json);
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused_by_name(query in any::<String>(), pairs in proptest::collection::vec(
            (proptest::sample::select(Param::ALL.to_vec()), any::<String>()), 0..4,
        )) {
            let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
            let named: Vec<String> =
                pairs.iter().map(|(param, value)| format!("{}={}", param.name(), escaped(value))).collect();
            for query in [query, named.join("&")] {
                match read(&query) {
                    Ok(asked) => {
                        prop_assert!(asked.words.len() <= MOST_WORDS);
                        prop_assert!((1..=MINIMAL).contains(&asked.per_page()));
                        let texts = [&asked.term, &asked.taxonomy, &asked.organization, &asked.postcode];
                        prop_assert!(texts.into_iter().flatten().all(|text| !text.contains('\0')));
                        let letters = |c: char| c.is_alphanumeric() || c == ' ';
                        prop_assert!(asked.words.iter().all(|word| word.chars().all(letters)));
                    }
                    Err(refused) => prop_assert!(refused.name().is_some()),
                }
            }
        }
    }
}
