//! The settings as an operator writes them.

use super::*;

fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigErrors> {
    Config::read(&|name| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    })
}

fn refused(variables: &[(&str, &str)]) -> Vec<&'static str> {
    read(variables).unwrap_err().0.into_iter().map(|error| error.variable).collect()
}

#[test]
fn nothing_set_is_a_demonstration_on_this_machine() {
    let config = read(&[]).unwrap();
    assert_eq!(config.database_url.expose(), "sqlite://data/premier-pas.db");
    assert_eq!(config.data_dir, PathBuf::from("data"));
    assert_eq!(config.address.to_string(), "127.0.0.1:3000");
    assert_eq!(config.site_root, PathBuf::from("target/site"));
    assert_eq!(config.public_url.origin(), "http://127.0.0.1:3000");
    assert_eq!(config.mail_from.to_string(), "Premier Pas <ne-pas-repondre@premier-pas.example>");
    assert!(config.smtp.is_none() && config.sms.is_none() && config.trusted_proxies.is_empty());
    assert!(config.limits && config.demo && config.tiles.is_some());
    let routes = config.routes();
    assert_eq!((routes.outbox, routes.host), (PathBuf::from("data/outbox"), "127.0.0.1".to_owned()));
}

#[test]
fn the_database_lies_where_the_data_is_unless_it_is_said() {
    let folder = ("DATA_DIR", "/var/lib/pp");
    assert_eq!(read(&[folder]).unwrap().database_url.expose(), "sqlite:///var/lib/pp/premier-pas.db");
    let postgres = ("DATABASE_URL", "postgres://u:p@127.0.0.1/d");
    assert_eq!(read(&[folder, postgres]).unwrap().database_url.expose(), "postgres://u:p@127.0.0.1/d");
    assert_eq!(
        read(&[folder, ("DATABASE_URL", " ")]).unwrap().database_url.expose(),
        "sqlite:///var/lib/pp/premier-pas.db"
    );
}

#[test]
fn the_public_address_follows_the_one_it_listens_on() {
    assert_eq!(read(&[("LEPTOS_SITE_ADDR", "0.0.0.0:80")]).unwrap().public_url.origin(), "http://127.0.0.1");
    assert_eq!(read(&[("LEPTOS_SITE_ADDR", "[::]:3001")]).unwrap().public_url.origin(), "http://[::1]:3001");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong = [
        ("DATABASE_URL", "mysql://x"),
        ("DATA_KEY", "too short"),
        ("LEPTOS_SITE_ADDR", "localhost"),
        ("PUBLIC_URL", "https://x.fr/y"),
        ("SMTP_URL", "smtp://mail.example.org"),
        ("MAIL_FROM", "nobody"),
        ("SMS_URL", "http://sms.example.org"),
        ("SMS_SENDER", "Beaucoup trop long"),
        ("MAP_TILES", "https://tiles.example.org/tile.png"),
        ("MAP_ATTRIBUTION", "https://tiles.example.org"),
        ("LIMITS", "no"),
        ("DEMO", "1"),
        ("SECOND_STEP", "nobody"),
        ("STOLEN_PASSWORDS_URL", "https://example.org/range"),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy"),
    ];
    let errors = read(&wrong).unwrap_err();
    let told = errors.to_string();
    for (variable, _) in wrong {
        assert_eq!(
            errors.0.iter().filter(|error| error.variable == variable).count(),
            1,
            "{variable} in {told}"
        );
    }
    assert_eq!(told.matches("Example: ").count(), wrong.len());
}

#[test]
fn people_come_in_the_clear_to_this_machine_or_a_demonstration_alone() {
    let (demo, clear) = (("DEMO", "off"), ("PUBLIC_URL", "http://192.168.1.20:3000"));
    assert_eq!(refused(&[demo, clear]), ["PUBLIC_URL"]);
    assert_eq!(refused(&[demo, ("LEPTOS_SITE_ADDR", "10.0.0.2:3000")]), ["PUBLIC_URL"]);
    assert!(read(&[clear]).is_ok());
    for url in
        ["https://premier-pas.example", "http://127.0.0.1:3000", "http://localhost", "http://[::1]:3000"]
    {
        assert!(read(&[demo, ("PUBLIC_URL", url)]).is_ok(), "{url}");
    }
}

#[test]
fn sms_need_their_token_and_their_address() {
    assert_eq!(refused(&[("SMS_URL", "https://sms.example.org")]), ["SMS_TOKEN"]);
    assert_eq!(refused(&[("SMS_TOKEN", "x")]), ["SMS_URL"]);
    assert_eq!(refused(&[("SMS_URL", "https://sms.example.org"), ("SMS_TOKEN", "a\nb")]), ["SMS_TOKEN"]);
    let both = read(&[("SMS_URL", "https://sms.example.org"), ("SMS_TOKEN", "x")]).unwrap();
    assert!(both.sms.is_some());
}

#[test]
fn limits_are_off_on_this_machine_only() {
    let off = ("LIMITS", "off");
    assert!(!read(&[off]).unwrap().limits);
    assert!(!read(&[off, ("LEPTOS_SITE_ADDR", "[::1]:3000")]).unwrap().limits);
    assert_eq!(refused(&[off, ("LEPTOS_SITE_ADDR", "0.0.0.0:3000")]), ["LIMITS"]);
}

#[test]
fn this_network_is_read_from_this_machine_only() {
    let on = ("PRIVATE_IMPORTS", "on");
    assert!(read(&[on]).unwrap().private_imports && !read(&[]).unwrap().private_imports);
    assert_eq!(refused(&[on, ("LEPTOS_SITE_ADDR", "0.0.0.0:3000")]), ["PRIVATE_IMPORTS"]);
    assert_eq!(refused(&[("PRIVATE_IMPORTS", "yes")]), ["PRIVATE_IMPORTS"]);
}

#[test]
fn the_data_key_is_given_or_in_a_file() {
    use crate::store::KeyPlace;
    let place = |variables: &[(&str, &str)]| read(variables).unwrap().data_key;
    let file = |place: KeyPlace| matches!(place, KeyPlace::File(file) if file == *"data/data.key");
    assert!(file(place(&[])) && file(place(&[("DATA_KEY", " ")])));
    assert!(matches!(place(&[("DATA_KEY_FILE", "/none/k")]), KeyPlace::File(file) if file == *"/none/k"));
    let (one, two, three) = ("01".repeat(32), "02".repeat(32), "03".repeat(32));
    for good in [one.clone(), format!("{one},{two}"), "A".repeat(43), format!("{}=", "A".repeat(43))] {
        assert!(matches!(place(&[("DATA_KEY", &good)]), KeyPlace::Given(_)), "{good}");
    }
    for wrong in
        [one[1..].to_owned(), format!("+{}", &one[1..]), "é".repeat(32), format!("{one},{two},{three}")]
    {
        assert_eq!(refused(&[("DATA_KEY", &wrong)]), ["DATA_KEY"], "{wrong}");
    }
    assert_eq!(refused(&[("DATA_KEY", &one), ("DATA_KEY_FILE", "/none/k")]), ["DATA_KEY_FILE"]);

    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("data.key");
    std::fs::write(&written, "# nothing\n").unwrap();
    let path = written.to_str().unwrap();
    assert_eq!(refused(&[("DATA_KEY_FILE", path), ("LIMITS", "no")]), ["DATA_KEY_FILE", "LIMITS"]);
    std::fs::write(&written, format!("# mine\n{one}\n\n{two}\n")).unwrap();
    assert!(matches!(place(&[("DATA_KEY_FILE", path)]), KeyPlace::File(_)));
}

#[test]
fn no_secret_is_shown_neither_read_nor_refused() {
    let good = [
        ("DATABASE_URL", "postgres://u:canari@127.0.0.1/d"),
        ("SMTP_URL", "smtps://u:canari@mail.example.org"),
        ("SMS_URL", "https://canari@sms.example.org"),
        ("SMS_TOKEN", "canari"),
        ("DATA_KEY", "canariiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiA"),
        ("TRUSTED_PROXIES", "10.0.0.1, ::1"),
    ];
    let config = read(&good).unwrap();
    assert_eq!(config.trusted_proxies.len(), 2);
    assert!(!format!("{config:?}").contains("canari"), "{config:?}");
    let wrong = [
        ("DATABASE_URL", "x://canari"),
        ("SMTP_URL", "smtp://u:canari@mail.fr"),
        ("SMS_TOKEN", "canari é"),
        ("DATA_KEY", "canari"),
    ];
    let errors = read(&wrong).unwrap_err();
    assert!(!format!("{errors} {errors:?}").contains("canari"), "{errors}");
}
