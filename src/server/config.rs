//! The settings: read once at the start from the environment, checked all together.

mod data_key;
mod database;
mod error;
mod identity;
mod public_url;
mod read;
#[cfg(test)]
mod tests;
mod tiles;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use lettre::message::Mailbox;

use crate::domain::tiles::Tiles;
use crate::domain::two_steps::SecondStep;
use crate::routine::deliver::mail::{SILENCE, SmtpUrl};
use crate::routine::deliver::{Routes, is_this_machine, sms, to_stdout};
use crate::server::passwords::StolenUrl;
use crate::store::KeyPlace;
pub use database::DatabaseUrl;
pub use error::{ConfigError, ConfigErrors};
pub use identity::IdentityProvider;
pub use public_url::PublicUrl;
use read::Reader;

/// Every setting. Secrets in it are not shown by `Debug`.
#[derive(Debug, Clone)]
pub struct Config {
    /// `DATABASE_URL`: where the database is.
    pub database_url: DatabaseUrl,
    /// `DATA_DIR`: where files are written.
    pub data_dir: PathBuf,
    /// `DATA_KEY`, `DATA_KEY_FILE`: where the keys are by which personal words are sealed.
    pub data_key: KeyPlace,
    /// `LEPTOS_SITE_ADDR`: where the server listens.
    pub address: SocketAddr,
    /// `LEPTOS_SITE_ROOT`: where the browser's files are.
    pub site_root: PathBuf,
    /// `PUBLIC_URL`: the address that people see, without a path.
    pub public_url: PublicUrl,
    /// `SMTP_URL`: the mail server.
    pub smtp: Option<SmtpUrl>,
    /// `MAIL_FROM`: who mail comes from.
    pub mail_from: Mailbox,
    /// `SMS_URL`, `SMS_TOKEN`, `SMS_SENDER`: the provider of SMS.
    pub sms: Option<sms::Provider>,
    /// `MAP_TILES`, `MAP_ATTRIBUTION`: the ground of the map; none where there is no map.
    pub tiles: Option<Tiles>,
    /// `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`: who else may sign people in.
    pub identity: Option<IdentityProvider>,
    /// `STOLEN_PASSWORDS_URL`: the list that is asked whether a password was stolen.
    pub stolen_passwords: Option<StolenUrl>,
    /// `LIMITS`: whether repeated requests are slowed down.
    pub limits: bool,
    /// `DEMO`: whether an empty database is filled with the demonstration.
    pub demo: bool,
    /// `SECOND_STEP`: who takes a second step, where this is no demonstration.
    pub second_step: SecondStep,
    /// `PRIVATE_IMPORTS`: whether files may be read from addresses that only this network reaches.
    pub private_imports: bool,
    /// `METRICS_ADDR`: the private port of the measures; without it, there is none.
    pub metrics: Option<SocketAddr>,
    /// `TRUSTED_PROXIES`: whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Config {
    /// Reads the settings through `variable`, which answers the value of an environment variable. An empty value
    /// counts as none.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigErrors> {
        let mut reader = Reader::new(variable);
        let data_dir: PathBuf = reader.text("DATA_DIR", "data").into();
        let database = format!("sqlite://{}/premier-pas.db", data_dir.display());
        let database_url = reader.parse("DATABASE_URL", &database, DatabaseUrl::parse, database::EXAMPLE);
        let data_key = data_key::read_key(&mut reader, &data_dir);
        let address: Option<SocketAddr> = reader.parse(
            "LEPTOS_SITE_ADDR",
            "127.0.0.1:3000",
            |text| text.parse().map_err(|_| "is not an address and a port"),
            "127.0.0.1:3000",
        );
        let own =
            format!("http://{}", address.map(reachable).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000))));
        let public_url = reader.parse("PUBLIC_URL", &own, PublicUrl::parse, public_url::EXAMPLE);
        let smtp = reader.optional("SMTP_URL", SmtpUrl::parse, "smtps://user:password@mail.example.org:465");
        let mail_from = reader.parse(
            "MAIL_FROM",
            "Premier Pas <ne-pas-repondre@premier-pas.example>",
            |text| text.parse::<Mailbox>().map_err(|_| "is not a name and an e-mail address"),
            "Premier Pas <ne-pas-repondre@example.org>",
        );
        let sms = read_sms(&mut reader);
        let tiles = tiles::read_tiles(&mut reader);
        let identity = identity::read_identity(&mut reader);
        let stolen_passwords = reader.optional(
            "STOLEN_PASSWORDS_URL",
            StolenUrl::parse,
            "https://api.pwnedpasswords.com/range/",
        );
        let limits = reader.switch("LIMITS", "on");
        if limits == Some(false) && address.is_some_and(|address| !address.ip().is_loopback()) {
            let what = "off is accepted only where LEPTOS_SITE_ADDR is this machine alone";
            reader.refuse("LIMITS", what, "LIMITS=off with LEPTOS_SITE_ADDR=127.0.0.1:3000");
        }
        let demo = reader.switch("DEMO", "on");
        let in_the_clear =
            public_url.as_ref().is_some_and(|url| !url.is_https() && !is_this_machine(url.host()));
        if demo == Some(false) && in_the_clear {
            let what = "is not https: in the clear only this machine is reached, or a demonstration";
            reader.refuse("PUBLIC_URL", what, public_url::EXAMPLE);
        }
        let second_step = reader.parse("SECOND_STEP", "everybody", str::parse, "moderators");
        let private_imports = reader.switch("PRIVATE_IMPORTS", "off").unwrap_or(false);
        if private_imports && address.is_some_and(|address| !address.ip().is_loopback()) {
            let what = "on is accepted only where LEPTOS_SITE_ADDR is this machine alone";
            reader.refuse("PRIVATE_IMPORTS", what, "PRIVATE_IMPORTS=on with LEPTOS_SITE_ADDR=127.0.0.1:3000");
        }
        let port = |text: &str| text.parse::<SocketAddr>().map_err(|_| "is not an address and a port");
        let metrics = reader.optional("METRICS_ADDR", port, "127.0.0.1:9464");
        let trusted_proxies =
            reader.parse("TRUSTED_PROXIES", "", read_addresses, "10.0.0.2,10.0.0.3").unwrap_or_default();
        let site_root = reader.text("LEPTOS_SITE_ROOT", "target/site").into();
        let errors = reader.finish();
        match (
            database_url,
            data_key,
            address,
            public_url,
            smtp,
            mail_from,
            sms,
            tiles,
            identity,
            stolen_passwords,
            limits,
            demo,
            second_step,
            metrics,
        ) {
            (
                Some(database_url),
                Some(data_key),
                Some(address),
                Some(public_url),
                Some(smtp),
                Some(mail_from),
                Some(sms),
                Some(tiles),
                Some(identity),
                Some(stolen_passwords),
                Some(limits),
                Some(demo),
                Some(second_step),
                Some(metrics),
            ) if errors.is_empty() => Ok(Self {
                database_url,
                data_dir,
                data_key,
                address,
                site_root,
                public_url,
                smtp,
                mail_from,
                sms,
                tiles,
                identity,
                stolen_passwords,
                limits,
                demo,
                second_step,
                private_imports,
                metrics,
                trusted_proxies,
            }),
            _ => Err(ConfigErrors(errors)),
        }
    }

    /// How messages leave.
    pub fn routes(&self) -> Routes {
        Routes {
            smtp: self.smtp.clone(),
            silence: SILENCE,
            from: self.mail_from.clone(),
            sms: self.sms.clone(),
            outbox: self.data_dir.join("outbox"),
            terminal: to_stdout,
            host: self.public_url.host().to_owned(),
        }
    }
}

/// An address to which a browser of this machine can go: a server may listen everywhere, nobody goes there.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn read_addresses(text: &str) -> Result<Vec<IpAddr>, &'static str> {
    let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(|entry| entry.parse().map_err(|_| "is not a list of IP addresses")).collect()
}

/// The provider of SMS: all of its settings or none. The outer nothing is an error that the reader keeps.
fn read_sms(reader: &mut Reader<'_>) -> Option<Option<sms::Provider>> {
    let url = reader.optional("SMS_URL", sms::ProviderUrl::parse, "https://sms.example.org/v1/messages");
    let token = reader.set("SMS_TOKEN");
    let sender = reader.parse("SMS_SENDER", "PremierPas", sms::Sender::parse, "PremierPas");
    if let Some(token) = &token
        && !token.bytes().all(|byte| byte.is_ascii_graphic())
    {
        reader.refuse("SMS_TOKEN", "holds something else than letters, digits and signs", "a1B2c3");
    }
    match (url?, token) {
        (Some(url), Some(token)) => Some(Some(sms::Provider { url, token, sender: sender? })),
        (Some(_), None) => {
            reader.refuse("SMS_TOKEN", "is missing, and SMS_URL is set", "a1B2c3");
            None
        }
        (None, Some(_)) => {
            reader.refuse(
                "SMS_URL",
                "is missing, and SMS_TOKEN is set",
                "https://sms.example.org/v1/messages",
            );
            None
        }
        (None, None) => Some(None),
    }
}
