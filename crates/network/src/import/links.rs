//! Addresses of the web and for mail in which something was set aside.

use super::scrub::{GONE, Scrubber};

/// Hosts on which everybody has a page: what is left of an address there leads to nobody.
const SHARED: [&str; 20] = [
    "google.com",
    "goo.gl",
    "apple.com",
    "bing.com",
    "openstreetmap.org",
    "waze.com",
    "mapquest.com",
    "facebook.com",
    "fb.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "linkedin.com",
    "yelp.com",
    "linktr.ee",
    "bit.ly",
    "tinyurl.com",
    "here.com",
    "what3words.com",
    "google.es",
];

/// Mends an address that held something, as it was before and as it is scrubbed; whether it did. One with a gap that an
/// earlier import left goes too.
pub(super) fn mend(before: Option<String>, link: &mut Option<String>, scrubbers: &[&Scrubber]) -> bool {
    let is_gap = |link: &Option<String>| link.as_ref().is_some_and(|link| link.contains(GONE));
    let told = *link != before || is_gap(link);
    if told {
        *link = before.and_then(|before| first_page(&before, scrubbers));
    }
    told
}

/// What is left of an address of the web in which something was found: the first page of its host, where that
/// tells nothing and is one agency's own. A link with a gap leads nowhere, and shows where the gap is.
pub(super) fn first_page(address: &str, scrubbers: &[&Scrubber]) -> Option<String> {
    let at = address.find("://")? + 3;
    let rest = address.get(at..)?;
    let host = rest.get(..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()))?;
    let bare = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    let is_shared = SHARED.iter().any(|shared| {
        bare.strip_suffix(shared).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    });
    let mut page = format!("{}{host}/", address.get(..at)?);
    let tells = scrubbers.iter().any(|scrubber| scrubber.text(&mut page));
    (!is_shared && !host.is_empty() && !host.contains(['@', '%']) && !page.contains(GONE) && !tells)
        .then_some(page)
}

/// Takes out of a text, as wholes, the addresses in which something was taken out.
pub(super) fn whole(text: &mut String) {
    let mut kept = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let start =
            ["https://", "http://", "www.", "mailto:"].into_iter().filter_map(|start| word.find(start)).min();
        let Some(start) = start.filter(|start| word.get(*start..).is_some_and(|link| link.contains(GONE)))
        else {
            kept.push_str(piece);
            continue;
        };
        let end = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'']).len();
        let (before, after) = (piece.get(..start), piece.get(end.max(start)..));
        kept.extend([before.unwrap_or_default(), GONE, after.unwrap_or_default()]);
    }
    *text = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_with_a_gap_goes_as_a_whole() {
        for (before, after) in [
            ("See https://haven.example/•••, or call.", "See •••, or call."),
            ("(www.haven.example/•••?x=1)", "(•••)"),
            ("https://a.example/\nhttp://•••.example", "https://a.example/\n•••"),
            ("By ••• and https://haven.example/.", "By ••• and https://haven.example/."),
        ] {
            let mut text = before.to_owned();
            whole(&mut text);
            assert_eq!(text, after);
        }
    }

    #[test]
    fn only_the_first_page_of_an_own_host_is_left() {
        let page = |address| first_page(address, &[&Scrubber::default()]);
        assert_eq!(page("https://haven.example/418-tamarisk").as_deref(), Some("https://haven.example/"));
        assert_eq!(page("https://www.google.com/maps?q=1"), None);
        assert_eq!(page("https://•••.example/x"), None);
        assert_eq!(page("https://someone@haven.example/x"), None);
        assert_eq!(page("haven.example/x"), None);
    }
}
