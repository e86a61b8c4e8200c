/// A column of a row group as input for cubes: one code per sample.
public struct CubeColumn: Sendable {
    /// What the codes of the column are.
    public enum Content: Sendable {
        case tag
        /// A code stands for a list of distinct values and how often each is mentioned, whatever their order.
        case lists(ListVector)
    }

    public let content: Content
    let codes: [UInt32]
    /// One more than the greatest code.
    let cardinality: Int
    let distinctCount: Int

    /// A column of dictionary codes.
    ///
    /// - Complexity: O(samples).
    public init(codes: [UInt32]) {
        self.init(codes: codes, content: .tag)
    }

    /// A multi-valued column; equal lists get the same code.
    ///
    /// - Complexity: O(elements); for lists of k elements O(k log k).
    public init(lists: ListVector) {
        var numbering = ListNumbering()
        self.init(codes: (0..<lists.rowCount).map { numbering.number(of: $0, in: lists) }, content: .lists(lists))
    }

    private init(codes: [UInt32], content: Content) {
        self.codes = codes
        self.content = content
        var occurs = [Bool](repeating: false, count: Int(codes.max() ?? 0) + 1)
        for code in codes { occurs[Int(code)] = true }
        cardinality = occurs.count
        distinctCount = occurs.count { $0 }
    }

    var isOfLists: Bool { if case .lists = content { true } else { false } }
}

/// Numbers lists: the values of a list in the order of their codes lead from one number to the next, as in a trie.
private struct ListNumbering {
    private var steps = PairTable()

    mutating func number(of row: Int, in lists: ListVector) -> UInt32 {
        let elements = Int(lists.offsets[row])..<Int(lists.offsets[row + 1])
        if elements.count <= 1 {
            return elements.first.map { step(0, lists, $0) } ?? 0
        }
        return elements.sorted { lists.codes[$0] < lists.codes[$1] }.reduce(0) { step($0, lists, $1) }
    }

    private mutating func step(_ number: UInt32, _ lists: ListVector, _ element: Int) -> UInt32 {
        let next = steps.number(of: number << 1, lists.codes[element]) + 1
        let mentions = lists.mentions?[element] ?? 1
        // An odd left side keeps numbers of mentions apart from codes.
        return mentions == 1 ? next : steps.number(of: next << 1 | 1, mentions) + 1
    }
}
