import CSQLite
import SQLite

/// A comparison that SQLite hands to a relation.
///
/// It may let a row pass that the statement refuses, because SQLite checks every row again; it must never refuse a row
/// that the statement accepts. So a comparison that SQLite's type conversions could decide differently is not made
/// here.
struct Predicate {
    enum Operator: Int32 {
        case equal = 2
        case greater = 4
        case lessOrEqual = 8
        case less = 16
        case greaterOrEqual = 32
        case match = 64
        case like = 65
        case glob = 66
        case notEqual = 68
        case isNot = 69
        case isNotNull = 70
        case isNull = 71
        case `is` = 72

        /// Whether it has a right-hand side.
        var hasOperand: Bool { self != .isNull && self != .isNotNull }

        /// As SQL writes it.
        var symbol: String {
            switch self {
            case .equal: "="
            case .greater: ">"
            case .lessOrEqual: "<="
            case .less: "<"
            case .greaterOrEqual: ">="
            case .like: "like"
            case .match: "match"
            case .glob: "glob"
            case .notEqual: "<>"
            case .isNot: "is not"
            case .isNotNull: "is not null"
            case .isNull: "is null"
            case .is: "is"
            }
        }
    }

    var comparison: Operator
    /// One value; for `in`, the values of the list.
    var operands: [SQLValue]

    /// Whether a row without a value can pass.
    var acceptsNull: Bool {
        switch comparison {
        case .isNull: true
        case .is: operands.contains(.null)
        case .isNot: !operands.contains(.null)
        default: false
        }
    }

    /// No value passes, whatever the column: SQL's comparison with null.
    var acceptsNothing: Bool {
        switch comparison {
        case .isNull, .isNotNull, .is, .isNot: false
        default: operands.allSatisfy { $0 == .null }
        }
    }

    /// Whether texts can be compared: only with texts.
    var comparesText: Bool {
        switch comparison {
        case .isNull, .isNotNull: true
        case .equal, .notEqual, .is, .isNot, .like, .glob:
            operands.allSatisfy { operand in
                switch operand {
                case .text, .null: true
                case .integer, .real, .blob: false
                }
            }
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .match: false
        }
    }

    /// Whether numbers can be compared: only with numbers.
    var comparesNumbers: Bool {
        switch comparison {
        case .isNull, .isNotNull: true
        case .like, .glob, .match: false
        default:
            operands.allSatisfy { operand in
                switch operand {
                case .integer, .real, .null: true
                case .text, .blob: false
                }
            }
        }
    }

    /// - Precondition: `comparesText`.
    func accepts(_ text: String) -> Bool {
        switch comparison {
        case .isNotNull: return true
        case .isNull: return false
        case .equal, .is: return operands.contains(.text(text))
        case .notEqual, .isNot: return !operands.contains(.text(text))
        case .like: return operands.contains { $0.text.map { sqlite3_strlike($0, text, 0) == 0 } ?? false }
        case .glob: return operands.contains { $0.text.map { sqlite3_strglob($0, text) == 0 } ?? false }
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .match: return true
        }
    }

    /// - Precondition: `comparesNumbers`.
    func accepts(_ number: Int64) -> Bool {
        accepts { operand in
            switch operand {
            case .integer(let other): number < other ? -1 : number > other ? 1 : 0
            case .real(let other): Predicate.order(number, other)
            case .null, .text, .blob: nil
            }
        }
    }

    /// - Precondition: `comparesNumbers`.
    func accepts(_ number: Double) -> Bool {
        accepts { operand in
            switch operand {
            case .integer(let other): -Predicate.order(other, number)
            case .real(let other): number < other ? -1 : number > other ? 1 : 0
            case .null, .text, .blob: nil
            }
        }
    }

    private func accepts(_ order: (SQLValue) -> Int?) -> Bool {
        func any(_ test: (Int) -> Bool) -> Bool { operands.contains { order($0).map(test) ?? false } }
        switch comparison {
        case .isNotNull: return true
        case .isNull: return false
        case .equal, .is: return any { $0 == 0 }
        case .notEqual, .isNot: return !any { $0 == 0 }
        case .less: return any { $0 < 0 }
        case .lessOrEqual: return any { $0 <= 0 }
        case .greater: return any { $0 > 0 }
        case .greaterOrEqual: return any { $0 >= 0 }
        case .like, .glob, .match: return true
        }
    }

    /// The order of an integer and a double, exact even if a double cannot represent the integer.
    private static func order(_ integer: Int64, _ real: Double) -> Int {
        if real.isNaN || real < -0x1p63 { return 1 }
        if real >= 0x1p63 { return -1 }
        let whole = Int64(real.rounded(.down))
        if integer != whole { return integer < whole ? -1 : 1 }
        return Double(whole) < real ? -1 : 0
    }
}
