//! `continuum demo`, started as a newcomer would.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::command::run;
use crate::serving::Serving;

fn serving_demo() -> Serving {
    Serving::start(&std::env::temp_dir(), &["demo", "--port", "0"])
}

#[test]
fn the_demo_serves_pages_that_say_they_are_made_up_on_this_machine_only() {
    let demo = serving_demo();
    assert!(demo.address.starts_with("127.0.0.1:"), "{}", demo.address);
    for path in ["/", "/find", "/safety"] {
        let page = demo.get(path);
        assert!(page.starts_with("HTTP/1.1 200"), "{path}: {page}");
        assert!(page.to_lowercase().contains("made up"), "{path}");
    }
}

#[test]
fn the_questions_that_the_demo_prints_can_be_asked() {
    let demo = serving_demo();
    let here = std::env::temp_dir();
    let questions = demo.printed("reach");
    assert_eq!(questions.len(), 3);
    for question in questions {
        let mut args: Vec<&str> = question.iter().map(String::as_str).collect();
        args.push("--json");
        let answer = run(&here, &args).json();
        let needs = answer["needs"].as_array().unwrap();
        assert!(needs.iter().any(|need| !need["near"].as_array().unwrap().is_empty()), "something to waive");
        let doors = answer["plan"]["doors"].as_array().unwrap().len();
        assert!(doors >= 1 && doors < needs.len(), "fewer doors than needs: {doors} for {}", needs.len());
    }
    let what_if = demo.printed("what-if");
    let mut args: Vec<&str> = what_if[0].iter().map(String::as_str).collect();
    args.push("--json");
    let found = run(&here, &args).json();
    assert!(found["out_of_reach"].as_f64().unwrap() > 0.0);
    assert!(!found["sequence"].as_array().unwrap().is_empty());
}

#[test]
fn the_address_that_the_demo_prints_opens_the_desk_once_and_is_in_no_log() {
    let mut demo = serving_demo();
    let line = demo.lines.iter().find(|line| line.contains("/desk/enter?key=")).unwrap().clone();
    let path = line.split_once(demo.address.as_str()).unwrap().1.trim().to_owned();
    let key = path.split_once('=').unwrap().1.to_owned();
    assert_eq!(key.len(), 64);
    assert!(demo.get("/desk").starts_with("HTTP/1.1 404"), "nobody is at the desk");
    assert!(demo.get(&path).starts_with("HTTP/1.1 200"));
    let body = format!("key={key}");
    let enter = || {
        let mut stream = TcpStream::connect(&demo.address).unwrap();
        let head = format!(
            "POST /desk/enter HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}",
            demo.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page
    };
    let entered = enter();
    assert!(
        entered.starts_with("HTTP/1.1 303") && entered.contains("HttpOnly; SameSite=Strict"),
        "{entered}"
    );
    assert!(enter().starts_with("HTTP/1.1 404"), "the second time it is not there");
    demo.child.kill().unwrap();
    let mut log = String::new();
    demo.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(!log.contains(&key), "{log}");
    assert_ne!(serving_demo().lines.iter().find(|line| line.contains(&key)), Some(&line), "each has its own");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = run(&std::env::temp_dir(), &["demo", "--port", &port]);
    assert!(refused.refusal().contains("--port"), "{}", refused.err);
}

#[test]
fn five_people_can_sign_in_to_the_demo_with_the_words_that_it_prints() {
    let demo = serving_demo();
    let at = demo.lines.iter().position(|line| line.contains("/sign-in")).expect("where to sign in");
    let page = demo.get("/sign-in");
    let people = ["lead", "advocate", "coordinator", "auditor", "receiver"];
    for (line, name) in demo.lines[at + 1..].iter().zip(people) {
        let (said, rest) = line.trim().split_once(' ').unwrap();
        let (words, agency) = rest.trim().split_once(" at ").unwrap();
        let words: Vec<&str> = words.split_whitespace().collect();
        assert_eq!((said, words.len()), (name, 6), "{line}");
        let (before, _) = page.split_once(&format!(">{agency}</option>")).expect("the agency can be chosen");
        let (_, id) = before.rsplit_once("<option value=\"").unwrap();
        let id = id.split('"').next().unwrap();
        let answer = demo.post("/sign-in", &format!("agency={id}&name={name}&words={}", words.join("+")));
        assert!(
            answer.starts_with("HTTP/1.1 303") && answer.contains("location: /at-work\r\n"),
            "{name}: {answer}"
        );
    }
}
