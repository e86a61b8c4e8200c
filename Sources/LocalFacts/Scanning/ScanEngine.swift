import Columns
import SQLite

/// What the scans of one open store share: readers, what is cached of the store's present state, and what the running
/// statement has found.
final class ScanEngine {
    let connection: Connection
    let catalogue: Catalogue
    let reader: SegmentReader
    let cubes: CubeReader
    /// The cells of recent questions.
    var storeCells = StoreCellCache()
    /// Which cubes serve questions on which columns.
    var cubeCoverages: [ScanRoots.Identity: CubeCoverage] = [:]
    /// The elements of the list relations, by the relations' names.
    var elements: [String: ElementSource] = [:]
    /// The values that SQLite may read without a copy. Those from before a reload are kept, since a running statement
    /// may still use them.
    private var texts: [ObjectIdentifier: ValueTexts] = [:]
    private var oldTexts: [ValueTexts] = []
    /// Whether counts may come from cubes and cached cells; tests compare them with those of the rows.
    var usesCubes = true
    /// The scans of the running statements; nil if they are not recorded.
    var records: [ScanRecord]?
    /// The source of randomness for rows in random order; tests replace it to repeat a draw.
    var randomness: () -> any RandomNumberGenerator = { SQLiteRandomness() }
    /// Of the statement that runs.
    var idleIDScans = IdleIDScans()
    /// The numbers by id that the statement that runs has asked for, by the text that it passes.
    var numbersByID: [String: NumberByID] = [:]
    /// Where the scan of a query of ids leaves its cells.
    var collectedCells: CollectedCells?
    /// The plans that scans of the statement have read.
    var plans: [(text: [CChar], request: ScanRequest)] = []
    /// The statements of another program that read the relations; nil if there is none.
    weak var host: (any HostStatements)?

    init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
        reader = SegmentReader(connection: connection, catalogue: catalogue)
        cubes = CubeReader(connection: connection, catalogue: catalogue)
    }

    /// Drops what belongs to the former state of the store.
    ///
    /// - Parameter isBeingRead: whether a running statement still uses values of that state.
    func clear(isBeingRead: Bool) {
        reader.clear()
        cubes.clear()
        idleIDScans.removeAll()
        storeCells = StoreCellCache()
        cubeCoverages = [:]
        // Otherwise a session that is open during a load would grow with each commit of the load.
        if isBeingRead { oldTexts += texts.values } else { oldTexts = [] }
        texts = [:]
    }

    /// Drops what the statements that ran have found.
    func endStatements() {
        idleIDScans.removeAll()
        numbersByID = [:]
        plans = []
    }

    /// Adds what a scan did to the record of an earlier one that was asked for the same.
    ///
    /// A query that is correlated with another one opens its relations again for each row of the other.
    func fold(_ record: ScanRecord) {
        guard let place = records?.lastIndex(where: { $0 === record }),
            let earlier = records?.prefix(place).first(where: { $0.isAskedForSame(as: record) })
        else { return }
        earlier.add(record)
        records?.remove(at: place)
    }

    /// The values of a column's codes, made when they are first given to a statement.
    func texts(of column: AnyObject, _ values: CodeValues) -> ValueTexts {
        if let known = texts[ObjectIdentifier(column)] { return known }
        let made = ValueTexts(values)
        texts[ObjectIdentifier(column)] = made
        return made
    }
}
