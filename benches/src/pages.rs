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
#[derive(Debug)]
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Asked and not killed: nginx then stops its workers too.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// A site of its own over a generated directory; it ends, and its files go, when it is dropped.
#[derive(Debug)]
pub struct Site {
    /// Its address and port.
    pub address: &'static str,
    /// Its database.
    pub database: PathBuf,
    running: Running,
    folder: Folder,
}

impl Site {
    /// Fills a database with so many offers, and serves it from `binary`.
    pub fn start(binary: &Path, offers: usize) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("premier-pas-pages-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("www"))?;
        let file = folder.join("site.db");
        let database = format!("sqlite://{}", file.display());
        let run = |arguments: &[&str]| -> Result<()> {
            let status = Command::new(binary)
                .args(arguments)
                .env("DATABASE_URL", &database)
                // The key of the database is there: the server has to find the same.
                .env("DATA_DIR", &folder)
                .stdout(Stdio::null())
                .status()?;
            ensure!(status.success(), "premier-pas {}", arguments.join(" "));
            Ok(())
        };
        let made = folder.join("made").display().to_string();
        run(&["generate", "--offers", &offers.to_string(), "--out", &made])?;
        let (structures, services) = (format!("{made}/structures.json"), format!("{made}/services.json"));
        run(&["import", "data-inclusion", "--structures", &structures, "--services", &services])?;
        let site = Command::new(binary)
            .arg("serve")
            .envs([
                ("DATABASE_URL", database.as_str()),
                ("DATA_DIR", &folder.display().to_string()),
                ("LEPTOS_SITE_ADDR", SITE),
                ("LIMITS", "off"),
                ("RUST_LOG", "warn"),
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the server")?;
        let mut site = Self { address: SITE, database: file, running: Running(site), folder: Folder(folder) };
        ready(&format!("http://{SITE}/readyz"))?;
        // Somebody else may answer there.
        ensure!(site.running.0.try_wait()?.is_none(), "{SITE} is taken");
        Ok(site)
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.running.0.id()
    }
}

/// Goes with everything in it when it is dropped: after the server that writes there.
#[derive(Debug)]
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Fills a database, serves it from `binary`, and loads each address.
pub fn measured(binary: &Path, seconds: u64) -> Result<Vec<Measured>> {
    let site = Site::start(binary, OFFERS)?;
    let (us, folder) = (site.process(), site.folder.0.clone());
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

/// The page of an address.
pub fn get(address: &str) -> Result<String> {
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
pub fn offers_of(page: &str) -> Vec<String> {
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
