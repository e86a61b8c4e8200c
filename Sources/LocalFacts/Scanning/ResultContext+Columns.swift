import Columns
import SQLite

extension ResultContext {
    /// Sets the value of a dictionary code; null for code 0.
    func set(_ code: UInt32, of values: CodeValues) {
        guard code != 0 else { return setNull() }
        switch values {
        case .dictionary(let dictionary): dictionary.withBytes(of: code) { set(text: $0) }
        case .values: set(values[code])
        case .numbers: set(Int64(code) - 1)
        }
    }

    func set(_ total: MeasureTotal?) {
        switch total {
        case .integer(let value): set(value)
        case .real(let value): set(value)
        case nil: setNull()
        }
    }
}
