import Functions
import SQLite

/// Words of SQL that are not names of columns within an expression, and functions by their known properties.
enum SQLKeywords {
    static let all = names(
        """
        all and as between by case collate current_date current_time current_timestamp distinct else end escape except
        exists false from glob group having in intersect is isnull join like limit not notnull null on or order select
        then true union using values when where
        """)

    /// Words of the frame of a window, which elsewhere may be names.
    static let windowWords = names(
        """
        asc current desc exclude first following groups last no nulls others partition preceding range row rows ties
        unbounded
        """)

    /// Functions of one row whose value depends only on their arguments.
    static let scalarFunctions = sqliteFunctions.union(SQLFunctions.scalarNames.map { SQLName($0) })

    private static let sqliteFunctions = names(
        """
        abs acos acosh asin asinh atan atan2 atanh ceil ceiling char coalesce cos cosh date datetime degrees exp floor
        format glob hex ifnull iif instr json json_array json_array_length json_extract json_object json_quote json_type
        json_valid julianday length like ln log log10 log2 lower ltrim mod nullif octet_length pi pow power printf quote
        radians replace round rtrim sign sin sinh sqrt strftime substr substring tan tanh time trim trunc typeof unicode
        unixepoch upper
        """)

    static let aggregates = names("count min max").union(countedAggregates.keys)

    /// Aggregates that list values. With `distinct` they list each once, in an order that SQLite leaves open.
    static let listAggregates = names("group_concat string_agg json_group_array")

    /// Aggregates with a weighted form, whose last argument is how often a row occurs.
    static let countedAggregates: [SQLName: String] = Dictionary(
        SQLFunctions.countedNames.map { (SQLName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })

    private static func names(_ words: String) -> Set<SQLName> {
        Set(words.split(whereSeparator: \.isWhitespace).map { SQLName(String($0)) })
    }
}
