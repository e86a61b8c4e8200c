/// One person's opinion of one text in one dimension.
public struct Label: Sendable, Equatable {
    public let key: String
    public let rater: String
    public let dimension: String
    /// Of the vocabulary; several, or none, for a dimension with many values.
    public let values: [String]
    /// Where it stands in its file.
    public let line: Int
}

/// Reads people's labels from a long file (`key`, `rater`, `dimension`, `value`), a wide one (`key` and a column per
/// rater, all of one dimension), or a returned `LabellingSheet` (`key` and a column per dimension, all of one rater).
///
/// A blank label is missing and gives no entry. A rater who finds no value in a text writes “none” or “[]” there.
public struct PeoplesLabels {
    /// What becomes of a rater's second label of the same item.
    public enum Repeated: String, Sendable, CaseIterable {
        case refuse
        case keepLast = "last"
    }

    private static let mostExamples = 5
    private static let sheetColumns: Set<String> = ["key", "text"]

    private let vocabulary: Vocabulary
    private let repeated: Repeated
    private let file: String
    private var labels: [Label] = []
    private var places: [String: Int] = [:]
    private var outside: [String: (values: [String], lines: [Int], count: Int)] = [:]

    private init(vocabulary: Vocabulary, repeated: Repeated, file: String) {
        self.vocabulary = vocabulary
        self.repeated = repeated
        self.file = file
    }

    /// - Parameters:
    ///   - file: what errors call it.
    ///   - dimension: of a wide file; not needed if the vocabulary has only one.
    ///   - rater: of a returned sheet.
    /// - Returns: the labels in the order of the file.
    /// - Throws: `LabelError`.
    public static func read(
        _ bytes: [UInt8], file: String, vocabulary: Vocabulary, dimension: String? = nil, rater: String? = nil,
        repeated: Repeated = .refuse
    ) throws -> [Label] {
        let lines = try SeparatedValues.lines(of: bytes, file: file)
        guard let header = lines.first?.fields.map({ trimmed($0) }) else { throw LabelError.noHeader(file: file) }
        if let twice = header.first(where: { name in header.count { $0 == name } > 1 }) {
            throw LabelError.repeatedColumn(twice, file: file)
        }
        guard let keyColumn = header.firstIndex(of: "key") else {
            throw LabelError.missingColumn("key", present: header, file: file)
        }
        if let wrong = lines.first(where: { $0.fields.count != header.count }) {
            throw LabelError.wrongFieldCount(
                file: file, line: wrong.number, expected: header.count, found: wrong.fields.count)
        }
        var reader = PeoplesLabels(vocabulary: vocabulary, repeated: repeated, file: file)
        let rows = lines.dropFirst()
        if let empty = rows.first(where: { trimmed($0.fields[keyColumn]).isEmpty }) {
            throw LabelError.emptyKey(file: file, line: empty.number)
        }
        for row in rows {
            try reader.add(row, header: header, key: trimmed(row.fields[keyColumn]), dimension: dimension, rater: rater)
        }
        try reader.refuseOutside()
        return reader.labels
    }

    private mutating func add(
        _ row: SeparatedValues.Line, header: [String], key: String, dimension: String?, rater: String?
    ) throws {
        let fields = Dictionary(zip(header, row.fields)) { first, _ in first }
        if header.contains("rater") || header.contains("value") {
            for name in ["rater", "dimension", "value"] where fields[name] == nil {
                guard name == "dimension", dimension != nil else {
                    throw LabelError.missingColumn(name, present: header, file: file)
                }
            }
            try add(
                fields["value"] ?? "", key: key, rater: Self.trimmed(fields["rater"] ?? ""),
                dimension: fields["dimension"].map(Self.trimmed) ?? dimension ?? "", line: row.number)
            return
        }
        let names = vocabulary.dimensions.map(\.name).filter(header.contains)
        if !names.isEmpty {
            guard let rater else { throw LabelError.raterNeeded(file: file) }
            for name in names { try add(fields[name] ?? "", key: key, rater: rater, dimension: name, line: row.number) }
            return
        }
        guard let only = dimension ?? (vocabulary.dimensions.count == 1 ? vocabulary.dimensions.first?.name : nil)
        else {
            throw LabelError.dimensionNeeded(file: file, known: vocabulary.dimensions.map(\.name))
        }
        for (name, value) in zip(header, row.fields) where !Self.sheetColumns.contains(name) {
            try add(value, key: key, rater: name, dimension: only, line: row.number)
        }
    }

    private mutating func add(_ text: String, key: String, rater: String, dimension name: String, line: Int) throws {
        guard let dimension = vocabulary.dimensions.first(where: { $0.name == name }) else {
            throw LabelError.unknownDimension(
                name, known: vocabulary.dimensions.map(\.name), file: file, line: line)
        }
        let text = Self.trimmed(text)
        guard !text.isEmpty else { return }
        guard !rater.isEmpty else { throw LabelError.missingColumn("rater", present: [], file: file) }
        guard let values = values(of: text, dimension, line: line) else { return }
        let label = Label(key: key, rater: rater, dimension: name, values: values, line: line)
        let place = "\(key)\u{1F}\(rater)\u{1F}\(name)"
        if let earlier = places[place] {
            guard repeated == .keepLast else {
                throw LabelError.repeated(
                    rater: rater, key: key, dimension: name, file: file, lines: [labels[earlier].line, line])
            }
            labels[earlier] = label
        } else {
            places[place] = labels.count
            labels.append(label)
        }
    }

    /// The values of a label; nil if one is outside, which is refused at the end with others of its kind.
    private mutating func values(of text: String, _ dimension: Dimension, line: Int) -> [String]? {
        if dimension.isMany, text == "[]" || Dimension.folded(text) == "none" { return [] }
        let parts = dimension.isMany ? text.split(separator: ";").map { Self.trimmed(String($0)) } : [text]
        var values: [String] = []
        for part in parts where !part.isEmpty {
            switch dimension.reading(of: part) {
            case .valid(let name), .aliased(let name): if !values.contains(name) { values.append(name) }
            case .outside:
                var found = outside[dimension.name] ?? ([], [], 0)
                found.count += 1
                if found.values.count < Self.mostExamples {
                    found.values.append(part)
                    found.lines.append(line)
                }
                outside[dimension.name] = found
                return nil
            }
        }
        return values
    }

    private func refuseOutside() throws {
        for dimension in vocabulary.dimensions {
            guard let found = outside[dimension.name] else { continue }
            throw LabelError.outside(
                values: found.values, lines: found.lines, count: found.count, dimension: dimension.name,
                allowed: dimension.allowed, file: file)
        }
    }

    private static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
