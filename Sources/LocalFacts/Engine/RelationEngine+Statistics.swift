extension RelationEngine {
    /// Starts or stops recording statistics of the scans of statements that run from now on.
    package func collectScanStatistics(_ collects: Bool) { scans.records = collects ? [] : nil }

    /// The statistics of the scans since the last call, one for each use of a relation in a statement.
    package func takeScanStatistics() -> [ScanStatistics] {
        let records = scans.records ?? []
        if scans.records != nil { scans.records = [] }
        return records.compactMap(\.statistics)
    }
}
