/// How the columns of one file differ from those of another, in words.
struct SchemaComparison {
    let first: FileSchema
    let other: FileSchema

    /// Empty if both load alike. Column order is reported but has no effect.
    var differences: [String] {
        let types = types(of: first)
        let otherTypes = self.types(of: other)
        let names = types.map(\.name)
        let otherNames = otherTypes.map(\.name)
        var told: [String] = []
        let missing = names.filter { !otherNames.contains($0) }
        if !missing.isEmpty { told.append("without \(missing.joined(separator: ", "))") }
        let added = otherTypes.filter { !names.contains($0.name) }
        if !added.isEmpty { told.append("also \(added.map { "\($0.name) (\($0.type))" }.joined(separator: ", "))") }
        for (name, type) in otherTypes {
            guard let known = types.first(where: { $0.name == name })?.type, known != type else { continue }
            told.append("\(name) is \(type) and not \(known)")
        }
        for name in emptyColumns(of: other) where !emptyColumns(of: first).contains(name) && names.contains(name) {
            told.append("\(name) is null in every row")
        }
        let common = names.filter(otherNames.contains)
        if common != otherNames.filter(names.contains) { told.append("the columns are in another order") }
        return told
    }

    private func types(of file: FileSchema) -> [(name: String, type: String)] {
        if let columns = file.columns { return columns.map { ($0.path, $0.type) } }
        return file.fields.map { field in
            let types = field.types.keys.sorted().joined(separator: " or ")
            return (field.path, field.isList ? "list of \(types.isEmpty ? "nothing" : types)" : types)
        }
    }

    private func emptyColumns(of file: FileSchema) -> [String] {
        (file.columns ?? []).filter { $0.values > 0 && $0.nulls == $0.values }.map(\.path)
    }
}
