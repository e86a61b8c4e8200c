/// Numbers for names, in the order of their first use until they are sorted.
struct NameCodes {
    private(set) var names: [String] = []
    private var codes: [String: Int] = [:]

    mutating func code(of name: String) -> Int {
        if let code = codes[name] { return code }
        codes[name] = names.count
        names.append(name)
        return names.count - 1
    }

    /// −1 for no name.
    mutating func code(of name: String?) -> Int { name.map { code(of: $0) } ?? -1 }

    /// Numbers the names again, in their alphabetical order.
    ///
    /// - Returns: by former number, the new one.
    mutating func sort() -> [Int] {
        let order = names.indices.sorted { names[$0] < names[$1] }
        var places = [Int](repeating: 0, count: names.count)
        for (place, code) in order.enumerated() { places[code] = place }
        names = order.map { names[$0] }
        codes = codes.mapValues { places[$0] }
        return places
    }

    func known(_ name: String) -> Int? { codes[name] }

    subscript(code: Int) -> String? { names.indices.contains(code) ? names[code] : nil }
}
