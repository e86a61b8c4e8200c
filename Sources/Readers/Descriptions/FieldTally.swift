/// Collects the description of fields, in the order in which they occur.
struct FieldTally {
    /// Fields beyond this number are not described, so that objects used as maps do not exhaust memory.
    static let maximumFields = 1_000
    static let exampleCount = 5
    static let exampleBytes = 100

    private(set) var fields: [FieldDescription] = []
    private(set) var hasMoreFields = false
    private var indices: [FieldPath: Int] = [:]
    private var lastRecord: [Int] = []

    /// The number of the field at `path`; `nil` if there are too many already.
    mutating func index(of path: FieldPath) -> Int? {
        if let index = indices[path] { return index }
        guard fields.count < Self.maximumFields else {
            hasMoreFields = true
            return nil
        }
        fields.append(
            FieldDescription(
                path: path, kinds: [:], records: 0, nulls: 0, lists: 0, emptyValues: 0, numericValues: 0, examples: []))
        lastRecord.append(-1)
        indices[path] = fields.count - 1
        return fields.count - 1
    }

    mutating func addNull(_ path: FieldPath) {
        if let index = index(of: path) { fields[index].nulls += 1 }
    }

    mutating func addList(_ path: FieldPath) {
        if let index = index(of: path) { fields[index].lists += 1 }
    }

    mutating func add(_ value: String, _ kind: ValueKind, at path: FieldPath, record: Int) {
        guard let index = index(of: path) else { return }
        fields[index].kinds[kind, default: 0] += 1
        if value.isEmpty { fields[index].emptyValues += 1 }
        if CSVNumber.isNumber(value) { fields[index].numericValues += 1 }
        if lastRecord[index] != record {
            lastRecord[index] = record
            fields[index].records += 1
        }
        guard fields[index].examples.count < Self.exampleCount, !value.isEmpty else { return }
        let example = Self.cut(value)
        if !fields[index].examples.contains(example) { fields[index].examples.append(example) }
    }

    private static func cut(_ value: String) -> String {
        guard value.utf8.count > Self.exampleBytes else { return value }
        var end = value.utf8.index(value.startIndex, offsetBy: Self.exampleBytes)
        while end > value.startIndex && end.samePosition(in: value.unicodeScalars) == nil {
            end = value.utf8.index(before: end)
        }
        return String(value[..<end])
    }
}
