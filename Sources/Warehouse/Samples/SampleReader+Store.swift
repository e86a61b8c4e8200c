import LocalFacts

extension SampleReader {
    /// - Parameter table: whose rows are read.
    /// - Throws: `StoreError.unknownColumn`; `StoreError` if the row groups are not those that were written.
    public convenience init(store: Store, table: FactTable = .samples, columns names: [String]) throws {
        try self.init(engine: store.engine, table: table, columns: names)
    }

    /// The columns of the relation `samples` and the multi-valued columns that have a value in any sample.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: reads dictionaries and maps, and no samples.
    public static func columnsWithValues(in store: Store) throws -> [String] {
        try columnsWithValues(in: store.engine)
    }
}
