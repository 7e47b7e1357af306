//! A path as a page draws it: a bar for each episode, by days, and never one line through all of them.

use care::{Episode, Interruption, Path, Reason, ServiceName, State};
use jiff::civil::Date;
use vocabulary::{Kind, Need, Word as _};

use crate::view::time;
use crate::words::Words;

/// How wide a bar's drawing is, in units of its own.
const WIDTH: i64 = 1000;
/// No stay is drawn narrower, so that one of a day is seen among years.
const LEAST: i64 = 6;

/// The drawing of a path.
pub(crate) struct PathView {
    pub(crate) rows: Vec<EpisodeBar>,
    /// The first day and the last.
    pub(crate) from: String,
    pub(crate) until: String,
}

/// One episode's bar.
pub(crate) struct EpisodeBar {
    pub(crate) id: String,
    pub(crate) name: String,
    /// How they stand with it now.
    pub(crate) state: String,
    pub(crate) code: &'static str,
    pub(crate) stays: Vec<Drawn>,
    /// The bar in words, for whoever does not see it.
    pub(crate) words: String,
}

/// One stay, from `x` on, so wide.
pub(crate) struct Drawn {
    pub(crate) x: i64,
    pub(crate) width: i64,
    pub(crate) code: &'static str,
}

impl PathView {
    /// The path of these episodes until today; nothing, where there is none.
    pub(crate) fn of(episodes: &[Episode], today: Date, w: Words) -> Option<Self> {
        let path = Path::of(episodes);
        let (from, last) = path.days()?;
        let until = last.max(today);
        let days = |from: Date, until: Date| i64::from(until.since(from).map_or(0, |span| span.get_days()));
        let all = days(from, until).max(1);
        let at = |day: Date| days(from, day.clamp(from, until)) * WIDTH / all;
        let row = |episode: &Episode| {
            let own: Vec<_> = path.stays.iter().filter(|stay| stay.episode == episode.id).collect();
            let stays = own.iter().map(|stay| {
                let (x, end) = (at(stay.from), at(stay.until.unwrap_or(until)));
                // What has ended is drawn as its end alone.
                let width = if stay.state.is_open() { (end - x).max(LEAST) } else { LEAST };
                Drawn { x: x.min(WIDTH - width), width, code: code(stay.state) }
            });
            let said = own.iter().map(|stay| {
                w.all("path-since", &[("day", &time::date(stay.from, w)), ("state", &state(stay.state, w))])
            });
            EpisodeBar {
                id: episode.id.to_string(),
                name: name(episode, w),
                state: state(episode.state(), w),
                code: code(episode.state()),
                stays: stays.collect(),
                words: said.collect::<Vec<_>>().join("; "),
            }
        };
        let mut rows: Vec<(Date, EpisodeBar)> = episodes
            .iter()
            .map(|episode| (episode.moves.first().map_or(until, |moved| moved.on), row(episode)))
            .collect();
        rows.sort_by_key(|(first, _)| *first);
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        Some(Self { rows, from: time::date(from, w), until: time::date(until, w) })
    }
}

/// What an episode is of.
pub(crate) fn name(episode: &Episode, w: Words) -> String {
    called((&episode.facts.service, &episode.facts.needs), w)
}

/// What people call a service that is for these needs.
pub(crate) fn called((service, needs): (&ServiceName, &[Need]), w: Words) -> String {
    match (service.name.as_str(), needs.first()) {
        ("", Some(need)) => need.label(w.0).to_owned(),
        ("", None) => w.t("episode-no-name"),
        (name, _) => name.to_owned(),
    }
}

/// As a drawing and a form name a state.
pub(crate) fn code(state: State) -> &'static str {
    match state {
        State::Considering => "considering",
        State::In => "in",
        State::Paused => "paused",
        State::LeftByChoice => "left",
        State::Done => "done",
        State::EndedByService { why } => match why {
            Reason::Rule { .. } => "ended-rule",
            Reason::TimeLimit => "ended-time",
            Reason::Funding => "ended-funding",
            Reason::Other => "ended-other",
        },
        State::Interrupted { by } => match by {
            Interruption::Hospital => "interrupted-hospital",
            Interruption::Detention => "interrupted-detention",
            Interruption::Danger => "interrupted-danger",
            Interruption::Other => "interrupted-other",
        },
        State::Unknown => "unknown",
    }
}

/// All states, in the order in which a form has them.
pub(crate) const STATES: [State; 14] = [
    State::Considering,
    State::In,
    State::Paused,
    State::LeftByChoice,
    State::Done,
    State::EndedByService { why: Reason::Rule { rule: None } },
    State::EndedByService { why: Reason::TimeLimit },
    State::EndedByService { why: Reason::Funding },
    State::EndedByService { why: Reason::Other },
    State::Interrupted { by: Interruption::Hospital },
    State::Interrupted { by: Interruption::Detention },
    State::Interrupted { by: Interruption::Danger },
    State::Interrupted { by: Interruption::Other },
    State::Unknown,
];

/// The state of a form's code, with the rule that was named, if that is what ended it.
pub(crate) fn read(code: &str, rule: Option<Kind>) -> Option<State> {
    let state = STATES.into_iter().find(|state| self::code(*state) == code)?;
    Some(match state {
        State::EndedByService { why: Reason::Rule { .. } } => {
            State::EndedByService { why: Reason::Rule { rule } }
        }
        other => other,
    })
}

/// A state in words.
pub(crate) fn state(state: State, w: Words) -> String {
    match state {
        State::Considering => w.t("state-considering"),
        State::In => w.t("state-in"),
        State::Paused => w.t("state-paused"),
        State::LeftByChoice => w.t("state-left"),
        State::Done => w.t("state-done"),
        State::EndedByService { why } => match why {
            Reason::Rule { rule: Some(rule) } => w.with("state-ended-by-rule", "rule", rule.label(w.0)),
            Reason::Rule { rule: None } => w.t("state-ended-rule"),
            Reason::TimeLimit => w.t("state-ended-time"),
            Reason::Funding => w.t("state-ended-funding"),
            Reason::Other => w.t("state-ended-other"),
        },
        State::Interrupted { by } => match by {
            Interruption::Hospital => w.t("state-hospital"),
            Interruption::Detention => w.t("state-detention"),
            Interruption::Danger => w.t("state-danger"),
            Interruption::Other => w.t("state-interrupted"),
        },
        State::Unknown => w.t("state-unknown"),
    }
}
