/// The values of a tag column of a batch, as bytes for ``TagCombinations``.
///
/// A code is a word of 32 bits; a list the number of its elements, all ones for null, and the elements; a number has
/// one word that says whether there is a value, and 64 bits. Each begins with its length or form, so that no two
/// combinations have the same bytes.
struct TagValues {
    private let values: ExportValues
    /// Where the elements of each row begin, of lists.
    private let starts: [Int]

    init(_ values: ExportValues) {
        self.values = values
        var starts: [Int] = []
        if case .lists(let lengths, _) = values {
            starts = [0]
            for length in lengths { starts.append((starts.last ?? 0) + (length ?? 0)) }
        }
        self.starts = starts
    }

    /// Appends the value of a row.
    ///
    /// - Returns: false if a list was not in ascending order.
    func append(_ row: Int, to bytes: inout [UInt8], sortingLists: Bool) -> Bool {
        switch values {
        case .codes(let codes): TagValues.append(codes[row], to: &bytes)
        case .integers(let integers): TagValues.append(integers[row].map { UInt64(bitPattern: $0) }, to: &bytes)
        case .reals(let reals): TagValues.append(reals[row]?.bitPattern, to: &bytes)
        case .texts, .any: TagValues.append(0, to: &bytes)
        case .lists(let lengths, let codes):
            guard let length = lengths[row] else {
                TagValues.append(.max, to: &bytes)
                return true
            }
            TagValues.append(UInt32(length), to: &bytes)
            let elements = codes[starts[row]..<starts[row] + length]
            guard zip(elements, elements.dropFirst()).contains(where: { $0 > $1 }) else {
                for code in elements { TagValues.append(code, to: &bytes) }
                return true
            }
            for code in sortingLists ? elements.sorted() : Array(elements) { TagValues.append(code, to: &bytes) }
            return false
        }
        return true
    }

    private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ number: UInt64?, to bytes: inout [UInt8]) {
        append(number == nil ? UInt32(0) : 1, to: &bytes)
        withUnsafeBytes(of: number ?? 0) { bytes.append(contentsOf: $0) }
    }
}
