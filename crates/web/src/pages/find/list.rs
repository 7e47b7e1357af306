use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use reach::{Profile, Whereabouts};
use vocabulary::Word;

use crate::App;
use crate::form::{Chosen, FindForm, Hidden, ListOf, Of, PAGE};
use crate::frame::{Frame, Switch, page as respond};
use crate::known::Known;
use crate::problem::Problem;
use crate::view::card::{Brief, Names};
use crate::view::why;
use crate::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "find/list.html")]
struct Page {
    f: Frame,
    hidden: Hidden,
    need: String,
    heading: String,
    /// "Services 101 to 200 of 345".
    range: String,
    services: Vec<Brief>,
    /// Whether they can be put on the sheet.
    ticks: bool,
    /// What asks for the part before, and for the part after.
    before: Option<String>,
    after: Option<String>,
}

/// One group of an answer whole, in parts.
pub(crate) async fn show(
    app: &App,
    known: &Arc<Known>,
    visit: &Visit,
    form: &FindForm,
    chosen: &Chosen,
    profile: Profile,
    list: ListOf,
) -> Result<Response, Problem> {
    let w = visit.words;
    let about = matches!(profile.place, Some(Whereabouts::County(_)));
    let any_distance = profile.max_travel_km.is_none();
    let part = Part::of(app, known, profile, list).await?;
    let brief = |((service, km, rules), names): (&(usize, Option<f64>, Option<usize>), Names)| {
        let taken = chosen.0.contains(&known.ids(*service));
        let rules = rules.map(|rules| w.n("near-rules-count", rules));
        Brief { taken, rules, ..Brief::of(names, *km, about, w) }
    };
    let names = known.names(&part.services.iter().map(|(service, ..)| *service).collect::<Vec<_>>());
    let services: Vec<Brief> = part.services.iter().zip(names).map(brief).collect();
    let ticks = !matches!(list.of, Of::Out(_));
    let on_page = |code: &str| ticks && services.iter().any(|brief| brief.code().0 == code);
    let page = Page {
        f: Frame::new(
            visit,
            w.t("answer-title"),
            Switch::Send { action: "/find".into(), with: Some(("list", list.code())) },
        ),
        hidden: chosen.hidden_but(form, on_page),
        need: list.need.label(w.0).to_owned(),
        heading: heading(list.of, part.count, any_distance, w),
        range: range(list.from, services.len(), part.count, w),
        services,
        ticks,
        before: list.before().map(ListOf::code),
        after: list.after(part.count).map(ListOf::code),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn heading(of: Of, count: usize, any_distance: bool, w: Words) -> String {
    match of {
        Of::Confirmed => w.n("group-open", count),
        Of::AskFirst => w.n("group-ask", count),
        Of::Near => w.n("group-near-any", count),
        Of::Out(reason) => w.all(
            "list-out",
            &[("reason", &why::reason(reason, any_distance, w)), ("count", &count.to_string())],
        ),
    }
}

fn range(from: usize, shown: usize, all: usize, w: Words) -> String {
    let [first, last, all] = [from + 1, from + shown, all].map(|number| number.to_string());
    if shown == 0 {
        w.t("list-empty")
    } else {
        w.all("list-range", &[("from", &first), ("to", &last), ("all", &all)])
    }
}

/// A part of a group: services with their distance and how many rules are in the way.
struct Part {
    count: usize,
    services: Vec<(usize, Option<f64>, Option<usize>)>,
}

impl Part {
    async fn of(app: &App, known: &Arc<Known>, profile: Profile, list: ListOf) -> Result<Self, Problem> {
        let profile = Profile { needs: vec![list.need], ..profile };
        if let Of::Out(reason) = list.of {
            let out = app.out_of_reach(known, profile, list.need).await?;
            let of_reason: Vec<usize> =
                out.iter().filter(|out| out.reason.code() == reason).map(|out| out.service).collect();
            let services = of_reason.iter().skip(list.from).take(PAGE).map(|service| (*service, None, None));
            return Ok(Self { count: of_reason.len(), services: services.collect() });
        }
        let answer = app.answer(known, profile, list.from.saturating_add(PAGE)).await?;
        let Some(need) = answer.needs.first() else { return Err(Problem::NotFound) };
        let open = |group: &reach::Group<reach::Reachable>| Self {
            count: group.count,
            services: group.first.iter().skip(list.from).map(|one| (one.service, one.km, None)).collect(),
        };
        Ok(match list.of {
            Of::Confirmed => open(&need.confirmed),
            Of::AskFirst => open(&need.ask_first),
            Of::Near | Of::Out(_) => {
                let near = need.near.first.iter().skip(list.from);
                let services = near.map(|one| (one.service, one.km, Some(one.blocked_by.len()))).collect();
                Self { count: need.near.count, services }
            }
        })
    }
}
