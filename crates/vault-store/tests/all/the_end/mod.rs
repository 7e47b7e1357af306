//! `nobody_opens_after_the_end`: a search through all that can happen.

mod model;

use model::{Job, LAST, Lists, Thing, World, Wrong};
use rustc_hash::FxHashSet;
use vault_store::steps::{END, KEEP, OPEN, SWEEP, Step};

const SHIPPED: Lists = Lists { keep: &KEEP, end: &END, sweep: &SWEEP, open: &OPEN };

/// What can happen.
#[derive(Debug, Clone, Copy)]
#[expect(dead_code, reason = "said where the search finds the way to something wrong")]
enum Event {
    Begins(Job),
    Does(Job, Step),
    IsCutOff(Job),
    TheClockSays(u8),
    TheMachineStartsAgain,
    OrphansAreSwept,
    TheVaultIsBackedUp,
    TheOldBackupIsRestored,
}

/// What can happen next, and what becomes of the world by it.
fn next(world: &World, jobs: &[Job], lists: &Lists) -> Vec<(Event, Result<World, Wrong>)> {
    let mut all = Vec::new();
    for (at, worker) in world.workers.iter().enumerate() {
        match worker {
            Some(worker) => {
                let mut after = world.clone();
                let stepped = after.step(*worker, lists);
                let event = Event::Does(worker.job, lists.of(worker.job)[worker.next]);
                all.push((event, stepped.map(|worker| with(after, at, worker))));
                // Cut off here.
                all.push((Event::IsCutOff(worker.job), Ok(with(world.clone(), at, None))));
            }
            None => {
                for job in jobs.iter().copied().filter(|job| world.may_begin(*job)) {
                    let mut after = world.clone();
                    let worker = after.begin(job);
                    all.push((Event::Begins(job), Ok(with(after, at, Some(worker)))));
                }
            }
        }
    }
    for clock in (0..=LAST).filter(|clock| *clock != world.clock) {
        all.push((Event::TheClockSays(clock), Ok(World { clock, ..world.clone() })));
    }
    let mut restarted = world.clone();
    restarted.restart();
    all.push((Event::TheMachineStartsAgain, Ok(restarted)));
    let mut swept = world.clone();
    swept.sweep_orphans();
    all.push((Event::OrphansAreSwept, Ok(swept)));
    if world.backup.is_none() {
        let backup = Some((world.rows, world.marks));
        all.push((Event::TheVaultIsBackedUp, Ok(World { backup, ..world.clone() })));
    }
    all.extend(restored(world).map(|world| (Event::TheOldBackupIsRestored, Ok(world))));
    all
}

fn with(mut world: World, at: usize, worker: Option<model::Worker>) -> World {
    world.workers[at] = worker;
    // Who of the two does it makes no difference.
    world.workers.sort();
    world
}

/// The old backup comes back, and the machine starts on it with today's keys.
fn restored(world: &World) -> Option<World> {
    let (rows, marks) = world.backup?;
    let mut after = World { rows, marks, ..world.clone() };
    after.restart();
    // What came after the backup is not in it.
    after.kept = after.kept.without(after.kept.without(rows));
    Some(after)
}

/// All worlds that can come about by these jobs; or the way to the first in which something goes wrong.
fn search(jobs: &[Job], lists: &Lists) -> Result<usize, (Wrong, Vec<Event>)> {
    // Each world with the one that it came from, in the order in which they were met.
    let mut worlds = vec![(World::new(), 0, None)];
    let mut seen: FxHashSet<World> = worlds.iter().map(|(world, ..)| world.clone()).collect();
    let mut at = 0;
    while at < worlds.len() {
        let world = worlds[at].0.clone();
        for (event, reached) in next(&world, jobs, lists) {
            match reached {
                Ok(reached) => {
                    if seen.insert(reached.clone()) {
                        worlds.push((reached, at, Some(event)));
                    }
                }
                Err(wrong) => return Err((wrong, way(&worlds, at, event))),
            }
        }
        at += 1;
    }
    Ok(worlds.len())
}

fn way(worlds: &[(World, usize, Option<Event>)], mut at: usize, last: Event) -> Vec<Event> {
    let mut way = vec![last];
    while let (_, before, Some(event)) = &worlds[at] {
        way.push(*event);
        at = *before;
    }
    way.reverse();
    way
}

/// A case and one thing that opens it: each search has one of these pairs.
const WITH: [(Thing, Job); 3] =
    [(Thing::Member, Job::OpenCase), (Thing::Release, Job::OpenReleased), (Thing::Message, Job::OpenMessage)];

fn jobs((thing, opens): (Thing, Job)) -> [Job; 6] {
    [Job::Keep(Thing::Case), Job::Keep(thing), Job::End(Thing::Case), Job::End(thing), Job::Sweep, opens]
}

#[test]
fn nobody_opens_after_the_end_whatever_happens_in_whichever_order() {
    for pair in WITH {
        match search(&jobs(pair), &SHIPPED) {
            Ok(worlds) => {
                println!(
                    "{pair:?}: {worlds} worlds; nobody opened after the end, nothing that was kept was lost"
                );
                assert!(worlds > 10_000, "a search that goes nowhere finds nothing: {worlds}");
            }
            Err((wrong, way)) => panic!("{wrong:?}: {way:#?}"),
        }
    }
}

/// The search finds what is wrong with other orders, or it would find nothing in the right one.
#[test]
fn nobody_opens_after_the_end_would_not_hold_in_another_order() {
    let wrong = |lists: Lists| search(&jobs(WITH[1]), &lists).map_err(|(wrong, _)| wrong);
    let opened = Err(Wrong::OpenedAfterTheEnd(Job::OpenReleased));

    // An opening that goes by the clock as it is.
    let open: &'static [Step] = &[Step::ReadRow, Step::ReadShares];
    assert_eq!(wrong(Lists { open, ..SHIPPED }), opened);

    // An end that leaves the share: an old backup brings the row back.
    let end: &'static [Step] = &[Step::Mark, Step::ForgetRows];
    assert_eq!(wrong(Lists { end, ..SHIPPED }), opened);

    // A sweep that leaves it, and an opening that believes the clock.
    let sweep: &'static [Step] = &[Step::AdmitTime, Step::Mark, Step::ForgetRows];
    let open: &'static [Step] = &[Step::ReadRow, Step::ReadShares];
    assert_eq!(wrong(Lists { sweep, open, ..SHIPPED }), opened);

    // A row without its share.
    let keep: &'static [Step] = &[Step::AdmitTime, Step::PutRows];
    assert_eq!(wrong(Lists { keep, ..SHIPPED }), Err(Wrong::Lost(Job::OpenReleased)));

    // An opening that asks for no share.
    let open: &'static [Step] = &[Step::AdmitTime, Step::ReadRow];
    assert_eq!(wrong(Lists { open, ..SHIPPED }), opened);
}
