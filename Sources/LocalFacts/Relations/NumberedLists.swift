import Columns

/// The lists of all samples, numbered. They last as long as a statement runs.
struct NumberedLists {
    /// One more than the number of the list, by row group.
    private(set) var numbers: [Int64: CodeVector] = [:]
    /// 2 for the first sample of a list, else 1, by row group.
    private(set) var firsts: [Int64: CodeVector] = [:]

    /// Row groups whose lists are decoded before they are numbered.
    private static let groupsAtOnce = 16

    /// - Parameter checkInterrupt: called for each row group.
    /// - Throws: `SQLError`, `StoreError`; what `checkInterrupt` throws.
    /// - Complexity: O(elements).
    init(of element: ElementSource, in groups: [RowGroup], checkInterrupt: () throws -> Void) throws {
        // A list of one element has the number of the element's code. The others come after all codes.
        let codeCount = UInt32(try element.values().count)
        var longer = TextHashTable()
        var isSeen = [Bool](repeating: false, count: Int(codeCount))
        for (place, group) in groups.enumerated() {
            try checkInterrupt()
            if place % NumberedLists.groupsAtOnce == 0 {
                try element.prepare(Array(groups[place...].prefix(NumberedLists.groupsAtOnce)))
            }
            let list = try element.list(in: SampleBlock(group))
            let codes = list.codes.array
            var own = [UInt32](repeating: 0, count: group.rowCount)
            var first = [UInt32](repeating: 1, count: group.rowCount)
            codes.withUnsafeBytes { bytes in
                for sample in own.indices {
                    let elements = Int(list.offsets[sample])..<Int(list.offsets[sample + 1])
                    // Without elements, the sample has no rows.
                    if elements.isEmpty { continue }
                    let size = MemoryLayout<UInt32>.stride
                    let number =
                        elements.count == 1
                        ? codes[elements.lowerBound]
                        : codeCount
                            + longer.intern(
                                TextHash(
                                    UnsafeRawBufferPointer(
                                        rebasing: bytes[elements.lowerBound * size..<elements.upperBound * size])))
                    own[sample] = number + 1
                    if number >= isSeen.count {
                        isSeen.append(contentsOf: repeatElement(false, count: Int(number) + 1 - isSeen.count))
                    }
                    if isSeen[Int(number)] { continue }
                    isSeen[Int(number)] = true
                    first[sample] = 2
                }
            }
            numbers[group.id] = CodeVector(own)
            firsts[group.id] = CodeVector(first)
        }
    }
}
