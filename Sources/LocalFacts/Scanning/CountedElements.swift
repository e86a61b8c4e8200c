import Columns

/// The elements of lists that are counted for their samples, where columns of the element alone decide which.
struct CountedElements {
    private let source: ElementSource
    /// By the code of a stored value: the number of its element from 1; 0 if the element is not counted.
    private let numbers: [UInt32]

    /// Nil if columns of the samples decide, too, or the relation is not one of lists.
    ///
    /// - Parameters:
    ///   - columns: the columns that the rows were counted by.
    ///   - combinations: the codes of these columns that are counted.
    /// - Throws: `SQLError`, `StoreError`.
    init?(
        of source: ElementSource?, filters: [ColumnFilter], columns: [RelationColumn.Content],
        combinations: [[UInt32]]
    ) throws {
        guard let source else { return nil }
        var tests: [(codes: [UInt32]?, accepted: AcceptedCodes)] = []
        for filter in filters {
            guard case .element(let column, let accepted) = filter else { return nil }
            tests.append((try column.codesByElement(), accepted))
        }
        var keys: [[UInt32]?] = []
        for content in columns {
            guard case .element(let column) = content else { return nil }
            keys.append(try column.codesByElement())
        }
        func code(_ element: UInt32, _ codes: [UInt32]?) -> UInt32 {
            guard let codes else { return element }
            return Int(element) < codes.count ? codes[Int(element)] : 0
        }
        let combinations = Set(combinations)
        let elements = try source.elementsByValue()
        var numberByElement: [UInt32: UInt32] = [:]
        self.source = source
        numbers = elements.map { element in
            guard tests.allSatisfy({ $0.accepted.contains(code(element, $0.codes)) }),
                combinations.contains(keys.map { code(element, $0) })
            else { return 0 }
            if let number = numberByElement[element] { return number }
            let number = UInt32(numberByElement.count + 1)
            numberByElement[element] = number
            return number
        }
    }

    /// One more than the number of counted elements of each sample, for the row groups that have the lists; the others
    /// are absent.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: O(values of the lists), on all threads.
    func counts(in groups: [RowGroup]) throws -> [Int64: CodeVector] {
        try source.storedLists(in: groups) { [numbers] lists, limit in
            try lists.distinctCounts(under: numbers, limit: limit)
        }
    }
}
