"""Compares a survey package with the clean sample, read without QGIS and without our readers."""

import csv
import re
import sqlite3
from pathlib import Path

import shapely

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "sample" / "as_surveyed"
CLEAN = ROOT / "sample" / "lifecircle_sample.gpkg"
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def read_layer(path, name):
    """All rows of a GeoPackage's layer as dicts, the geometry under ``shape``."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    column = connection.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", [name]
    ).fetchone()
    rows = []
    for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1'):  # noqa: S608
        found = dict(row)
        if column is not None:
            found["shape"] = read_blob(found.pop(column[0]))
        rows.append(found)
    connection.close()
    return rows


def read_blob(blob):
    flags = blob[3]
    return shapely.from_wkb(blob[8 + ENVELOPES[(flags >> 1) & 7] :])


def list_faults(file):
    """What the README says was spoilt: rows by the English words for the fault."""
    found = {}
    for line in (FOLDER / "README.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and cells[0] == f"`{file}`":
            what = cells[1].split("<br>")[-1]
            found[what] = re.split(r",\s*", cells[3]) if cells[3] else []
    return found


def differences(package):
    """Every difference between the package and the clean sample that no listed fault explains."""
    wrong = []
    wrong += compare_streets(package)
    wrong += compare_areas(package)
    wrong += compare_residents(package)
    wrong += compare_facilities(package)
    wrong += compare_opinions(package)
    return wrong


def rejected_lines(package, layer):
    return {
        row["line"]
        for row in read_layer(package, "rejects")
        if row["layer"] == layer and row["effect"] == "row left out"
    }


def compare(where, got, wanted, fields, unknown=()):
    wrong = []
    for field in fields:
        expected = None if field in unknown else wanted[field]
        if got[field] != expected:
            wrong.append(f"{where} {field}: {got[field]!r} instead of {expected!r}")
    return wrong


def far(one, other, most):
    return shapely.distance(one, other) > most


def compare_streets(package):
    faults = list_faults("streets_gbk.shp")
    moved = {int(n) for what in ("an end stops 0.3 to 2.5 m short of its junction",
                                 "a line that turns back on itself at its end")
             for n in faults[what]}  # fmt: skip
    blank = {int(n) for n in faults["the field 步行 (on foot) is blank"]}
    lost = {int(n) for n in faults["a row without geometry"]}
    clean, got = read_layer(CLEAN, "streets"), read_layer(package, "streets")
    wrong = []
    if rejected_lines(package, "streets") != lost:
        wrong.append(f"streets left out: {rejected_lines(package, 'streets')}, not {lost}")
    rows = [n for n in range(len(clean)) if n not in lost]
    extra = sum(len(faults[what]) for what in (
        "the same line twice (copies at the end)", "lines shorter than 0.1 m",
        "a piece connected to nothing",
    ))  # fmt: skip
    if len(got) != len(rows) + extra:
        wrong.append(f"{len(got)} streets instead of {len(rows) + extra}")
    for row, street in zip(rows, got, strict=False):
        fields = ("class", "name", "foot", "level")
        wrong += compare(
            f"street {row}", street, clean[row], fields, row in blank and ("foot",) or ()
        )
        most = 3.0 if row in moved else 0.001
        if shapely.hausdorff_distance(street["shape"], clean[row]["shape"]) > most:
            wrong.append(f"street {row} lies elsewhere")
    return wrong


def compare_areas(package):
    clean = {row["name"]: row for row in read_layer(CLEAN, "areas")}
    got = {row["name"]: row for row in read_layer(package, "areas")}
    if clean.keys() != got.keys():
        return [f"areas {got.keys()}"]
    wrong = []
    for name, row in got.items():
        wrong += compare(name, row, clean[name], ("population",),
                         ("population",) if name == "铁东社区" else ())  # fmt: skip
        share = row["shape"].symmetric_difference(clean[name]["shape"]).area
        if (
            share
            > (0.02 if name in ("望溪社区", "锦汀社区", "南塘社区") else 1e-6) * row["shape"].area
        ):
            wrong.append(f"{name}: {share:.1f} m² differ")
        if not row["shape"].is_valid:
            wrong.append(f"{name} is not valid")
    return wrong


def compare_residents(package):
    faults = list_faults("residents.xlsx")
    lost = set(faults["no coordinates"])
    unknown = {
        name for what in ("population blank (unknown, not zero)", "a negative population",
                          "population 暂无 (none yet)") for name in faults[what]
    }  # fmt: skip
    odd = set(faults["more people over 80 than over 60"])
    clean = {row["compound_id"]: row for row in read_layer(CLEAN, "residents")}
    got = {row["compound_id"]: row for row in read_layer(package, "residents")}
    wrong = []
    if got.keys() != clean.keys() - lost:
        wrong.append(f"residents: {got.keys() ^ (clean.keys() - lost)} differ")
    if len(read_layer(package, "residents")) != len(got):
        wrong.append("residents twice")
    fields = ["name", "population", "households"] + [
        f"pop_{group}" for group in ("0_2", "3_5", "6_11", "12_14", "15_17", "60_plus", "80_plus")
    ]
    for name in got.keys() & clean.keys():
        told = [f for f in fields if not (name in odd and f == "pop_80_plus")]
        wrong += compare(name, got[name], clean[name], told,
                         ("population",) if name in unknown else ())  # fmt: skip
        if far(got[name]["shape"], clean[name]["shape"].representative_point(), 0.02):
            wrong.append(f"{name} lies elsewhere")
    return wrong


def surveyed_facilities():
    """The clean facilities in the order in which the office listed them: each place once."""
    seen, rows = set(), []
    for row in read_layer(CLEAN, "facilities"):
        key = (row["service"], row["site_id"])
        if row["service"] == "greenway" or (row["site_id"] and key in seen):
            continue
        seen.add(key)
        rows.append(row)
    return {str(n): row for n, row in enumerate(rows, start=1)}


def compare_facilities(package):
    faults = list_faults("facilities_gcj02.csv")
    lost = {n for what in ("no coordinates", "coordinates 0,0",
                           "a category misspelt or not in the list",
                           "entered twice (copies at the end)") for n in faults[what]}  # fmt: skip
    clean = surveyed_facilities()
    got = {row["source_id"]: row for row in read_layer(package, "facilities")}
    wrong = []
    if got.keys() != clean.keys() - lost:
        wrong.append(f"facilities: {sorted(got.keys() ^ (clean.keys() - lost))} differ")
    fields = ("service", "name", "capacity", "capacity_unit", "floor_m2", "quality", "hours",
              "status", "operator_kind", "surveyed_on", "source")  # fmt: skip
    words = set(faults["capacity as words, such as 约800人"])
    for number in got.keys() & clean.keys():
        wanted = dict(clean[number])
        if number in words:
            wanted["capacity"] = wanted["capacity"] or 500.0
        if number in faults["dates written otherwise, such as 2025/4/3"]:
            wanted["surveyed_on"] = "2025-04-03"
        unknown = []
        unknown += ["quality"] if number in faults["quality outside 1 to 5"] else []
        unknown += ["floor_m2"] if number in faults["a negative floor area"] else []
        wrong += compare(f"facility {number}", got[number], wanted, fields, unknown)
        if far(got[number]["shape"], clean[number]["shape"], 0.15):
            wrong.append(f"facility {number} lies elsewhere")
    return wrong


def compare_opinions(package):
    faults = list_faults("opinions_kobo.csv")
    lost = {n for what in ("no location", "service given as 其他 (other)",
                           "sent twice (same _uuid, copies at the end)")
            for n in faults[what]}  # fmt: skip
    with (FOLDER / "opinions_kobo.csv").open(encoding="utf-8-sig", newline="") as file:
        index = {
            row["_uuid"]: row["_index"]
            for row in reversed(list(csv.DictReader(file, delimiter=";")))
        }
    clean = {str(n): row for n, row in enumerate(read_layer(CLEAN, "opinions"), start=1)}
    rows = read_layer(package, "opinions")
    got = {index[row["source_id"]]: row for row in rows}
    wrong = []
    if got.keys() != clean.keys() - lost or len(got) != len(rows):
        wrong.append(f"opinions: {sorted(got.keys() ^ (clean.keys() - lost))} differ")
    fields = ("service", "importance", "satisfaction", "kind", "age_group", "walker", "answered_on",
              "text")  # fmt: skip
    astray = faults["located far outside the sub-district"]
    quoted = faults["text with semicolons, quotes and a line break"]
    for number in got.keys() & clean.keys():
        wanted, unknown = dict(clean[number]), []
        if number in faults["importance outside 1 to 5"]:
            unknown.append("importance")
        if number in faults["satisfaction blank"]:
            unknown.append("satisfaction")
        if number in faults["satisfaction as words (很满意, very content)"]:
            wanted["satisfaction"] = 5
        if number in quoted:
            wanted["text"] = f'说三点；\n1;{wanted["text"]}\n2;"谢谢"'
        wrong += compare(f"opinion {number}", got[number], wanted, fields, unknown)
        if number not in astray and far(got[number]["shape"], clean[number]["shape"], 0.15):
            wrong.append(f"opinion {number} lies elsewhere")
    personal = {"name", "phone", "address", "deviceid"} & set(rows[0])
    if personal:
        wrong.append(f"opinions keep {personal}")
    return wrong
