use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use network::Source;
use reach::{Verdict, Why};
use vocabulary::Kind;

use crate::App;
use crate::form::{Fields, Hidden};
use crate::frame::{Frame, Switch, page as respond};
use crate::known::Known;
use crate::pages::sheet::taken::Taken;
use crate::problem::Problem;
use crate::shown::Shown;
use crate::view::card::Card;
use crate::view::why;
use crate::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "script/show.html")]
struct Page {
    f: Frame,
    hidden: Hidden,
    /// What everyone does well to ask.
    each: Vec<String>,
    entries: Vec<Entry>,
}

/// One call.
struct Entry {
    card: Card,
    questions: Vec<String>,
}

/// What to ask on the telephone, and what one need not say.
pub(crate) async fn page(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response, Problem> {
    let (known, w) = (app.known(), visit.words);
    let taken = Taken::read(&app, &known, &visit, &fields).await?;
    let entry = |listing: &Arc<Shown>| Entry {
        card: Card::of(listing, None, app.moment(&known), w),
        questions: questions(&known, listing, &taken.verdicts, w),
    };
    let entries = taken.listings.iter().map(entry).collect();
    let f = Frame::new(&visit, w.t("script-title"), Switch::Send { action: "/script".into(), with: None });
    Ok(respond(StatusCode::OK, &Page { f, hidden: taken.hidden, each: always(w), entries }))
}

/// What everyone does well to ask, of each.
fn always(w: Words) -> Vec<String> {
    vec![w.t("say-room"), w.t("say-what-do-you-ask"), w.t("say-who-hears")]
}

/// The rules in this person's way first, then what nobody knows; what is asked of each is not asked again.
fn questions(known: &Known, listing: &Shown, verdicts: &[(usize, Verdict)], w: Words) -> Vec<String> {
    let at = known.snapshot.find(&listing.service.agency, &listing.service.id);
    let (mut rules, mut open): (Vec<(Kind, Source)>, Vec<Why>) = (Vec::new(), Vec::new());
    match verdicts.iter().find(|(service, _)| Some(*service) == at) {
        Some((service, Verdict::NearMiss { blocked_by, why })) => {
            let asked = known.snapshot.asked(*service);
            let in_the_way = blocked_by.iter().filter_map(|at| asked.get(*at));
            rules.extend(in_the_way.map(|asked| (asked.kind, asked.source)));
            open.extend(why);
        }
        Some((_, Verdict::Reachable { why, .. })) => open.extend(why),
        Some((_, Verdict::OutOfReach(_))) | None => {}
    }
    // That people met a rule is theirs to tell: nobody is told by a question.
    let rule = |(kind, source): &(Kind, Source)| match source {
        Source::Declared | Source::Read => w.with("say-rule-listed", "statement", kind.statement(w.0)),
        Source::Seen => w.with("say-rule", "statement", kind.statement(w.0)),
    };
    let said = rules.iter().map(rule).chain(open.iter().map(|open| why::to_say(*open, &listing.service, w)));
    let always = always(w);
    let mut lines: Vec<String> = Vec::new();
    for line in said {
        if !lines.contains(&line) && !always.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
