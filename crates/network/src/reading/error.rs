use thiserror::Error;

/// What is wrong with a file of phrases.
#[derive(Debug, Error)]
pub enum PhraseError {
    /// It is not TOML of the form that is expected, or names a subject that is not known.
    #[error("{0}")]
    File(#[from] toml::de::Error),
    /// A phrase without a word at its beginning.
    #[error("the phrase \"{phrase}\" does not begin with a word")]
    NoFirstWord {
        /// The phrase.
        phrase: String,
    },
    /// A phrase that ends in a gap.
    #[error("the phrase \"{phrase}\" does not end with a word")]
    NoLastWord {
        /// The phrase.
        phrase: String,
    },
    /// A word that no text can hold in its plain form.
    #[error(
        "the phrase \"{phrase}\" holds \"{word}\": write words in lower case, without accents and marks, and a * after at least two letters"
    )]
    NotPlain {
        /// The phrase.
        phrase: String,
        /// The word.
        word: String,
    },
    /// A bracket that is not closed, or was not opened.
    #[error("the phrase \"{phrase}\" has a bracket that is not closed, or was not opened")]
    Unclosed {
        /// The phrase.
        phrase: String,
    },
    /// A phrase of too many groups.
    #[error("the phrase \"{phrase}\" has more than {most} groups: write it as several")]
    TooMany {
        /// The phrase.
        phrase: String,
        /// How many it may have.
        most: usize,
    },
    /// More rules than can be told apart.
    #[error("there are more than 65,535 rules of phrases")]
    TooManyRules,
}
