/// Why a profile cannot be used for a table outside the store.
public enum OutsideMappingError: Error, Sendable, Equatable {
    /// Why a column cannot be given.
    public enum Reason: Sendable, Equatable {
        case noField([String], known: [String])
        case severalFields
        case fromFileName
        case textIsList([String])
        case computedNumber
        case checkedNumber
        case notANumber([String], type: String)
        case unknownType([String], type: String)
    }

    /// A column that cannot be given.
    public struct Refusal: Error, Sendable, Equatable {
        public var column: String
        public var reason: Reason
    }

    case refused(profile: String, [Refusal])
    /// Several rows are made of a record, or some of them are chosen.
    case rowsAreMade(profile: String)
    /// No input of the profile is of this table.
    case noInput(profile: String, table: String)
}

extension OutsideMappingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let profile, let refusals):
            "profile \(profile) cannot be used for a table outside the store: "
                + refusals.map { "column \($0.column): \($0.reason)" }.joined(separator: "; ")
        case .rowsAreMade(let profile):
            "profile \(profile) makes several rows of a record: make a table or view of these rows first"
        case .noInput(let profile, let table):
            "no input of profile \(profile) is for table \(table): write a profile with one input"
        }
    }
}

extension OutsideMappingError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noField(let paths, let known):
            "the table has no field \(paths.joined(separator: " or ")) (it has \(Self.listed(known)))"
        case .severalFields:
            "it takes the first of several fields: name one of them, or make a view that chooses"
        case .fromFileName:
            "it is captured from the file's name: use --source or --stage, or make a view with the column"
        case .textIsList(let path):
            "the text \(path.joined(separator: ".")) is a list or structure: make a view that joins it"
        case .computedNumber:
            "the number is computed: make a view that computes it"
        case .checkedNumber:
            "range and required cannot be checked there: leave them out of the profile"
        case .notANumber(let path, let type), .unknownType(let path, let type):
            "\(path.joined(separator: ".")) is of type \(type): make a view that converts it"
        }
    }

    private static func listed(_ names: [String]) -> String {
        let sorted = names.sorted()
        return sorted.count > 20
            ? sorted.prefix(20).joined(separator: ", ") + " and \(sorted.count - 20) more"
            : sorted.joined(separator: ", ")
    }
}
