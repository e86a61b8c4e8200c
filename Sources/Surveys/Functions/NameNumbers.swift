/// Names as numbers from 0, in the order in which they were met.
///
/// Rows of a survey repeat their names: most have the one before or the one after it. These are compared first, so that
/// few rows make a string.
struct NameNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    private var last = 0

    /// The number of a name in UTF-8; a new one if it was not met before.
    mutating func number(_ bytes: UnsafeRawBufferPointer) -> Int {
        for guess in [last, last + 1] where guess < names.count && names[guess].utf8.elementsEqual(bytes) {
            last = guess
            return guess
        }
        let name = String(decoding: bytes, as: UTF8.self)
        if let known = numbers[name] {
            last = known
            return known
        }
        names.append(name)
        last = names.count - 1
        numbers[name] = last
        return last
    }
}
