import Columns
import LocalFacts
import SQLite

/// Something in a store that is not as it was written.
public struct CheckProblem: Sendable, Equatable, CustomStringConvertible {
    public var description: String
}

/// What a check looked at.
public struct CheckResult: Sendable {
    public var rowGroupCount = 0
    public var segmentCount = 0
    public var textBlockCount = 0
    public var cubeCount = 0
    /// Pages of text indexes.
    public var indexPageCount = 0
    public var problems: [CheckProblem] = []
    /// Tables that users may edit, and did.
    public var edits: [TableEdit] = []
}

extension Store {
    /// Reads everything: every checksum, every code, every count.
    ///
    /// - Throws: `SQLError` where SQLite itself cannot read the file any more.
    /// - Complexity: the cost of decoding the whole store, a row group at a time.
    public func check() throws -> CheckResult {
        // Otherwise a concurrent load would be seen partially.
        try snapshot {
            let checker = StoreChecker(self)
            try checker.run()
            return checker.result
        }
    }
}

private final class StoreChecker {
    private let store: Store
    private(set) var result = CheckResult()

    init(_ store: Store) { self.store = store }

    private var connection: Connection { store.connection }
    private var catalogue: Catalogue { store.catalogue }

    func run() throws {
        for row in try connection.rows("pragma integrity_check") where row[0] != "ok" {
            report("SQLite: \(row[0].text ?? "")")
        }
        try checkTables()
        // Damage has been reported by now; damaged tables are read anyway.
        let verifier = catalogue.verifier
        let wasSuspended = verifier.isSuspended
        verifier.isSuspended = true
        defer { verifier.isSuspended = wasSuspended }
        try checkFiles()
        try checkRowGroups()
        try checkDictionaries()
        for facts in catalogue.tables {
            // What the store knows of an outside table is in small tables, which are checked above.
            guard facts.outside == nil else { continue }
            for group in facts.rowGroups { try check(group, of: facts) }
        }
        try checkReach()
        try TextIndexCheck(connection: connection, catalogue: catalogue).run(&result)
        try checkCounts()
    }

    private func check(_ group: RowGroup, of facts: StoredFacts) throws {
        result.rowGroupCount += 1
        // A reader of its own, so that memory holds one row group.
        let reader = SegmentReader(connection: connection, catalogue: catalogue)
        try checkContent(group)
        for column in facts.columns {
            attempt { try checkColumn(column, group, reader) }
        }
        attempt {
            result.cubeCount += try CubeCheck(
                catalogue: catalogue, reader: reader,
                cubes: CubeReader(connection: connection, catalogue: catalogue)
            ).check(group)
        }
    }

    /// A segment or text block with a wrong column or part would be missing elsewhere.
    private func checkReach() throws {
        guard result.problems.isEmpty else { return }
        var tables = [("segment", result.segmentCount), ("text_block", result.textBlockCount)]
        if try CubeReader.isThere(connection) { tables.append(("cube", result.cubeCount)) }
        for (table, read) in tables {
            let found = try connection.value("select count(*) from \(table)").integer ?? 0
            if found != Int64(read) { report("table \(table) has \(found) rows, and the columns have \(read) of them") }
        }
    }

    private func report(_ text: String) { result.problems.append(CheckProblem(description: text)) }

    private func attempt(_ body: () throws -> Void) {
        do { try body() } catch { report("\(error)") }
    }

    /// seen = stored + rejected + skipped, and the rows are there.
    private func checkFiles() throws {
        let files = try connection.rows(
            """
            with
                stored as (select file_id, sum(row_count) as row_count from row_group group by file_id),
                rejected as (select file_id, count(*) as row_count from reject group by file_id),
                left_out as (select file_id, sum(row_count) as row_count from skipped group by file_id)
            select file.path, file.rows_seen, file.rows_stored, file.rows_rejected, file.rows_skipped,
                coalesce(stored.row_count, 0), coalesce(rejected.row_count, 0), coalesce(left_out.row_count, 0)
            from file
                left join stored on stored.file_id = file.id
                left join rejected on rejected.file_id = file.id
                left join left_out on left_out.file_id = file.id
            """)
        for row in files {
            let path = row[0].text ?? ""
            let numbers = row.dropFirst().map { $0.integer ?? 0 }
            if numbers[0] != numbers[1] + numbers[2] + numbers[3] {
                report(
                    "\(StoreError.counts(path: path, seen: numbers[0], stored: numbers[1], rejected: numbers[2], skipped: numbers[3]))"
                )
            }
            for (name, said, found) in [
                ("stored", numbers[1], numbers[4]), ("rejected", numbers[2], numbers[5]),
                ("skipped", numbers[3], numbers[6]),
            ] where said != found {
                report("\(path): \(said) rows are said to be \(name), and \(found) are there")
            }
        }
    }

    /// The small tables are those that were written.
    private func checkTables() throws {
        if let damage = catalogue.damage { report("\(damage)") }
        for table in CheckedTable.all {
            if let damage = catalogue.verifier.damage(of: table), damage != catalogue.damage { report("\(damage)") }
            if let edit = try catalogue.verifier.edit(of: table) { result.edits.append(edit) }
        }
        if try StoreChecksums.areKept(on: connection), try !StoreSchema.keepsChecksums(connection) {
            report("the store has checksums of its tables and a version of the format that has none")
        }
    }

    /// A row group has what it had when it was written, and nothing else.
    private func checkContent(_ group: RowGroup) throws {
        guard let content = group.content else { return }
        let found = try RowGroupContent.found(group.id, on: connection)
        let now = RowGroupContent(columns: found.columns, cubeCount: Int(found.cubeCount))
        for id in content.columnsWithLengths.symmetricDifference(now.columnsWithLengths).sorted() {
            let lost = content.columnsWithLengths.contains(id) ? "are missing" : "were not written"
            report(
                "the lengths of column \(catalogue.column(id: id)?.name ?? "\(id)") of row group \(group.id) \(lost)")
        }
        for id in content.columns.symmetricDifference(now.columns).sorted() {
            guard let column = catalogue.column(id: id), content.columns.contains(id) else {
                report("row group \(group.id) has a column \(id) that was not written")
                continue
            }
            report("\(StoreError.missingContent(column: column.name, rowGroup: group.id))")
        }
        if found.cubeCount != content.cubeCount {
            report("row group \(group.id) has \(found.cubeCount) cubes, and \(content.cubeCount) were written")
        }
    }

    private func checkRowGroups() throws {
        let strays = try connection.value(
            """
            select
                (select count(*) from segment where row_group_id not in (select id from row_group))
                + (select count(*) from text_block where row_group_id not in (select id from row_group))
            """)
        if strays != 0 { report("segments or text blocks belong to no row group: \(strays)") }
    }

    private func checkDictionaries() throws {
        for column in catalogue.columns where column.isDictionaryCoded {
            attempt { _ = try catalogue.dictionary(of: column) }
        }
    }

    private func checkColumn(_ column: ColumnDefinition, _ group: RowGroup, _ reader: SegmentReader) throws {
        switch column.kind {
        case .tag:
            if let codes = try reader.codes(column, group) {
                result.segmentCount += 1
                try checkSummary(column, group, reader, Set((0..<codes.count).map { codes[$0] }))
            }
        case .tags:
            if try reader.lists(column, group) != nil { result.segmentCount += 2 }
        case .integer:
            if let vector = try reader.integers(column, group) {
                result.segmentCount += 1
                try checkRange(column, group, reader, vector)
            }
        case .real:
            if try reader.reals(column, group) != nil { result.segmentCount += 1 }
        case .text:
            var lengths: [UInt32] = []
            try TextReader(connection: connection, column: column, group: group).forEachBlock { texts in
                result.textBlockCount += 1
                lengths += texts.lengthCodes(in: .characters)
            }
            if let stored = try reader.storedLengths(column, group) {
                result.segmentCount += 1
                if stored.array != lengths {
                    report("column \(column.name) of row group \(group.id): the lengths are not those of its texts")
                }
            }
        }
    }

    /// A filter skips a row group by its set of codes: if the set lacked a code, rows would be lost.
    private func checkSummary(
        _ column: ColumnDefinition, _ group: RowGroup, _ reader: SegmentReader, _ occurring: Set<UInt32>
    ) throws {
        guard let summary = try reader.summary(column, group) else { return }
        if let set = summary.codes, Set(set.codes) != occurring {
            report("column \(column.name) of row group \(group.id): the set of its codes is not that of its rows")
        }
        let codes = occurring.subtracting([0])
        let range = codes.min().flatMap { low in codes.max().map { Int64(low)...Int64($0) } }
        if range != summary.range {
            report("column \(column.name) of row group \(group.id): the range of its codes is not that of its rows")
        }
    }

    private func checkRange(
        _ column: ColumnDefinition, _ group: RowGroup, _ reader: SegmentReader, _ vector: IntegerVector
    ) throws {
        let present = (0..<vector.count).compactMap { vector[$0] }
        let range = present.min().flatMap { low in present.max().map { low...$0 } }
        guard let summary = try reader.summary(column, group) else { return }
        if range != summary.range || summary.nullCount != vector.count - present.count {
            report("column \(column.name) of row group \(group.id): its range or null count is not that of its rows")
        }
    }

    /// The collapse agrees with the catalogue: all rows are counted, whatever they are grouped by.
    private func checkCounts() throws {
        guard result.problems.isEmpty else { return }
        for facts in catalogue.tables {
            let table = SQLName.quoted(facts.table.name)
            for column in facts.columns where column.kind == .tag {
                let counted = try connection.value(
                    """
                    with counted as (select \(SQLName.quoted(column.name)), n from \(table))
                    select coalesce(sum(n), 0) from counted
                    """)
                if counted != .integer(Int64(facts.rowCount)) {
                    report(
                        "grouped by \(column.name), \(counted) \(facts.table.rowNoun)s are counted of \(facts.rowCount)"
                    )
                }
            }
        }
    }
}
