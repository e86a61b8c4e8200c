"""languages.csv and language_aliases.csv."""
import itertools
import re
import sys
import unicodedata
from collections import defaultdict

import own_languages as own
import sources
from babel import Locale, localedata
from babel.core import get_global
from names import normalised
from places import AliasTable, targets

# The languages whose names of languages are taken: the UN's six, and those that corpora are most often tagged in.
NAMING_LOCALES = "ar zh_Hans zh_Hant es fr ru de hi ja pt it tr id ko vi fa".split()

AMBIGUOUS = "two languages"


def readable(name):
    """A name without the quotes and commas that would need quoting in a table of plain lines."""
    return name.replace("’", "'").replace("ʼ", "'").replace(",", ";").replace('"', "'")


def likely_scripts():
    """CLDR's likely script of a language; one that CLDR knows by its macrolanguage's tag has that one's."""
    scripts = {tag: likely.split("_")[1] for tag, likely in get_global("likely_subtags").items() if "_" not in tag}
    for code, tag in get_global("language_aliases").items():
        if tag in scripts:
            scripts.setdefault(code, scripts[tag])
    return scripts | own.SCRIPTS


def tables():
    entries = {e["alpha_3"]: e for e in sources.iso_codes("639-3") if e["scope"] != "S"}
    short = {code: e["alpha_2"] for code, e in entries.items() if "alpha_2" in e}
    full = {two: code for code, two in short.items()}
    registry = [r for r in sources.subtag_registry() if r["Type"][0] in ("language", "extlang")]
    english, scripts = Locale("en").languages, likely_scripts()

    def code_of(tag):
        return full.get(tag) or (tag if tag in entries else None)

    for record in registry:
        if "Suppress-Script" in record:
            scripts[record["Subtag"][0]] = record["Suppress-Script"][0]
    rows, names = [], {}
    for code, e in entries.items():
        tag = short.get(code, code)
        cldr = english.get(tag) if e["scope"] == "M" or code not in own.LANGUAGE_NAMES else None
        name = own.LANGUAGE_NAMES.get(code) or cldr or e.get("common_name") or e["name"]
        script = scripts.get(tag, scripts.get(code, ""))
        script = "" if script == "Zyyy" else script
        rows.append((code, e.get("alpha_2", ""), readable(name), e["scope"], e["type"], script))
    # CLDR gives two languages one name here and there: the one with a two-letter code keeps it, the other takes
    # ISO 639-3's.
    given = {}
    for row in sorted(rows, key=lambda r: (r[1] == "", r[0])):
        given.setdefault(row[2], row[0])
    rows = [r if given[r[2]] == r[0] else (r[0], r[1], readable(entries[r[0]]["name"]), *r[3:]) for r in rows]
    # Two names that differ only in diacritics: the name of neither, unless one has a two-letter code.
    names = {}
    for row in sorted(rows, key=lambda r: (r[1] == "", r[0])):
        form = normalised(row[2])
        names[form] = row[0] if form not in names or row[1] else names[form] if short.get(names[form]) else AMBIGUOUS
    aliases = AliasTable(names, own.LANGUAGE_LEFT_OUT)
    aliases.add("alias", [(a, t) for t, words in targets(own.LANGUAGE_ALIASES) for a in words])
    aliases.add("tag", bibliographic_codes() + registry_tags(registry, code_of, entries))
    aliases.add("name", english_names(entries, registry, code_of))
    aliases.add("name", autonyms(code_of))
    aliases.add("name", names_in_other_languages(code_of, full))
    return {
        "languages.csv": (("code", "iso1", "name", "scope", "type", "script"), rows),
        "language_aliases.csv": (("alias", "code"), [(a, target) for a, (target, _) in aliases.rows.items()]),
        "language_spellings.csv": (("spelling", "code"), spellings(rows, entries, registry, code_of)),
        "language_subtags.csv": (("kind", "subtag", "code"), subtags(code_of)),
    }


def spellings(rows, entries, registry, code_of):
    """Names that differ from another language's by marks alone: written exactly so, each is the name of one."""
    def key(name):
        return unicodedata.normalize("NFC", name).strip().lower()

    reference = {(e["name"], code) for code, e in entries.items()} | {(row[2], row[0]) for row in rows}
    wanted, first = defaultdict(lambda: defaultdict(set)), defaultdict(set)
    for name, code in reference | set(english_names(entries, registry, code_of)):
        if not any(c in name for c in ',"'):
            wanted[normalised(name)][key(name)].add(code)
    for name, code in reference:
        first[key(name)].add(code)
    found = []
    for form, exact in wanted.items():
        if form in own.LANGUAGE_LEFT_OUT or len(set().union(*exact.values())) < 2:
            continue
        for spelling, codes in exact.items():
            codes = codes if len(codes) == 1 else first[spelling]
            if len(codes) == 1 and len(spelling) > 2:
                found.append((spelling, *codes))
    return found


def subtags(code_of):
    """What a language tag may have after the language, tags registered whole, and codes of groups of languages."""
    found = set()
    for record in sources.subtag_registry():
        kind = record["Type"][0]
        subtag = (record.get("Subtag") or record.get("Tag"))[0]
        # The language of a preferred tag is its first subtag: cmn-Hans, en-GB-oxendict.
        preferred = record["Preferred-Value"][0].split("-")[0] if "Preferred-Value" in record else None
        if kind in ("variant", "script", "region"):
            # Ranges are for private use: XA..XZ.
            found |= {(kind, s.lower(), "") for s in span(subtag)}
        elif kind == "extlang" and "Prefix" in record and code_of(preferred):
            found.add((kind, f"{record['Prefix'][0]}-{subtag}", code_of(preferred)))
        elif kind in ("grandfathered", "redundant") and preferred and code_of(preferred):
            found.add(("tag", subtag.lower(), code_of(preferred)))
        if record.get("Scope") == ["collection"] and len(subtag) <= 3:
            found.add(("collection", subtag, ""))
    found |= {("collection", e["alpha_3"], "") for e in sources.iso_codes("639-5")}
    found |= {("script", e["alpha_4"].lower(), "") for e in sources.iso_codes("15924")}
    found |= {("variant", v, "") for v in own.VARIANTS.split()}
    found |= {("region", r, "") for r in own.REGIONS.split()}
    # Not one language: several, none, unknown.
    found |= {("collection", c, "") for c in ("mis", "mul", "und", "zxx")}
    return {row for row in found if row[0] != "collection" or not code_of(row[1])}


def span(subtag):
    """The subtags of a range such as Qaaa..Qabx."""
    first, _, last = subtag.partition("..")
    if not last:
        return [first]
    tail = len(first) - 1 if len(first) == 2 else 2
    letters = [chr(c) for c in range(ord("A" if first[-1].isupper() else "a"), ord("Z" if first[-1].isupper() else "z") + 1)]
    every = [first[:-tail] + "".join(x) for x in itertools.product(letters, repeat=tail)]
    return [s for s in every if first <= s <= last]


def bibliographic_codes():
    return [(e["bibliographic"], e["alpha_3"]) for e in sources.iso_codes("639-2") if "bibliographic" in e]


def registry_tags(registry, code_of, entries):
    """Retired subtags and what took their place, and extended language subtags after their macrolanguage."""
    tags = []
    for record in registry:
        subtag = record["Subtag"][0]
        code = code_of(record["Preferred-Value"][0]) if "Preferred-Value" in record else None
        if record["Type"] == ["extlang"] and code and "Prefix" in record:
            tags.append((f"{record['Prefix'][0]} {subtag}", code))
        elif code and subtag not in entries and not code_of(subtag):
            tags.append((subtag, code))
    return tags


def english_names(entries, registry, code_of):
    for tag, name in Locale("en").languages.items():
        if code_of(tag):
            yield name, code_of(tag)
    for record in registry:
        code = code_of(record["Subtag"][0])
        for name in record["Description"] if code and record["Type"] == ["language"] else []:
            yield name, code
    for e in (e for part in ("639-2", "639-3") for e in sources.iso_codes(part)):
        if e["alpha_3"] in entries:
            for key in ("name", "common_name", "inverted_name"):
                if key in e:
                    yield e[key], e["alpha_3"]
                    if ";" in e[key]:
                        yield from ((x, e["alpha_3"]) for x in e[key].split(";"))
                    # "Greek, Modern (1453-)" is also written without the years.
                    plain = re.sub(r" \([^)]*\d[^)]*\)$", "", e[key])
                    if plain != e[key]:
                        yield plain, e["alpha_3"]


def autonyms(code_of):
    for identifier in localedata.locale_identifiers():
        locale = Locale.parse(identifier)
        code = code_of(locale.language)
        own_name = locale.languages.get(identifier) or locale.languages.get(locale.language)
        if code and own_name and not locale.territory:
            yield own_name, code


def names_in_other_languages(code_of, full):
    for identifier in NAMING_LOCALES:
        for tag, name in Locale.parse(identifier).languages.items():
            if tag in full and (len(normalised(name)) > 3 or not normalised(name).isascii()):
                yield name, code_of(tag)
