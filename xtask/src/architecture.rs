//! The rule that keeps the two halves apart, read off the crate graph.
//!
//! The network half knows no person; the sealed half knows people. The law that binds the agencies
//! allows nothing individual to cross, so a crate of the network half may not even reach one of the
//! sealed half. The table of rooms is the map: a crate that is not in it has no place yet.

mod graph;

use std::collections::BTreeMap;

use crate::run::Failure;
use graph::Graph;

/// Where a crate of the workspace stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Room {
    /// Knows no person.
    Network,
    /// Knows people.
    Sealed,
    /// Sees both halves, and holds no rule of its own.
    Both,
    /// Serves both halves and depends on neither.
    Neither,
    /// For tests and for building alone: nothing that is shipped depends on it.
    House,
}

/// Every crate of the workspace, including those of the design that are still to come.
const ROOMS: [(&str, Room); 20] = [
    ("vocabulary", Room::Network),
    ("network", Room::Network),
    ("reach", Room::Network),
    ("inquiry", Room::Network),
    ("coding", Room::Network),
    ("evidence", Room::Network),
    ("disclosure", Room::Network),
    ("network-store", Room::Network),
    ("seal", Room::Sealed),
    ("care", Room::Sealed),
    ("casework", Room::Sealed),
    ("vault-store", Room::Sealed),
    ("sql", Room::Neither),
    ("web", Room::Both),
    ("continuum", Room::Both),
    ("demo", Room::Both),
    ("testkit", Room::House),
    ("bench", Room::House),
    ("xtask", Room::House),
    ("fuzz", Room::House),
];

/// Crates that compute and do nothing else, and what would let them do more.
const PURE: [&str; 5] = ["vocabulary", "network", "reach", "seal", "care"];
const IMPURE: [&str; 6] = ["tokio", "sqlx", "axum", "reqwest", "hyper", "ureq"];

/// Checks the workspace as it stands.
pub(crate) fn check() -> Result<(), Failure> {
    let faults = faults(&Graph::of_workspace()?);
    if faults.is_empty() { Ok(()) } else { Err(Failure::no(faults.join("\n"))) }
}

/// What breaks the rule, a sentence each.
fn faults(graph: &Graph) -> Vec<String> {
    let rooms: BTreeMap<&str, Room> = ROOMS.into_iter().collect();
    let mut faults = Vec::new();
    for member in graph.members() {
        let Some(room) = rooms.get(member) else {
            faults.push(format!("`{member}` has no place in the table of rooms (xtask/src/architecture.rs)"));
            continue;
        };
        for (reached, path) in graph.reached_from(member) {
            let there = rooms.get(reached).copied().filter(|_| graph.is_member(reached));
            let why = match (*room, there) {
                (Room::Network, Some(Room::Sealed)) => "the network half knows no person",
                (Room::Neither, Some(Room::Network | Room::Sealed)) => "it serves both halves",
                (room, Some(Room::House)) if room != Room::House => "that is for tests and building alone",
                _ if PURE.contains(&member) && IMPURE.contains(&reached) => {
                    "it computes and does nothing else"
                }
                _ => continue,
            };
            faults.push(format!("`{member}` must not depend on `{reached}`, {why}: {}", path.join(" → ")));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(edges: &[(&str, &[&str])]) -> Vec<String> {
        faults(&Graph::new(edges.iter().map(|(name, _)| *name), edges))
    }

    #[test]
    fn this_workspace_keeps_the_rule() {
        assert_eq!(faults(&Graph::of_workspace().unwrap()), [] as [String; 0]);
    }

    #[test]
    fn the_two_halves_may_meet_in_the_pages_and_the_command() {
        let edges: [(&str, &[&str]); 4] =
            [("web", &["reach", "seal"]), ("continuum", &["web"]), ("reach", &[]), ("seal", &[])];
        assert_eq!(faults_of(&edges), [] as [String; 0]);
    }

    #[test]
    fn the_network_half_may_not_reach_the_sealed_half_even_by_a_detour() {
        let edges: [(&str, &[&str]); 2] = [("reach", &["helper"]), ("helper", &["care"])];
        let graph = Graph::new(["reach", "care"], &edges);
        assert_eq!(
            faults(&graph),
            ["`reach` must not depend on `care`, the network half knows no person: reach → helper → care"]
        );
    }

    #[test]
    fn what_serves_both_halves_depends_on_neither() {
        assert_eq!(faults_of(&[("sql", &["network"]), ("network", &[])]).len(), 1);
        assert_eq!(faults_of(&[("sql", &["seal"]), ("seal", &[])]).len(), 1);
    }

    #[test]
    fn nothing_that_is_shipped_depends_on_the_test_kit() {
        let edges: [(&str, &[&str]); 3] = [("web", &["testkit"]), ("testkit", &[]), ("xtask", &["testkit"])];
        let found = faults_of(&edges);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("`web` must not depend on `testkit`"), "{}", found[0]);
    }

    #[test]
    fn a_pure_crate_opens_no_connection() {
        let edges: [(&str, &[&str]); 2] = [("reach", &["helper"]), ("helper", &["tokio"])];
        let graph = Graph::new(["reach"], &edges);
        assert_eq!(faults(&graph).len(), 1);
    }

    #[test]
    fn a_crate_without_a_room_is_named() {
        let found = faults_of(&[("corridor", &[])]);
        assert!(found[0].contains("`corridor` has no place"), "{}", found[0]);
    }
}
