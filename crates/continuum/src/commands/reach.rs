//! `continuum reach`: what a person can reach, in the terminal.

use network::Visibility;
use reach::{Answer, NeedAnswer, Profile, Reason, Snapshot, Standing, answer};
use vocabulary::{Locale, Word};

use crate::args::Reach;
use crate::commands::day;
use crate::end::End;
use crate::print::say;
use crate::settings::read;

/// How many services of each standing the terminal lists; `--json` has them all.
const LISTED: usize = 20;

pub(crate) async fn run(options: &Reach) -> Result<(), End> {
    let profile = Profile::from_json(&read(&options.profile)?)
        .map_err(|error| End::input(&options.profile, &error.to_string()))?;
    let store = options.asked.store.open_existing().await?;
    let snapshot = Snapshot::build(&store.directory().await?, Visibility::Public);
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
        print_open(need, snapshot, Standing::Confirmed, "open to you, confirmed by the agency");
        print_open(need, snapshot, Standing::AskFirst, "nothing known against it: ask first");
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

fn print_open(need: &NeedAnswer, snapshot: &Snapshot, standing: Standing, title: &str) {
    let open: Vec<_> = need.reachable.iter().filter(|one| one.standing == standing).collect();
    heading(open.len(), title);
    for one in open.iter().take(LISTED) {
        say!("    {}", line(snapshot, one.service, one.km));
        if !one.why.is_empty() {
            let why: Vec<String> = one.why.iter().map(|why| why.code()).collect();
            say!("      ask: {}", why.join(", "));
        }
    }
    more(open.len());
}

fn print_near(need: &NeedAnswer, snapshot: &Snapshot) {
    heading(need.near.len(), "a rule away");
    for one in need.near.iter().take(LISTED) {
        say!("    {}", line(snapshot, one.service, one.km));
        for asked in one.blocked_by.iter().filter_map(|at| snapshot.asked(one.service).get(*at)) {
            let waiver = match &asked.waiver {
                network::Waiver::By(whom) => format!("can be waived by {whom}"),
                network::Waiver::No => "cannot be waived".to_owned(),
                network::Waiver::Unknown => "nobody has said whether it can be waived".to_owned(),
            };
            say!("      {} ({}): {waiver}", asked.kind.statement(Locale::En), asked.source.code());
        }
    }
    more(need.near.len());
}

fn print_out(need: &NeedAnswer) {
    let counts: Vec<String> = Reason::ALL
        .iter()
        .map(|code| (code, need.out.iter().filter(|out| out.reason.code() == *code).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    if !counts.is_empty() {
        say!("  out of reach: {}", counts.join(", "));
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
