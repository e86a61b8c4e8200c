/// What Package.swift says of its targets.
struct PackageManifest {
    /// The names in the `dependencies:` of each target.
    private(set) var dependencies: [String: Set<String>] = [:]

    /// - Parameter text: of Package.swift.
    init(_ text: String) {
        let targets = text.matches(of: /[tT]arget\(\s*name:\s*"([^"]+)"/)
        for (place, target) in targets.enumerated() {
            let end = place + 1 < targets.count ? targets[place + 1].range.lowerBound : text.endIndex
            dependencies[String(target.output.1)] = Self.dependencies(in: text[target.range.upperBound..<end])
        }
    }

    private static func dependencies(in target: Substring) -> Set<String> {
        guard let list = target.firstMatch(of: /dependencies:\s*\[([^\]]*)\]/) else { return [] }
        return Set(list.output.1.matches(of: /"([^"]+)"/).map { String($0.output.1) })
    }
}
