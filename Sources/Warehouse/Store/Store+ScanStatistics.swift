import LocalFacts

extension Store {
    /// Starts or stops recording statistics of the scans of statements that run from now on.
    public func collectScanStatistics(_ collects: Bool) { engine.collectScanStatistics(collects) }

    /// The statistics of the scans since the last call, one for each use of a relation in a statement.
    public func takeScanStatistics() -> [ScanStatistics] { engine.takeScanStatistics() }
}
