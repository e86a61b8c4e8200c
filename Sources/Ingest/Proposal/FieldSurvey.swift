import Readers

/// Reads all records of a file after those that a mapping was guessed from.
struct FieldSurvey {
    private(set) var samples: [FieldSample]
    private(set) var hasMoreFields: Bool
    private let records: Int64
    private let options: ReaderOptions
    private let recordLimit: Int64
    /// Fields that are to be looked at from the beginning.
    private var unknown: [FieldPath: Int64]

    /// Each pass may find new fields, whose values are read in the next pass.
    private static let mostPasses = 5

    init(_ proposal: MappingProposal, options: ReaderOptions, unknownFields: [FieldPath: Int64], recordLimit: Int64?) {
        records = proposal.records
        self.options = options
        self.recordLimit = recordLimit ?? .max
        hasMoreFields = proposal.hasMoreFields
        let isJSON = proposal.format != .csv && !proposal.format.isColumnar
        // An object may appear where there was only null so far: then its fields are new, not the object itself.
        samples = proposal.samples.filter { $0.values > 0 || !isJSON }
        unknown = unknownFields
    }

    /// - Throws: `ReadError` if the file cannot be opened. If reading breaks off, the survey covers what was read.
    mutating func run(_ open: () throws -> any ByteSource) throws {
        var known = samples.map(\.path)
        try look(at: samples.indices, ignoring: [], after: records, open)
        var passes = 1
        known.forEach { unknown[$0] = nil }
        while !unknown.isEmpty, passes < Self.mostPasses {
            let room = max(0, FileProbe.maximumFields - samples.count)
            let added = unknown.sorted { ($0.value, $0.key.description) < ($1.value, $1.key.description) }.map(\.key)
                .prefix(room)
            if added.count < unknown.count { hasMoreFields = true }
            guard !added.isEmpty else { return }
            samples += added.map { FieldSample(path: $0) }
            try look(at: samples.count - added.count..<samples.count, ignoring: known, after: 0, open)
            known += added
            known.forEach { unknown[$0] = nil }
            passes += 1
        }
        if !unknown.isEmpty { hasMoreFields = true }
    }

    /// Adds the values of some fields in the records after a number of them.
    private mutating func look(
        at indices: Range<Int>, ignoring known: [FieldPath], after first: Int64, _ open: () throws -> any ByteSource
    ) throws {
        let projection = Projection(fields: samples[indices].map(\.path), ignored: known)
        let reader = try RecordReader(source: open(), options: options, projection: projection)
        do {
            while let batch = try reader.nextBatch() {
                unknown.merge(batch.unknownFields) { min($0, $1) }
                if batch.position.records > first {
                    let row = batch.recordNumbers.firstIndex { $0 > first } ?? batch.rowCount
                    for (place, index) in indices.enumerated() { samples[index].add(batch.columns[place], from: row) }
                }
                if batch.position.records >= recordLimit { return }
            }
        } catch is ReadError {
            // The load meets the same error at the same place, and reports it.
        }
    }
}
