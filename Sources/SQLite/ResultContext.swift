import CSQLite

/// Where a function or a column of a virtual table puts its value.
public struct ResultContext {
    /// An `sqlite3_context *`.
    public let handle: OpaquePointer?

    @inlinable
    public init(handle: OpaquePointer?) { self.handle = handle }

    /// SQLite copies the bytes.
    @usableFromInline static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    @inlinable
    public func set(_ value: Int64) { sqlite3_result_int64(handle, value) }

    @inlinable
    public func set(_ value: Double) { sqlite3_result_double(handle, value) }

    @inlinable
    public func setNull() { sqlite3_result_null(handle) }

    /// A text that stays where it is until the connection is closed, and so need not be copied.
    @inlinable
    public func set(lasting start: UnsafePointer<CChar>, count: UInt64) {
        sqlite3_result_text64(handle, start, count, nil, UInt8(SQLITE_UTF8))
    }

    @inlinable
    public func set(text bytes: UnsafeRawBufferPointer) {
        // A null pointer would be SQL's null.
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? UnsafePointer(bitPattern: 1)
        sqlite3_result_text64(handle, start, UInt64(bytes.count), ResultContext.transient, UInt8(SQLITE_UTF8))
    }

    @inlinable
    public func set(_ value: SQLValue) {
        switch value {
        case .null: setNull()
        case .integer(let value): set(value)
        case .real(let value): set(value)
        case .text(var text): text.withUTF8 { set(text: UnsafeRawBufferPointer($0)) }
        case .blob(let bytes):
            bytes.withUnsafeBytes {
                sqlite3_result_blob64(handle, $0.baseAddress, UInt64($0.count), ResultContext.transient)
            }
        }
    }
}
