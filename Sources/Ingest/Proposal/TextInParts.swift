import LocalFacts
import Readers

/// Fields that some records have as a string and others in parts: `"content": "Hello"` and
/// `"content": [{"type": "text", "text": "Hello"}]`.
///
/// Each is one column with the text of both, at the position of the first of its paths. One column per path would put
/// the texts of some records in one column and those of the others in another.
struct TextInParts {
    private struct Field {
        /// The path of the column.
        var path: FieldPath
        /// The key of the texts in the parts.
        var partName: String
        /// Paths of the file that lead to the strings and to the texts in the parts.
        var members: [FieldPath]
    }

    private var fields: [Field] = []
    private var fieldOfPath: [FieldPath: Int] = [:]

    /// Finds them among the fields of a file.
    init(_ samples: [FieldSample]) {
        var strings: [FieldPath: [FieldPath]] = [:]
        var texts: [FieldPath: [String: [FieldPath]]] = [:]
        for sample in samples where sample.values > sample.structures {
            if sample.values > sample.structures + sample.numbers + sample.booleans {
                strings[sample.path.withoutElements, default: []].append(sample.path)
            }
            guard case .key(let key) = sample.path.steps.last, FieldPath.textKeys.contains(key),
                sample.path.steps.count > 1
            else { continue }
            texts[sample.path.parent.withoutElements, default: [:]][key, default: []].append(sample.path)
        }
        for sample in samples {
            for whole in [sample.path.withoutElements, sample.path.parent.withoutElements]
            where !whole.steps.isEmpty && fieldOfPath[sample.path] == nil {
                guard let parts = texts[whole], let key = FieldPath.textKeys.first(where: { parts[$0] != nil }) else {
                    continue
                }
                let members = (strings[whole] ?? []) + (parts[key] ?? [])
                guard members.count > 1, members.contains(sample.path),
                    members.allSatisfy({ fieldOfPath[$0] == nil })
                else { continue }
                for member in members { fieldOfPath[member] = fields.count }
                fields.append(Field(path: whole.ofText, partName: key, members: members))
            }
        }
    }

    /// The paths that are no fields of their own.
    var parts: [FieldPath] { fields.flatMap(\.members) }

    /// The samples with one in place of those of a field in parts.
    func joined(_ samples: [FieldSample]) -> [FieldSample] {
        guard !fields.isEmpty else { return samples }
        var joined: [FieldSample] = []
        var places: [Int: Int] = [:]
        for sample in samples {
            guard let field = fieldOfPath[sample.path] else {
                joined.append(sample)
                continue
            }
            if let place = places[field] {
                joined[place].join(sample)
            } else {
                places[field] = joined.count
                var whole = FieldSample(path: fields[field].path)
                whole.partName = fields[field].partName
                whole.join(sample)
                joined.append(whole)
            }
        }
        return joined
    }

    /// The roles that fields have already, by the paths of their columns.
    func joined(_ roles: [FieldPath: ColumnRole]) -> [FieldPath: ColumnRole] {
        var joined = roles
        for field in fields where joined[field.path] == nil {
            joined[field.path] = field.members.lazy.compactMap { roles[$0] }.first
        }
        return joined
    }
}

extension FieldSample {
    /// Adds the values of another path in the same rows.
    fileprivate mutating func join(_ other: FieldSample) {
        let rows = max(rows, other.rows)
        let withValue = min(rows, rowsWithValue + other.rowsWithValue)
        merge(other)
        self.rows = rows
        rowsWithValue = withValue
        // An object instead of a string: its text is among the values of the other path.
        values -= other.structures
        structures -= other.structures
        examples.removeAll { $0.first == "{" }
    }
}
