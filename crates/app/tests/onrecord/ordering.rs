//! The record depends neither on the order in which articles arrive nor on how they are read in
//! portions.

use crate::newsroom::Newsroom;

/// Towns, each with its bridge, mayor and minister: an event each.
const EVENTS: [[&str; 4]; 12] = [
    ["Velin", "Ada Holt", "Otto Brandt", "barges"],
    ["Orra", "Lena Varga", "Ben Roe", "cranes"],
    ["Tallow", "Ilse Varnham", "Karl Minden", "ferries"],
    ["Ardith", "Nora Quill", "Emil Sand", "tramcars"],
    ["Meridel", "Vera Stam", "Hugo Pell", "mills"],
    ["Kessal", "Rita Dorn", "Paul Grave", "kilns"],
    ["Ostrava Hill", "Maud Ferris", "Ivo Lant", "wagons"],
    ["Tarnow", "Edda Kline", "Aron Best", "looms"],
    ["Pellworth", "Gerda Moss", "Finn Tarr", "tugs"],
    ["Sandrow", "Olga Wray", "Carl Nuss", "presses"],
    ["Lanthorn", "Inga Bell", "Mark Oster", "boilers"],
    ["Quillhaven", "Tessa Rand", "Leo Farr", "engines"],
];

/// A wire story, its copy, a rewrite that credits it, another voice, and the next day's numbers.
fn coverage() -> Vec<String> {
    let mut told = Vec::new();
    for (at, [town, mayor, minister, things]) in EVENTS.iter().enumerate() {
        let (count, day) = (12 + at * 3, 1 + at);
        let wire = format!(
            "A flood at {town} destroyed {count} {things} on the quay, {mayor}, the mayor of {town}, said. \
             \\\"We have lost {count} {things} in one night,\\\" {mayor} said. The harbour stayed shut."
        );
        let stories = [
            ("Meridian Wire", 0, wire.clone()),
            ("Harbour Press", 0, format!("{wire} All rights reserved.")),
            (
                "Evening Mirror",
                0,
                format!(
                    "{mayor} told Meridian Wire that the flood at {town} had destroyed {count} {things}. \
                     It is not clear who will pay."
                ),
            ),
            (
                "Valley Beacon",
                0,
                format!(
                    "The flood destroyed {count} {things} on the quay of {town}, Minister {minister} said. \
                     The army declined to comment."
                ),
            ),
            (
                "Harbour Press",
                1,
                format!(
                    "{minister} denied that the flood at {town} had destroyed {count} {things}. \
                     {mayor} said {} {things} were lost.",
                    count + 2
                ),
            ),
        ];
        for (outlet, later, text) in stories {
            told.push(format!(
                "{{\"title\":\"Flood at {town}\",\"outlet\":\"{outlet}\",\"date\":\"2031-05-{:02}\",\"text\":\"{text}\"}}\n",
                day + later
            ));
        }
    }
    told
}

#[test]
fn shuffled_and_in_halves_the_brief_is_the_same_to_the_byte() {
    let room = Newsroom::empty();
    let names: Vec<String> = (0..)
        .zip(coverage())
        .map(|(at, line): (usize, String)| {
            let name = format!("{at:02}.jsonl");
            room.write(&name, line);
            name
        })
        .collect();
    let shuffled: Vec<&str> = (0..names.len())
        .map(|at| names[at * 37 % names.len()].as_str())
        .collect();
    let plain: Vec<&str> = names.iter().map(String::as_str).collect();
    let (half, rest) = shuffled.split_at(23);
    let brief = |ledger: &str, portions: &[&[&str]]| {
        for portion in portions {
            let read = [&["read", "--ledger", ledger][..], portion].concat();
            room.run(&read).fine();
        }
        let brief = ["brief", "--ledger", ledger, "--format", "json"];
        room.run(&brief).fine()
    };
    let first = brief("plain.ledger", &[&plain]);
    assert!(first.contains("\"repeats\": {"), "a copy is told");
    assert_eq!(brief("shuffled.ledger", &[&shuffled]), first);
    assert_eq!(brief("halves.ledger", &[rest, half]), first);
}
