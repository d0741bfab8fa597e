//! Relevance, measured: searches as people type them, with what they should find (`judged.txt`).
//!
//! `cargo test judged -- --nocapture` prints each group's figures, and every search that could do better.

mod directory;
mod judgement;
mod measure;

use crate::tests::app::TestApp;
use directory::Directory;
use judgement::{Group, groups};
use measure::{Figures, Outcome};

const JUDGED: &str = include_str!("judged.txt");

/// Of all searches of a directory: the share, in percent, that has what it wants in its first three at least, that
/// shows at most what it should not, and that finds nothing at most. The floor of nDCG@10 stands beside each group.
const FLOORS: [(&str, f32, f32, f32); 2] = [("demo", 98.0, 0.0, 0.0), ("made", 97.5, 0.0, 0.0)];

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn searches_as_people_type_them_find_what_they_should() {
    let groups = groups(JUDGED).unwrap();
    assert!(groups.iter().map(|group| group.searches.len()).sum::<usize>() >= 150);
    let app = TestApp::new().await;
    let mut failed = measure(&groups, "demo", &Directory::of(&app).await);
    app.generate("made", 2000);
    app.import_from("made").await;
    failed.extend(measure(&groups, "made", &Directory::of(&app).await));
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Prints the figures of a directory, and answers what is under its floor.
fn measure(groups: &[Group], name: &str, directory: &Directory) -> Vec<String> {
    let (mut failed, mut all) = (Vec::new(), Figures::default());
    for group in groups.iter().filter(|group| group.directory == name) {
        let mut figures = Figures::default();
        for search in &group.searches {
            let outcome = Outcome::of(search, directory);
            if outcome.void {
                failed.push(format!("« {} » : rien dans l’annuaire n’est « très bien »", search.text));
            }
            if !outcome.is_right() || outcome.ndcg < 0.8 {
                println!("  {outcome}");
            }
            figures.add(&outcome);
        }
        println!("{figures}  {name} : {}", group.name);
        if figures.ndcg() < group.floor {
            failed.push(format!("{} : nDCG {:.2} < {:.2}", group.name, figures.ndcg(), group.floor));
        }
        all.and(&figures);
    }
    println!("{all}  {name}, en tout\n");
    let (_, first, never, nothing) = FLOORS.into_iter().find(|(one, ..)| *one == name).unwrap();
    if all.percent(all.first) < first || all.percent(all.never) > never || all.percent(all.nothing) > nothing
    {
        failed.push(format!("{name} : {all}"));
    }
    failed
}
