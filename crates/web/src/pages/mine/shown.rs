//! What a person sees on their own page, in words.

use care::{
    AskedShown, Became, LookShown, PageShown, Part, ReleaseShown, ServiceShown, ServiceStands, Stands, Way,
};
use casework::OpenPage;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use vocabulary::Word as _;

use crate::mine::Mine;
use crate::pages::case::log::{part_label, wished};
use crate::view::time;
use crate::words::Words;

/// Something that leads to a page of its own.
pub(crate) struct Item {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) says: String,
}

/// Something that they said, and what became of it.
pub(crate) struct Said {
    pub(crate) on: String,
    pub(crate) what: String,
    pub(crate) became: String,
}

/// All of a page.
pub(crate) struct Shown {
    pub(crate) at: String,
    pub(crate) has_nothing: bool,
    pub(crate) asked: Vec<Item>,
    pub(crate) releases: Vec<Item>,
    pub(crate) past: Vec<Item>,
    pub(crate) services: Vec<Item>,
    pub(crate) looks: Vec<String>,
    pub(crate) said: Vec<Said>,
}

impl Shown {
    pub(crate) fn of(page: &OpenPage, mine: &Mine, w: Words) -> Self {
        let shown = &page.shown;
        let (past, releases): (Vec<_>, Vec<_>) = shown
            .releases
            .iter()
            .partition(|one| matches!(one.stands(mine.today), Stands::Ended | Stands::Stopped));
        let release = |one: &ReleaseShown| Item {
            href: format!("/mine/release/{}", one.release),
            name: one.to.as_str().to_owned(),
            says: stands(one, mine.today, w),
        };
        let asked = |one: &AskedShown| Item {
            href: format!("/mine/asked/{}", one.release),
            name: one.to.as_str().to_owned(),
            says: w.t("mine-asked-says"),
        };
        let service = |one: &ServiceShown| Item {
            href: format!("/mine/service/{}", one.episode),
            name: service_name(one, w),
            says: service_stands(one.stands, w),
        };
        Self {
            at: time::moment(shown.at, &mine.zone, w),
            has_nothing: shown.shows.is_empty(),
            asked: shown.asked.iter().map(asked).collect(),
            releases: releases.into_iter().map(release).collect(),
            past: past.into_iter().map(release).collect(),
            services: shown.services.iter().map(service).collect(),
            looks: shown.looks.iter().map(|one| look(one, w)).collect(),
            said: said(page, &mine.zone, w),
        }
    }
}

/// How a release stands, in a sentence.
pub(crate) fn stands(one: &ReleaseShown, today: Date, w: Words) -> String {
    let day = |day| time::date(day, w);
    match one.stands(today) {
        Stands::Later => w.with("mine-later", "day", &day(one.from)),
        Stands::Good if one.way == Way::Back => w.with("mine-back-good", "day", &day(one.until)),
        Stands::Good if one.was_sent => w.with("mine-sent", "day", &day(one.until)),
        Stands::Good => w.with("mine-good", "day", &day(one.until)),
        Stands::Ended => w.with("mine-ended", "day", &day(one.until)),
        Stands::Stopped => w.t("mine-stopped"),
    }
}

/// What they may know, or who tells whom.
pub(crate) fn permits(way: Way, parts: &[Part], w: Words) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part_label(*part, w)).collect();
    match way {
        Way::Out => w.list(&parts),
        Way::Back => w.t("mine-back"),
    }
}

/// What a service helps with, and since when: what people call it would tell where the person is.
pub(crate) fn service_name(one: &ServiceShown, w: Words) -> String {
    let what = one.need.map_or_else(|| w.t("mine-service"), |need| need.label(w.0).to_owned());
    match one.since {
        Some(since) => w.all("mine-service-since", &[("what", &what), ("day", &time::date(since, w))]),
        None => what,
    }
}

pub(crate) fn service_stands(stands: ServiceStands, w: Words) -> String {
    match stands {
        ServiceStands::Thinking => w.t("mine-thinking"),
        ServiceStands::In => w.t("mine-in"),
        ServiceStands::Paused => w.t("mine-paused"),
        ServiceStands::Over => w.t("mine-over"),
    }
}

fn look(look: &LookShown, w: Words) -> String {
    let who = look.role.map_or_else(
        || w.t("mine-look-left"),
        |role| match role {
            care::Role::Lead => w.t("mine-look-lead"),
            _ => w.t("mine-look-holder"),
        },
    );
    let key = if look.took_out { "mine-took" } else { "mine-looked" };
    w.all(key, &[("day", &time::date(look.on, w)), ("who", &who)])
}

/// All that they said but for notes, the latest first.
fn said(page: &OpenPage, zone: &TimeZone, w: Words) -> Vec<Said> {
    let lines = page.lines.iter().rev().filter(|(_, line)| !matches!(line.wish, care::Wish::Note { .. }));
    let said = lines.map(|(number, line)| Said {
        on: time::moment(line.at, zone, w),
        what: wished(&line.wish, w),
        became: match became(&page.shown, *number) {
            Some(Became::Taken) => w.t("mine-taken"),
            Some(Became::NotTheirs) => w.t("mine-not-theirs"),
            Some(Became::SetAside) => w.t("mine-set-aside"),
            Some(Became::Waits) => w.t("mine-waits"),
            None if line.wish.waits() => w.t("mine-waits"),
            None => w.t("mine-not-seen"),
        },
    });
    said.collect()
}

fn became(shown: &PageShown, number: u64) -> Option<Became> {
    shown.became.iter().find(|(line, _)| *line == number).map(|(_, became)| *became)
}

/// What was just done, by a word in the address.
pub(crate) fn done(query: Option<&str>, w: Words) -> Option<String> {
    let code = query?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let key = match code {
        "stopped" => "mine-done-stopped",
        "waits" => "mine-done-waits",
        "told" => "mine-done-told",
        "noted" => "mine-done-noted",
        _ => return None,
    };
    Some(w.t(key))
}
