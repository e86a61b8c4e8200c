"""Tables at the edges of what can be asked: none, one and two rows, zeros, ties, equal and enormous weights."""

COLUMNS = ("x", "y", "z", "w", "t", "n", "k", "k2", "n2", "a", "b")

# Rows of the columns above.
EDGES = {
    "no rows": [],
    "one row": [(7, 3, 1, 2, 0, 10, 4, 5, 10, 0, 0)],
    "one row without anything": [(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
    "two rows": [(7, 3, 1, 2, 0, 10, 4, 5, 10, 0, 0), (2, 9, 5, 1, 1, 20, 1, 0, 20, 1, 1)],
    "two equal rows": [(7, 7, 7, 2, 1, 10, 4, 4, 10, 0, 0)] * 2,
    "all equal": [(5, 5, 5, 1, 1, 100, 20, 20, 100, row % 2, row % 3) for row in range(6)],
    "all zero": [(0, 0, 0, 0, row, 0, 0, 0, 0, row, row) for row in range(4)],
    "one category and zeros": [(9 * (row == 2), row, 1, 1, row, 50, 0, row, 50, 0, row) for row in range(4)],
    "each seen once": [(1, 2, row, 1, row, 1, row % 2, 1, 1, row, row) for row in range(7)],
    "ties": [(row // 3, row // 2, row % 2, row % 4, row // 2, 30, 30 - 2 * row, row, 40, row % 2, row // 3) for row in range(12)],
    "the same twice": [(v, v, v * v % 7, 1, row, 40, v, v, 40, row, row) for row, v in enumerate((3, 1, 4, 1, 5, 9, 2, 6, 5, 8))],
    "opposite": [(v, 10 - v, v * v % 7, 2, row, 40, v, 10 - v, 40, 0, row) for row, v in enumerate((3, 1, 4, 1, 5, 9, 2, 6, 5, 8))],
    "nothing in common": [(v, 0, row, 1, row, 9, v, 0, 9, 0, 0) for row, v in enumerate((3, 1, 4))]
    + [(0, v, row, 1, row, 9, 0, v, 9, 1, 1) for row, v in enumerate((2, 7))],
    "no trials": [(row, 4 - row, row % 2, 1, row, 0, 0, 0, 0, 0, 1) for row in range(5)],
    "only successes": [(row, row * row, row % 3, 1, row, 20, 20, 20, 20, row % 2, row % 2) for row in range(5)],
    "weights of 1e12": [
        (10**12 - v, 10**12 - v * v, v, 1, row, 10**12, 10**11 // (row + 1), 10**11, 10**12, row % 2, row % 3)
        for row, v in enumerate((0, 3, 1, 4, 1, 5, 9, 2, 6))
    ],
    "one of 1e12 among few": [
        (10**12 * (row == 0) + v, v * v, v, row % 3, row, 10**12 * (row == 0) + v + 1, v, v, v + 1, row % 2, row % 3)
        for row, v in enumerate((0, 3, 1, 4, 1, 5, 9, 2, 6))
    ],
}


def edge_tables():
    """Name and columns by name of each table."""
    return [(name, {c: [row[i] for row in rows] for i, c in enumerate(COLUMNS)}) for name, rows in EDGES.items()]
