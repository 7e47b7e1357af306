//! The crate graph, normal edges alone: what is built into what is shipped.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use crate::run::{self, Failure};

/// Crates by name, and which crates each is built with.
#[derive(Debug, Default)]
pub(super) struct Graph {
    members: BTreeSet<String>,
    edges: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// A graph of these members of the workspace and these edges.
    #[cfg(test)]
    pub(super) fn new<'a>(members: impl IntoIterator<Item = &'a str>, edges: &[(&str, &[&str])]) -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            members: members.into_iter().map(str::to_owned).collect(),
            edges: edges.iter().map(|(from, to)| ((*from).to_owned(), owned(to))).collect(),
        }
    }

    /// The graph of this workspace with every feature on, from `cargo metadata`.
    pub(super) fn of_workspace() -> Result<Self, Failure> {
        let words = ["metadata", "--format-version=1", "--locked", "--all-features"];
        let printed = run::quiet(&mut run::cargo(&words))?;
        let metadata: Value = serde_json::from_str(&printed)
            .map_err(|error| Failure::no(format!("cargo metadata is no JSON: {error}")))?;
        Ok(Self::read(&metadata))
    }

    fn read(metadata: &Value) -> Self {
        let names: BTreeMap<&str, &str> = array(&metadata["packages"])
            .filter_map(|package| Some((package["id"].as_str()?, package["name"].as_str()?)))
            .collect();
        let name = |id: &Value| names.get(id.as_str()?).map(|name| (*name).to_owned());
        let mut graph = Self::default();
        graph.members.extend(array(&metadata["workspace_members"]).filter_map(name));
        for node in array(&metadata["resolve"]["nodes"]) {
            let normal = array(&node["deps"])
                .filter(|edge| array(&edge["dep_kinds"]).any(|kind| kind["kind"].is_null()));
            let built_with = normal.filter_map(|edge| name(&edge["pkg"]));
            if let Some(from) = name(&node["id"]) {
                // Two versions of one crate are one name: what either reaches counts.
                graph.edges.entry(from).or_default().extend(built_with);
            }
        }
        graph
    }

    pub(super) fn members(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(String::as_str)
    }

    pub(super) fn is_member(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    /// Every crate that is built into `start`, each with a shortest path to it.
    pub(super) fn reached_from<'a>(&'a self, start: &'a str) -> BTreeMap<&'a str, Vec<&'a str>> {
        let mut paths = BTreeMap::new();
        let mut next = VecDeque::from([vec![start]]);
        while let Some(path) = next.pop_front() {
            let at = path.last().copied().unwrap_or(start);
            for to in self.edges.get(at).into_iter().flatten() {
                if to != start && !paths.contains_key(to.as_str()) {
                    let longer: Vec<&str> = path.iter().copied().chain([to.as_str()]).collect();
                    paths.insert(to.as_str(), longer.clone());
                    next.push_back(longer);
                }
            }
        }
        paths
    }
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn edges_for_tests_and_build_scripts_do_not_count() {
        let edge = |to: &str, kind: Value| json!({ "pkg": to, "dep_kinds": [{ "kind": kind }] });
        let graph = Graph::read(&json!({
            "packages": [{ "id": "1", "name": "web" }, { "id": "2", "name": "reach" },
                         { "id": "3", "name": "testkit" }, { "id": "4", "name": "cc" }],
            "workspace_members": ["1", "2", "3"],
            "resolve": { "nodes": [{ "id": "1", "deps": [
                edge("2", Value::Null), edge("3", json!("dev")), edge("4", json!("build")),
            ] }] },
        }));
        assert_eq!(graph.members().collect::<Vec<_>>(), ["reach", "testkit", "web"]);
        assert_eq!(graph.reached_from("web").keys().collect::<Vec<_>>(), [&"reach"]);
    }

    #[test]
    fn the_path_that_is_named_is_a_shortest_one() {
        let edges: [(&str, &[&str]); 3] = [("a", &["b", "c"]), ("b", &["c"]), ("c", &["a"])];
        let graph = Graph::new(["a"], &edges);
        assert_eq!(graph.reached_from("a")["c"], ["a", "c"]);
        assert!(!graph.reached_from("a").contains_key("a"), "a cycle of names does not reach itself");
    }
}
