"""countries.csv, areas.csv, place_aliases.csv and subdivisions.csv."""
import sys
from collections import defaultdict

import own_places as own
import sources
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from names import normalised

# The languages whose names of countries are taken: the UN's six, and those that corpora are most often tagged in.
NAMING_LOCALES = "ar zh_Hans zh_Hant es fr ru de hi ja pt pt_PT it tr id ko vi fa nl pl uk el he th bn sw".split()
UN_LANGUAGES = ("Arabic", "Chinese", "French", "Russian", "Spanish")
# Kinds of subdivision that people name as places; municipalities, boroughs and the like are thousands of homonyms.
SUBDIVISION_KINDS = """
    state province region prefecture oblast republic territory department emirate governorate country land canton
    autonomous krai kray federal county division special island voivodship zone entity dependency
""".split()
CITY_OF_NOTE = 1_000_000
HOMONYM_CITY = 100_000


def targets(text):
    """The lines of a table of our own: (target, [alias])."""
    for line in text.strip().splitlines():
        target, *aliases = line.split("|")
        yield target, aliases


class AliasTable:
    """Aliases by tier: an earlier tier wins over a later one, and a word with two targets in one tier is left out."""

    def __init__(self, names, left_out):
        self.taken = dict(names)
        self.left_out = left_out
        self.rows = {}

    def add(self, kind, pairs):
        """Adds what is new; a row of our own tables that contradicts an earlier one ends the run."""
        found, contradictions = defaultdict(set), []
        for alias, target in pairs:
            found[normalised(alias)].add(target)
        for alias, wanted in found.items():
            if alias in self.left_out or not alias:
                continue
            if alias not in self.taken and len(wanted) == 1:
                (target,) = wanted
                self.taken[alias] = target
                self.rows[alias] = (target, kind)
            elif alias not in self.taken:
                self.taken[alias] = None
            elif kind in ("alias", "demonym") and wanted != {self.taken.get(alias)}:
                contradictions.append(f"{alias!r} is {self.taken.get(alias)} already, not {', '.join(wanted)}")
        if contradictions:
            sys.exit("our own tables: " + "; ".join(contradictions))


def tidy(name):
    return name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")


def countries():
    english, m49 = Locale("en").territories, sources.ocha_countries()
    rows = []
    for entry in sources.iso_codes("3166-1"):
        iso2 = entry["alpha_2"]
        number, region, subregion = own.M49_ADDED.get(iso2) or (
            m49[iso2]["m49 numerical code"].zfill(3), m49[iso2]["Region Name"], m49[iso2]["Sub-region Name"])
        assert number == entry["numeric"], iso2
        continent = region
        if region == "Americas":
            south = m49[iso2]["Intermediate Region Name"] == "South America"
            continent = "South America" if south else "North America"
        elif iso2 == "AQ":
            continent = "Antarctica"
        name = own.COUNTRY_NAMES.get(iso2) or tidy(english[iso2])
        rows.append((iso2, entry["alpha_3"], number, name, region, subregion, continent))
    assert len(rows) == 249
    return rows


def english_names():
    english = Locale("en").territories
    for entry in sources.iso_codes("3166-1"):
        for key in ("name", "common_name", "official_name"):
            if key in entry:
                yield entry[key], entry["alpha_2"]
        yield english[entry["alpha_2"]], entry["alpha_2"]
        yield tidy(english[entry["alpha_2"]]), entry["alpha_2"]
    for iso2, row in sources.ocha_countries().items():
        for key in ("Preferred Term", "ISO Alt Term", "DGACM Alt Term", "HPC Tools Alt Term", "RW Short Name",
                    "RW API Alt Term", "English Short", "English Formal", "M49 English"):
            if row[key]:
                yield row[key], iso2


def names_in_other_languages(codes, areas):
    for iso2, row in sources.ocha_countries().items():
        for key, value in row.items():
            if value and key.split()[-1] in ("Short",) + UN_LANGUAGES and set(key.split()) & set(UN_LANGUAGES):
                yield value, iso2
    official = [(language, iso2) for iso2, spoken in get_global("territory_languages").items()
                for language, facts in spoken.items() if facts["official_status"] == "official" and iso2 in codes]
    locales = [(Locale.parse(x), codes | areas) for x in NAMING_LOCALES]
    for language, iso2 in official:
        try:
            locales.append((Locale.parse(language), {iso2}))
        except UnknownLocaleError:
            continue
    for locale, wanted in locales:
        for code, name in locale.territories.items():
            if code in wanted and (len(normalised(name)) > 3 or not normalised(name).isascii()):
                yield name, code


def subdivisions():
    """ISO 3166-2: (entry, country, the code's second part)."""
    for entry in sources.iso_codes("3166-2"):
        iso2, _, suffix = entry["code"].partition("-")
        yield entry, iso2, suffix


def subdivision_names(city_sizes):
    for entry, iso2, suffix in subdivisions():
        if "parent" in entry or not any(k in entry["type"].lower() for k in SUBDIVISION_KINDS):
            continue
        for name in entry["name"].split(" ["):
            name = name.rstrip("]").strip()
            sizes = city_sizes.get(normalised(name), {})
            abroad = max((n for place, n in sizes.items() if place != iso2), default=0)
            if len(normalised(name)) > 3 and (abroad < HOMONYM_CITY or sizes.get(iso2, 0) > 3 * abroad):
                yield name, iso2


def city_names(city_sizes):
    capitals = {(normalised(name), iso2) for name, iso2 in sources.geonames_capitals().items()}
    for name, sizes in city_sizes.items():
        ranked = sorted(((n, iso2) for iso2, n in sizes.items()), reverse=True)
        largest, iso2 = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0
        if (largest >= CITY_OF_NOTE or (name, iso2) in capitals) and largest >= 10 * second and len(name) > 3:
            yield name, iso2


def tables():
    country_rows = countries()
    codes = {row[0] for row in country_rows}
    area_codes = {row[0] for row in own.AREAS}
    names = {normalised(row[3]): row[0] for row in country_rows}
    assert len(names) == 249
    for code, name, *_ in own.AREAS:
        assert normalised(name) not in names, name
        names[normalised(name)] = code
    aliases = AliasTable(names, own.LEFT_OUT)
    aliases.add("alias", [(a, t) for t, words in targets(own.COUNTRY_ALIASES) for a in words])
    aliases.add("alias", [(a, t) for t, words in targets(own.AREA_ALIASES) for a in words])
    aliases.add("demonym", [(a, t) for t, words in targets(own.DEMONYMS) for a in words])
    aliases.add("name", english_names())
    aliases.add("alias", [("st " + a[6:], t) for a, t in list(aliases.taken.items()) if a.startswith("saint ")])
    aliases.add("name", names_in_other_languages(codes, {c for c in area_codes if c.isdigit()}))
    city_sizes = defaultdict(dict)
    for name, iso2, population in sources.geonames_cities():
        sizes = city_sizes[normalised(name)]
        sizes[iso2] = max(population, sizes.get(iso2, 0))
    aliases.add("part", subdivision_names(city_sizes))
    aliases.add("city", [(name, iso2) for name, iso2 in city_names(city_sizes) if iso2 in codes])
    stray = {a: t for a, t in aliases.rows.items() if t[0] not in codes | area_codes}
    assert not stray, stray
    suffixes = defaultdict(list)
    homonyms = defaultdict(set)
    for entry, iso2, suffix in subdivisions():
        suffixes[iso2].append(suffix)
        namesake = names.get(normalised(entry["name"]))
        if "parent" not in entry and namesake in codes and namesake not in (iso2, suffix):
            homonyms[iso2].add(namesake)
    return {
        "countries.csv": (("iso2", "iso3", "m49", "name", "region", "subregion", "continent"), country_rows),
        "areas.csv": (("code", "name", "level", "region", "subregion", "continent"), own.AREAS),
        "place_aliases.csv": (("alias", "target", "kind"), [(a, *rest) for a, rest in aliases.rows.items()]),
        "subdivisions.csv": (("iso2", "suffixes", "homonyms"),
                             [(k, " ".join(sorted(v)), " ".join(sorted(homonyms[k]))) for k, v in suffixes.items()]),
    }
