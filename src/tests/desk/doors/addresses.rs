//! Which addresses there are, as the code of the server names them: none is forgotten in the tables.

use super::{BESIDE, DOORS, MODERATION, OWN};

/// Every address that the code of the server names, and what answers there.
fn named() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            // What stands in the tests of a file is no address of ours.
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
            if !path.ends_with("tests.rs") {
                let named = code.split(".route(").skip(1).filter_map(|after| {
                    let (address, answers) = after.trim_start().strip_prefix('"')?.split_once('"')?;
                    Some((address.to_owned(), answers.trim_start_matches([',', ' ', '\n']).to_owned()))
                });
                all.extend(named);
            }
        }
    }
    all
}

/// Every address that the server answers: those of the pages, and those that its own code names.
pub(in crate::tests) fn addresses() -> Vec<String> {
    let named = named().into_iter().map(|(address, _)| address);
    let mut all: Vec<String> = crate::server::routes::pages().iter().cloned().chain(named).collect();
    all.sort();
    all.dedup();
    all
}

/// Every address that something is posted to.
pub(in crate::tests) fn posting() -> Vec<String> {
    let posts = named().into_iter().filter(|(_, answers)| answers.starts_with("post("));
    posts.map(|(address, _)| address).collect()
}

/// Whether a line of the tables is about an address; the names of the tables that a structure takes away are each a line.
fn is_about(line: &str, address: &str) -> bool {
    let folder = address.split_once("{file}").map(|(folder, _)| folder);
    line == address || folder.is_some_and(|folder| line.starts_with(folder))
}

/// No address of the desk is forgotten here: those of the pages, those that are posted to, and those of files.
#[test]
fn every_address_of_the_desk_is_in_the_table() {
    let lines = DOORS.iter().map(|(route, ..)| *route).chain(OWN.iter().chain(MODERATION).copied());
    let lines: Vec<&str> = lines.chain(BESIDE.iter().map(|(route, _)| *route)).collect();
    let addresses = addresses();
    for address in addresses.iter().filter(|path| is_of_the_desk(path)) {
        assert!(lines.iter().any(|line| is_about(line, address)), "{address} is in no table of these tests");
    }
    for line in lines {
        assert!(addresses.iter().any(|address| is_about(line, address)), "{line}: nothing is there");
    }
}

pub(in crate::tests) fn is_of_the_desk(path: &str) -> bool {
    ["/espace", "/moderation", "/accompagner"].iter().any(|root| path.starts_with(root))
}
