"""country_populations.csv and language_speakers.csv."""
import sources

SOURCE = "CLDR supplemental data (language_data 1.4.0)"
YEAR = "2025"


def tables():
    countries = {e["alpha_2"] for e in sources.iso_codes("3166-1")}
    languages = {e["alpha_3"] for e in sources.iso_codes("639-3") if e["scope"] != "S"}
    full = {e["alpha_2"]: e["alpha_3"] for e in sources.iso_codes("639-3") if "alpha_2" in e}
    populations, speakers = {}, {}
    for country, population, percents in sources.territory_languages():
        if country in countries:
            populations[country] = population
        # One language in two scripts (zh and zh_Hant) is one language; nobody is counted twice beyond all.
        users = {}
        for tag, percent in percents:
            language = tag.split("_")[0]
            code = full.get(language) or (language if language in languages else None)
            if code:
                users[code] = min(100.0, users.get(code, 0.0) + percent)
        for code, percent in users.items():
            speakers[code] = speakers.get(code, 0.0) + population * percent / 100
    return {
        "country_populations.csv": (
            ["iso2", "population", "source", "year"],
            [(iso2, str(count), SOURCE, YEAR) for iso2, count in populations.items() if count]),
        "language_speakers.csv": (
            ["code", "speakers", "source", "year"],
            [(code, str(round(count)), SOURCE, YEAR) for code, count in speakers.items() if round(count)]),
    }
