extension Store {
    /// Starts or stops recording statistics of the scans of statements that run from now on.
    public func collectScanStatistics(_ collects: Bool) { engine.scans.records = collects ? [] : nil }

    /// The statistics of the scans since the last call, one for each use of a relation in a statement.
    public func takeScanStatistics() -> [ScanStatistics] {
        let records = engine.scans.records ?? []
        if engine.scans.records != nil { engine.scans.records = [] }
        return records.compactMap(\.statistics)
    }
}
