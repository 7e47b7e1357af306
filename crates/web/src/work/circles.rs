//! Circles as pages name them.

use casework::Circle;
use seal::CircleId;

use crate::problem::Problem;
use crate::words::Words;
use crate::work::{Working, unavailable};

/// What a circle is called: its name; what is said of one without, and of one that whoever looks is not in.
pub(crate) fn called(circle: &Circle, w: Words) -> String {
    match &circle.name {
        Some(name) if !name.is_empty() => name.clone(),
        _ if circle.is_in => w.t("circle-no-name"),
        _ => {
            let mut id = circle.id.to_string();
            w.with("circle-not-in", "ending", &id.split_off(id.len().saturating_sub(4)))
        }
    }
}

impl Working {
    /// All circles of the agency; none, for whoever holds no key.
    pub(crate) async fn circles(&self) -> Result<Vec<Circle>, Problem> {
        match casework::circles(self.half(), &self.keyring).await {
            Ok(circles) => Ok(circles),
            Err(casework::Error::NoKey) => Ok(Vec::new()),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// A circle that they are in, or that they may see as a lead.
    pub(crate) async fn circle(&self, id: &str) -> Result<Circle, Problem> {
        let id: CircleId = id.parse().map_err(|_| Problem::NotFound)?;
        let mut circles = self.circles().await?.into_iter();
        let is_seen = |circle: &Circle| circle.is_in || self.roles.has(care::Role::Lead);
        circles.find(|circle| circle.id == id && is_seen(circle)).ok_or(Problem::NotFound)
    }
}
