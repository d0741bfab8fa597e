//! Whole answers over HTTP, beside a file of the same size from nginx: the same bytes, the same client.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use premier_pas_benches::directory::gazetteer;
use premier_pas_benches::searches::{Class, searches};
use serde_json::Value;

use crate::memory::resident;

/// Offers of the directory that is served.
pub const OFFERS: usize = 100_000;
/// As it was written: both servers then send the same bytes.
const PLAIN: &str = "identity";
const SITE: &str = "127.0.0.1:4817";
const NGINX: &str = "127.0.0.1:4818";

/// One kind of answer.
#[derive(Debug)]
pub struct Measured {
    pub name: &'static str,
    /// Bytes of an answer, its body.
    pub bytes: usize,
    pub ours: Load,
    /// nginx with a file of that size; none for what is compared with a figure.
    pub nginx: Load,
    /// MiB, after the load.
    pub resident: u64,
}

/// What the client saw with eight connections.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub per_second: f64,
    pub p50: Duration,
    pub p99: Duration,
}

/// Stops a process when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Asked and not killed: nginx then stops its workers too.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// Fills a database, serves it from `binary`, and loads each address.
pub fn measured(binary: &Path, seconds: u64) -> Result<Vec<Measured>> {
    let folder = std::env::temp_dir().join(format!("premier-pas-pages-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("www"))?;
    let database = format!("sqlite://{}", folder.join("site.db").display());
    let run = |arguments: &[&str]| -> Result<()> {
        let status = Command::new(binary)
            .args(arguments)
            .env("DATABASE_URL", &database)
            .stdout(Stdio::null())
            .status()?;
        ensure!(status.success(), "premier-pas {}", arguments.join(" "));
        Ok(())
    };
    let made = folder.join("made").display().to_string();
    run(&["generate", "--offers", &OFFERS.to_string(), "--out", &made])?;
    let (structures, services) = (format!("{made}/structures.json"), format!("{made}/services.json"));
    run(&["import", "data-inclusion", "--structures", &structures, "--services", &services])?;
    let site = Command::new(binary)
        .arg("serve")
        .envs([
            ("DATABASE_URL", database.as_str()),
            ("LEPTOS_SITE_ADDR", SITE),
            ("LIMITS", "off"),
            ("RUST_LOG", "warn"),
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("the server")?;
    let us = site.id();
    let _site = Running(site);
    ready(&format!("http://{SITE}/readyz"))?;
    let _nginx = nginx(&folder)?;
    ready(&format!("http://{NGINX}/"))?;

    let all = searches(&gazetteer());
    let near: Vec<String> = all
        .iter()
        .filter(|(class, _)| *class == Class::NearTheme)
        .map(|(_, search)| format!("http://{SITE}{}", search.href()))
        .collect();
    let first = get(&near[0])?;
    let sheets: Vec<String> =
        offers_of(&first).into_iter().map(|path| format!("http://{SITE}{path}")).collect();
    ensure!(!sheets.is_empty(), "a page of results without an offer");
    let typed = ["men", "soud", "logem", "permi", "cuis", "jardi", "ordin", "restos"];
    let suggestions =
        typed.map(|text| format!("http://{SITE}/api/read/suggestions?text={text}&place=")).to_vec();
    let api: Vec<String> = all
        .iter()
        .filter(|(class, _)| *class == Class::NearTheme)
        .map(|(_, search)| {
            format!("http://{SITE}/api/v1/search/services?code_commune={}&size=20", search.place)
        })
        .collect();
    let kinds: [(&'static str, &str, Vec<String>); 6] = [
        ("home", PLAIN, vec![format!("http://{SITE}/")]),
        ("search, 250 places and themes", PLAIN, near.clone()),
        ("the same, in brotli", "br", near),
        ("sheet", PLAIN, sheets),
        ("suggestions", PLAIN, suggestions),
        ("/api/v1/search/services, 250 places", PLAIN, api),
    ];
    let mut measured = Vec::new();
    for (name, encoding, addresses) in kinds {
        let sizes: Result<Vec<usize>> =
            addresses.iter().take(20).map(|address| Ok(size(address, encoding)?)).collect();
        let sizes = sizes?;
        let bytes = sizes.iter().sum::<usize>() / sizes.len();
        // A name of its own: nginx remembers the size of a file.
        std::fs::write(folder.join(format!("www/{bytes}.html")), vec![b'x'; bytes])?;
        let ours = load(&folder, &addresses, encoding, seconds)?;
        let resident = resident(us).0;
        let nginx = load(&folder, &[format!("http://{NGINX}/{bytes}.html")], PLAIN, seconds)?;
        measured.push(Measured { name, bytes, ours, nginx, resident });
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(measured)
}

fn nginx(folder: &Path) -> Result<Running> {
    let mut settings = String::new();
    let here = folder.display();
    write!(
        settings,
        "daemon off; pid {here}/nginx.pid; error_log {here}/nginx.log; worker_processes auto;
         events {{ worker_connections 1024; }}
         http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10; 
           client_body_temp_path {here}/b; proxy_temp_path {here}/p; fastcgi_temp_path {here}/f; uwsgi_temp_path {here}/u;
           scgi_temp_path {here}/s;
           server {{ listen {NGINX}; root {here}/www; }} }}"
    )?;
    std::fs::write(folder.join("www/index.html"), "x")?;
    let file = folder.join("nginx.conf");
    std::fs::write(&file, settings)?;
    // Its workers are nobody: they read the folder.
    Command::new("chmod").args(["-R", "a+rX"]).arg(folder).status()?;
    let started = Command::new("nginx")
        .arg("-c")
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("nginx")?;
    Ok(Running(started))
}

fn ready(address: &str) -> Result<()> {
    for _ in 0..600 {
        let asked =
            Command::new("curl").args(["--silent", "--fail", "--output", "/dev/null", address]).status()?;
        if asked.success() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    bail!("{address} is not there")
}

fn get(address: &str) -> Result<String> {
    let output = Command::new("curl").args(["--silent", "--fail", address]).output()?;
    ensure!(output.status.success(), "{address}: {}", output.status);
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Bytes of an answer as it travels.
fn size(address: &str, encoding: &str) -> Result<usize> {
    let accepted = format!("accept-encoding: {encoding}");
    let output =
        Command::new("curl").args(["--silent", "--fail", "--header", &accepted, address]).output()?;
    ensure!(output.status.success(), "{address}: {}", output.status);
    Ok(output.stdout.len())
}

/// The sheets that a page of results leads to.
fn offers_of(page: &str) -> Vec<String> {
    let links = page.split("href=\"/offres/").skip(1).filter_map(|rest| rest.split('"').next());
    let mut links: Vec<String> =
        links.filter(|slug| !slug.contains('/')).map(|slug| format!("/offres/{slug}")).collect();
    links.dedup();
    links
}

fn load(folder: &Path, addresses: &[String], encoding: &str, seconds: u64) -> Result<Load> {
    let file: PathBuf = folder.join("addresses.txt");
    std::fs::write(&file, addresses.join("\n"))?;
    let duration = format!("{seconds}s");
    let output = Command::new("oha")
        .args(["--no-tui", "--output-format", "json", "-c", "8", "-z", &duration])
        .args(["-H", &format!("accept-encoding: {encoding}"), "--urls-from-file"])
        .arg(&file)
        .output()
        .context("oha")?;
    ensure!(output.status.success(), "oha: {}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout)?;
    let statuses = told["statusCodeDistribution"].as_object().cloned().unwrap_or_default();
    let sound = statuses.keys().all(|status| status == "200") && !statuses.is_empty();
    ensure!(sound, "not only 200: {told}");
    let percentile =
        |name: &str| Duration::from_secs_f64(told["latencyPercentiles"][name].as_f64().unwrap_or_default());
    let per_second = told["summary"]["requestsPerSec"].as_f64().context("requests a second")?;
    Ok(Load { per_second, p50: percentile("p50"), p99: percentile("p99") })
}
