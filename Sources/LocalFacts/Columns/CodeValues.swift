import Columns
import SQLite

/// The values of the codes of a column; code 0 is null.
enum CodeValues {
    case dictionary(TagDictionary)
    /// By code; the first is null.
    case values([SQLValue])
    /// Code c is the whole number c - 1.
    case numbers(upTo: Int64)

    /// The number of codes, null included.
    var count: Int {
        switch self {
        case .dictionary(let dictionary): dictionary.count + 1
        case .values(let values): max(1, values.count)
        case .numbers(let greatest): Int(greatest) + 2
        }
    }

    subscript(code: UInt32) -> SQLValue {
        switch self {
        case .dictionary(let dictionary): code == 0 ? .null : .text(dictionary.text(of: code))
        case .values(let values): Int(code) < values.count ? values[Int(code)] : .null
        case .numbers: code == 0 ? .null : .integer(Int64(code) - 1)
        }
    }
}

/// A map from the codes of one column to those of another that follows from it, such as place → country.
struct DerivedMap {
    /// The derived code by the code; 0 if there is no derived value.
    var codes: [UInt32]
    /// The derived values by derived code; the first is null.
    var values: [SQLValue]

    /// Gives each distinct value a code, in the order of their first occurrence.
    ///
    /// - Parameter valueByCode: the derived value of each code, of code 0 first.
    init(_ valueByCode: [SQLValue]) {
        var codeOfValue: [SQLValue: UInt32] = [:]
        var values: [SQLValue] = [.null]
        codes = valueByCode.map { value in
            if value == .null { return 0 }
            if let code = codeOfValue[value] { return code }
            let code = UInt32(values.count)
            codeOfValue[value] = code
            values.append(value)
            return code
        }
        self.values = values
    }
}
