import CSQLite

/// The numbers below a count in random order, one after another; every order is equally likely.
///
/// Costs O(1) per number, whatever the count. Each draw exchanges two entries of a virtual table of all numbers. Only
/// exchanged entries are stored, until they are many.
///
/// Source: R. Durstenfeld, Algorithm 235: Random permutation, Communications of the ACM 7 (1964).
struct RandomOrder {
    private let count: Int
    private var drawn = 0
    /// By position in the table: its entry, if that differs from the position.
    private var moved: [Int: Int] = [:]
    /// The table, once a sixteenth of it has been drawn.
    private var table: [Int] = []
    private var generator: any RandomNumberGenerator

    init(count: Int, using generator: any RandomNumberGenerator) {
        self.count = count
        self.generator = generator
    }

    /// A number that has not been drawn; nil after the last.
    mutating func next() -> Int? {
        guard drawn < count else { return nil }
        let place = RandomOrder.place(in: drawn..<count, &generator)
        defer { drawn += 1 }
        if table.isEmpty, drawn > count / 16 {
            table = Array(0..<count)
            for (place, number) in moved { table[place] = number }
            moved = [:]
        }
        guard table.isEmpty else {
            table.swapAt(drawn, place)
            return table[drawn]
        }
        let number = moved[place] ?? place
        moved[place] = moved[drawn] ?? drawn
        moved[drawn] = nil
        return number
    }

    private static func place(in range: Range<Int>, _ generator: inout some RandomNumberGenerator) -> Int {
        Int.random(in: range, using: &generator)
    }
}

/// The numbers that SQLite's own `random()` draws from.
struct SQLiteRandomness: RandomNumberGenerator {
    func next() -> UInt64 {
        var number: UInt64 = 0
        sqlite3_randomness(Int32(MemoryLayout<UInt64>.size), &number)
        return number
    }
}
