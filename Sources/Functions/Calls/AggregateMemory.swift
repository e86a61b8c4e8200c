import CSQLite

/// The object of a running aggregate in the memory that SQLite keeps for it between rows.
enum AggregateMemory {
    /// The object, made at the first row; nil if there is no memory, or `make` gives none.
    static func object<Object: AnyObject>(_ context: OpaquePointer?, make: () -> Object?) -> Object? {
        guard let slot = slot(context, size: MemoryLayout<UnsafeMutableRawPointer?>.size) else { return nil }
        if let kept = slot.pointee { return Unmanaged<Object>.fromOpaque(kept).takeUnretainedValue() }
        guard let object = make() else { return nil }
        slot.pointee = Unmanaged.passRetained(object).toOpaque()
        return object
    }

    /// The object after the last row, which is released by it; nil if there was no row.
    static func take<Object: AnyObject>(_ context: OpaquePointer?, as type: Object.Type) -> Object? {
        guard let slot = slot(context, size: 0), let kept = slot.pointee else { return nil }
        slot.pointee = nil
        return Unmanaged<Object>.fromOpaque(kept).takeRetainedValue()
    }

    private static func slot(
        _ context: OpaquePointer?, size: Int
    ) -> UnsafeMutablePointer<UnsafeMutableRawPointer?>? {
        sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    }
}
