#!/usr/bin/env python3
"""Writes samples/culture-sample/: an invented corpus in the shape of CohereLabs/CultureMarkers.

    python3 samples/make_sample.py            writes the folder
    python3 samples/make_sample.py --check    writes nothing; exit code 1 where a file is not what this script gives

Every text, tag and proportion is invented: never quote a figure computed from it as a finding. The shape is real, and
so is the dirt: tags as a language model writes them. Standard library only; same script, same bytes.
"""
import collections
import csv
import io
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE / "culture-sample"
COLUMNS = ["inputs", "dataset_source", "culture_tag", "domain_tag", "task_intent_tag", "language", "geolocation_tag"]

# source, stage, file, rows, share of cultural rows, languages (the first so many of the list below)
SOURCES = [
    ("WebCrawl-sample", "pretraining", "pretraining.jsonl", 460, 0.60, 48),
    ("NewsArchive-sample", "pretraining", "pretraining.jsonl", 250, 0.52, 34),
    ("EnglishWeb-sample", "pretraining", "pretraining.jsonl", 190, 0.38, 1),
    ("Instructions-sample", "sft", "finetuning.csv", 250, 0.44, 40),
    ("TaskMix-sample", "sft", "finetuning.csv", 190, 0.18, 22),
    ("ChatLogs-sample", "sft", "finetuning.csv", 120, 0.25, 28),
    ("Preferences-Alignment", "alignment", "alignment.json", 160, 0.16, 12),
    ("Dialogues-Alignment", "alignment", "alignment.json", 120, 0.30, 1),
    ("MathSteps-Reasoning", "reasoning", "reasoning.jsonl", 150, 0.02, 1),
    ("CodeTrace-Reasoning", "reasoning", "reasoning.jsonl", 110, 0.03, 4),
]
CULTURE = {
    "CultureAsKnowledge": 46, "GeneralCulture": 37, "CultureAsPreference": 8, "CultureAsDynamics": 6,
    "CultureAsBias": 3,
}
CULTURE_SPELLINGS = {
    "NoCulture": ["Noculture", "No Culture", "noculture", "NoCulture "],
    "CultureAsKnowledge": ["Culture As Knowledge", "culture_as_knowledge", "CultureAsknowledge"],
    "GeneralCulture": ["General culture", "generalculture", " GeneralCulture"],
}
DOMAINS = ["Culture", "Conversation", "SocialSciences", "Sciences", "Technology", "Medical", "Legal", "Finance", "Code",
           "Math", "Unspecified"]
TASKS = ["OpenEnded", "Explanation", "QuestionAnswering", "CreativeWriting", "Translation", "Classification",
         "InformationExtraction", "Summarization", "Rewrite", "Reasoning", "CodeGeneration", "CodeFix",
         "LocalInformation", "MessageWriting", "Unspecified"]
STAGE_TASKS = {"MathSteps-Reasoning": ("Math", "Reasoning"), "CodeTrace-Reasoning": ("Code", "CodeFix")}
# How tags spell places: country code, then spellings; the first is the usual one.
COUNTRY_SPELLINGS = """
AD|Andorra
AE|United Arab Emirates|UAE|U.A.E.
AM|Armenia
AR|Argentina|argentina
AT|Austria
AU|Australia
BD|Bangladesh
BE|Belgium
BG|Bulgaria
BN|Brunei|Brunei Darussalam
BR|Brazil|Brasil
CH|Switzerland
CI|Ivory Coast|Côte d'Ivoire|Côte d’Ivoire
CN|China|People's Republic of China|中国
CO|Colombia
CY|Cyprus
CZ|Czechia|Czech Republic
DE|Germany|Deutschland|Bavaria
DK|Denmark
DZ|Algeria
EG|Egypt|Cairo, Egypt
ES|Spain|spain|Catalonia
ET|Ethiopia
FI|Finland
FR|France|Paris, France
GB|United Kingdom|UK|England|Scotland|Great Britain
GE|Georgia
GR|Greece
HK|Hong Kong|Hong Kong, China
HR|Croatia
HU|Hungary
ID|Indonesia|West Java
IL|Israel
IN|India|Assam|🇮🇳|Kerala, India|INDIA
IR|Iran|Iran, Islamic Republic of
IT|Italy
JP|Japan| Japan |Japanese
KE|Kenya|Nairobi - Kenya
KP|North Korea|North_Korea
KR|South Korea|Korea, Republic of|Korea (South)
KZ|Kazakhstan
LK|Sri Lanka
MA|Morocco
MD|Moldova|Republic of Moldova
MX|Mexico|México
MY|Malaysia
NA|Namibia
NG|Nigeria|Northern Nigeria
NL|Netherlands|The Netherlands|Holland
NO|Norway
NP|Nepal
PE|Peru
PH|Philippines
PK|Pakistan
PL|Poland
PT|Portugal
RO|Romania
RS|Serbia
RU|Russia|Russian Federation
SA|Saudi Arabia
SE|Sweden
SG|Singapore
SK|Slovakia
SN|Senegal
TH|Thailand
TR|Turkey|Türkiye
TW|Taiwan
TZ|Tanzania|Tanzania, United Republic of
UA|Ukraine
US|United States|USA|United States of America|U.S.|us
VN|Vietnam|Viet Nam
ZA|South Africa
"""
AREAS = ["Southeast Asia", "Latin America", "West Africa", "Europe", "Middle East", "Worldwide"]
NO_PLACES = ["Middle-earth", "the coast", "my village", "N/A"]
LANGUAGE_SPELLINGS = {
    "eng": ["en", "English"], "zho": ["zh-CN", "Chinese (Simplified)"], "por": ["pt_BR"], "hin": ["hi"],
    "spa": ["Spanish"], "deu": ["de"], "fas": ["Farsi"], "rus": ["rus_Cyrl"],
}
DECORATIONS = ["🎉 {}", "\"{}\"", "{} 🙏", "  {}", "{}\n", "Q:\t{}"]


def weighted(rng, weights):
    """One key, with the chance of its weight; random() alone is the same in every version of Python."""
    at = rng.random() * sum(weights.values())
    for key, weight in weights.items():
        at -= weight
        if at < 0:
            return key
    return key


def pick(rng, values):
    return values[int(rng.random() * len(values))]


def zipf(values, exponent):
    return {value: 1 / (rank + 1) ** exponent for rank, value in enumerate(values)}


class Corpus:
    def __init__(self):
        self.rng = random.Random(20250601)
        self.sentences = json.loads((HERE / "sentences.json").read_text(encoding="utf-8"))
        self.languages = list(self.sentences)
        lines = (line.split("|") for line in COUNTRY_SPELLINGS.strip().split("\n"))
        self.spellings = {code: names for code, *names in lines}
        self.truth = collections.Counter()

    def row(self, source, stage, share, language_count):
        rng = self.rng
        language = weighted(rng, zipf(self.languages[:language_count], 0.8))
        cultural = rng.random() < share
        culture = weighted(rng, CULTURE) if cultural else "NoCulture"
        domain, task = STAGE_TASKS.get(source, (None, None))
        if domain is None or cultural:
            domain = weighted(rng, zipf(DOMAINS if cultural else DOMAINS[1:], 0.8))
            task = weighted(rng, zipf(TASKS, 0.6))
        row = {
            "inputs": self.text(language, "cultural" if cultural else domain.lower()),
            "dataset_source": source,
            "culture_tag": self.culture_tag(culture),
            "domain_tag": domain,
            "task_intent_tag": task if rng.random() > 0.01 else None,
            "language": self.language_tag(language),
            "geolocation_tag": self.places(language, cultural),
        }
        self.truth["stage", stage] += 1
        self.truth["source", source] += 1
        self.truth["language", language] += 1
        if row["culture_tag"] is None:
            culture = "(none)"
        self.truth["culture", culture] += 1
        if culture not in ("NoCulture", "(none)"):
            self.truth["cultural", stage] += 1
        return row

    def text(self, language, kind):
        rng, written = self.rng, self.sentences[language]
        sentence = pick(rng, written.get(kind) or written["general"])
        if kind != "cultural":  # other numbers, so that sums differ
            sentence = sentence.replace("7", str(2 + int(rng.random() * 8)))
            sentence = sentence.replace("12", str(11 + int(rng.random() * 89)))
        parts = [sentence]
        if rng.random() < 0.5:
            parts.append(pick(rng, written["closers"]))
        text = " ".join(parts)
        return pick(rng, DECORATIONS).format(text) if rng.random() < 0.06 else text

    def culture_tag(self, culture):
        if self.rng.random() < 0.008:
            return None
        if culture in CULTURE_SPELLINGS and self.rng.random() < 0.04:
            return pick(self.rng, CULTURE_SPELLINGS[culture])
        return culture

    def language_tag(self, language):
        if language in LANGUAGE_SPELLINGS and self.rng.random() < 0.08:
            return pick(self.rng, LANGUAGE_SPELLINGS[language])
        return language

    def places(self, language, cultural):
        """A list of place tags; what they stand for is noted in `truth`, once a row (whole counting)."""
        rng, names, meant = self.rng, [], set()
        count = weighted(rng, {0: 22, 1: 61, 2: 13, 3: 4} if cultural else {0: 98, 1: 2})
        for _ in range(count):
            chance = rng.random()
            if chance < 0.05:
                names.append(pick(rng, AREAS))
                meant.add(("area", names[-1]))
            elif chance < 0.08:
                names.append(pick(rng, NO_PLACES))
                meant.add(("unresolved", names[-1]))
            else:
                home = self.sentences[language]["places"]
                code = pick(rng, home) if rng.random() < 0.7 else pick(rng, list(self.spellings))
                spellings = self.spellings[code]
                names.append(spellings[0] if rng.random() < 0.75 else pick(rng, spellings))
                meant.add(("country", code))
        if names and rng.random() < 0.03:
            names.append(names[0])
        for kind, value in meant:
            self.truth["place", kind, value] += 1
        self.truth["mentions"] += len(names)
        self.truth["rows without places"] += not names
        return names


def json_lines(rows, broken):
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    if broken is not None:
        lines.insert(broken, lines[broken][: len(lines[broken]) // 2])
    return "\n".join(lines) + "\n"


def json_array(rows):
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def comma_separated(rows, ragged):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for at, row in enumerate(rows):
        if at == ragged:
            writer.writerow(list(row.values())[:3])
        writer.writerow([";".join(v) if isinstance(v, list) else v for v in row.values()])
    return text.getvalue()


def counted(truth, *path):
    found = {key[-1]: n for key, n in truth.items() if isinstance(key, tuple) and key[:-1] == path}
    return dict(sorted(found.items()))


def files():
    corpus = Corpus()
    rows = collections.defaultdict(list)
    for source, stage, file, count, share, languages in SOURCES:
        rows[file] += [corpus.row(source, stage, share, languages) for _ in range(count)]
    for file in rows:  # the sources of a file come mixed
        order = sorted(range(len(rows[file])), key=lambda _: corpus.rng.random())
        rows[file] = [rows[file][i] for i in order]
    truth = corpus.truth
    rejects = {"pretraining.jsonl": 1, "finetuning.csv": 1, "alignment.json": 0, "reasoning.jsonl": 0}
    expected = {
        "rows": sum(map(len, rows.values())),
        "rejects": sum(rejects.values()),
        "files": {file: {"rows": len(rows[file]), "rejects": rejects[file]} for file in rows},
        "rows_by_source": counted(truth, "source"),
        "rows_by_stage": counted(truth, "stage"),
        "cultural_rows_by_stage": counted(truth, "cultural"),
        "rows_by_culture_tag": counted(truth, "culture"),
        "rows_by_language": counted(truth, "language"),
        "rows_without_places": truth["rows without places"],
        "place_mentions": truth["mentions"],
        "rows_by_country": counted(truth, "place", "country"),
        "rows_by_area": counted(truth, "place", "area"),
        "rows_by_unresolved_place": counted(truth, "place", "unresolved"),
    }
    stages = "source,stage\n" + "".join(f"{source},{stage}\n" for source, stage, *_ in SOURCES)
    return {
        "pretraining.jsonl": json_lines(rows["pretraining.jsonl"], 412),
        "finetuning.csv": comma_separated(rows["finetuning.csv"], 233),
        "alignment.json": json_array(rows["alignment.json"]),
        "reasoning.jsonl": json_lines(rows["reasoning.jsonl"], None),
        "stages.csv": stages,
        "expected.json": json.dumps(expected, ensure_ascii=False, indent=1) + "\n",
        "README.md": readme(expected),
    }


def readme(expected):
    def listing(title, key):
        lines = [f"| {title} | rows |", "| --- | ---: |"]
        return "\n".join(lines + [f"| {name} | {count:,} |" for name, count in expected[key].items()])

    files_table = "\n".join(
        f"| `{name}` | {file['rows']:,} | {file['rejects']} |" for name, file in expected["files"].items())
    cultural = "\n".join(
        f"| {stage} | {rows:,} | {expected['cultural_rows_by_stage'].get(stage, 0):,} |"
        for stage, rows in expected["rows_by_stage"].items())
    countries, areas, unresolved = (len(expected["rows_by_" + x]) for x in ("country", "area", "unresolved_place"))
    return f"""# culture-sample

An **invented** corpus of {expected['rows']:,} samples in the shape of CohereLabs/CultureMarkers, to try every command
on. No text, tag or proportion was measured: never quote a figure computed from it as a finding. `samples/make_sample.py`
wrote it from `samples/sentences.json` with a fixed seed; `--check` says whether the folder is still what it gives.
Licence: CC0 1.0 (public domain).

Columns: {", ".join(f"`{column}`" for column in COLUMNS)}.
Places are a list in JSON, and separated by `;` in the CSV file. `stages.csv` says which stage a source belongs to.

The dirt is deliberate: culture tags in other spellings or missing, places by other names, twice, in areas, or nowhere,
empty lists, languages by code, tag or name, stray blanks, emoji, quotes; one line of JSON cut short, one CSV row with
too few fields.

| file | rows | rejects |
| --- | ---: | ---: |
{files_table}

The counts below, and more in `expected.json`, are of the {expected['rows']:,} good rows. Culture tags are counted by
their letters alone, case ignored; a missing tag is `(none)`, and no row of that kind counts as cultural. A row counts
once for each country and area that its places name.

| stage | rows | cultural |
| --- | ---: | ---: |
{cultural}

{listing("source", "rows_by_source")}

{listing("culture tag", "rows_by_culture_tag")}

- {len(expected['rows_by_language'])} languages
- {expected['rows_without_places']:,} rows without a place
- {expected['place_mentions']:,} place tags: {countries} countries, {areas} areas, {unresolved} that are no place
"""


def main():
    check = "--check" in sys.argv[1:]
    stale = []
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        path, content = FOLDER / name, text.encode()
        print(f"{name}: {len(content):,} bytes", file=sys.stderr)
        if not check:
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            stale.append(name)
    if stale:
        sys.exit("make_sample.py: not what this script gives: " + ", ".join(stale))


if __name__ == "__main__":
    main()
