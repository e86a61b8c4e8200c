/// Replaces a value by its group, from a file.
public struct LookUpRule: TransformationRule, Hashable {
    /// How a value is compared with the members of the file.
    public enum Match: String, Sendable, CaseIterable {
        case exact
        /// Case and blanks at both ends do not matter.
        case folded
    }

    /// Which group a value in several groups gets; the order is that of the file.
    public enum Groups: String, Sendable, CaseIterable {
        case all, first, last
    }

    /// How a value without a group is handled.
    public enum Unmapped: Hashable, Sendable {
        case missing
        case kept
        case value(String)
    }

    public var file: String
    public var match: Match
    public var groups: Groups
    public var unmapped: Unmapped
    /// The columns of a CSV file; nil for a JSON object `{group: [members]}`.
    public var columns: Columns?

    public struct Columns: Hashable, Sendable {
        public var key: String
        public var value: String
    }

    public func prepared(with resources: MappingResources) throws -> any Transformation {
        LookUp(table: try resources.table(for: self), groups: groups, unmapped: unmapped)
    }
}

extension LookUpRule: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case file, match, groups, unmapped, otherwise, key, value
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        file = try container.decode(String.self, forKey: .file)
        match = try container.decodeWord(.match) ?? .exact
        groups = try container.decodeWord(.groups) ?? .all
        if let value = try container.decodeIfPresent(String.self, forKey: .otherwise) {
            guard !container.contains(.unmapped) else {
                throw decoder.problem(.conflictingKeys(["unmapped", "otherwise"]))
            }
            unmapped = .value(value)
        } else {
            unmapped = try container.decodeWord(.unmapped, as: UnmappedWord.self) == .keep ? .kept : .missing
        }
        let key = try container.decodeIfPresent(String.self, forKey: .key)
        let value = try container.decodeIfPresent(String.self, forKey: .value)
        guard (key == nil) == (value == nil) else {
            throw decoder.problem(.missingKey(oneOf: [key == nil ? "key" : "value"]))
        }
        columns = key.flatMap { key in value.map { Columns(key: key, value: $0) } }
    }

    private enum UnmappedWord: String, CaseIterable { case missing, keep }
}

/// A look-up whose table has been read.
struct LookUp: Transformation {
    var table: LookUpTable
    var groups: LookUpRule.Groups
    var unmapped: LookUpRule.Unmapped

    func values(of value: String) -> [String] {
        let found = table.groups(of: value)
        guard let first = found.first, let last = found.last else {
            return switch unmapped {
            case .missing: []
            case .kept: [value]
            case .value(let other): [other]
            }
        }
        return switch groups {
        case .all: found
        case .first: [first]
        case .last: [last]
        }
    }
}
