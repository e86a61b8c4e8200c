extension ReadingPolicy.Denial: CustomStringConvertible {
    /// What was denied, in words.
    public var description: String {
        switch self {
        case .write(let table): "the store is open for reading only, and this would write to \(table)"
        case .definition(let name):
            "the store is open for reading only, and this would change \(name.isEmpty ? "it" : name)"
        case .attach: "the store is open for reading only, and no other file is read or written from here"
        case .pragma(let name): "the store is open for reading only, and pragma \(name) would change something"
        case .function(let name): "\(name)() reaches outside of the store, and is refused"
        }
    }
}
