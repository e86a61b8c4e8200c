import CSQLite

/// The arguments of one call of an SQL function. They are only valid during the call.
struct FunctionArguments {
    private let values: UnsafeMutablePointer<OpaquePointer?>?
    let count: Int

    init(_ values: UnsafeMutablePointer<OpaquePointer?>?, count: Int32) {
        self.values = values
        self.count = values == nil ? 0 : Int(count)
    }

    subscript(index: Int) -> OpaquePointer? { index < count ? values?[index] : nil }

    /// Whether an argument is null, or was left out.
    func isNull(_ index: Int) -> Bool { index >= count || sqlite3_value_type(self[index]) == SQLITE_NULL }

    /// A number, or a text that reads as one; nil for null.
    ///
    /// - Throws: `FunctionFault.notANumber`.
    func number(_ index: Int, _ name: String) throws(FunctionFault) -> Double? {
        guard index < count else { return nil }
        switch sqlite3_value_numeric_type(self[index]) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER, SQLITE_FLOAT: return sqlite3_value_double(self[index])
        default: throw .notANumber(argument: name)
        }
    }

    /// A whole number; nil for null.
    ///
    /// - Throws: `FunctionFault.notAWholeNumber`.
    func wholeNumber(_ index: Int, _ name: String) throws(FunctionFault) -> Int? {
        guard index < count else { return nil }
        switch sqlite3_value_numeric_type(self[index]) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER: return Int(sqlite3_value_int64(self[index]))
        case SQLITE_FLOAT:
            guard let whole = Int(exactly: sqlite3_value_double(self[index])) else {
                throw .notAWholeNumber(argument: name)
            }
            return whole
        default: throw .notAWholeNumber(argument: name)
        }
    }

    /// The bytes of any value as the text that SQL makes of it; nil for null.
    func bytes(_ index: Int) -> UnsafeRawBufferPointer? {
        index < count ? TextBytes.of(self[index]) : nil
    }
}
