"""country_tiles.csv: a place on a grid for each country, so that a map shows small ones as large as large ones."""
import math

import sources
from scipy.optimize import linear_sum_assignment

COLUMNS, ROWS = 33, 22
# Columns that the Atlantic is wider than by its degrees: the Caribbean and West Africa need more room than they have.
ATLANTIC = 3
# What no city of GeoNames tells, where nearly nobody lives: longitude, latitude.
UNSETTLED = {
    "AQ": (0, -75), "BV": (3, -54), "CC": (97, -12), "CX": (106, -10), "GS": (-36, -54), "HM": (73, -53),
    "IO": (72, -7), "NU": (-170, -19), "PN": (-130, -25), "TF": (69, -49), "TK": (-172, -9), "UM": (-166, 19),
}


def tables():
    countries = sorted(e["alpha_2"] for e in sources.iso_codes("3166-1"))
    centres = {**UNSETTLED, **centres_of_population()}
    missing = [c for c in countries if c not in centres]
    assert not missing, f"without a place: {missing}"
    cells = [(column, row) for row in range(ROWS) for column in range(COLUMNS)]
    wanted = [position(*centres[country]) for country in countries]
    # Each country to a cell of its own, so that they move as little as can be, by the square of the way.
    costs = [[(x - column) ** 2 + (y - row) ** 2 for column, row in cells] for x, y in wanted]
    chosen, assigned = linear_sum_assignment(costs)
    rows = [(countries[i], str(cells[j][0]), str(cells[j][1])) for i, j in zip(chosen, assigned)]
    return {"country_tiles.csv": (["iso2", "tile_column", "tile_row"], rows)}


def centres_of_population():
    sums = {}
    for country, longitude, latitude, population in sources.geonames_city_places():
        weight = max(population, 1)
        x, y, total = sums.get(country, (0.0, 0.0, 0))
        # No country but Russia, New Zealand and Fiji reaches over the date line, and their cities lie on one side of it.
        sums[country] = (x + longitude * weight, y + latitude * weight, total + weight)
    return {country: (x / total, y / total) for country, (x, y, total) in sums.items()}


def position(longitude, latitude):
    """Column and row, not whole numbers, by Miller's projection; the world begins in the Bering Strait."""
    turned = (longitude + 170) % 360
    height = 1.25 * math.log(math.tan(math.pi / 4 + 0.4 * math.radians(latitude)))
    top, bottom = 1.6, -1.2
    column = turned / 360 * (COLUMNS - 1 - ATLANTIC) + (ATLANTIC if turned > 140 else 0)
    return column, (top - height) / (top - bottom) * (ROWS - 1)
