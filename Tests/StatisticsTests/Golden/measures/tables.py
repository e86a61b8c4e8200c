"""The seeded tables that this script and the Swift tests share: SplitMix64 and whole-number arithmetic, so that both make
the same numbers and only results have to be stored. See Tests/StatisticsTests/Support/SharedTable.swift."""

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return mixed ^ (mixed >> 31)

    def below(self, bound):
        return self.next() % bound


def weight(g, kind, place):
    match kind:
        case 0:  # small counts with zeros and ties
            return g.below(6)
        case 1:
            return g.below(1000)
        case 2:  # heavy-tailed
            return (1 << 20) // (1 + g.below(1 << 20))
        case 3:  # totals of tokens
            return g.below(10 ** (1 + g.below(12)))
        case 4:  # nearly equal
            return 1_000_000 + g.below(3)
        case 5:  # fractions
            return g.below(1 << 20) / 1024
        case 6:  # one holds nearly all
            return 10**12 if place == 0 else g.below(5)
        case _:  # mostly unseen
            return g.below(3)


def shared_table(number):
    """Columns by name. Rows are 1 to 30; in every tenth table they are 1 to 8, so that exact tests come to bear."""
    g = SplitMix64(1_000 + number)
    size = 1 + g.below(8 if number % 10 == 0 else 30)
    kind, other = number % 8, number // 8 % 8
    columns = {name: [] for name in ("x", "y", "z", "w", "t", "n", "k", "k2", "a", "b")}
    for row in range(size):
        columns["x"].append(weight(g, kind, row))
        columns["y"].append(weight(g, other, row))
        columns["z"].append(g.below(50))
        columns["w"].append(g.below(5))
        columns["t"].append(row if number % 3 else g.below(6))
        n = g.below(2000)
        columns["n"].append(n)
        # Shares below 1, falling in every other table.
        columns["k"].append(g.below(n) if n and number % 2 else (g.below(n) >> min(row, 6)) if n else 0)
        columns["k2"].append(g.below(n + 1))
        columns["a"].append(g.below(4))
        columns["b"].append(g.below(5))
    return columns
