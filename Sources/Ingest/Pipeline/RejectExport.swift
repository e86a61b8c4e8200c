import Digests
import Foundation
import Parquet
import Readers
import Warehouse

/// Where exported records go.
public protocol RejectOutput: AnyObject {
    /// - Throws: the error if the bytes cannot be written.
    func write(_ bytes: [UInt8]) throws
    /// The records are whole, and the file that they were read from is still the one that was loaded.
    func commit() throws
}

/// Writes the records that were rejected, byte for byte as they are in the files that were loaded.
public struct RejectExport {
    private let store: Store
    private let files: [RejectedFile]
    private let options: (RejectedFile) -> IngestOptions

    /// - Parameters:
    ///   - files: those whose records are written.
    ///   - options: how a file was loaded: the profile, and the reading options of the call.
    public init(store: Store, files: [RejectedFile], options: @escaping (RejectedFile) -> IngestOptions) {
        self.store = store
        self.files = files
        self.options = options
    }

    /// Writes the records of one file after another. An error of one file is in its result.
    ///
    /// - Parameter makeOutput: is called once for each file with records that are found.
    /// - Throws: what an output throws, `SQLError`.
    /// - Complexity: reads each file three times: for its hash, to find the records, and to copy them.
    public func run(
        to makeOutput: (RejectedFile, RecordExtract.Form) throws -> any RejectOutput
    ) throws -> [RejectExportResult] {
        let stored = try StoredColumns(of: store)
        return try files.map { file in
            var result = RejectExportResult(path: file.path, rejects: file.rejectCount)
            result.records = Int64(file.rejects.count)
            do {
                try write(file, stored, to: makeOutput, &result)
            } catch let absence as RejectAbsence {
                // An output that was not committed is no file.
                result = RejectExportResult(path: file.path, rejects: file.rejectCount, records: result.records)
                result.absence = absence
            }
            return result
        }
    }

    private func write(
        _ file: RejectedFile, _ stored: StoredColumns,
        to makeOutput: (RejectedFile, RecordExtract.Form) throws -> any RejectOutput, _ result: inout RejectExportResult
    ) throws {
        let input = try input(of: file)
        let identity = input.identity
        let extract: RecordExtract
        let places: RecordExtract.Places
        do {
            let reading = try reading(of: file, input, stored)
            extract = try RecordExtract(path: input.fullPath, options: reading)
            places = extract.places(of: file.rejects.keys.sorted())
        } catch let error as ReadError {
            throw RejectAbsence.unreadable("\(error)")
        }
        result.form = extract.form
        result.compression = extract.compression
        result.encoding = extract.encoding
        if !places.found.isEmpty {
            let output = try makeOutput(file, extract.form)
            do { try extract.write(places) { try output.write(Array($0)) } } catch let error as ReadError {
                throw RejectAbsence.unreadable("\(error)")
            }
            if let change = identity?.change(to: input.identity) { throw RejectAbsence.changed(change.fact) }
            try output.commit()
        }
        func rejects(_ records: [Int64]) -> Int64 { records.reduce(0) { $0 + (file.rejects[$1] ?? 0) } }
        result.writtenRecords = Int64(places.found.count)
        result.written = rejects(places.found)
        result.withoutBytes = rejects(places.withoutBytes)
        if result.missing > 0 { result.absence = .notInFile }
    }

    /// The file as it was loaded.
    ///
    /// - Throws: `RejectAbsence` if it does not exist any more, or has changed.
    private func input(of file: RejectedFile) throws -> InputFile {
        guard file.path != "-", file.byteCount != nil else { throw RejectAbsence.stream }
        guard let hash = file.contentHash else { throw RejectAbsence.unfinished }
        guard let input = (try? InputFile.files(for: [file.path]))?.first, let identity = input.identity else {
            throw RejectAbsence.missing
        }
        if identity.byteCount != file.byteCount {
            let change = FileChange.What.size(from: file.byteCount ?? 0, to: identity.byteCount)
            throw RejectAbsence.changed(change.fact)
        }
        do {
            guard try ContentHash.ofFile(input.fullPath) == hash else {
                throw RejectAbsence.changed(FileChange.What.content.fact)
            }
        } catch let error as ReadError {
            throw RejectAbsence.unreadable("\(error)")
        }
        return input
    }

    /// How the file was read when it was loaded, as far as the call and the file itself show.
    private func reading(of file: RejectedFile, _ input: InputFile, _ stored: StoredColumns) throws -> ReaderOptions {
        let plan: IngestPlan
        do { plan = try IngestPlan([input], options: options(file), stored: stored) } catch {
            throw RejectAbsence.unreadable("\(error)")
        }
        let planned = plan.files.first { $0.dataset == file.dataset } ?? plan.files.first
        guard let planned else { throw RejectAbsence.unreadable("its profile does not know it") }
        if let failure = planned.failure { throw failure }
        return planned.file.reading.applied(to: planned.input.options)
    }
}

/// Why rejected records of a file cannot be found again.
public enum RejectAbsence: Error, Sendable, Equatable {
    /// It was standard input or a pipe.
    case stream
    case missing
    /// It is not the file that was loaded; with the difference.
    case changed(String)
    /// Its load did not come to its end.
    case unfinished
    /// It cannot be read as it was loaded; why.
    case unreadable(String)
    /// The file has fewer records than it had for its load.
    case notInFile
}

extension RejectAbsence: CustomStringConvertible {
    /// A clause without a full stop.
    public var description: String {
        switch self {
        case .stream: "it was a stream, which is gone"
        case .missing: "the file is not there"
        case .changed(let how): "it is not the file that was loaded: \(how)"
        case .unfinished: "its load did not come to its end; load it on first"
        case .unreadable(let reason): "it cannot be read as it was loaded: \(reason)"
        case .notInFile:
            "read in this way, the file has no such records; say how it was read (--profile, --separator, …)"
        }
    }
}

/// The outcome for the rejects of one file: rejects = written + without bytes + missing.
public struct RejectExportResult: Sendable, Equatable {
    public var path: String
    public var rejects: Int64
    /// Records that the rejects are of.
    public var records: Int64 = 0
    public var written: Int64 = 0
    public var writtenRecords: Int64 = 0
    /// Rejects without bytes, such as a file that ends too early.
    public var withoutBytes: Int64 = 0
    /// Why rejects are missing, where some are.
    public var absence: RejectAbsence?
    public var form: RecordExtract.Form?
    public var compression = Compression.none
    public var encoding = TextEncoding.utf8

    init(path: String, rejects: Int64, records: Int64 = 0) {
        self.path = path
        self.rejects = rejects
        self.records = records
    }

    public var missing: Int64 { rejects - written - withoutBytes }
}
