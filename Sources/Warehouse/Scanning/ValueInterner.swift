import Columns

/// Gives the distinct values of a column without a dictionary codes for the time of one statement; 0 is null.
struct ValueInterner {
    private enum Values {
        case integers([Int64])
        case reals([Double])
        case texts(TagDictionary)
    }

    private var values: Values
    /// Codes by a number's bits.
    private var codes: [Int64: UInt32] = [:]

    /// For a column of this content; nil for one that has codes already.
    init?(_ content: RelationColumn.Content) {
        switch content {
        case .integer: values = .integers([])
        case .real: values = .reals([])
        case .text: values = .texts(TagDictionary())
        case .sampleID, .coded, .element, .count, .mentions, .weight, .sum: return nil
        }
    }

    /// The codes of the rows' samples, one a sample of the group; samples that are not among the rows get 0.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    mutating func codes(
        _ content: RelationColumn.Content, _ group: RowGroup, _ rows: GroupRows, _ selector: RowSelector
    ) throws -> CodeVector {
        var result = [UInt32](repeating: 0, count: group.rowCount)
        switch content {
        case .integer(let column):
            guard let vector = try selector.reader.integers(column, group) else { break }
            for row in 0..<rows.count {
                let sample = rows.sample(row)
                if let value = vector[sample] { result[sample] = code(of: value) }
            }
        case .real(let column):
            guard let vector = try selector.reader.reals(column, group) else { break }
            for row in 0..<rows.count {
                let sample = rows.sample(row)
                if let value = vector[sample] { result[sample] = code(of: value) }
            }
        case .text(let column):
            let reader = try TextReader(connection: selector.connection, column: column, group: group)
            for row in 0..<rows.count {
                let sample = rows.sample(row)
                result[sample] = try reader.withBytes(ofRow: sample) { $0.map { code(ofText: $0) } ?? 0 }
            }
        case .sampleID, .coded, .element, .count, .mentions, .weight, .sum: break
        }
        return .words(result)
    }

    /// Puts the value of a code.
    func set(_ code: UInt32, into result: ResultContext) {
        guard code != 0 else { return result.setNull() }
        switch values {
        case .integers(let integers): result.set(integers[Int(code) - 1])
        case .reals(let reals): result.set(reals[Int(code) - 1])
        case .texts(let texts): texts.withBytes(of: code) { result.set(text: $0) }
        }
    }

    private mutating func code(of value: Int64) -> UInt32 {
        if let code = codes[value] { return code }
        guard case .integers(var integers) = values else { return 0 }
        values = .integers([])
        integers.append(value)
        let code = UInt32(integers.count)
        values = .integers(integers)
        codes[value] = code
        return code
    }

    private mutating func code(of value: Double) -> UInt32 {
        // SQL has one zero.
        let value = value == 0 ? 0 : value
        let bits = Int64(bitPattern: value.bitPattern)
        if let code = codes[bits] { return code }
        guard case .reals(var reals) = values else { return 0 }
        values = .reals([])
        reals.append(value)
        let code = UInt32(reals.count)
        values = .reals(reals)
        codes[bits] = code
        return code
    }

    private mutating func code(ofText bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard case .texts(var texts) = values else { return 0 }
        values = .texts(TagDictionary())
        let code = texts.intern(bytes)
        values = .texts(texts)
        return code
    }
}
