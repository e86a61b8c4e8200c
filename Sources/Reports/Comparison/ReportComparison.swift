import SQLite
import Warehouse

/// What changed between the tables of two stores, or of two folders that reports were written into.
public struct ReportComparison {
    /// One value that changed, or a row that only one side has.
    public struct Change {
        public var table: String
        /// The names of the row, as `stage = sft`.
        public var row: String
        public var column: String?
        public var old: SQLValue
        public var new: SQLValue
        /// Whether either number lies outside the interval of the other; nil if there is no interval.
        public var isOutside: Bool?
        public var presence: Presence
    }

    public enum Presence: String, Sendable {
        case changed
        case onlyOld = "only in A"
        case onlyNew = "only in B"
    }

    /// In the order of the tables and their rows; rows that only the new side has are last in their table.
    public private(set) var changes: [Change] = []
    /// The values that both sides have, without those that identify rows.
    public private(set) var valueCount = 0
    /// The tables that only one side has.
    public private(set) var missingTables: [(name: String, presence: Presence)] = []

    public init(_ old: ComparedTables, _ new: ComparedTables) {
        for table in old.tables {
            if let other = new.tables.first(where: { $0.name == table.name }) {
                compare(table, other)
            } else {
                missingTables.append((table.name, .onlyOld))
            }
        }
        for table in new.tables where !old.tables.contains(where: { $0.name == table.name }) {
            missingTables.append((table.name, .onlyNew))
        }
    }

    private mutating func compare(_ old: ComparedTable, _ new: ComparedTable) {
        let keys = old.keys(with: new)
        let measures = old.compared(with: new, keys: keys)
        var rest: [[String?]: [[SQLValue]]] = Dictionary(grouping: new.rows) { new.key(of: $0, by: keys) }
        for row in old.rows {
            let key = old.key(of: row, by: keys)
            guard let other = rest[key]?.first else {
                changes.append(lone(.onlyOld, key, keys, old))
                continue
            }
            rest[key]?.removeFirst()
            for column in measures {
                guard let place = old.place(of: column), let otherPlace = new.place(of: column) else { continue }
                valueCount += 1
                let (before, after) = (old.value(at: place, of: row), new.value(at: otherPlace, of: other))
                guard before != after, before.number != after.number || before.number == nil else { continue }
                changes.append(
                    Change(
                        table: old.name, row: Self.text(key, keys), column: column, old: before, new: after,
                        isOutside: isOutside(column, (old, row), (new, other)), presence: .changed))
            }
        }
        for row in new.rows {
            let key = new.key(of: row, by: keys)
            guard rest[key]?.isEmpty == false else { continue }
            rest[key]?.removeFirst()
            changes.append(lone(.onlyNew, key, keys, new))
        }
    }

    private func lone(
        _ presence: Presence, _ key: [String?], _ keys: [String], _ table: ComparedTable
    ) -> Change {
        Change(
            table: table.name, row: Self.text(key, keys), column: nil, old: .null, new: .null, isOutside: nil,
            presence: presence)
    }

    private func isOutside(
        _ column: String, _ old: (table: ComparedTable, row: [SQLValue]), _ new: (table: ComparedTable, row: [SQLValue])
    ) -> Bool? {
        func ends(_ side: (table: ComparedTable, row: [SQLValue])) -> ClosedRange<Double>? {
            guard let interval = side.table.interval(of: column),
                let low = side.table.value(at: interval.low, of: side.row).number,
                let high = side.table.value(at: interval.high, of: side.row).number, low <= high
            else { return nil }
            return low...high
        }
        func number(_ side: (table: ComparedTable, row: [SQLValue])) -> Double? {
            side.table.place(of: column).flatMap { side.table.value(at: $0, of: side.row).number }
        }
        guard let before = number(old), let after = number(new) else { return nil }
        let outside = [ends(old).map { !$0.contains(after) }, ends(new).map { !$0.contains(before) }].compactMap(\.self)
        return outside.isEmpty ? nil : outside.contains(true)
    }

    /// Null names are left out: a table without `--by` has them in every row.
    private static func text(_ key: [String?], _ keys: [String]) -> String {
        zip(keys, key).compactMap { name, value in value.map { "\(name) = \($0)" } }.joined(separator: ", ")
    }
}

extension ReportComparison {
    public static let columns = ["table", "row", "column", "a", "b", "difference", "outside", "state"]

    /// The changes as rows of ``columns``; `outside` is 1, 0, or null if there is no interval.
    ///
    /// - Parameter onlyOutside: leaves out changes that the intervals explain.
    public func rows(onlyOutside: Bool = false) -> [[SQLValue]] {
        changes.filter { !onlyOutside || $0.isOutside == true }.map { change in
            let difference = change.new.number.flatMap { new in change.old.number.map { new - $0 } }
            return [
                .text(change.table), .text(change.row), SQLValue(change.column), change.old, change.new,
                difference.map(SQLValue.real) ?? .null, change.isOutside.map { .integer($0 ? 1 : 0) } ?? .null,
                .text(change.presence.rawValue),
            ]
        }
    }
}
