/// One step from a value to the values made of it: none, one or several.
///
/// A step is called once for each distinct raw value of a field, not once per row, so it may be slow.
public protocol Transformation: Sendable {
    func values(of value: String) -> [String]
}

/// A transformation as a profile writes it. Most are their own rule; some need files first.
public protocol TransformationRule: Sendable {
    /// - Throws: `ProfileError`.
    func prepared(with resources: MappingResources) throws -> any Transformation
}

extension TransformationRule where Self: Transformation {
    public func prepared(with resources: MappingResources) -> any Transformation { self }
}

/// All the steps of a field, one after another. Values that are empty or mean "no value" are dropped after each step.
/// Blanks at the ends are ignored for that, but kept: a value that no step changes is stored as it was written.
struct TransformationChain: Transformation {
    var steps: [any Transformation]
    var missing: Set<String>

    init(_ rules: [any TransformationRule], missing: some Sequence<String>, resources: MappingResources) throws {
        steps = try rules.map { try $0.prepared(with: resources) }
        self.missing = Set(missing)
    }

    func values(of value: String) -> [String] {
        steps.reduce(present([value])) { values, step in present(values.flatMap(step.values)) }
    }

    private func present(_ values: [String]) -> [String] {
        values.filter { value in
            let bare = value.trimmingBlanks
            return !bare.isEmpty && !missing.contains(String(bare))
        }
    }
}
