//! `continuum reach`: what a person can reach, in the terminal.

use reach::{Answer, Group, NeedAnswer, Profile, Reachable, Snapshot, Why, answer};
use vocabulary::{Locale, Word};

use crate::args::Reach;
use crate::commands::{check_avoided, day, snapshot};
use crate::end::End;
use crate::print::say;
use crate::settings::read;

/// How many services of each standing the terminal lists; `--json` has them all.
const LISTED: usize = 20;

pub(crate) async fn run(options: &Reach) -> Result<(), End> {
    let profile = Profile::from_json(&read(&options.profile)?)
        .map_err(|error| End::input(&options.profile, &error.to_string()))?;
    let snapshot = snapshot(&options.asked.store).await?;
    check_avoided(&snapshot, &profile).map_err(|sentence| End::input(&options.profile, &sentence))?;
    let answer = answer(&snapshot, &profile, day(options.asked.as_of));
    if options.asked.json {
        say!("{}", answer.to_json(&snapshot));
    } else {
        print(&answer, &snapshot);
    }
    Ok(())
}

fn print(answer: &Answer, snapshot: &Snapshot) {
    if !answer.left_open.is_empty() {
        say!("Not said, so no constraint: {}\n", answer.left_open.join(", "));
    }
    print_plan(answer, snapshot);
    for need in &answer.needs {
        say!("\n{} ({})", need.need.label(Locale::En), need.need);
        print_open(&need.confirmed, snapshot, "open to you, confirmed by the agency");
        print_open(&need.ask_first, snapshot, "nothing known against it: ask first");
        print_near(need, snapshot);
        print_out(need);
    }
}

fn print_plan(answer: &Answer, snapshot: &Snapshot) {
    let plan = &answer.plan;
    say!("Fewest doors: {}{}", plan.doors.len(), if plan.exact { "" } else { " (fewer may be possible)" });
    for door in &plan.doors {
        let needs: Vec<&str> = door.services.iter().map(|(need, _)| need.label(Locale::En)).collect();
        say!("  {}: {}", snapshot.agency_name(door.agency), needs.join("; "));
    }
    for need in &plan.unmet {
        say!("  nothing reaches: {}", need.label(Locale::En));
    }
}

fn line(snapshot: &Snapshot, service: usize, km: Option<f64>) -> String {
    let agency = snapshot.agency_name(snapshot.agency_of(service));
    let km = km.map(|km| format!(", {km:.1} km")).unwrap_or_default();
    format!("{} — {agency}{km}", snapshot.service_name(service))
}

fn print_open(open: &Group<Reachable>, snapshot: &Snapshot, title: &str) {
    heading(open.count, title);
    for one in open.first.iter().take(LISTED) {
        say!("    {}", line(snapshot, one.service, one.km));
        print_why(&one.why);
    }
    more(open.count);
}

fn print_near(need: &NeedAnswer, snapshot: &Snapshot) {
    heading(need.near.count, "a rule away");
    for one in need.near.first.iter().take(LISTED) {
        say!("    {}", line(snapshot, one.service, one.km));
        let asked = snapshot.asked(one.service);
        for asked in one.blocked_by.iter().filter_map(|at| asked.get(*at)) {
            let waiver = match &asked.waiver {
                network::Waiver::By(whom) => format!("can be waived by {whom}"),
                network::Waiver::No => "cannot be waived".to_owned(),
                network::Waiver::Unknown => "nobody has said whether it can be waived".to_owned(),
            };
            say!("      {} ({}): {waiver}", asked.kind.statement(Locale::En), asked.source.code());
        }
        print_why(&one.why);
    }
    more(need.near.count);
}

fn print_out(need: &NeedAnswer) {
    let counts: Vec<String> = need
        .out_by_reason()
        .filter(|(_, count)| *count > 0)
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    if !counts.is_empty() {
        say!("  out of reach: {}", counts.join(", "));
    }
}

fn print_why(why: &[Why]) {
    let ask: Vec<String> = why.iter().map(|why| in_words(*why)).collect();
    if !ask.is_empty() {
        say!("      ask: {}", ask.join("; "));
    }
}

/// What to ask before setting out.
fn in_words(why: Why) -> String {
    match why {
        Why::NotConfirmed => "whether the listing still holds (not confirmed within a year)".into(),
        Why::Place => "whether it serves where you are".into(),
        Why::Language => "whether somebody speaks your language".into(),
        Why::Audience(rule) => format!("whether it is for you ({})", rule.label(Locale::En)),
        Why::Feature(feature) => format!("whether there is: {}", feature.label(Locale::En)),
        Why::Asks(kind) => kind.question(Locale::En).into(),
        Why::AsksMore => "what else it asks: it does not publish all".into(),
    }
}

fn heading(count: usize, title: &str) {
    if count > 0 {
        say!("  {count} {title}");
    }
}

fn more(count: usize) {
    if let Some(rest) = count.checked_sub(LISTED).filter(|rest| *rest > 0) {
        say!("    and {rest} more: --json lists them all");
    }
}
