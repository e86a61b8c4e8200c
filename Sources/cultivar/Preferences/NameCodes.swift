/// Numbers for names, in the order of their first use.
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

    func known(_ name: String) -> Int? { codes[name] }

    subscript(code: Int) -> String? { names.indices.contains(code) ? names[code] : nil }
}
