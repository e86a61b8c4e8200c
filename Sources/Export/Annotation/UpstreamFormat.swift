import Foundation
import Parquet
import Readers

/// The format of an upstream file, which is also that of the output file.
enum UpstreamFormat {
    case json
    /// The columns as a reader names them, and the cells of the first record as they are.
    case csv(separator: UInt8, columns: [String], header: [String])
    case parquet(ParquetFile)

    /// - Throws: `ExportError`, `ReadError`, `ParquetError`.
    init(path: String) throws {
        guard path != "-" else { throw ExportError.standardInput }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw ExportError.noUpstream(path)
        }
        let head = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: 4) }
        if head == Data("PAR1".utf8) {
            self = .parquet(try ParquetFile(path: path))
            return
        }
        let description = try FileProbe.describe(path: path, records: 1)
        self =
            description.csv.map {
                // A separator of several bytes is not written again.
                .csv(
                    separator: $0.separator.count == 1 ? $0.separator[0] : UInt8(ascii: ","), columns: $0.columnNames,
                    header: $0.headerEvidence.firstRecord)
            } ?? .json
    }

    /// The extension of a file of this format.
    var endings: [String] {
        switch self {
        case .json: [".jsonl", ".ndjson"]
        case .csv(let separator, _, _): separator == UInt8(ascii: "\t") ? [".tsv", ".tab"] : [".csv", ".txt"]
        case .parquet: [".parquet"]
        }
    }

    /// Why the records of another file cannot follow those of this one; nil if they can.
    func difference(from other: UpstreamFormat) -> String? {
        switch (self, other) {
        case (.json, .json): nil
        case (.csv(let separator, let columns, _), .csv(let otherSeparator, let otherColumns, _)):
            separator == otherSeparator && columns == otherColumns ? nil : "they have other columns"
        case (.parquet(let file), .parquet(let other)):
            file.metadata.schema == other.metadata.schema ? nil : "they have other schemas"
        default: "they are of different formats"
        }
    }
}
