import SQLite
import Tabular
import Warehouse

/// The known sizes of categories: a table whose last column is a size, and whose other columns are columns of samples.
struct KnownMargin {
    let table: String
    /// As the relation of samples has them.
    let columns: [String]
    /// Each a value, as text, of each column.
    let categories: [[String?]]
    let sizes: [Double]
    private let places: [[String?]: Int]

    /// - Parameter known: the columns of samples that a margin can have.
    /// - Throws: `MarginProblem`; `SQLError`.
    init(table: String, known: [String], connection: Connection) throws {
        let tables = try Self.tables(of: connection)
        guard let name = tables.map(\.name).first(where: { $0.lowercased() == table.lowercased() }) else {
            throw MarginProblem.noTable(known: tables.filter(\.isTemporary).map(\.name))
        }
        let statement = try connection.prepare("select * from \(SQLName.quoted(name))")
        let names = statement.columnNames
        guard names.count > 1 else { throw MarginProblem.tooFewColumns }
        self.table = name
        columns = try names.dropLast().map { name in
            guard let column = known.first(where: { $0.lowercased() == name.lowercased() }) else {
                throw MarginProblem.unknownColumn(name, known: known)
            }
            return column
        }
        var (categories, sizes, places) = ([[String?]](), [Double](), [[String?]: Int]())
        while try statement.step() {
            let row = statement.row()
            let category = row.dropLast().map(\.plainText)
            guard places[category] == nil else { throw MarginProblem.repeatedCategory(Self.text(category, columns)) }
            guard let size = row.last?.number, size >= 0, size.isFinite else {
                throw MarginProblem.size(
                    category: Self.text(category, columns), value: row.last?.plainText ?? "missing")
            }
            places[category] = categories.count
            categories.append(category)
            sizes.append(size)
        }
        self.categories = categories
        self.sizes = sizes
        self.places = places
    }

    private static func tables(of connection: Connection) throws -> [(name: String, isTemporary: Bool)] {
        try connection.rows(
            """
            select name, true from sqlite_temp_schema where type in ('table', 'view')
            union all
            select name, false from sqlite_schema where type in ('table', 'view')
            """
        ).compactMap { row in row[0].text.map { ($0, row[1] == 1) } }
    }

    /// The number of a category; nil if the table does not have it.
    func place(of category: [String?]) -> Int? { places[category] }

    /// A category for a person: language English, stage alignment.
    func text(of category: [String?]) -> String { Self.text(category, columns) }

    private static func text(_ category: [String?], _ columns: [String]) -> String {
        zip(columns, category).map { "\($0) \($1 ?? "null")" }.joined(separator: ", ")
    }
}
