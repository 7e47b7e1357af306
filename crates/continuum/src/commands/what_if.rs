//! `continuum what-if`: which rules keep how many needs out of reach.

use reach::{NewService, Snapshot, WeightedProfile, WhatIf, what_if};

use crate::args;
use crate::commands::{check_avoided, day, snapshot};
use crate::end::End;
use crate::print::say;
use crate::settings::read;

/// How many lines of each list the terminal shows; `--json` has them all.
const LISTED: usize = 10;

pub(crate) async fn run(options: &args::WhatIf) -> Result<(), End> {
    let profiles = profiles(options)?;
    let proposal = match &options.propose {
        Some(path) => {
            let proposal = NewService::from_json(&read(path)?);
            Some(proposal.map_err(|error| End::input(path, &error.to_string()))?)
        }
        None => None,
    };
    let snapshot = snapshot(&options.asked.store).await?;
    for (line, weighted) in &profiles {
        check_avoided(&snapshot, &weighted.profile)
            .map_err(|sentence| End::input(&options.needs, &format!("line {line}: {sentence}")))?;
    }
    let profiles: Vec<WeightedProfile> = profiles.into_iter().map(|(_, weighted)| weighted).collect();
    let found = what_if(&snapshot, &profiles, day(options.asked.as_of), proposal.as_ref());
    if options.asked.json {
        say!("{}", found.to_json(&snapshot));
    } else {
        print(&found, &snapshot);
    }
    Ok(())
}

/// One profile a line, with the line's number; empty lines are passed over.
fn profiles(options: &args::WhatIf) -> Result<Vec<(usize, WeightedProfile)>, End> {
    let text = read(&options.needs)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parsed = lines.map(|(at, line)| {
        let weighted = WeightedProfile::from_json(line)
            .map_err(|error| End::input(&options.needs, &format!("line {}: {error}", at + 1)))?;
        Ok((at + 1, weighted))
    });
    let profiles: Vec<_> = parsed.collect::<Result<_, End>>()?;
    if profiles.is_empty() {
        return Err(End::input(&options.needs, "there is no profile in it"));
    }
    Ok(profiles)
}

fn print(found: &WhatIf, snapshot: &Snapshot) {
    say!("{} of {} needs are out of reach today.", found.out_of_reach, found.needs);
    if let Some(reached) = found.proposal {
        say!("The proposed service would reach {reached} of them.");
    }
    say!("\nWaive these first:");
    for step in found.sequence.iter().take(LISTED) {
        let codes: Vec<&str> = step.waive.iter().map(|barrier| barrier.code()).collect();
        say!("  {:>8}  {}", step.gain, codes.join(" and "));
    }
    say!("\nEach rule alone:");
    for single in found.singles.iter().take(LISTED) {
        say!("  {:>8}  {}", single.needs, single.waive.code());
    }
    say!("\nTwo rules together (of that, only together):");
    for pair in found.pairs.iter().take(LISTED) {
        let (first, second) = (pair.waive.0.code(), pair.waive.1.code());
        say!("  {:>8}  {first} and {second} ({})", pair.needs, pair.only_together);
    }
    say!("\nOne rule at one agency:");
    for by in found.agencies.iter().take(LISTED) {
        say!("  {:>8}  {} at {}", by.needs, by.waive.code(), snapshot.agency_name(by.agency));
    }
}
