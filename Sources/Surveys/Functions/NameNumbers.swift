import Foundation

/// Names as numbers from 0, in the order in which they were met.
///
/// Rows of a survey repeat their names: most have the one before or the one after it. These are compared first, so that
/// few rows make a string.
struct NameNumbers {
    private(set) var names: [String] = []
    /// The UTF-8 bytes of each name.
    private var bytes: [[UInt8]] = []
    private var numbers: [String: Int] = [:]
    private var last = 0

    /// The number of a name in UTF-8; a new one if it was not met before.
    mutating func number(_ name: UnsafeRawBufferPointer) -> Int {
        if isName(last, name) { return last }
        if isName(last + 1, name) {
            last += 1
            return last
        }
        let text = String(decoding: name, as: UTF8.self)
        if let known = numbers[text] {
            last = known
            return known
        }
        names.append(text)
        bytes.append(Array(name))
        last = names.count - 1
        numbers[text] = last
        return last
    }

    private func isName(_ number: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        guard number < bytes.count, bytes[number].count == name.count else { return false }
        guard let start = name.baseAddress else { return true }
        return bytes[number].withUnsafeBytes { known in
            known.baseAddress.map { memcmp($0, start, name.count) == 0 } ?? true
        }
    }
}
