import LocalFacts

/// The store's codes for the codes that one mapper gives to the values of one column.
///
/// A value enters the store's dictionary when the first row that has it is stored, whichever thread read it first. So
/// the codes follow the order of the rows in the file.
struct CodeTranslation {
    /// By the mapper's code; 0 where the store's is not known yet.
    private var codes: [UInt32] = [0]
    /// The values, by the mapper's code; empty once the store's code is known.
    private var values: [String] = [""]

    /// Adds values that are new to the mapper.
    mutating func add(_ newValues: [String]) {
        values += newValues
        codes += repeatElement(0, count: newValues.count)
    }

    /// The same values with codes of the store.
    ///
    /// - Parameter intern: gives the store's code of a value.
    /// - Throws: what `intern` throws.
    mutating func translate(
        _ given: SampleBatch.Values, intern: (String) throws -> UInt32
    ) rethrows -> SampleBatch.Values {
        switch given {
        case .tags(let codes): .tags(try translate(codes, intern))
        case .lists(let lengths, let codes): .lists(lengths: lengths, codes: try translate(codes, intern))
        case .integers, .reals, .texts, .textBlocks: given
        }
    }

    private mutating func translate(_ given: [UInt32], _ intern: (String) throws -> UInt32) rethrows -> [UInt32] {
        try given.map { code in
            let known = codes[Int(code)]
            return known != 0 || code == 0 ? known : try learn(code, intern)
        }
    }

    private mutating func learn(_ code: UInt32, _ intern: (String) throws -> UInt32) rethrows -> UInt32 {
        let known = try intern(values[Int(code)])
        codes[Int(code)] = known
        values[Int(code)] = ""
        return known
    }
}
