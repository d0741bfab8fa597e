//! Files of data·inclusion, written and imported as the command line does.

use serde_json::{Value, json};

use super::TestApp;
use crate::commands::generate::communes;
use crate::commands::import::{Imported, data_inclusion};
use crate::seed::generate::{Generated, generate};

/// The least that a structure says.
pub fn structure(id: &str) -> Value {
    json!({
        "source": "essai", "id": format!("essai--{id}"), "nom": "Atelier du Vélo", "date_maj": "2026-11-01",
        "commune": "Lens", "code_postal": "62300", "code_insee": "62498", "courriel": "atelier@example.org",
    })
}

/// A service of that structure, in Lens.
pub fn service(id: &str, structure: &str) -> Value {
    json!({
        "source": "essai", "id": format!("essai--{id}"), "structure_id": format!("essai--{structure}"),
        "nom": format!("Réparer son vélo ({id})"), "description": "Vous réparez votre vélo avec nous.",
        "date_maj": "2026-11-01", "type": "atelier", "thematiques": ["mobilite--entretenir-reparer-son-vehicule"],
        "publics": ["tous-publics"], "commune": "Lens", "code_postal": "62300", "code_insee": "62498",
        "courriel": "atelier@example.org",
    })
}

/// A row with a field changed.
pub fn with(mut row: Value, field: &str, value: impl Into<Value>) -> Value {
    row[field] = value.into();
    row
}

/// Rows as a JSON array, a row a line.
pub fn array(rows: &[Value]) -> String {
    let rows: Vec<String> = rows.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", rows.join(",\n"))
}

impl TestApp {
    /// Imports two files of these contents, and reads the directory again.
    pub async fn import(&self, structures: &str, services: &str) -> Imported {
        std::fs::write(self.folder.path().join("structures.json"), structures).unwrap();
        std::fs::write(self.folder.path().join("services.json"), services).unwrap();
        self.import_from("").await
    }

    /// Imports the two files of a folder of ours, and reads the directory again.
    pub async fn import_from(&self, folder: &str) -> Imported {
        let folder = self.folder.path().join(folder);
        let (structures, services) = (folder.join("structures.json"), folder.join("services.json"));
        let report = self.folder.path().join("report.csv");
        let (today, now) = (self.clock.today(), self.clock.now());
        let done = data_inclusion(&self.db, &structures, &services, &report, today, now).await.unwrap();
        self.refresh().await;
        done
    }

    /// Writes a generated directory into a folder of ours.
    pub fn generate(&self, folder: &str, offers: usize) -> Generated {
        let communes = communes(&self.published.get().unwrap().gazetteer);
        let out = self.folder.path().join(folder);
        generate(offers, 7, &communes, &out, self.clock.today(), &|_| {}).unwrap()
    }

    /// What the last import told of its rejected rows.
    pub fn report(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("report.csv")).unwrap()
    }

    /// The end of the address of an imported offer.
    pub async fn slug_of(&self, id: &str) -> String {
        let sql = "select slug from offer where external_id = $1";
        crate::store::reading!(&self.db, pool => {
            sqlx::query_scalar(sql).bind(format!("essai--{id}")).fetch_one(pool).await.unwrap()
        })
    }
}
