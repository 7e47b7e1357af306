//! How to reach somebody safely.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{Channel, ChannelKind, ContactEntry, ItemId, Part, Text, Voicemail};
use casework::OpenCase;

use crate::form::{Fields, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::Head;
use crate::pages::case::saying::{Saying, seen};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, redirect};

#[derive(Template)]
#[template(path = "case/contact.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    channels: Vec<ChannelForm>,
    new: ChannelForm,
    wrong: Vec<Wrong>,
}

/// A channel, with its form.
pub(crate) struct ChannelForm {
    id: String,
    channel: Channel,
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
    let open = at_work.look(&case, &[Part::Contact]).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, &open, done, Vec::new()).await
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
    let Ok(channel) = read(&fields) else {
        let wrong = vec![Wrong { field: "at".into(), sentence: visit.words.t("text-too-long") }];
        return show(&at_work, &visit, &open, None, wrong).await;
    };
    let now = Some(channel).filter(|channel| !fields.has("gone") && *channel != Channel::default());
    let change = open.case.contact.channels.change_over(item, &seen(&fields, "seen"), now);
    let done = if change.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(change) = change {
        at_work.write(&mut open, ContactEntry::Channel(change)).await?;
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/contact?done={}", done.code())))
}

fn read(fields: &Fields) -> Result<Channel, care::TextTooLong> {
    let text = |name: &str| Text::typed(fields.text(name));
    let kind =
        ChannelKind::ALL.into_iter().find(|kind| kind.code() == fields.text("kind")).unwrap_or_default();
    let voicemail = match fields.text("voicemail") {
        "yes" => Voicemail::Yes,
        "no" => Voicemail::No,
        _ => Voicemail::NotSaid,
    };
    Ok(Channel {
        kind,
        at: text("at")?,
        when: text("when")?,
        say: text("say")?,
        code_word: text("code-word")?,
        voicemail,
        is_unsafe: fields.has("unsafe"),
        other: text("other")?,
    })
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    open: &OpenCase,
    done: Option<String>,
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    let w = visit.words;
    let names = at_work.names().await?;
    let channels = &open.case.contact.channels;
    let forms = channels.standing().map(|(item, channel)| form(at_work, (&names, w), open, (*item, channel)));
    let new = (ItemId::random(&mut at_work.random()), &Channel::default());
    let page = Page {
        f: Frame::new(visit, w.t("tab-contact"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        c: Head::of(open, w, "/contact"),
        done,
        channels: forms.collect(),
        new: form(at_work, (&names, w), open, new),
        wrong,
    };
    let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}

fn form(
    at_work: &Working,
    (names, w): (&Names, Words),
    open: &OpenCase,
    (item, channel): (ItemId, &Channel),
) -> ChannelForm {
    let kinds = ChannelKind::ALL.map(|kind| (kind.code(), kind_label(kind, w), kind == channel.kind));
    let voicemails = [
        ("", w.t("voicemail-not-said"), channel.voicemail == Voicemail::NotSaid),
        ("yes", w.t("voicemail-yes"), channel.voicemail == Voicemail::Yes),
        ("no", w.t("voicemail-no"), channel.voicemail == Voicemail::No),
    ];
    let history = open.case.contact.channels.history(&item);
    ChannelForm {
        id: item.to_string(),
        said: Saying::of(history, at_work, (names, w), |channel| line(channel, w)),
        channel: channel.clone(),
        kinds: kinds.into(),
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
    parts.push(match channel.voicemail {
        Voicemail::Yes => w.t("voicemail-yes"),
        Voicemail::No => w.t("voicemail-no"),
        // Nobody leaves a message because nobody asked.
        Voicemail::NotSaid => w.t("voicemail-not-said"),
    });
    parts.join(" · ")
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
