import Readers

/// The part of a batch that belongs to the records after `first` and up to `last`, of those of the whole file.
///
/// A resumed load begins inside a batch, and one with a limit ends inside one; both at the boundary of a record.
struct RecordWindow {
    let rows: Range<Int>
    let rejects: [Reject]
    let emptyRecords: Int
    /// Number of the last record dealt with.
    let lastRecord: Int64

    /// - Parameters:
    ///   - after: records up to this one are dealt with.
    ///   - rowLimit: the window ends with the record that brings it to this many rows.
    init(_ batch: RowBatch, after: Int64, rowLimit: Int64?) {
        let lastOfBatch = batch.position.records
        let firstOfBatch = lastOfBatch - Int64(batch.recordsRead)
        let begin = batch.recordNumbers.partitioningIndex { $0 > after }
        var last = lastOfBatch
        var end = batch.rowCount
        if let rowLimit, Int64(end - begin) >= rowLimit, rowLimit > 0 {
            last = batch.recordNumbers[begin + Int(rowLimit) - 1]
            end = batch.recordNumbers.partitioningIndex { $0 > last }
        }
        let start = max(firstOfBatch, after)
        rows = begin..<end
        rejects = batch.rejects.filter { $0.recordNumber > start && $0.recordNumber <= last }
        lastRecord = max(last, start)
        var withRows = 0
        var previous: Int64 = -1
        for number in batch.recordNumbers[begin..<end] where number != previous {
            withRows += 1
            previous = number
        }
        emptyRecords = max(0, Int(lastRecord - start) - withRows - rejects.count)
    }
}

extension Array {
    /// The first index whose element is in the second part, of an array whose second part follows its first part.
    ///
    /// - Complexity: O(log count).
    fileprivate func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if isInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
