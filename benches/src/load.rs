//! `make load`: what the whole site bears, how it holds 80 % of that, and what ten times as much does to it.

mod client;
mod half;
mod mix;
mod phase;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;
use premier_pas_benches::directory::gazetteer;
use premier_pas_benches::searches::{Class, searches};
use sqlx::Connection;
use tokio::net::TcpStream;

use crate::memory::{own, resident};
use crate::pages::{Site, get, offers_of};
use crate::time;
use client::Client;
use half::Half;
use mix::{Kind, Mix};
use phase::{Phase, closed, open};

/// Who wait for their answer, while one finds out what it bears.
const PEOPLE: usize = 32;
/// Of what it bears, the normal load.
const NORMAL: f64 = 0.8;
/// Requests a second, where nothing else is asked.
const REQUESTS: f64 = 50.0;
/// Who asks there has a number that nobody of the mix has.
const FIRST_PERSON: u64 = 50_000_000;
/// Offers that are asked for, and sheets that are opened.
const SOME: usize = 400;
/// A second in which one of a hundred waits longer than this is told of, beside the table.
const SLOW: Duration = Duration::from_millis(100);
/// How long it has to be calm again.
const AFTERWARDS: Duration = Duration::from_secs(20);

/// How long, and what.
#[derive(Debug, Args)]
pub struct Load {
    /// The release build.
    #[arg(long, default_value = "target/release/premier-pas", env = "PREMIER_PAS")]
    binary: PathBuf,
    /// Offers of the directory.
    #[arg(long, default_value_t = 100_000)]
    offers: usize,
    /// Seconds at 80 % of what it bears.
    #[arg(long, default_value_t = 600, env = "LOAD_SECONDS")]
    seconds: u64,
    /// Seconds at ten times as much.
    #[arg(long, default_value_t = 60, env = "LOAD_CROWD_SECONDS")]
    crowd: u64,
    /// Seconds of nothing but requests.
    #[arg(long, default_value_t = 300, env = "LOAD_REQUESTS_SECONDS")]
    requests: u64,
    /// Connections that say nothing.
    #[arg(long, default_value_t = 5_000, env = "LOAD_SILENT")]
    silent: usize,
    /// Forms of which half is sent.
    #[arg(long, default_value_t = 2_000, env = "LOAD_HALF")]
    half: usize,
}

/// Loads a site of its own, and prints what came of it.
pub async fn run(asked: &Load) -> Result<()> {
    let site = Site::start(&asked.binary, asked.offers)?;
    let address: SocketAddr = site.address.parse()?;
    let (client, mix) = (Arc::new(Client::new(address)), Arc::new(mix(&site)?));
    let seconds = Duration::from_secs;
    // The first questions make what is made once.
    closed(&client, &mix, PEOPLE, seconds(3)).await;

    println!(
        "| load | due a second | served a second | answers | not sent | p50 / p95 / p99 of what was served | p99 of 503 | own memory, resident |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let row = |name: &str, due: f64, phase: &Phase| {
        let served = phase.times(|seen| Phase::is_served(seen.outcome));
        let refused = phase.times(|seen| seen.outcome == Ok(503));
        let outcomes: Vec<String> =
            phase.outcomes().iter().map(|(name, count)| format!("{count} × {name}")).collect();
        let refused = if refused.p99.is_zero() { String::new() } else { time(refused.p99) };
        println!(
            "| {name} | {due:.0} | {:.0} | {} | {} | {} / {} / {} | {refused} | {}, {} MiB |",
            phase.served_a_second(),
            outcomes.join(", "),
            phase.unsent,
            time(served.p50),
            time(served.p95),
            time(served.p99),
            own(site.process()),
            resident(site.process()).0,
        );
        for (second, refused, p99) in phase.slow_seconds(SLOW) {
            eprintln!("{name}, second {second}: p99 {}, {refused} refused", time(p99));
        }
    };
    let most = closed(&client, &mix, PEOPLE, seconds(asked.seconds.clamp(5, 20))).await;
    let bears = most.served_a_second();
    row(&format!("{PEOPLE} people who wait for each answer"), bears, &most);

    let normal = bears * NORMAL;
    let third = seconds(asked.seconds.div_ceil(3).max(1));
    let mut calm = Vec::new();
    for part in ["begin", "middle", "end"] {
        let phase = open(&client, &mix, normal, third).await;
        row(&format!("80 % of that, {}, {part}", time(third)), normal, &phase);
        calm.push(phase);
    }
    let requests = Arc::new(Mix {
        only: Some(Kind::Request),
        forms: mix.forms.clone(),
        next: FIRST_PERSON.into(),
        ..Mix::default()
    });
    let phase = open(&client, &requests, REQUESTS, seconds(asked.requests)).await;
    row(&format!("{REQUESTS} requests (form and post), {}", time(seconds(asked.requests))), REQUESTS, &phase);
    let mut silent = Vec::new();
    for _ in 0..asked.silent {
        silent.push(TcpStream::connect(address).await.context("a silent connection")?);
    }
    let beside = open(&client, &mix, normal, third.min(seconds(30))).await;
    row(&format!("the same beside {} silent connections", asked.silent), normal, &beside);
    let halves = Half::send(address, asked.half).await?;
    let beside = open(&client, &mix, normal, third.min(seconds(30))).await;
    row(&format!("and beside {} halves of forms", asked.half), normal, &beside);
    let halves = halves.told().await;
    let crowd = open(&client, &mix, 10.0 * normal, seconds(asked.crowd)).await;
    row(&format!("ten times that, {}", time(seconds(asked.crowd))), 10.0 * normal, &crowd);
    let after = open(&client, &mix, normal, AFTERWARDS).await;
    row("80 % again, at once", normal, &after);
    drop(silent);

    println!("\n{halves}");
    let last = calm.last().context("a phase")?;
    println!(
        "\n| of these | 80 %: p50 / p99 | ten times: served | ten times: p50 / p99 of what was served |"
    );
    println!("|---|---|---|---|");
    for (kind, share) in Kind::ALL {
        let usual = last.times(|seen| seen.kind == kind);
        let of_kind = crowd.seen.iter().filter(|seen| seen.kind == kind).count();
        let is_served = |seen: &phase::Seen| seen.kind == kind && Phase::is_served(seen.outcome);
        let served = crowd.seen.iter().filter(|seen| is_served(seen)).count();
        let times = crowd.times(is_served);
        println!(
            "| {}, {share} % | {} / {} | {:.0} % | {} / {} |",
            kind.name(),
            time(usual.p50),
            time(usual.p99),
            100.0 * served as f64 / of_kind.max(1) as f64,
            time(times.p50),
            time(times.p99),
        );
    }
    let usual = last.times(|seen| Phase::is_served(seen.outcome)).p99;
    let calm_after = after.calm_after((usual * 2).max(Duration::from_millis(50)));
    let (mut acknowledged, mut found) = (0, 0);
    for mix in [&mix, &requests] {
        acknowledged += count(mix);
        found += held(&site.database, mix).await?;
    }
    println!(
        "\nCalm again {} after the crowd; {acknowledged} requests acknowledged, {found} of them in the database once.",
        calm_after.map_or("not within 20 s".to_owned(), |seconds| format!("{seconds} s"))
    );
    ensure!(found == acknowledged, "acknowledged and lost: {}", acknowledged - found);
    Ok(())
}

/// What will be asked.
fn mix(site: &Site) -> Result<Mix> {
    let all = searches(&gazetteer());
    let near = || all.iter().filter(|(class, _)| *class == Class::NearTheme);
    let base = format!("http://{}", site.address);
    let (mut sheets, mut forms) = (Vec::new(), Vec::new());
    for (_, search) in near() {
        let page = get(&format!("{base}{}", search.href()))?;
        for sheet in offers_of(&page) {
            if sheets.len() < SOME && !sheets.contains(&sheet) {
                let form = format!("{sheet}/demande");
                if get(&format!("{base}{sheet}"))?.contains(&form) {
                    forms.push(form);
                }
                sheets.push(sheet);
            }
        }
    }
    ensure!(!sheets.is_empty() && !forms.is_empty(), "no offer to ask for");
    let typed = ["men", "soud", "logem", "permi", "cuis", "jardi", "ordin", "restos"];
    Ok(Mix {
        searches: all.iter().map(|(_, search)| search.href()).collect(),
        suggestions: typed.map(|text| format!("/api/read/suggestions?text={text}&place=")).to_vec(),
        api: near()
            .map(|(_, search)| format!("/api/v1/search/services?code_commune={}&size=20", search.place))
            .collect(),
        sheets,
        forms,
        ..Mix::default()
    })
}

fn count(mix: &Mix) -> usize {
    mix.acknowledged.lock().unwrap_or_else(PoisonError::into_inner).len()
}

/// How many of the acknowledged requests the database holds, each once.
async fn held(database: &Path, mix: &Mix) -> Result<usize> {
    let url = format!("sqlite://{}", database.display());
    let mut db = sqlx::SqliteConnection::connect(&url).await?;
    let forms: Vec<(String, i64)> =
        sqlx::query_as("select submission_id, count(*) from referral group by submission_id")
            .fetch_all(&mut db)
            .await?;
    let held: HashSet<String> =
        forms.into_iter().filter(|(_, times)| *times == 1).map(|(id, _)| id).collect();
    let acknowledged = mix.acknowledged.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(acknowledged.iter().filter(|id| held.contains(*id)).count())
}
