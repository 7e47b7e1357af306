//! Addresses of the web and for mail: which they are, and which they are not.
//!
//! An address without a scheme is kept with `https://` before it, so that pages can link to it and an export is
//! valid. What is none is kept as an attribute: there it can be read, and nothing links to it.

use super::super::codes;

/// What was read of a cell for an address.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Read {
    /// The address to keep.
    pub(in super::super) kept: Option<String>,
    /// The code of what is wrong with the cell.
    pub(in super::super) wrong: Option<&'static str>,
    /// Whether it says more than what is kept, so that the whole should be an attribute.
    pub(in super::super) says_more: bool,
}

/// What a text is, as an address of the web.
#[derive(Debug, PartialEq, Eq)]
enum Web<'t> {
    /// One, as it stands.
    Address(&'t str),
    /// One, but for its scheme.
    WithoutScheme(&'t str),
    /// None; or several, of which this is the first.
    Other(Option<&'t str>),
}

/// Reads an address of the web.
pub(in super::super) fn address(text: &str) -> Read {
    match web(text) {
        Web::Address(address) => Read { kept: Some(address.into()), ..Read::default() },
        Web::WithoutScheme(address) => Read {
            kept: Some(format!("https://{address}")),
            wrong: Some(codes::WEB_ADDRESS_WITHOUT_SCHEME),
            says_more: false,
        },
        Web::Other(first) => {
            Read { kept: first.map(with_scheme), wrong: Some(codes::BAD_WEB_ADDRESS), says_more: true }
        }
    }
}

/// Reads an address for mail.
pub(in super::super) fn email(text: &str) -> Read {
    if is_email(text) {
        return Read { kept: Some(text.into()), ..Read::default() };
    }
    let bare = parts(text).map(|part| part.strip_prefix("mailto:").unwrap_or(part));
    Read {
        kept: bare.into_iter().find(|part| is_email(part)).map(Into::into),
        wrong: Some(codes::BAD_EMAIL),
        says_more: true,
    }
}

fn with_scheme(address: &str) -> String {
    if scheme(address).is_some() { address.into() } else { format!("https://{address}") }
}

/// What a text is, as an address of the web.
fn web(text: &str) -> Web<'_> {
    if is_web(text) {
        return if scheme(text).is_some() { Web::Address(text) } else { Web::WithoutScheme(text) };
    }
    Web::Other(parts(text).find(|part| is_web(part)))
}

/// Several addresses in one cell, as people part them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let signs = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '<' | '>' | '(' | ')' | '|');
    text.split(signs).map(|part| part.trim_matches('.')).filter(|part| !part.is_empty())
}

/// What stands behind the scheme.
fn scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..))?
    })
}

/// Whether a text is one address of the web, with its scheme or without: a host of at least two names, or of four
/// numbers behind a scheme, and whatever may follow it (RFC 3986, 3.2 and 3.3).
fn is_web(text: &str) -> bool {
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"')) {
        return false;
    }
    let rest = scheme(text);
    let bare = rest.unwrap_or(text);
    let end = bare.find(['/', '?', '#']).unwrap_or(bare.len());
    let Some((host, path)) = bare.split_at_checked(end) else { return false };
    let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
    let is_port =
        |port: &str| !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit());
    let twice = path.get(1..).is_some_and(|path| path.starts_with("http://") || path.starts_with("https://"));
    let names = is_host(host) || rest.is_some() && host.parse::<std::net::Ipv4Addr>().is_ok();
    names && port.is_none_or(is_port) && !(twice && host.starts_with("http"))
}

/// Names parted by full stops (RFC 1123, 2.1), the last one of letters.
fn is_host(host: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.len() <= 63
            && !name.starts_with('-')
            && !name.ends_with('-')
            && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let Some((_, last)) = host.rsplit_once('.') else { return false };
    let is_last = last.len() >= 2 && (last.chars().all(char::is_alphabetic) || last.starts_with("xn--"));
    host.len() <= 253 && is_last && host.split('.').all(is_name)
}

/// Whether a text is one address for mail (RFC 5321, 4.1.2, without quoted names).
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_sign = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    !name.is_empty()
        && name.len() <= 64
        && name.chars().all(is_sign)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && is_host(host)
}

/// The host of an address of the web, in lower case and without `www.`.
pub(super) fn host(address: &str) -> Option<String> {
    let bare = scheme(address).unwrap_or(address);
    let end = bare.find(['/', '?', '#', ':']).unwrap_or(bare.len());
    let host = bare.get(..end)?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    is_host(host).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_told_from_what_is_none() {
        for address in [
            "https://x.example.org",
            "http://x.example.org/a?b=c#d",
            "HTTPS://X.EXAMPLE.ORG",
            "http://192.0.2.1/",
            "https://x.example.org:8080/a",
            "https://x.example.org/?to=https://y.example.org",
            "http://clínica.example.org",
            "https://x_y.example.org",
        ] {
            assert_eq!(web(address), Web::Address(address));
        }
        for address in ["www.x.example.org", "x.example.org/food", "example.org", "Example.ORG?x"] {
            assert_eq!(web(address), Web::WithoutScheme(address));
        }
        for text in [
            "none",
            "N/A",
            "a@x.example.org",
            "http://",
            "https://x",
            "http:/x.example.org",
            "http//x.example.org",
            "Elm House",
            "12.5",
            "1.2.3.4",
            "x..example.org",
            "https://https://x.example.org",
            "-x.example.org",
            "http://x.example.org:a",
            "x.o",
            "",
            "mailto:a@x.example.org",
        ] {
            assert_eq!(web(text), Web::Other(None), "{text}");
        }
        assert_eq!(web("www.a.example.org; www.b.example.org"), Web::Other(Some("www.a.example.org")));
        assert_eq!(web("see http://a.example.org."), Web::Other(Some("http://a.example.org")));
    }

    #[test]
    fn addresses_for_mail_are_told_from_what_is_none() {
        for address in
            ["a@x.example.org", "a.b+c@example.org", "o'neil@example.org", "ayuda@clínica.example.org"]
        {
            assert!(is_email(address), "{address}");
        }
        for text in [
            "a@x",
            "@x.org",
            "a x@x.org",
            "a@x.org, b@x.org",
            "a@@x.org",
            "a.@x.org",
            "www.x.org",
            "a@x.org.",
            "Ann <a@x.org>",
            "",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn a_host_is_the_same_however_it_is_written() {
        for address in ["https://www.Example.org/a", "example.org", "http://EXAMPLE.org:80"] {
            assert_eq!(host(address).as_deref(), Some("example.org"));
        }
        assert_eq!(host("none"), None);
    }
}
