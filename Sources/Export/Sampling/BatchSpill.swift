import Foundation
import Parquet
import Tabular
import Warehouse

/// Keeps batches in an unnamed file, which disappears with the process.
final class BatchSpill {
    /// Where a batch is in the file.
    struct Place {
        var offset: Int64
        var byteCount: Int
    }

    private let descriptor: Int32
    private let folder: String
    private var end: Int64 = 0

    /// - Throws: `OutputError.cannotWrite`.
    init(beside path: String) throws {
        let slash = path.lastIndex(of: "/")
        folder = path == "-" ? NSTemporaryDirectory() : slash.map { String(path[...$0]) } ?? "./"
        let name = "\(folder)/.cultivar-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).spill"
        descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BatchSpill.failure(in: folder) }
        unlink(name)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    private static func failure(in folder: String) -> OutputError {
        .cannotWrite(path: "a temporary file in \(folder)", reason: String(cString: strerror(errno)))
    }

    /// - Throws: `OutputError.cannotWrite`.
    func append(_ batch: ExportBatch) throws -> Place {
        var bytes = SpillBytes()
        bytes.append(batch.rowNumbers)
        bytes.append([batch.columns.count])
        for column in batch.columns { bytes.append(column) }
        let place = Place(offset: end, byteCount: bytes.content.count)
        try bytes.content.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = pwrite(
                    descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(end) + off_t(done))
                guard count > 0 || errno == EINTR else { throw BatchSpill.failure(in: folder) }
                done += max(0, count)
            }
        }
        end += Int64(place.byteCount)
        return place
    }

    /// - Throws: `OutputError.cannotWrite` if the file cannot be read back.
    func read(_ place: Place) throws -> ExportBatch {
        var content = [UInt8](repeating: 0, count: place.byteCount)
        try content.withUnsafeMutableBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = pread(
                    descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
                    off_t(place.offset) + off_t(done))
                guard count > 0 || errno == EINTR else { throw BatchSpill.failure(in: folder) }
                done += max(0, count)
            }
        }
        var bytes = SpillBytes(content)
        let rowNumbers: [Int64] = bytes.take()
        let columnCount: [Int] = bytes.take()
        return ExportBatch(
            rowNumbers: rowNumbers, columns: (0..<(columnCount.first ?? 0)).map { _ in bytes.takeValues() })
    }
}
