"""script/open-data.py FOLDER: judges structures and services of the open data, row by row.

The official models judge first, in strict mode. Then come our own checks, for what these models let through: telephones,
opening hours, points, empty lists, unknown keys, zones, links between the two files, and the same rows in each format.
Prints the mean quality score; fails under 0.8. A row is broken in every way, too: a check that passes it checks nothing.
"""

import csv
import json
import re
import sys
from pathlib import Path

from data_inclusion.schema.v1 import Service, Structure
from data_inclusion.schema.v1.score_qualite import score
from pydantic import ValidationError

LEAST = 0.8
STRICT = {"ignore_warnings": False}
PHONE = re.compile(r"\+[1-9]\d{7,14}|\d{2,6}")
DEPARTEMENTS = {f"{n:02}" for n in range(1, 96) if n != 20} | {"2A", "2B", "971", "972", "973", "974", "976"}
DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
# Days, then hours, with what people add: "off", weeks, months. A word that is none of these is no OSM syntax.
HOURS = re.compile(
    rf"(?:{DAY}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|easter|week|off|closed|open|unknown|sunrise|sunset|"
    r'dawn|dusk|"[^"]*"|[\d:,;\-+\[\]()/| ])+'
)


def zone_is_place(zone: str) -> bool:
    if len(zone) in (2, 3):
        return zone in DEPARTEMENTS
    return bool(re.fullmatch(r"france|99[0-5]\d\d|(?:\d\d|2A|2B)\d{3}|\d{9}", zone))


def problems(row: dict, model: type) -> list[str]:
    told = []
    try:
        model.model_validate(row, context=STRICT)
    except ValidationError as error:
        told += [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    unknown = set(row) - set(model.model_fields)
    absent = set(model.model_fields) - set(row)
    told += [f"{key}: is no field of the schema" for key in unknown]
    told += [f"{key}: is not there" for key in absent]
    for key, value in row.items():
        if value == [] or value == "":
            told.append(f"{key}: is empty, null is meant")
        if isinstance(value, str) and value != value.strip():
            told.append(f"{key}: has spaces around it")
    if row.get("telephone") and not PHONE.fullmatch(row.get("telephone")):
        told.append(f"telephone: {row['telephone']}")
    if row.get("horaires_accueil") and not HOURS.fullmatch(row.get("horaires_accueil")):
        told.append(f"horaires_accueil: {row['horaires_accueil']}")
    point = (row.get("longitude"), row.get("latitude"))
    if (point[0] is None) != (point[1] is None):
        told.append("longitude, latitude: one without the other")
    if None not in point and not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90 and point != (0, 0)):
        told.append(f"longitude, latitude: {point}")
    told += [f"zone_eligibilite: {zone}" for zone in row.get("zone_eligibilite") or [] if not zone_is_place(zone)]
    if row.get("contact_nom_prenom"):
        told.append("contact_nom_prenom: a person's name")
    return told


def cells(row: dict) -> dict:
    """The row as its CSV says it."""
    def cell(value):
        if value is None:
            return ""
        return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return {key: cell(value) for key, value in row.items()}


def read(folder: Path, name: str) -> list[dict]:
    rows = json.loads((folder / f"{name}.json").read_text("utf-8"))
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        table = [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]
    if table != [cells(row) for row in rows]:
        sys.exit(f"{name}.csv and {name}.json say different things")
    return rows


# What must never pass: each is put into a row that is right, and has to be told.
BREAKS = {
    Service: [
        {"nom": "Atelier vélo."}, {"nom": "ab"}, {"nom": "a" * 151}, {"description": "abc"}, {"date_maj": "2999-01-01"},
        {"date_maj": "1999-12-31"}, {"publics": []}, {"publics": ["tous-publics", "jeunes"]}, {"publics": ["adultes"]},
        {"thematiques": []}, {"thematiques": ["mobilite"]}, {"modes_accueil": []}, {"frais": "gratuit-sous-conditions"},
        {"zone_eligibilite": []}, {"zone_eligibilite": ["R75"]}, {"zone_eligibilite": ["96"]},
        {"zone_eligibilite": ["europe"]}, {"modes_mobilisation": []}, {"mobilisable_par": []}, {"telephone": "abc"},
        {"telephone": "0353011234 ou 12"}, {"courriel": "a@b"}, {"horaires_accueil": "le lundi matin"},
        {"longitude": 999.0, "latitude": 1.0}, {"longitude": 0.0, "latitude": 0.0}, {"longitude": 2.8, "latitude": None},
        {"contact_nom_prenom": "Zoé Martin"}, {"adresse": " 2 rue"}, {"commune": ""}, {"code_postal": "6230"},
        {"lien_source": "example.org"}, {"nombre_semaines": 0}, {"volume_horaire_hebdomadaire": -1.0},
        {"premier_pas": {}}, {"structure_id": None},
    ],
    Structure: [
        {"nom": "Les Jardins."}, {"siret": "123"}, {"telephone": "?"}, {"date_maj": "2999-01-01"}, {"reseaux_porteurs": ["cae"]},
        {"horaires_accueil": "demain"}, {"site_web": "jardins"}, {"nature": "CAE"},
    ],
}


def prove(rows: list[dict], model: type) -> int:
    """Breaks a row that is right in every way, and fails unless each is told: a check that can't fail is none."""
    row = rows[0]
    for broken in BREAKS[model]:
        if not problems(row | broken, model):
            sys.exit(f"open-data: {model.__name__} with {broken} passes the check: it checks nothing")
    for key in model.model_fields:
        if not problems({name: value for name, value in row.items() if name != key}, model):
            sys.exit(f"open-data: {model.__name__} without {key} passes the check")
    if model is Service:
        bare = {"source", "structure_id", "id", "nom", "description", "date_maj"}
        if score(Service.model_validate({key: row[key] for key in bare}))[0] >= LEAST:
            sys.exit("open-data: a service that says nothing scores well: the floor is none")
    return len(BREAKS[model])


def main() -> None:
    csv.field_size_limit(1 << 20)
    folder = Path(sys.argv[1])
    structures, services = read(folder, "structures"), read(folder, "services")
    for name, rows in (("structures", structures), ("services", services)):
        features = json.loads((folder / f"{name}.geojson").read_text("utf-8"))["features"]
        if [one["properties"] for one in features] != rows:
            sys.exit(f"{name}.geojson and {name}.json say different things")
        for one in features:
            point = [one["properties"]["longitude"], one["properties"]["latitude"]]
            if one["geometry"] != (None if point[0] is None else {"type": "Point", "coordinates": point}):
                sys.exit(f"{name}.geojson: the point of {one['id']} is not its own")
    wrong = [f"structure {row['id']}: {one}" for row in structures for one in problems(row, Structure)]
    wrong += [f"service {row['id']}: {one}" for row in services for one in problems(row, Service)]
    ids = {row["id"] for row in structures}
    wrong += [f"service {row['id']}: no structure {row['structure_id']}" for row in services if row["structure_id"] not in ids]
    for rows in (structures, services):
        if len({row["id"] for row in rows}) != len(rows):
            wrong.append("an id stands twice")
    if wrong:
        sys.exit("\n".join(wrong[:20] + [f"{len(wrong)} problems"]))
    proved = prove(structures, Structure) + prove(services, Service)
    scores = [score(Service.model_validate(row))[0] for row in services]
    mean = sum(scores) / max(len(scores), 1)
    print(f"open-data: {len(structures)} structures, {len(services)} services, all valid ({proved} ways to be wrong are told); mean quality {mean:.3f}")
    if not scores or mean < LEAST:
        sys.exit(f"open-data: the mean quality is under {LEAST}")


main()
