import Columns

/// The rows of chosen samples of a block: the samples themselves, or in a list relation their elements that pass.
/// Everything needed has been read, so any thread can run this.
struct ElementSelection: Sendable {
    /// Ascending; nil for all of the block.
    var samples: [UInt32]?
    /// Samples of the block.
    var rowCount: Int
    /// Nil if the relation is not one of lists.
    var list: ListVector?
    /// Comparisons of the elements.
    var tests: [CodeTest]

    /// The lists to read.
    var cost: Int { list == nil ? 0 : samples?.count ?? rowCount }

    /// The rows; nil if there are none.
    ///
    /// - Precondition: the samples are of the block, and the list and the tests' codes of its samples and elements.
    /// - Complexity: O(samples + elements).
    func rows() -> GroupRows? {
        guard let list else { return GroupRows(count: samples?.count ?? rowCount, samples: samples) }
        var elements: [UInt32]?
        var rows: [UInt32]
        if let samples {
            let expanded = list.elements(ofRows: samples)
            (rows, elements) = (expanded.rows, expanded.elements)
        } else {
            rows = list.rowsByElement
        }
        for test in tests {
            let codes = elements.map { test.codes.codes(at: $0) } ?? test.codes
            let passing = codes.rows(in: 0..<codes.count, accepted: test.accepted)
            rows = passing.map { rows[Int($0)] }
            elements = elements.map { elements in passing.map { elements[Int($0)] } } ?? passing
        }
        return rows.isEmpty ? nil : GroupRows(count: rows.count, samples: rows, elements: elements)
    }
}
