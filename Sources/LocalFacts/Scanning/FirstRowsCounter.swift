import Columns
import CSQLite
import SQLite

/// Counts the rows of each combination while a scan goes over the row groups, and leaves out those beyond the count.
/// By a number, it leaves out rows that are not among the first of the rows so far, so that some of the rows that it
/// keeps are not wanted.
final class FirstRowsCounter {
    private let request: FirstRows
    private let combinations: CodeCombinations
    /// By the number of the combination; a dictionary if there are many.
    private var counts: [UInt32] = []
    private var countsByNumber: [UInt32: UInt32] = [:]
    private let number: RelationColumn.Content?
    /// The numbers of the first rows by combination, in the order that is wanted.
    private var firstNumbers: [UInt32: LeastNumbers] = [:]
    /// The greatest of them by combination, so that most rows cost one comparison; empty if there are many.
    private var bounds: [Int64] = []

    /// Of fewer possible combinations a table is kept.
    private static let mostTableEntries = 1 << 22

    /// - Throws: `SQLError` for a column that has no codes, `StoreError`.
    init(_ request: FirstRows, of relation: Relation) throws {
        self.request = request
        combinations = try CodeCombinations(request.columns.map(relation.codedColumn(named:)))
        number = try request.number.map { number in
            guard let column = relation.columns.first(where: { $0.name == number.column }) else {
                throw SQLError(code: SQLITE_INTERNAL, message: "\(relation.name) has no column \(number.column)")
            }
            return column.content
        }
        guard let count = combinations.count, count <= FirstRowsCounter.mostTableEntries else { return }
        if number != nil {
            bounds = [Int64](repeating: .max, count: count)
        } else {
            counts = [UInt32](repeating: 0, count: count)
        }
    }

    /// The rows of a row group that are among the first; row groups come in the order of the scan.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(rows × columns).
    func kept(_ rows: GroupRows, in block: SampleBlock, _ reader: SegmentReader) throws -> GroupRows {
        let numbers = try combinations.numbers(in: block).array
        if let number, let wanted = request.number {
            let keys = try FirstRowsCounter.keys(number, in: block, reader, isDescending: wanted.isDescending)
            return kept(rows, by: keys, combinations: numbers)
        }
        var samples = counts.isEmpty ? keptByDictionary(rows, numbers) : keptByTable(rows, numbers)
        if request.isDescending { samples.reverse() }
        return GroupRows(count: samples.count, samples: samples)
    }

    private func keptByTable(_ rows: GroupRows, _ numbers: [UInt32]) -> [UInt32] {
        let limit = UInt32(clamping: request.count)
        let isDescending = request.isDescending
        var samples: [UInt32] = []
        counts.withUnsafeMutableBufferPointer { counts in
            numbers.withUnsafeBufferPointer { numbers in
                for place in 0..<rows.count {
                    let sample = rows.sample(isDescending ? rows.count - 1 - place : place)
                    let number = Int(numbers[sample])
                    if counts[number] >= limit { continue }
                    counts[number] += 1
                    samples.append(UInt32(sample))
                }
            }
        }
        return samples
    }

    private func keptByDictionary(_ rows: GroupRows, _ numbers: [UInt32]) -> [UInt32] {
        let limit = UInt32(clamping: request.count)
        var samples: [UInt32] = []
        for place in 0..<rows.count {
            let sample = rows.sample(request.isDescending ? rows.count - 1 - place : place)
            let count = countsByNumber[numbers[sample], default: 0]
            if count >= limit { continue }
            countsByNumber[numbers[sample]] = count + 1
            samples.append(UInt32(sample))
        }
        return samples
    }

    private func kept(_ rows: GroupRows, by keys: [Int64], combinations: [UInt32]) -> GroupRows {
        var samples: [UInt32] = []
        // A property of an object would be checked for other accesses at each row.
        var bounds: [Int64] = []
        swap(&bounds, &self.bounds)
        defer { swap(&bounds, &self.bounds) }
        for place in 0..<rows.count {
            let sample = rows.sample(request.isDescending ? rows.count - 1 - place : place)
            let (key, combination) = (keys[sample], combinations[sample])
            if !bounds.isEmpty, key > bounds[Int(combination)] { continue }
            var first = firstNumbers.removeValue(forKey: combination) ?? LeastNumbers(maximumCount: request.count)
            if isWanted(key, bound: first.bound) { samples.append(UInt32(sample)) }
            first.insert(key)
            if !bounds.isEmpty, let bound = first.bound { bounds[Int(combination)] = bound }
            firstNumbers[combination] = first
        }
        if request.isDescending { samples.reverse() }
        return GroupRows(count: samples.count, samples: samples)
    }

    /// Rows come in the order of their ids. So if the id decides, a later row of the same number comes after.
    private func isWanted(_ key: Int64, bound: Int64?) -> Bool {
        guard request.count > 0 else { return false }
        guard let bound else { return true }
        // The least and greatest key also stand for null.
        let isDecided = request.isDecidedByID && key != .min && key != .max
        return key < bound || (key == bound && !isDecided)
    }

    /// For each sample a number in the order that is wanted.
    private static func keys(
        _ number: RelationColumn.Content, in block: SampleBlock, _ reader: SegmentReader, isDescending: Bool
    ) throws -> [Int64] {
        let group = block.group
        let values: [Int64]
        switch number {
        case .length(let column, let unit):
            // Null comes first, as code 0 does.
            values = try reader.lengths(column, in: unit, group)?.array.map(Int64.init) ?? []
        case .integer(let column):
            let vector = try reader.integers(column, group)
            values = (0..<group.rowCount).map { vector?[$0] ?? .min }
        case .real(let column):
            let vector = try reader.reals(column, group)
            // SQL has one zero.
            values = (0..<group.rowCount).map { vector?[$0].map { OrderedReal.integer($0 == 0 ? 0 : $0) } ?? .min }
        default: values = []
        }
        let all = values.isEmpty ? [Int64](repeating: .min, count: group.rowCount) : values
        return isDescending ? all.map { ~$0 } : all
    }
}
