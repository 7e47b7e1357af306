use bench::options::Options;

#[test]
fn sizes_and_questions_are_read_from_the_words() {
    let all = Options::read(&["reach"]).unwrap();
    assert_eq!((all.services, all.questions, all.write), (vec![10_000, 100_000, 1_000_000], 1_000, false));
    let few =
        Options::read(&["reach", "--services", "1000,5000", "--questions", "50", "--needs", "0", "--write"])
            .unwrap();
    assert_eq!((few.services, few.questions, few.write), (vec![1_000, 5_000], 50, true));
    assert_eq!((all.needs, few.needs), (100_000, 0));
}

#[test]
fn words_that_are_not_known_are_answered_with_the_usage() {
    for words in [
        &[][..],
        &["pages"],
        &["reach", "--fast"],
        &["reach", "--services"],
        &["reach", "--services", "10,many"],
        &["reach", "--services", "2000000"],
        &["reach", "--questions", "0"],
    ] {
        let error = Options::read(words).unwrap_err().to_string();
        assert!(error.starts_with("bench reach ["), "{words:?}: {error}");
    }
}
