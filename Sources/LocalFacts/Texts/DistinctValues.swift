import Columns
import SQLite

/// Distinct values of any type, each with a code: 1, 2, 3, … in the order of their arrival; 0 is null.
struct DistinctValues: Sendable {
    private enum Value: Sendable {
        case text(UInt32)
        case other(SQLValue)
    }

    private var values: [Value] = []
    private var texts = TagDictionary()
    /// By code of the text, from 1.
    private var codesOfTexts: [UInt32] = [0]
    private var codesOfOthers: [SQLValue: UInt32] = [:]
    /// What was asked for last, since neighbours often have the same value.
    private var last: (value: SQLValue, code: UInt32) = (.null, 0)

    var count: Int { values.count }

    /// The code of a value that is not a text.
    mutating func code(of value: SQLValue) -> UInt32 {
        if last.value == value { return last.code }
        let code: UInt32
        if let known = codesOfOthers[value] {
            code = known
        } else {
            values.append(.other(value))
            code = UInt32(values.count)
            codesOfOthers[value] = code
        }
        last = (value, code)
        return code
    }

    mutating func code(ofText text: UnsafeRawBufferPointer) -> UInt32 {
        let place = Int(texts.intern(text))
        if place == codesOfTexts.count {
            values.append(.text(UInt32(place)))
            codesOfTexts.append(UInt32(values.count))
        }
        return codesOfTexts[place]
    }

    /// The codes here of another's values, by their code there.
    mutating func codes(of other: DistinctValues) -> [UInt32] {
        [0]
            + other.values.map { value in
                switch value {
                case .other(let value): code(of: value)
                case .text(let place): other.texts.withBytes(of: place) { code(ofText: $0) }
                }
            }
    }

    /// Puts the value of a code.
    func set(_ code: UInt32, into result: ResultContext) {
        guard code > 0, Int(code) <= values.count else { return result.setNull() }
        switch values[Int(code) - 1] {
        case .text(let place): texts.withBytes(of: place) { result.set(text: $0) }
        case .other(let value): result.set(value)
        }
    }
}
