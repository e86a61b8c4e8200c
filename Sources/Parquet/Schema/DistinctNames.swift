/// Names of columns that a file may repeat, made distinct.
public enum DistinctNames {
    /// The names in their order, a repeated one as `name_2`, `name_3`… A name made up here equals none of `names`.
    public static func of(_ names: [String]) -> [String] {
        var used: Set<String> = []
        // Where the search for a free number goes on, so that it is not repeated for each of many equal names.
        var copies: [String: Int] = [:]
        let given = Set(names)
        return names.map { wanted in
            var name = wanted
            var copy = copies[wanted] ?? 2
            while used.contains(name) || (name != wanted && given.contains(name)) {
                name = "\(wanted)_\(copy)"
                copy += 1
            }
            copies[wanted] = copy
            used.insert(name)
            return name
        }
    }
}
