//! Counting tests from what cargo prints of them.

/// Tests by how they ended, over all binaries.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Tally {
    pub(super) passed: usize,
    pub(super) failed: usize,
    /// The names of tests that were marked to be ignored.
    pub(super) ignored: Vec<String>,
}

impl Tally {
    /// Takes one line of output into account.
    pub(super) fn read(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            let counts = result.split_once(". ").map_or("", |(_, counts)| counts);
            self.passed += count(counts, " passed");
            self.failed += count(counts, " failed");
        } else if let Some((name, end)) = line.strip_prefix("test ").and_then(|test| test.split_once(" ... "))
            && (end == "ignored" || end.starts_with("ignored,"))
        {
            self.ignored.push(name.to_owned());
        }
    }

    /// The closing line, where `notices` tests passed only to say that they were skipped.
    pub(super) fn closing_line(&self, notices: usize) -> String {
        let passed = self.passed.saturating_sub(notices);
        let skipped = self.ignored.len() + notices;
        format!("{passed} passed, {} failed, {skipped} skipped", self.failed)
    }
}

/// The number before `word` in `3 passed; 0 failed; …`; 0 where there is none.
fn count(counts: &str, word: &str) -> usize {
    counts.split("; ").find_map(|part| part.strip_suffix(word)?.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    const OUTPUT: &str = "\
running 3 tests
test reach::silence_is_not_openness ... ok
test reach::slow ... ignored
test crates/reach/src/lib.rs - door (line 3) ... ignored, takes an hour
test result: ok. 12 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 2.00s
";

    #[test]
    fn tests_are_added_up_over_all_binaries() {
        let counted = tally(OUTPUT);
        assert_eq!((counted.passed, counted.failed), (15, 1));
        assert_eq!(counted.ignored, ["reach::slow", "crates/reach/src/lib.rs - door (line 3)"]);
    }

    #[test]
    fn a_test_that_said_it_was_skipped_does_not_count_as_passed() {
        assert_eq!(tally(OUTPUT).closing_line(4), "11 passed, 1 failed, 6 skipped");
        assert_eq!(Tally::default().closing_line(0), "0 passed, 0 failed, 0 skipped");
    }
}
