import TestSupport

/// A seeded table that the tests and Golden/measures/tables.py make alike, so that only results have to be stored.
struct SharedTable {
    /// Columns of numbers by name. `a` and `b` are categories.
    private(set) var columns: [String: [Double]] = [:]

    init(number: Int) {
        var generator = SeededGenerator(seed: UInt64(1_000 + number))
        func below(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

        func weight(_ kind: Int, _ place: Int) -> Double {
            switch kind {
            case 0: Double(below(6))
            case 1: Double(below(1000))
            case 2: Double((1 << 20) / (1 + below(1 << 20)))
            case 3: Double(below((0...below(12)).reduce(1) { power, _ in power * 10 }))
            case 4: Double(1_000_000 + below(3))
            case 5: Double(below(1 << 20)) / 1024
            case 6: place == 0 ? 1e12 : Double(below(5))
            default: Double(below(3))
            }
        }

        let size = 1 + below(number.isMultiple(of: 10) ? 8 : 30)
        for row in 0..<size {
            add("x", weight(number % 8, row))
            add("y", weight(number / 8 % 8, row))
            add("z", Double(below(50)))
            add("w", Double(below(5)))
            add("t", Double(number.isMultiple(of: 3) ? below(6) : row))
            let trials = below(2000)
            add("n", Double(trials))
            let falling = number.isMultiple(of: 2)
            add("k", trials == 0 ? 0 : Double(falling ? below(trials) >> min(row, 6) : below(trials)))
            add("k2", Double(below(trials + 1)))
            add("a", Double(below(4)))
            add("b", Double(below(5)))
        }
        columns["n2"] = zip(self["k2"], self["n"].reversed()).map { max($0, $1) }
    }

    private mutating func add(_ name: String, _ value: Double) { columns[name, default: []].append(value) }

    subscript(_ name: String) -> [Double] { columns[name] ?? [] }
}
