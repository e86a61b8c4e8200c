import Functions
import SQLite

/// The words of SQL itself.
enum SQLKeywords {
    /// The common ones that cannot be names.
    static let all: [String] = """
        all and as asc between by case cast collate create cross current desc distinct drop else end escape except \
        exists explain filter following from full glob group having in inner insert intersect into is join left like \
        limit natural not null nulls offset on or order outer over partition preceding range recursive right row rows \
        select table temp then unbounded union update using values view when where window with
        """.split(separator: " ").map(String.init)

    private static let set = Set(all)

    /// Functions of many rows, in lower case.
    static let aggregates = Set(["count", "min", "max", "total"] + SQLFunctions.countedNames.keys)

    static func isKeyword(_ token: SQLToken) -> Bool { token.kind == .word && set.contains(token.keyword) }
}
