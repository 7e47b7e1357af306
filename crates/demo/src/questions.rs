//! Questions worth asking of the made-up network.

use serde::Deserialize;
use vocabulary::Text;

use crate::data::read;

/// A question, and why it's worth asking.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question in a line.
    pub title: Text,
    /// The same as `continuum reach --profile` reads it.
    #[serde(rename = "profile")]
    pub profile_json: String,
    /// What to look at in the answer.
    pub what_to_notice: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionsFile {
    question: Vec<Question>,
}

/// Three questions, one to a site.
pub fn questions() -> Vec<Question> {
    read::<QuestionsFile>(include_str!("../data/questions.toml")).question
}
