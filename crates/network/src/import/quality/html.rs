//! Markup in texts that should have none: entities (`&amp;`) and tags (`<br>`).
//!
//! Entities, and the tags by which people format a text, are turned into what they show. Any other tag stays
//! as the text that it is: pages show it as text.

use super::mojibake::windows;

/// Named entities that are met in texts (HTML Living Standard, 13.5).
const NAMED: [(&str, &str); 87] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("times", "×"),
    ("cent", "¢"),
    ("pound", "£"),
    ("euro", "€"),
    ("sect", "§"),
    ("para", "¶"),
    ("ordf", "ª"),
    ("ordm", "º"),
    ("iexcl", "¡"),
    ("iquest", "¿"),
    ("aacute", "á"),
    ("eacute", "é"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("yacute", "ý"),
    ("ntilde", "ñ"),
    ("Aacute", "Á"),
    ("Eacute", "É"),
    ("Iacute", "Í"),
    ("Oacute", "Ó"),
    ("Uacute", "Ú"),
    ("Ntilde", "Ñ"),
    ("agrave", "à"),
    ("egrave", "è"),
    ("igrave", "ì"),
    ("ograve", "ò"),
    ("ugrave", "ù"),
    ("Agrave", "À"),
    ("Egrave", "È"),
    ("acirc", "â"),
    ("ecirc", "ê"),
    ("icirc", "î"),
    ("ocirc", "ô"),
    ("ucirc", "û"),
    ("Acirc", "Â"),
    ("Ecirc", "Ê"),
    ("auml", "ä"),
    ("euml", "ë"),
    ("iuml", "ï"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("atilde", "ã"),
    ("otilde", "õ"),
    ("Atilde", "Ã"),
    ("aring", "å"),
    ("Aring", "Å"),
    ("aelig", "æ"),
    ("oslash", "ø"),
    ("ccedil", "ç"),
    ("Ccedil", "Ç"),
    ("szlig", "ß"),
    ("oelig", "œ"),
    ("scaron", "š"),
    ("rarr", "→"),
];

/// Tags that begin and end a line.
const LINES: [&str; 22] = [
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "thead",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "article",
    "hr",
    "pre",
];
/// Tags that change only how letters look.
const LOOKS: [&str; 19] = [
    "b", "strong", "i", "em", "u", "span", "font", "small", "big", "sup", "sub", "center", "mark", "abbr",
    "label", "o:p", "ins", "nobr", "tt",
];
/// Tags by which a text is struck out. What is struck out is not meant: it stays marked.
const STRUCK: [&str; 3] = ["s", "strike", "del"];
/// Tags that show something that is no text, or do something. They stay as they are.
const OTHERS: [&str; 12] =
    ["a", "img", "script", "style", "iframe", "form", "input", "button", "object", "embed", "video", "svg"];
/// No tag is longer.
const LONGEST_TAG: usize = 2000;
/// No entity is longer, between its signs.
const LONGEST_ENTITY: usize = 8;

/// A tag as it is written.
struct Tag<'t> {
    /// All of it.
    whole: &'t str,
    /// Its name in lower case.
    name: String,
    /// Whether it ends what another began.
    ends: bool,
}

/// The text with all markup turned into what it shows, if there is any; and the first markup that was found.
pub(super) fn mend(text: &str) -> (Option<String>, Option<&str>) {
    let mut shown = Shown::default();
    let (mut first, mut changed, mut at) = (None, false, 0);
    while let Some(rest) = text.get(at..) {
        let Some(offset) = rest.find(['&', '<']) else { break };
        shown.text.push_str(rest.get(..offset).unwrap_or_default());
        at += offset;
        let Some(rest) = text.get(at..) else { break };
        let found = entity(rest).map(|(whole, meant)| (whole, Some(meant)));
        let found = found.or_else(|| tag(rest).map(|tag| (tag.whole, shown.tag(&tag, rest))));
        let (whole, meant) = found.unwrap_or_else(|| (rest.get(..1).unwrap_or_default(), None));
        if whole.len() > 1 {
            first = first.or(Some(whole));
        }
        match meant {
            Some(meant) => {
                changed = true;
                shown.text.push_str(&meant);
                at += whole.len();
                if meant.ends_with('\n') {
                    at += line_end(text.get(at..).unwrap_or_default());
                }
            }
            None => {
                shown.text.push_str(whole);
                at += whole.len();
            }
        }
    }
    shown.text.push_str(text.get(at..).unwrap_or_default());
    (changed.then_some(shown.text), first)
}

/// How long the end of a line is that stands here: a tag that begins a line often stands at the end of one.
fn line_end(rest: &str) -> usize {
    ["\r\n", "\n"].iter().find(|end| rest.starts_with(**end)).map_or(0, |end| end.len())
}

/// What is shown, as it is put together.
#[derive(Default)]
struct Shown {
    text: String,
    /// Where links lead that have not ended.
    links: Vec<String>,
}

impl Shown {
    /// What a tag shows; none for one that stays.
    fn tag(&mut self, tag: &Tag<'_>, rest: &str) -> Option<String> {
        let name = tag.name.as_str();
        if name == "br" {
            return Some("\n".into());
        }
        if LINES.contains(&name) {
            let at_start = self.text.is_empty() || self.text.ends_with('\n');
            return Some(if at_start { String::new() } else { "\n".into() });
        }
        match (name, tag.ends) {
            ("li", false) => {
                let at_start = self.text.is_empty() || self.text.ends_with('\n');
                Some(if at_start { "• ".into() } else { "\n• ".into() })
            }
            ("li", true) => Some(String::new()),
            ("td" | "th", _) => Some(" ".into()),
            ("a", false) => {
                // A link that never ends would lose where it leads.
                let ends = start(rest.get(tag.whole.len()..)?).to_ascii_lowercase().contains("</a>");
                let leads = attribute(tag.whole, "href").filter(|leads| ends && is_link(leads))?;
                self.links.push(leads.into());
                Some(String::new())
            }
            ("a", true) => {
                let leads = self.links.pop()?;
                let leads = leads.strip_prefix("mailto:").unwrap_or(&leads);
                let leads = leads.strip_prefix("tel:").unwrap_or(leads);
                Some(if self.text.ends_with(leads) { String::new() } else { format!(" ({leads})") })
            }
            _ if LOOKS.contains(&name) => Some(String::new()),
            _ if STRUCK.contains(&name) => Some("~~".into()),
            _ => None,
        }
    }
}

fn is_link(leads: &str) -> bool {
    let lower = leads.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
        && !leads.contains(['<', '>', '&'])
}

/// As much of a text as a tag may be long.
fn start(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST_TAG)).unwrap_or(text)
}

/// The value of an attribute of a tag, without its quotation marks.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find(&format!(" {name}="))? + name.len() + 2;
    let value = tag.get(at..)?;
    match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
        _ => value.split([' ', '>']).next(),
    }
}

/// The entity that begins here, and what it shows.
fn entity(rest: &str) -> Option<(&str, String)> {
    let inner = rest.strip_prefix('&')?;
    let end = inner.bytes().take(LONGEST_ENTITY + 1).position(|byte| byte == b';')?;
    let name = inner.get(..end)?;
    let whole = rest.get(..end + 2)?;
    let meant = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => letter(u32::from_str_radix(hex, 16).ok()?)?,
            None => letter(number.parse().ok()?)?,
        },
        None => NAMED.iter().find(|(known, _)| *known == name)?.1.into(),
    };
    Some((whole, meant))
}

/// The letter of a number, as browsers read it: 128 to 159 are Windows-1252's.
fn letter(code: u32) -> Option<String> {
    match code {
        9 => Some(" ".into()),
        10 => Some("\n".into()),
        13 => Some(String::new()),
        0xa0 => Some(" ".into()),
        0x80..=0x9f => windows(code).filter(|c| !c.is_control()).map(Into::into),
        _ => char::from_u32(code).filter(|c| !c.is_control()).map(Into::into),
    }
}

/// The tag that begins here, if its name is one that is known.
fn tag(rest: &str) -> Option<Tag<'_>> {
    let inner = rest.strip_prefix('<')?;
    if inner.starts_with("!--") {
        let end = start(inner).find("-->")?;
        return Some(Tag { whole: rest.get(..end + 4)?, name: "!--".into(), ends: false });
    }
    let (inner, ends) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == ':';
    let length = inner.find(|c| !is_name(c))?;
    let name = inner.get(..length)?.to_ascii_lowercase();
    let known = [&LINES[..], &LOOKS, &STRUCK, &OTHERS, &["br", "li", "td", "th"]];
    if !known.iter().any(|names| names.contains(&name.as_str())) {
        return None;
    }
    let after = inner.get(length..)?;
    if !after.starts_with(['>', '/', ' ', '\n', '\t', '\r']) {
        return None;
    }
    let mut quote = None;
    let mut signs = after.char_indices().take(LONGEST_TAG);
    let end = signs.find_map(|(at, c)| match (quote, c) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quote = Some(c);
            None
        }
        (Some(open), c) if c == open => {
            quote = None;
            None
        }
        _ => None,
    })?;
    // `a<b and c>d` compares.
    let attributes = after.get(..end)?.trim_end_matches('/').trim();
    if !attributes.is_empty() && !attributes.contains('=') {
        return None;
    }
    let whole = rest.get(..rest.len() - after.len() + end + 1)?;
    Some(Tag { whole, name, ends })
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn markup_becomes_what_it_shows() {
        for (markup, shown) in [
            (
                "Food &amp; clothing&nbsp;&ndash; women&#39;s &#8220;room&#x201d;",
                "Food & clothing – women's “room”",
            ),
            ("cl&iacute;nica, ni&ntilde;os, it&#146;s", "clínica, niños, it’s"),
            ("one<br>two<BR />three<br/>\nfour", "one\ntwo\nthree\nfour"),
            ("<p>One</p><p>Two</p>", "One\nTwo\n"),
            ("<ul>\n<li>beds</li>\n<li>food</li></ul>", "\n• beds\n• food\n"),
            ("<strong>Call</strong> <span style=\"color: red\">now</span>", "Call now"),
            (
                "see <a href=\"https://x.example.org/a\" target='_blank'>our page</a>.",
                "see our page (https://x.example.org/a).",
            ),
            ("<a href='mailto:a@x.example.org'>a@x.example.org</a>", "a@x.example.org"),
            ("<s>beds</s> rooms", "~~beds~~ rooms"),
        ] {
            assert_eq!(mend(markup).0.as_deref(), Some(shown), "{markup}");
        }
    }

    #[test]
    fn what_is_no_markup_stays_and_is_not_said() {
        for text in [
            "R&D",
            "Q & A; B",
            "AT&T; more",
            "<18 years",
            "under < 5",
            "<a@x.example.org>",
            "<name>",
            "a<b and c>d",
            "&nosuch;",
            "&;",
            "&#0;",
            "&#xD800;",
            "<",
            "&",
            "<b",
            "</",
            "x <3 y",
        ] {
            assert_eq!(mend(text), (None, None), "{text}");
        }
    }

    #[test]
    fn tags_that_do_something_are_said_and_stay_text() {
        for text in [
            "<script>x</script>",
            "<img src=x>",
            "<!-- note -->",
            "<a href=\"javascript:x\">y</a>",
            "<a href='https://x'>y",
        ] {
            let (mended, first) = mend(text);
            assert_eq!(mended, None, "{text}");
            assert!(first.is_some(), "{text}");
        }
    }
}
