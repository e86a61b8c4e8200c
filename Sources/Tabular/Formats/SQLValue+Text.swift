import SQLite

extension SQLValue {
    /// The value as plain text, nil for null: doubles by the shortest digits that read back as the same double, blobs
    /// as the SQL literal `x'…'`.
    public var plainText: String? {
        switch self {
        case .null: nil
        case .integer(let value): String(value)
        case .real(let value): value.description
        case .text(let value): value
        case .blob(let bytes): "x'" + bytes.map(hexadecimal).joined() + "'"
        }
    }

    public var isNumber: Bool {
        switch self {
        case .integer, .real: true
        case .null, .text, .blob: false
        }
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
    }
}
