//! The forms of a page, as a browser has them: what they would send as they are, emptied, and filled in.

use axum::body::Body;
use axum::http::Request;

use super::agency::{Person, Records, form};
use super::{Answer, form_request};

/// What parts the pieces of a form with a file.
const BOUNDARY: &str = "-----------------------------7350919";

/// A form that is posted.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) action: String,
    /// Whether it takes a file along.
    pub(crate) is_multipart: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) buttons: Vec<Button>,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// What it holds, or what a tick would send.
    pub(crate) value: String,
    /// Whether it is sent as it is.
    pub(crate) is_sent: bool,
    /// What can be chosen.
    pub(crate) options: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Hidden,
    Text,
    Day,
    Number,
    Words,
    Tick,
    Radio,
    Choice,
    File,
}

/// A button that sends something of its own.
#[derive(Clone, Debug)]
pub(crate) struct Button {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Where it sends the form, if not where all others do.
    pub(crate) action: Option<String>,
}

/// What is sent.
pub(crate) type Pairs = Vec<(String, String)>;

impl Form {
    /// Whether it can be sent there.
    pub(crate) fn leads_to(&self, path: &str) -> bool {
        self.action == path || self.buttons.iter().any(|button| button.action.as_deref() == Some(path))
    }

    /// Whether it asks for the words that somebody signs in with.
    pub(crate) fn asks_for_words(&self) -> bool {
        self.fields.iter().any(|field| field.kind == Kind::Words)
    }

    /// As the page gives it, with somebody's words where it asks for them.
    pub(crate) fn with_words_of(&self, who: &Person) -> Pairs {
        let words = |(name, value): (String, String)| {
            let is_asked = self.fields.iter().any(|field| field.name == name && field.kind == Kind::Words);
            if is_asked { (name, who.words.clone()) } else { (name, value) }
        };
        self.given().into_iter().map(words).collect()
    }

    /// As the page gives it.
    pub(crate) fn given(&self) -> Pairs {
        let sent = self.fields.iter().filter(|field| field.is_sent);
        sent.map(|field| (field.name.clone(), field.value.clone())).collect()
    }

    /// With nothing in it but what nobody sees, and what is always chosen.
    pub(crate) fn emptied(&self) -> Pairs {
        let of = |field: &Field| match field.kind {
            Kind::Hidden | Kind::Radio => field.is_sent.then(|| field.value.clone()),
            Kind::Choice => {
                Some(field.options.iter().find(|one| one.is_empty()).unwrap_or(&field.value).clone())
            }
            Kind::Text | Kind::Day | Kind::Number | Kind::Words | Kind::File => Some(String::new()),
            Kind::Tick => None,
        };
        self.fields.iter().filter_map(|field| Some((field.name.clone(), of(field)?))).collect()
    }

    /// With this text in every field that takes one, everything ticked and something chosen.
    pub(crate) fn filled(&self, text: impl Fn(&str) -> String) -> Pairs {
        let of = |field: &Field| match field.kind {
            Kind::Hidden | Kind::Number | Kind::Radio => field.is_sent.then(|| field.value.clone()),
            Kind::Text | Kind::Words | Kind::File => Some(text(&field.name)),
            Kind::Day => Some("2026-03-10".into()),
            Kind::Tick => Some(field.value.clone()),
            Kind::Choice => field.options.last().cloned(),
        };
        self.fields.iter().filter_map(|field| Some((field.name.clone(), of(field)?))).collect()
    }
}

/// With another value in the first field of this name, which has to be there.
pub(crate) fn with(mut pairs: Pairs, name: &str, value: &str) -> Pairs {
    let pair = pairs.iter_mut().find(|(held, _)| held == name).unwrap_or_else(|| panic!("no field {name}"));
    value.clone_into(&mut pair.1);
    pairs
}

impl Records {
    /// Sends a form there, with these values in it; and once more with their words, where a page asks for these.
    pub(crate) async fn submit(&self, who: &Person, form: &Form, path: &str, pairs: &Pairs) -> Answer {
        let answer = self.send(who, request(form, path, pairs)).await;
        if !answer.asks_for_words() {
            return answer;
        }
        let (name, words) = who.words_again();
        let mut pairs = pairs.clone();
        pairs.push((name.into(), words.into()));
        self.send(who, request(form, path, &pairs)).await
    }

    /// The form of a page that leads somewhere.
    pub(crate) async fn form(&self, who: &Person, page: &str, path: &str) -> Form {
        let answer = self.get(who, page).await;
        let form = answer.forms().into_iter().find(|form| form.leads_to(path));
        form.unwrap_or_else(|| panic!("no form of {page} ({}) leads to {path}", answer.status))
    }

    /// The form of a page that has a field of this name.
    pub(crate) async fn form_with(&self, who: &Person, page: &str, name: &str) -> Form {
        let answer = self.get(who, page).await;
        let has = |form: &Form| form.given().iter().any(|(held, _)| held == name);
        let form = answer.forms().into_iter().find(has);
        form.unwrap_or_else(|| panic!("no form of {page} ({}) has {name}", answer.status))
    }

    /// Says on a release's page that it is signed, with these fields beside what its form has.
    pub(crate) async fn signs(&self, who: &Person, release: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.form_with(who, release, "sign").await;
        let typed = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut pairs = form.given();
        pairs.retain(|(name, _)| !fields.iter().any(|(typed, _)| typed == name));
        pairs.extend(typed);
        self.submit(who, &form, release, &pairs).await
    }

    /// The person has signed a release on a screen: its page then.
    pub(crate) async fn signed(&self, who: &Person, release: &str) -> Answer {
        let answer = self.signs(who, release, &[("person", "1")]).await;
        assert_eq!(answer.status.as_u16(), 303, "{release}: {}", answer.text());
        self.get(who, answer.header("location")).await
    }

    /// Sends the form of a page, filled with this text, and expects that it was taken.
    pub(crate) async fn fill(&self, who: &Person, page: &str, path: &str, text: &str) -> Form {
        let form = self.form(who, page, path).await;
        let answer = self.submit(who, &form, path, &form.filled(|_| text.to_owned())).await;
        assert_eq!(answer.status.as_u16(), 303, "{path}: {}", answer.text());
        form
    }
}

/// What a browser sends for a form.
pub(crate) fn request(to: &Form, path: &str, pairs: &Pairs) -> Request<Body> {
    if !to.is_multipart {
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        return form_request(path, form(&pairs).as_bytes());
    }
    let mut body = String::new();
    for (name, value) in pairs {
        let is_file = to.fields.iter().any(|field| field.name == *name && field.kind == Kind::File);
        // A browser that has no file sends one without a name.
        let (file, media) = match (is_file, value.is_empty()) {
            (false, _) => (String::new(), ""),
            (true, true) => ("; filename=\"\"".into(), "Content-Type: application/octet-stream\r\n"),
            (true, false) => (format!("; filename=\"{}.txt\"", value.trim()), "Content-Type: text/plain\r\n"),
        };
        let head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n{media}\r\n");
        body.push_str(&format!("{head}{value}\r\n"));
    }
    body.push_str(&format!("--{BOUNDARY}--\r\n"));
    let media = format!("multipart/form-data; boundary={BOUNDARY}");
    Request::post(path).header("content-type", media).body(Body::from(body)).unwrap()
}

impl Answer {
    /// The forms of the page that are posted.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        let (mut is_inside, mut choosing): (bool, Option<Field>) = (false, None);
        for tag in tags(&self.body) {
            match tag.name.as_str() {
                "form" => {
                    is_inside = tag.get("method").is_some_and(|method| method == "post");
                    forms.extend(is_inside.then(|| Form {
                        action: tag.get("action").unwrap().to_owned(),
                        is_multipart: tag.get("enctype") == Some("multipart/form-data"),
                        fields: Vec::new(),
                        buttons: Vec::new(),
                    }));
                }
                "/form" => is_inside = false,
                _ if !is_inside => {}
                name => part(name, &tag, forms.last_mut().unwrap(), &mut choosing),
            }
        }
        forms
    }

    /// Every tag of the page that asks for something that may not be left out.
    pub(crate) fn required(&self) -> Vec<String> {
        let asks =
            |tag: &Tag| tag.attributes.iter().any(|(name, _)| name == "required" || name == "aria-required");
        tags(&self.body).into_iter().filter(asks).map(|tag| format!("{:?}", tag.attributes)).collect()
    }
}

/// A part of a form.
fn part(name: &str, tag: &Tag, form: &mut Form, choosing: &mut Option<Field>) {
    let value = || tag.get("value").unwrap_or_default().to_owned();
    let field = |kind, value, is_sent| Field {
        name: tag.get("name").unwrap_or_default().to_owned(),
        kind,
        value,
        is_sent,
        options: Vec::new(),
    };
    match name {
        "input" => {
            let kind = match tag.get("type").unwrap_or("text") {
                "hidden" => Kind::Hidden,
                "checkbox" => Kind::Tick,
                "radio" => Kind::Radio,
                "password" => Kind::Words,
                "date" => Kind::Day,
                "number" => Kind::Number,
                "file" => Kind::File,
                _ => Kind::Text,
            };
            let is_sent = !matches!(kind, Kind::Tick | Kind::Radio) || tag.has("checked");
            let value = if tag.has("value") { value() } else { String::new() };
            form.fields.extend(tag.has("name").then(|| field(kind, value, is_sent)));
        }
        "textarea" => {
            let kind = if tag.has("hidden") { Kind::Hidden } else { Kind::Text };
            let text = tag.after.strip_prefix('\n').unwrap_or(&tag.after).to_owned();
            form.fields.push(field(kind, text, true));
        }
        "select" => *choosing = Some(field(Kind::Choice, String::new(), true)),
        "option" => {
            // Others are what a field suggests.
            let Some(field) = choosing.as_mut() else { return };
            let value = tag.get("value").map_or_else(|| tag.after.trim().to_owned(), str::to_owned);
            if field.options.is_empty() || tag.has("selected") {
                field.value.clone_from(&value);
            }
            field.options.push(value);
        }
        "/select" => form.fields.extend(choosing.take()),
        "button" => form.buttons.push(Button {
            name: tag.get("name").unwrap_or_default().to_owned(),
            value: value(),
            action: tag.get("formaction").map(str::to_owned),
        }),
        _ => {}
    }
}

/// A tag with the text after it.
struct Tag {
    /// `/form` where it ends one.
    name: String,
    attributes: Vec<(String, String)>,
    after: String,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(held, _)| held == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// The tags of a page of ours, which writes every value in double quotes.
fn tags(source: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for piece in source.split('<').skip(1) {
        // `>` is written as it is in no value, since values are escaped.
        let Some((tag, after)) = piece.split_once('>') else { continue };
        let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some(start) = rest.find(|c: char| !c.is_whitespace() && c != '/') {
            rest = &rest[start..];
            let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let name = rest[..end].to_owned();
            rest = &rest[end..];
            let value = match rest.strip_prefix("=\"") {
                Some(quoted) => {
                    let (value, after) = quoted.split_once('"').unwrap();
                    rest = after;
                    unescaped(value)
                }
                None => String::new(),
            };
            attributes.push((name, value));
        }
        tags.push(Tag { name: name.to_owned(), attributes, after: unescaped(after) });
    }
    tags
}

/// `&#60;` as `<`.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split("&#");
    let mut read = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(';').and_then(|(code, rest)| Some((char::from_u32(code.parse().ok()?)?, rest)))
        {
            Some((c, rest)) => {
                read.push(c);
                read.push_str(rest);
            }
            None => {
                read.push_str("&#");
                read.push_str(piece);
            }
        }
    }
    read.replace("&amp;", "&")
}
