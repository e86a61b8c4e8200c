/// A load, as recorded in the load history.
public struct LoadDescription: Sendable {
    public var profile: String?
    public var arguments: [String]
    /// Of the program.
    public var version: String

    public init(profile: String?, arguments: [String], version: String) {
        self.profile = profile
        self.arguments = arguments
        self.version = version
    }
}

/// A file, as recorded in the load history.
public struct FileDescription: Sendable {
    public var path: String
    public var dataset: String
    public var format: String
    /// Nil for standard input.
    public var byteCount: Int64?
    /// SHA-256 of the file's first bytes, in hexadecimal: a file of the same path, size and beginning is treated as the
    /// one that a killed load had begun.
    public var headHash: String?
    /// When the file was last written, in nanoseconds since 1970; nil for a stream.
    public var modifiedAt: Int64?
    /// SHA-256 of the absolute path, in hexadecimal; nil for a stream.
    public var locationHash: String?
    /// The fact table of its rows; nil for `samples`.
    public var table: FactTableTemplate?

    public init(
        path: String, dataset: String, format: String, byteCount: Int64?, headHash: String?, modifiedAt: Int64? = nil,
        locationHash: String? = nil, table: FactTableTemplate? = nil
    ) {
        self.path = path
        self.dataset = dataset
        self.format = format
        self.byteCount = byteCount
        self.headHash = headHash
        self.modifiedAt = modifiedAt
        self.locationHash = locationHash
        self.table = table
    }
}

/// Rows by outcome.
public struct RowCounts: Sendable, Equatable {
    public var stored: Int64 = 0
    public var rejected: Int64 = 0
    public var skipped: Int64 = 0

    public init(stored: Int64 = 0, rejected: Int64 = 0, skipped: Int64 = 0) {
        self.stored = stored
        self.rejected = rejected
        self.skipped = skipped
    }

    public var seen: Int64 { stored + rejected + skipped }

    public static func + (left: RowCounts, right: RowCounts) -> RowCounts {
        RowCounts(
            stored: left.stored + right.stored, rejected: left.rejected + right.rejected,
            skipped: left.skipped + right.skipped)
    }
}

/// A row that could not be read, as it is kept.
public struct RejectRecord: Sendable, Equatable {
    public var row: Int64?
    public var line: Int64?
    public var byteOffset: Int64?
    public var column: String?
    public var reason: String
    public var excerpt: String?
    /// The reason as a fixed word, such as `bad_json`.
    public var code: String?
    /// The row among those of its record, from 0; nil if it is the whole record.
    public var part: Int64?

    public init(
        row: Int64?, line: Int64?, byteOffset: Int64?, column: String?, reason: String, excerpt: String?,
        code: String? = nil, part: Int64? = nil
    ) {
        self.row = row
        self.line = line
        self.byteOffset = byteOffset
        self.column = column
        self.reason = reason
        self.excerpt = excerpt
        self.code = code
        self.part = part
    }
}

/// A file that the store has already.
public struct LoadedFile: Sendable, Equatable {
    public var path: String
    public var dataset: String
    public var rowsStored: Int64
    public var rowsRejected: Int64

    package init(path: String, dataset: String, rowsStored: Int64, rowsRejected: Int64) {
        self.path = path
        self.dataset = dataset
        self.rowsStored = rowsStored
        self.rowsRejected = rowsRejected
    }
}

/// What a place's name means.
public struct PlaceTarget: Sendable, Equatable {
    public enum Kind: Sendable {
        /// The target is an ISO 3166-1 alpha-2 code.
        case country
        /// The target is a code of the `area` table.
        case area
    }

    public var kind: Kind
    public var target: String
    /// How the name was understood, for the record.
    public var rule: String

    public init(kind: Kind, target: String, rule: String) {
        self.kind = kind
        self.target = target
        self.rule = rule
    }
}
