import Columns

/// The places of rows by their ids among the rows of their partition. They last as long as a statement runs.
///
/// One pass counts the rows of each partition before each row group. The places within a row group are found when the
/// group is read.
final class RowPlaces {
    private let place: RowPlace
    private let combinations: CodeCombinations
    /// Which rows are numbered; nil for all.
    private let rows: NumberByID?
    /// The partitions in the order of their first occurrence, by the number of their combination: in a table, or in a
    /// dictionary if there may be many. If there are few, the number of the combination is that of the partition.
    private var table: [UInt32] = []
    private var dictionary: [UInt32: UInt32] = [:]
    private var isOfCombinations = false
    private var partitionCount = 0
    /// Rows of each partition before a row group. Partitions that begin later are absent.
    private var before: [Int64: [UInt32]] = [:]
    /// Rows of each partition in all.
    private var totals: [UInt32] = []
    /// The row group that was read last.
    private var last: (group: Int64, codes: CodeVector)?

    private static let mostTableEntries = 1 << 22
    private static let fewCombinations = 1 << 12
    /// No combination and no partition has this number.
    private static let none = UInt32.max

    /// - Parameters:
    ///   - partition: the columns that divide the rows.
    ///   - rows: the rows that are numbered; nil for all.
    ///   - checkInterrupt: called for each row group.
    /// - Throws: `SQLError`, `StoreError`; what `checkInterrupt` throws.
    /// - Complexity: O(rows × columns of the partition).
    init(
        _ place: RowPlace, partition: [any CodedColumn], of rows: NumberByID?, in groups: [RowGroup],
        checkInterrupt: () throws -> Void
    ) throws {
        (self.place, self.rows) = (place, rows)
        combinations = try CodeCombinations(partition)
        if let count = combinations.count, count <= RowPlaces.fewCombinations {
            isOfCombinations = true
            partitionCount = count
        } else if let count = combinations.count, count <= RowPlaces.mostTableEntries {
            table = [UInt32](repeating: RowPlaces.none, count: count)
        }
        for group in groups {
            try checkInterrupt()
            before[group.id] = totals
            let partitions = try partitions(in: group)
            totals.append(contentsOf: repeatElement(0, count: partitionCount - totals.count))
            totals.withUnsafeMutableBufferPointer { totals in
                for partition in partitions where partition != RowPlaces.none { totals[Int(partition)] += 1 }
            }
        }
    }

    /// The greatest value of any row.
    var greatest: Int64 {
        switch place.value {
        case .number: Int64(totals.max() ?? 0)
        case .tile(let count): count
        }
    }

    /// One more than the value of each row; 0 for rows that are not numbered.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func codes(of group: RowGroup) throws -> CodeVector {
        if let last, last.group == group.id { return last.codes }
        var counts = before[group.id] ?? []
        counts.append(contentsOf: repeatElement(0, count: totals.count - counts.count))
        let partitions = try partitions(in: group)
        // Properties of an object would be checked for other accesses at each row.
        let (place, totals) = (place, totals)
        var result = [UInt32](repeating: 0, count: partitions.count)
        result.withUnsafeMutableBufferPointer { result in
            counts.withUnsafeMutableBufferPointer { counts in
                for (row, partition) in partitions.enumerated() where partition != RowPlaces.none {
                    let (partition, total) = (Int(partition), totals[Int(partition)])
                    let number = place.isDescending ? total - counts[partition] : counts[partition] + 1
                    counts[partition] += 1
                    result[row] = place.value(number, of: total) + 1
                }
            }
        }
        let codes = CodeVector(result)
        last = (group.id, codes)
        return codes
    }

    /// The partition of each sample; `none` for one that is not numbered.
    private func partitions(in group: RowGroup) throws -> [UInt32] {
        let block = SampleBlock(group)
        var partitions = try combinations.numbers(in: block).array
        if let codes = try rows?.codes(in: block) {
            // One more than the number of the sample's rows.
            if case .constant(let code, _) = codes, code > 1 { return numbered(partitions) }
            let counts = codes.array
            for row in partitions.indices where counts[row] <= 1 { partitions[row] = RowPlaces.none }
        }
        return numbered(partitions)
    }

    /// The partitions of combinations.
    private func numbered(_ combinations: [UInt32]) -> [UInt32] {
        var partitions = combinations
        if isOfCombinations { return partitions }
        for row in partitions.indices where partitions[row] != RowPlaces.none {
            partitions[row] = partition(partitions[row])
        }
        return partitions
    }

    /// The partition of a combination, in the order of their first occurrence.
    private func partition(_ combination: UInt32) -> UInt32 {
        if table.isEmpty {
            if let known = dictionary[combination] { return known }
            dictionary[combination] = UInt32(partitionCount)
        } else {
            if table[Int(combination)] != RowPlaces.none { return table[Int(combination)] }
            table[Int(combination)] = UInt32(partitionCount)
        }
        partitionCount += 1
        return UInt32(partitionCount - 1)
    }
}

extension RowPlace {
    /// - Parameter number: the place of the row among so many, from 1.
    fileprivate func value(_ number: UInt32, of total: UInt32) -> UInt32 {
        guard case .tile(let tiles) = value else { return number }
        let (size, extra) = total.quotientAndRemainder(dividingBy: UInt32(tiles))
        let inLarger = extra * (size + 1)
        if number <= inLarger { return (number - 1) / (size + 1) + 1 }
        return extra + (number - 1 - inLarger) / size + 1
    }
}
