import Readers

/// A table with the stage of each source.
enum StagesFile {
    /// Reads a CSV file with the columns `source` and `stage`.
    ///
    /// - Throws: `ReadError`, `ProfileError.invalidStages`.
    static func read(_ path: String) throws -> [String: String] {
        do { try SmallFile.check(path, limit: SmallFile.mostLookUpBytes) } catch {
            throw ProfileError.invalidStages(file: path, line: 1, reason: "\(error)")
        }
        let projection = try Projection(parsing: ["source", "stage"])
        let reader = try RecordReader(path: path, options: ReaderOptions(format: .csv), projection: projection)
        var stages: [String: String] = [:]
        while let batch = try reader.nextBatch() {
            if let reject = batch.rejects.first {
                let line = Int(reject.line ?? reject.recordNumber)
                throw ProfileError.invalidStages(file: path, line: line, reason: "\(reject.reason)")
            }
            for row in 0..<batch.rowCount {
                let cells = batch.columns.map { $0.strings(ofRow: row).first?.trimmingBlanks ?? "" }
                guard !cells[0].isEmpty, !cells[1].isEmpty else {
                    throw ProfileError.invalidStages(
                        file: path, line: Int(batch.recordNumbers[row]) + 1, reason: "a source or its stage is empty")
                }
                stages[String(cells[0])] = String(cells[1])
            }
        }
        return stages
    }
}
