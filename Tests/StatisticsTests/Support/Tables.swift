import Foundation
import TestSupport

/// Tables for tests: all small ones, and random ones of the kinds that occur.
enum Tables {
    /// All tables of `count` values out of 0…`largest`.
    static func all(count: Int, upTo largest: Int) -> [[Double]] {
        var tables: [[Double]] = [[]]
        for _ in 0..<count {
            tables = tables.flatMap { table in (0...largest).map { table + [Double($0)] } }
        }
        return tables
    }

    /// `count` seeded tables of weights with at least one above zero: counts with ties and zeros, fractions, heavy
    /// tails, and totals of tokens up to 1e12.
    static func random(_ count: Int, seed: UInt64) -> [[Double]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let size = Int.random(in: 1...60, using: &generator)
            let table = (0..<size).map { _ -> Double in
                switch number % 4 {
                case 0: Double(Int.random(in: 0...5, using: &generator))
                case 1: Double.random(in: 0...1, using: &generator)
                case 2: (1 / Double.random(in: 1e-6...1, using: &generator)).rounded(.down)
                default: pow(10, Double.random(in: 0...12, using: &generator)).rounded(.down)
                }
            }
            return table.contains { $0 > 0 } ? table : table + [1]
        }
    }

    /// `count` seeded pairs of columns, some related, some with many ties; no column is constant.
    static func randomPairs(_ count: Int, seed: UInt64) -> [(x: [Double], y: [Double])] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let size = Int.random(in: 1...50, using: &generator)
            var x: [Double] = [0]
            var y: [Double] = [1]
            for _ in 0..<size {
                let value = Double.random(in: -1...1, using: &generator)
                let noise = Double.random(in: -1...1, using: &generator)
                x.append(number.isMultiple(of: 2) ? value : (value * 3).rounded())
                y.append(number.isMultiple(of: 3) ? value + noise : (noise * 4).rounded())
            }
            x.append(2)
            y.append(-1)
            return (x, y)
        }
    }
}
