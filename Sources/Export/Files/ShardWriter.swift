import Tabular

/// Writes batches to the files of a plan, one after another. All get their names together, when all are complete.
final class ShardWriter {
    private let plan: ShardPlan
    private let makeEncoder: (any TextSink) throws -> any BatchEncoder
    private var files: [AtomicFile?] = []
    private var sink: CountingSink?
    private var encoder: (any BatchEncoder)?
    private var rowsInFile = 0
    private(set) var written: [ExportedFile] = []

    init(_ plan: ShardPlan, _ makeEncoder: @escaping (any TextSink) throws -> any BatchEncoder) {
        self.plan = plan
        self.makeEncoder = makeEncoder
    }

    /// - Throws: `OutputError`, `ExportError`, `ParquetWriterError`.
    func write(_ batch: ExportBatch) throws {
        var start = 0
        while start < batch.rowCount {
            if encoder == nil { try begin() }
            let room = plan.rowCounts.map { $0[written.count] - rowsInFile } ?? Int.max
            let count = min(room, batch.rowCount - start)
            if count > 0 {
                let isWhole = count == batch.rowCount
                try encoder?.write(isWhole ? batch : batch.rows(Array(start..<start + count)))
            }
            rowsInFile += count
            start += count
            if count == room { try end() }
        }
    }

    /// Ends all files and gives them their names.
    ///
    /// - Throws: `OutputError`, `ParquetWriterError`.
    func finish() throws {
        while written.count < plan.paths.count {
            if encoder == nil { try begin() }
            try end()
        }
        for file in files { try file?.commit() }
    }

    private func begin() throws {
        let path = plan.paths[written.count]
        let sink: CountingSink
        if path == "-" {
            files.append(nil)
            sink = CountingSink(FileDescriptorSink.standardOutput())
        } else if AtomicFile.isSpecial(path) {
            files.append(nil)
            sink = CountingSink(try FileDescriptorSink(creating: path))
        } else {
            let file = try AtomicFile(path: path)
            files.append(file)
            sink = CountingSink(file)
        }
        self.sink = sink
        encoder = try makeEncoder(sink)
        rowsInFile = 0
    }

    private func end() throws {
        try encoder?.finish()
        encoder = nil
        try files.last??.seal()
        written.append(
            ExportedFile(path: plan.paths[written.count], rows: rowsInFile, bytes: sink?.byteCount ?? 0))
        rowsInFile = 0
    }
}

/// A file that was written.
public struct ExportedFile: Sendable, Equatable {
    public var path: String
    public var rows: Int
    public var bytes: Int64
}

/// Counts the bytes that are passed to another sink.
final class CountingSink: TextSink {
    private let sink: any TextSink
    private(set) var byteCount: Int64 = 0

    init(_ sink: any TextSink) { self.sink = sink }

    func write(_ bytes: [UInt8]) throws {
        try sink.write(bytes)
        byteCount += Int64(bytes.count)
    }
}
