//! How to reach somebody safely.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{Channel, ChannelKind, ContactEntry, ItemId, Part, Voicemail};
use casework::OpenCase;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::saying::{Saying, seen};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "case/contact.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    channels: Vec<ChannelForm>,
    new: ChannelForm,
    wrong: Wrongs,
}

/// A channel, with its form.
pub(crate) struct ChannelForm {
    id: String,
    /// What the ids of its fields end in.
    end: String,
    /// What is written down.
    channel: Channel,
    kind: String,
    voicemail: String,
    /// What the form holds.
    at: String,
    when: String,
    say: String,
    code_word: String,
    other: String,
    is_unsafe: bool,
    seen: String,
    /// Whether it comes back with what was typed.
    is_typed: bool,
    kinds: Vec<(&'static str, String, bool)>,
    voicemails: Vec<(&'static str, String, bool)>,
    said: Saying<String>,
}

/// All ways to reach them.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, open, (done, None), Wrongs::default()).await
}

/// Writes one of them down, or that it is no way any more.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let item: ItemId = fields.text("item").parse().map_err(|_| Problem::NotFound)?;
    let end = end(&open, item);
    let mut reading = Reading::of(&fields, &end, visit.words);
    let channel = read(&fields, &mut reading);
    if !reading.wrong.is_empty() {
        return show(&at_work, &visit, open, (None, Some(&fields)), reading.wrong).await;
    }
    let now = Some(channel).filter(|channel| !fields.has("gone") && *channel != Channel::default());
    let change = open.case.contact.channels.change_over(item, &seen(&fields, "seen"), now);
    let done = if change.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(change) = change {
        at_work.write(&mut open, ContactEntry::Channel(change)).await?;
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/contact?done={}", done.code())))
}

/// What the ids of a channel's fields end in.
fn end(open: &OpenCase, item: ItemId) -> String {
    if open.case.contact.channels.now(&item).is_some() { format!("-{item}") } else { "-new".into() }
}

fn read(fields: &Fields, reading: &mut Reading<'_>) -> Channel {
    let kind =
        ChannelKind::ALL.into_iter().find(|kind| kind.code() == fields.text("kind")).unwrap_or_default();
    let voicemail = match fields.text("voicemail") {
        "yes" => Voicemail::Yes,
        "no" => Voicemail::No,
        _ => Voicemail::NotSaid,
    };
    Channel {
        kind,
        at: reading.text("at"),
        when: reading.text("when"),
        say: reading.text("say"),
        code_word: reading.text("code-word"),
        voicemail,
        is_unsafe: fields.has("unsafe"),
        other: reading.text("other"),
    }
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    open: OpenCase,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[Part::Contact]).await?, &at_work.names().await?);
    let channels = &open.case.contact.channels;
    let form = |item: ItemId, channel: &Channel| form(at_work, (names, w), open, (item, channel), typed);
    let forms = channels.standing().map(|(item, channel)| form(*item, channel));
    // One that comes back is the same one still, so that it is written down once.
    let typed_item = typed.and_then(|typed| typed.text("item").parse().ok());
    let new = typed_item.filter(|item| channels.now(item).is_none());
    let new = new.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let (f, n, c) = around(visit, at_work, open, (w.t("tab-contact"), "/contact"));
    let page = Page { f, n, c, done, channels: forms.collect(), new: form(new, &Channel::default()), wrong };
    Ok(respond(page.wrong.status(), &page))
}

fn form(
    at_work: &Working,
    (names, w): (&Names, Words),
    open: &OpenCase,
    (item, channel): (ItemId, &Channel),
    typed: Option<&Fields>,
) -> ChannelForm {
    let (id, filled) = (item.to_string(), Filled::of(typed, "item", &item.to_string()));
    let kind = |kind: ChannelKind| {
        (kind.code(), kind_label(kind, w), filled.has("kind", kind.code(), kind == channel.kind))
    };
    let voicemails = [("", Voicemail::NotSaid), ("yes", Voicemail::Yes), ("no", Voicemail::No)];
    let voicemails = voicemails.map(|(code, one)| {
        (code, voicemail_label(one, w), filled.has("voicemail", code, channel.voicemail == one))
    });
    let history = open.case.contact.channels.history(&item);
    let said = Saying::of(history, at_work, (names, w), |channel| line(channel, w));
    ChannelForm {
        end: end(open, item),
        at: filled.text("at", channel.at.as_str()),
        when: filled.text("when", channel.when.as_str()),
        say: filled.text("say", channel.say.as_str()),
        code_word: filled.text("code-word", channel.code_word.as_str()),
        other: filled.text("other", channel.other.as_str()),
        is_unsafe: filled.has("unsafe", "1", channel.is_unsafe),
        seen: filled.text("seen", &said.seen),
        is_typed: filled.is_typed(),
        kind: kind_label(channel.kind, w),
        voicemail: voicemail_label(channel.voicemail, w),
        id,
        said,
        channel: channel.clone(),
        kinds: ChannelKind::ALL.map(kind).into(),
        voicemails: voicemails.into(),
    }
}

/// A channel in one line, with all that was said of it: first that it is not to be used, where it is not.
pub(crate) fn line(channel: &Channel, w: Words) -> String {
    let mut parts: Vec<String> = Vec::new();
    if channel.is_unsafe {
        parts.push(w.t("channel-not-now"));
    }
    parts.push(kind_label(channel.kind, w));
    let code_word = match channel.code_word.as_str() {
        "" => String::new(),
        word => format!("{}: {word}", w.t("channel-code-word")),
    };
    let texts = [
        channel.at.as_str(),
        channel.when.as_str(),
        channel.say.as_str(),
        &code_word,
        channel.other.as_str(),
    ];
    parts.extend(texts.into_iter().filter(|text| !text.is_empty()).map(str::to_owned));
    parts.push(voicemail_label(channel.voicemail, w));
    parts.join(" · ")
}

fn voicemail_label(voicemail: Voicemail, w: Words) -> String {
    match voicemail {
        Voicemail::Yes => w.t("voicemail-yes"),
        Voicemail::No => w.t("voicemail-no"),
        // Nobody leaves a message because nobody asked.
        Voicemail::NotSaid => w.t("voicemail-not-said"),
    }
}

pub(crate) fn kind_label(kind: ChannelKind, w: Words) -> String {
    match kind {
        ChannelKind::Other => w.t("channel-other"),
        ChannelKind::Call => w.t("channel-call"),
        ChannelKind::TextMessage => w.t("channel-text"),
        ChannelKind::Messenger => w.t("channel-messenger"),
        ChannelKind::Post => w.t("channel-post"),
        ChannelKind::Email => w.t("channel-email"),
        ChannelKind::InPerson => w.t("channel-in-person"),
        ChannelKind::Through => w.t("channel-through"),
    }
}

#[cfg(test)]
mod tests {
    use care::Text;
    use vocabulary::Locale;

    use super::*;

    #[test]
    fn a_channel_in_a_line_says_all_that_was_said_of_it_and_first_that_it_is_not_to_be_used() {
        let text = |text: &str| Text::typed(text).unwrap();
        let channel = Channel {
            kind: ChannelKind::Call,
            at: text("555-0100"),
            when: text("after six"),
            say: text("the library"),
            code_word: text("heron"),
            voicemail: Voicemail::Yes,
            is_unsafe: true,
            other: text("ask for Rosa"),
        };
        for (locale, first) in [(Locale::En, "Not to be used for now"), (Locale::Es, "No usar por ahora")] {
            let w = Words(locale);
            let said = line(&channel, w);
            assert!(said.starts_with(first), "{said}");
            for one in ["555-0100", "after six", "the library", "heron", "ask for Rosa"] {
                assert!(said.contains(one), "{one}: {said}");
            }
            let usable = line(&Channel { is_unsafe: false, ..channel.clone() }, w);
            assert!(!usable.contains(first), "{usable}");
            let voicemails = [Voicemail::NotSaid, Voicemail::Yes, Voicemail::No];
            let lines = voicemails.map(|voicemail| line(&Channel { voicemail, ..channel.clone() }, w));
            assert!(lines[0] != lines[1] && lines[1] != lines[2] && lines[0] != lines[2], "{lines:?}");
        }
    }
}
