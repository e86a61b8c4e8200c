import Columns

/// The cells of all samples of the store by the columns that a question depends on.
struct StoreCells: Sendable {
    /// The codes of the roots' columns, in their order.
    var columns: [CodeVector]
    var elements: CodeVector?
    /// The number of a sample's elements.
    var lengths: CodeVector?
    var counts: [Int64]
    /// Nil if each was mentioned once, or if mentions are not requested.
    var mentions: [Int64]?

    var count: Int { counts.count }

    init(_ cells: CollapsedCells, _ roots: ScanRoots) {
        var codes = cells.codes[...]
        columns = roots.columns.map { _ in CodeVector(codes.removeFirst()) }
        elements = roots.usesElements ? CodeVector(codes.removeFirst()) : nil
        lengths = roots.usesLengths ? CodeVector(codes.removeFirst()) : nil
        counts = cells.counts
        mentions = cells.mentions == cells.counts ? nil : cells.mentions
    }
}

/// The cells of recent questions. A further question on the same columns is answered from them alone, whatever it
/// groups by or compares.
struct StoreCellCache {
    private var cells: [ScanRoots.Identity: StoreCells] = [:]
    private var asked: Set<ScanRoots.Identity> = []
    private var cellCount = 0

    /// The limit of cached cells: about 100 MB. Beyond it all are dropped and collected again.
    private static let maximumCellCount = 4 << 20

    subscript(identity: ScanRoots.Identity) -> StoreCells? { cells[identity] }

    mutating func keep(_ made: StoreCells, as identity: ScanRoots.Identity) {
        if cellCount + made.count > StoreCellCache.maximumCellCount { self = StoreCellCache() }
        cells[identity] = made
        cellCount += made.count
    }

    /// Whether these roots were requested before.
    mutating func isRepeated(_ identity: ScanRoots.Identity) -> Bool { !asked.insert(identity).inserted }
}
