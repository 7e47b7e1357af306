//! From the tags of a real directory to needs. Open Eligibility is a public taxonomy of services that many
//! directories tag theirs with; of it we keep only the ids and names that the mapping rests on, in
//! `data/needs.toml`.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Need, Set, Word};

/// The terms that mean one need: `names[i]` is the name of `ids[i]`.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<Term>")]
pub(crate) struct Terms {
    pub(crate) ids: Vec<u32>,
    pub(crate) names: Vec<String>,
}

/// One term as written in the file. The taxonomy lists many terms under several parents, with an id for each.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    ids: Vec<u32>,
    name: String,
}

impl From<Vec<Term>> for Terms {
    fn from(terms: Vec<Term>) -> Self {
        let (ids, names) =
            terms.iter().flat_map(|term| term.ids.iter().map(|&id| (id, term.name.clone()))).unzip();
        Self { ids, names }
    }
}

static BY_ID: LazyLock<HashMap<u32, Set<Need>>> = LazyLock::new(|| gather(|id, _| id));

static BY_NAME: LazyLock<HashMap<String, Set<Need>>> =
    LazyLock::new(|| gather(|_, name| name.to_lowercase()));

fn gather<K: Eq + std::hash::Hash>(key: impl Fn(u32, &str) -> K) -> HashMap<K, Set<Need>> {
    let mut needs: HashMap<K, Set<Need>> = HashMap::new();
    for need in Need::all() {
        for (id, name) in need.open_eligibility_terms() {
            needs.entry(key(id, name)).or_default().insert(need);
        }
    }
    needs
}

/// The needs that an Open Eligibility term means; none when the term is not one of ours.
#[must_use]
pub fn needs_by_open_eligibility(term_id: u32) -> Set<Need> {
    BY_ID.get(&term_id).copied().unwrap_or_default()
}

/// The needs that an Open Eligibility term means, by the term's English name, in any case.
#[must_use]
pub fn needs_by_open_eligibility_name(name: &str) -> Set<Need> {
    BY_NAME.get(&name.trim().to_lowercase()).copied().unwrap_or_default()
}

/// Every term that means a need, by id, each once.
pub fn open_eligibility_terms() -> impl Iterator<Item = (u32, &'static str)> {
    Need::all().flat_map(Need::open_eligibility_terms).collect::<BTreeSet<_>>().into_iter()
}
