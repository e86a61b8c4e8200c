import Arrow
import Parquet

enum ArrowFormat: ColumnarFormat {
    static let format = FileFormat.arrow
    static let word = "arrow"
    static let endings = ["arrow", "feather", "arrows", "ipc"]

    /// A file begins with its magic. A stream begins with the mark of its first message, the message's length, which is
    /// a multiple of eight below 2^24, and an offset into the message below 2^16.
    static func recognises(_ prefix: [UInt8]) -> Bool {
        if prefix.starts(with: Array("ARROW1\0\0".utf8)) { return true }
        return prefix.count >= 12 && prefix.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) && prefix[4] & 7 == 0
            && prefix[4...7] != [0, 0, 0, 0] && prefix[7] == 0 && prefix[10...11] == [0, 0]
    }

    static func open(_ source: any ByteSource, _ window: InputWindow, name: String) throws -> any ColumnarFile {
        let isFile = UnsafeBufferPointer(start: window.text, count: window.count).starts(with: Array("ARROW1".utf8))
        return try ReadError.ofColumns {
            if isFile, let bytes = try source.randomAccess() { return ArrowFileInput(file: try ArrowFile(bytes)) }
            return try ArrowStreamInput(window, name: name)
        }
    }
}

/// An opened Arrow file.
struct ArrowFileInput: ColumnarFile {
    let file: ArrowFile

    var rowCount: Int64? { file.rowCount }

    func rows(_ projection: Projection, _ options: ReaderOptions) throws -> ColumnarRows {
        .parts(try ArrowContent(file, projection: projection, options: options))
    }

    func describe(records: Int, in description: inout FileDescription) throws {
        try ReadError.ofColumns {
            var probe = ArrowProbe(file.schema, records: records)
            for batch in 0..<file.batchCount where probe.wantsMore { probe.add(try file.batch(batch)) }
            description.rowCount = file.rowCount
            probe.finish(&description, isComplete: Int64(probe.recordsRead) == file.rowCount)
        }
    }

    func writeRows(_ numbers: [Int64], _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try ReadError.ofColumns {
            var lines = ArrowLines(file.schema, numbers)
            for index in 0..<file.batchCount where lines.wantsMore {
                try lines.write(rowCount: file.rowCount(ofBatch: index), body) { try file.batch(index) }
            }
        }
    }
}

/// Arrow that comes as a stream.
struct ArrowStreamInput: ColumnarFile {
    private let stream: ArrowStream
    private let window: InputWindow

    /// - Throws: `ArrowError`, and what the window throws.
    init(_ window: InputWindow, name: String) throws {
        self.window = window
        stream = try ArrowStream(name: name) { try window.read(into: $0) }
    }

    var rowCount: Int64? { nil }

    func rows(_ projection: Projection, _ options: ReaderOptions) throws -> ColumnarRows {
        .inOrder(try ArrowStreamReader(stream, window.source, projection: projection, options: options))
    }

    func describe(records: Int, in description: inout FileDescription) throws {
        try ReadError.ofColumns {
            var probe = ArrowProbe(stream.schema, records: records)
            while probe.wantsMore, let batch = try stream.next() { probe.add(batch) }
            let isAtEnd = try !probe.hasMore && stream.next(isWanted: { _ in false }) == nil
            probe.finish(&description, isComplete: isAtEnd)
        }
    }

    func writeRows(_ numbers: [Int64], _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try ReadError.ofColumns {
            var lines = ArrowLines(stream.schema, numbers)
            while lines.wantsMore, let batch = try stream.next() {
                try lines.write(rowCount: Int64(batch.rowCount), body) { batch }
            }
        }
    }
}

extension ArrowError: ColumnarError {
    var isOfSystem: Bool {
        if case .cannotRead(.readFailed) = problem { true } else { false }
    }
}
