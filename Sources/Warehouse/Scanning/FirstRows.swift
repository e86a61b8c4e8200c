import CSQLite
import SQLite

/// Asks a scan for the first or last rows, by their ids, of each combination of columns with codes.
///
/// These are all rows that a `limit` or a `row_number()` can keep, if what it orders by and the conditions depend on
/// these columns and the id alone.
struct FirstRows: Equatable {
    /// Rows of each combination.
    var count: Int
    /// Whether the rows with the greatest ids are wanted.
    var isDescending: Bool
    /// Names of columns of the relation.
    var columns: [String]

    /// As the hidden column takes it.
    var encoded: String { ([String(count), isDescending ? "desc" : "asc"] + columns).joined(separator: "\n") }

    init(count: Int, isDescending: Bool, columns: [String]) {
        (self.count, self.isDescending, self.columns) = (count, isDescending, columns)
    }

    /// Nil if the text is not one that `encoded` made.
    init?(encoded: String) {
        let parts = encoded.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let count = Int(parts[0]), count >= 0, ["asc", "desc"].contains(parts[1]) else {
            return nil
        }
        self.init(count: count, isDescending: parts[1] == "desc", columns: Array(parts.dropFirst(2)))
    }
}

/// Counts the rows of each combination while a scan goes over the row groups, and leaves out those beyond the count.
final class FirstRowsCounter {
    private let request: FirstRows
    private let columns: [(column: any CodedColumn, codeCount: Int)]
    /// By the number of the combination; a dictionary if there are many.
    private var counts: [UInt32] = []
    private var countsByNumber: [Int: UInt32] = [:]

    /// Of fewer possible combinations a table is kept.
    private static let mostTableEntries = 1 << 22

    /// Nil if the columns have more combinations than can be numbered, in which case all rows are kept.
    ///
    /// - Throws: `SQLError` for a column that has no codes, `StoreError`.
    init?(_ request: FirstRows, of relation: Relation) throws {
        self.request = request
        columns = try request.columns.map { name in
            let column = relation.columns.first { $0.name == name }
            guard case .coded(let coded) = column?.content else {
                throw SQLError(code: SQLITE_INTERNAL, message: "column \(name) of \(relation.name) has no codes")
            }
            return (coded, try coded.values().count)
        }
        var combinationCount = 1
        for column in columns {
            let (product, overflow) = combinationCount.multipliedReportingOverflow(by: max(1, column.codeCount))
            guard !overflow else { return nil }
            combinationCount = product
        }
        if combinationCount <= FirstRowsCounter.mostTableEntries {
            counts = [UInt32](repeating: 0, count: combinationCount)
        }
    }

    /// The rows of a row group that are among the first; row groups come in the order of the scan.
    ///
    /// - Complexity: O(rows × columns).
    func kept(_ rows: GroupRows, in block: SampleBlock) throws -> GroupRows {
        let numbers = try numbers(in: block)
        var samples: [UInt32] = []
        let limit = UInt32(clamping: request.count)
        for place in 0..<rows.count {
            let sample = rows.sample(request.isDescending ? rows.count - 1 - place : place)
            if count(numbers[sample]) <= limit { samples.append(UInt32(sample)) }
        }
        if request.isDescending { samples.reverse() }
        return GroupRows(count: samples.count, samples: samples)
    }

    /// The rows of a combination so far, one more among them.
    private func count(_ number: Int) -> UInt32 {
        if counts.isEmpty {
            let count = min(countsByNumber[number, default: 0], .max - 1) + 1
            countsByNumber[number] = count
            return count
        }
        let count = min(counts[number], .max - 1) + 1
        counts[number] = count
        return count
    }

    /// The number of each sample's combination.
    private func numbers(in block: SampleBlock) throws -> [Int] {
        var numbers = [Int](repeating: 0, count: block.rowCount)
        for (column, codeCount) in columns {
            let codes = try column.codes(in: block).array
            for sample in numbers.indices { numbers[sample] = numbers[sample] * codeCount + Int(codes[sample]) }
        }
        return numbers
    }
}
