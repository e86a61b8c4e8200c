import CSQLite
import Columns
import SQLite

/// Rows of a block, their texts and the values of terms, as a virtual table; and a function that collects the values of
/// an expression over them. SQLite then steps once for many rows. A step for each row takes several times as long.
final class TextTable {
    /// The rows of the block that the table has; nil for one row of nulls.
    private var rows: [Int] = []
    private var texts: TextVector?
    /// The values of the terms, by row of the block.
    private var terms: [TermValues] = []
    private var place = 0
    /// The text of the row, and a zero after it.
    private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 1)
    /// What was collected: codes of `values`, one for each row.
    private var codes: [UInt32] = []
    private var values = DistinctValues()

    deinit { buffer.deallocate() }

    // MARK: - Registration

    static let name = "texts"
    static let function = "collected"

    /// SQLite's own part comes first, as its C interface demands.
    private struct Table {
        var base: sqlite3_vtab
        var texts: Unmanaged<TextTable>
    }

    private struct Cursor {
        var base: sqlite3_vtab_cursor
        var texts: Unmanaged<TextTable>
    }

    /// Makes the table and the function known to a connection that lives no longer than this object.
    ///
    /// - Throws: `SQLError`.
    func register(on connection: Connection) throws {
        let context = Unmanaged.passUnretained(self).toOpaque()
        var code = sqlite3_create_module_v2(connection.handle, TextTable.name, TextTable.module, context, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
        code = sqlite3_create_function_v2(
            connection.handle, TextTable.function, 1, SQLITE_UTF8, context, nil,
            { context, _, values in
                guard let user = sqlite3_user_data(context), let value = values?.pointee else { return }
                Unmanaged<TextTable>.fromOpaque(user)._withUnsafeGuaranteedRef { $0.collect(value) }
            }, { sqlite3_result_null($0) }, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    /// Lives as long as the program: SQLite keeps the address.
    nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
        let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
        module.initialize(to: sqlite3_module())
        module.pointee.iVersion = 1
        module.pointee.xConnect = { database, context, _, _, table, _ in
            guard let context else { return SQLITE_ERROR }
            let names =
                [SQLName.quoted(TextTerms.textName) + " text"]
                + (0..<TextTable.maximumTermCount).map { SQLName.quoted(TextTerms.name(of: $0)) }
            let code = sqlite3_declare_vtab(database, "create table texts (\(names.joined(separator: ", ")))")
            guard code == SQLITE_OK else { return code }
            let made = UnsafeMutablePointer<Table>.allocate(capacity: 1)
            made.initialize(to: Table(base: sqlite3_vtab(), texts: .fromOpaque(context)))
            table?.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
            return SQLITE_OK
        }
        module.pointee.xBestIndex = { _, _ in SQLITE_OK }
        module.pointee.xDisconnect = { table in
            UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self).deallocate()
            return SQLITE_OK
        }
        module.pointee.xOpen = { table, cursor in
            guard let table = UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self) else {
                return SQLITE_ERROR
            }
            let opened = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
            opened.initialize(to: Cursor(base: sqlite3_vtab_cursor(), texts: table.pointee.texts))
            cursor?.pointee = UnsafeMutableRawPointer(opened).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
            return SQLITE_OK
        }
        module.pointee.xClose = { cursor in
            UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).deallocate()
            return SQLITE_OK
        }
        module.pointee.xFilter = { cursor, _, _, _, _ in
            TextTable.use(cursor) { $0.place = 0 }
            return SQLITE_OK
        }
        module.pointee.xNext = { cursor in
            TextTable.use(cursor) { $0.place += 1 }
            return SQLITE_OK
        }
        module.pointee.xEof = { cursor in TextTable.use(cursor) { $0.place < $0.rows.count ? 0 : 1 } ?? 1 }
        module.pointee.xColumn = { cursor, context, column in
            TextTable.use(cursor) { $0.put(Int(column), into: context) }
            return SQLITE_OK
        }
        module.pointee.xRowid = { cursor, id in
            TextTable.use(cursor) { id?.pointee = Int64($0.place) }
            return SQLITE_OK
        }
        return UnsafePointer(module)
    }()

    /// SQLite takes up to 2,000 columns.
    static let maximumTermCount = 100

    @discardableResult
    private static func use<Result>(
        _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?, _ body: (TextTable) -> Result
    ) -> Result? {
        UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).pointee.texts
            ._withUnsafeGuaranteedRef(body)
    }

    // MARK: - Rows

    /// Calls `step`, which runs a statement over rows, and gives the codes of the values that it collected.
    ///
    /// - Parameters:
    ///   - texts: the block; nil if all texts are null.
    ///   - terms: the values of the terms by row of the block.
    ///   - values: gets the values.
    func collect(
        rows: [Int], of texts: TextVector?, terms: [TermValues], in values: inout DistinctValues,
        _ step: () throws -> Void
    ) rethrows -> [UInt32] {
        (self.rows, self.texts, self.terms) = (rows, texts, terms)
        swap(&self.values, &values)
        codes.removeAll(keepingCapacity: true)
        codes.reserveCapacity(rows.count)
        defer {
            swap(&self.values, &values)
            self.texts = nil
        }
        try step()
        return codes
    }

    private func put(_ column: Int, into context: OpaquePointer?) {
        let row = rows[place]
        guard column == 0 else {
            guard column <= terms.count, terms[column - 1].numbers[row] != TermValues.null else {
                return sqlite3_result_null(context)
            }
            let (number, texts) = (terms[column - 1].numbers[row], terms[column - 1].texts)
            guard let texts else { return sqlite3_result_int64(context, number) }
            // SQLite copies it: a row may have several such texts at once, and the buffer holds one.
            return texts.withBytes(of: UInt32(number)) { ResultContext(handle: context).set(text: $0) }
        }
        guard let texts else { return sqlite3_result_null(context) }
        texts.withBytes(of: row) { text in
            guard let text else { return sqlite3_result_null(context) }
            put(text, into: context)
        }
    }

    /// Passes a copy of a text that ends with a zero and stays as it is until the next row.
    ///
    /// SQLite's functions want such a text. They would make a copy each time, in memory that all threads take turns
    /// for.
    private func put(_ text: UnsafeRawBufferPointer, into context: OpaquePointer?) {
        if text.count >= buffer.count {
            buffer.deallocate()
            buffer = .allocate(byteCount: 2 * text.count + 1, alignment: 1)
        }
        buffer.copyMemory(from: text)
        buffer[text.count] = 0
        // A text with a zero within has to be passed with its length.
        let length = text.untilNUL.count < text.count ? Int32(clamping: text.count) : -1
        sqlite3_result_text(context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), length, nil)
    }

    private func collect(_ value: OpaquePointer) { codes.append(code(of: value)) }

    private func code(of value: OpaquePointer) -> UInt32 {
        switch sqlite3_value_type(value) {
        case SQLITE_NULL: return 0
        case SQLITE_INTEGER: return values.code(of: .integer(sqlite3_value_int64(value)))
        case SQLITE_FLOAT: return values.code(of: .real(sqlite3_value_double(value)))
        case SQLITE_TEXT:
            let start = sqlite3_value_text(value)
            return values.code(
                ofText: UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))
        default: return values.code(of: SQLValue(value))
        }
    }
}
