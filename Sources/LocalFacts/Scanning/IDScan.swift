import Columns
import SQLite

/// The rows of one sample after another, as a join by id asks for them: the sample, or in a list relation its elements.
///
/// A row group stays decoded while its ids are asked for, so that a look-up costs a few comparisons.
final class IDScan: Scan {
    /// The used columns of a row group.
    private struct Entered {
        let index: Int
        let values: RowValues
        let list: ListVector?

        var ids: Range<Int64> { values.group.ids }
    }

    let relation: Relation
    let columns: [Int]
    private let selector: RowSelector
    private let record: ScanRecord?
    private var entered: [Int: Entered] = [:]
    private var current: Entered?
    private var sample = 0
    private var element = 0
    private var end = 0

    /// Ids in any order come back to a row group. Of more groups, the decoded columns would take much memory.
    private static let mostEntered = 64

    /// - Parameter columns: positions in the relation.
    init(_ relation: Relation, columns: [Int], selector: RowSelector, record: ScanRecord?) {
        self.relation = relation
        self.columns = columns
        self.selector = selector
        self.record = record
    }

    /// Goes to the rows of a sample; to the end if there is none.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func seek(_ id: Int64) throws {
        (element, end) = (0, 0)
        if current?.ids.contains(id) != true {
            guard let index = relation.facts.rowGroups.index(ofSample: id) else { return }
            current = try enter(index)
        }
        guard let current else { return }
        sample = Int(id - current.ids.lowerBound)
        if let list = current.list {
            (element, end) = (Int(list.offsets[sample]), Int(list.offsets[sample + 1]))
        } else {
            end = 1
        }
        record?.rowCount += end - element
        record?.resultCount += end - element
    }

    /// Goes to the end.
    func leave() { (element, end) = (0, 0) }

    private func enter(_ index: Int) throws -> Entered {
        if let known = entered[index] { return known }
        try selector.connection.checkInterrupt()
        let group = relation.facts.rowGroups[index]
        let decoded = Entered(
            index: index,
            values: try RowValues(relation, columns: columns, group: group, selector: selector),
            list: try relation.element?.list(in: SampleBlock(group)))
        if entered.count >= IDScan.mostEntered { entered.removeAll(keepingCapacity: true) }
        entered[index] = decoded
        record?.rowGroupCount += 1
        return decoded
    }

    var isAtEnd: Bool { element >= end }

    var rowID: Int64 {
        guard let current else { return 0 }
        guard current.list != nil else { return current.ids.lowerBound + Int64(sample) }
        return Relation.rowID(ofElement: element, inRowGroup: current.index)
    }

    func next() { element += 1 }

    func column(_ position: Int, into result: ResultContext) throws {
        try current?.values.put(position, sample: sample, element: element, into: result)
    }
}

extension [RowGroup] {
    /// The index of the row group that has a sample; nil if none has. Row groups follow one another by their ids.
    func index(ofSample id: Int64) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            let first = self[middle].firstSampleID
            if id < first {
                high = middle
            } else if id - first >= Int64(self[middle].rowCount) {
                low = middle + 1
            } else {
                return middle
            }
        }
        return nil
    }
}
