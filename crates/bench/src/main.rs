//! `cargo xtask bench reach` runs this program: it makes the directories, asks every side, and says how far ahead
//! of the others we are; `cargo xtask bench pages`, with `pages`, how fast pages are served, and `cargo xtask bench
//! seal`, with `seal`, how long sealing takes.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks to the person who runs it")]

use std::process::ExitCode;

use bench::country::Country;
use bench::figures::{self, Ratio, Size};
use bench::options::Options;
use bench::{Error, pages, questions, report, run, sealing};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let measured = match words.split_first() {
        Some((&"pages", rest)) => {
            pages::options::Options::read(rest).and_then(|options| measure_pages(&options))
        }
        Some((&"seal", rest)) => {
            sealing::options::Options::read(rest).and_then(|options| measure_sealing(&options))
        }
        _ => Options::read(&words).and_then(|options| measure(&options)),
    };
    match measured {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(if matches!(error, Error::Usage(_)) { 2 } else { 1 })
        }
    }
}

/// Whether every floor is kept.
fn measure(options: &Options) -> Result<bool, Error> {
    let country = Country::new();
    let profiles = questions::make(&country, options.questions);
    let mut sizes = Vec::new();
    let largest = options.services.iter().max();
    for services in &options.services {
        let needs = if Some(services) == largest { options.needs } else { 0 };
        let wants = questions::weighted(&country, needs);
        let size = run::size(&country, *services, &profiles, &wants, &|line| eprintln!("{line}"))?;
        show(&size);
        sizes.push(size);
    }
    if options.write {
        report::write(&testkit::repository(), &sizes)?;
    }
    let ratios = figures::ratios(&sizes);
    for ratio in &ratios {
        println!("{}", ratio.line());
    }
    Ok(ratios.iter().all(Ratio::holds))
}

fn show(size: &Size) {
    println!("{} services; milliseconds a question on one core", size.services);
    println!("  {:24}{:>10}{:>10}{:>10}{:>10}", "", "median", "p90", "p99", "mean");
    for side in &size.sides {
        let times = [side.times.median, side.times.p90, side.times.p99, side.times.mean];
        let shown = times.map(|time| format!("{:>10.4}", time.as_secs_f64() * 1e3)).concat();
        println!("  {:24}{shown}", side.name);
    }
}

/// The same of the pages.
fn measure_pages(options: &pages::options::Options) -> Result<bool, Error> {
    let tell = |line: String| eprintln!("{line}");
    let (public, work) = options.parts;
    let mut ratios: Vec<Ratio> = Vec::new();
    if public {
        let size = |services: &usize| pages::size(&options.stores, *services, options.requests, &tell);
        let sizes = options.services.iter().map(size).collect::<Result<Vec<_>, _>>()?;
        if options.write {
            pages::report::DOCUMENT.write(&testkit::repository(), &pages::report::measured(&sizes))?;
        }
        ratios.extend(sizes.iter().flat_map(pages::figures::Size::ratios));
    }
    if work {
        let engines = pages::work::measure(options.work, &tell)?;
        let text = pages::work::report::measured(&engines);
        println!("{text}");
        if options.write {
            pages::work::report::DOCUMENT.write(&testkit::repository(), &text)?;
        }
        ratios.extend(engines.iter().flat_map(pages::work::figures::Engine::ratios));
    }
    ratios.iter().for_each(|ratio| println!("{}", ratio.line()));
    Ok(ratios.iter().all(Ratio::holds))
}

/// The same of sealing.
fn measure_sealing(options: &sealing::options::Options) -> Result<bool, Error> {
    let measured = sealing::measure(options, &|line| eprintln!("{line}"))?;
    let text = sealing::report::measured(&measured);
    println!("{text}");
    if options.write {
        sealing::report::DOCUMENT.write(&testkit::repository(), &text)?;
    }
    let shares = measured.shares();
    shares.iter().for_each(|share| println!("{}", share.line()));
    Ok(shares.iter().all(sealing::Share::holds))
}
