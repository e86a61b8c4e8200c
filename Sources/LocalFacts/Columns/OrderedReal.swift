/// Doubles as integers of the same order.
enum OrderedReal {
    static func integer(_ real: Double) -> Int64 {
        // SQL has one zero.
        let bits = Int64(bitPattern: (real == 0 ? 0 : real).bitPattern)
        return bits < 0 ? bits ^ .max : bits
    }

    static func real(_ integer: Int64) -> Double {
        Double(bitPattern: UInt64(bitPattern: integer < 0 ? integer ^ .max : integer))
    }
}
