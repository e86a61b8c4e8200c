import SQLite

/// Objects in a store's file that do not belong there and change its behaviour: a table with the name of a relation
/// would be read instead of it, and a trigger on a table of the store would run when files are loaded.
///
/// Tables and views with other names belong to the user, and are allowed.
package struct StrangeObjects {
    let connection: Connection

    package init(connection: Connection) { self.connection = connection }

    /// Checks that the store's own tables are tables, and that nothing runs when they are written.
    ///
    /// - Throws: `StoreError.strangeObjects`; `SQLError`.
    package func refuseThoseOfTables() throws {
        let own = Set(StoreSchema.ownNames.map(SQLName.init))
        try refuse { object in
            if object.type == "trigger" {
                return own.contains(SQLName(object.table)) ? "it runs when table \(object.table) is written" : nil
            }
            guard own.contains(SQLName(object.name)) else { return nil }
            let isPlain = object.type == "index" || object.type == "table" && !object.isVirtual
            return isPlain ? nil : "it takes the place of a table of the store"
        }
    }

    /// Checks that no table or view has the name of a relation or of a table-valued function.
    ///
    /// - Throws: `StoreError.strangeObjects`; `SQLError`.
    package func refuseThoseOfRelations(_ relations: [String]) throws {
        let modules = try rows("select name from pragma_module_list").compactMap { $0[0].text }
        let taken = Set((relations + modules).map(SQLName.init))
        let own = Set(StoreSchema.ownNames.map(SQLName.init))
        try refuse { object in
            guard object.type == "table" || object.type == "view", taken.contains(SQLName(object.name)),
                !own.contains(SQLName(object.name))
            else { return nil }
            return "it takes the place of the relation \(object.name.lowercased())"
        }
    }

    private struct Object {
        var type: String
        var name: String
        var table: String
        var isVirtual: Bool
    }

    private func refuse(_ reason: (Object) -> String?) throws {
        let objects = try rows(
            "select type, name, tbl_name, sql like 'create virtual%' from main.sqlite_schema"
        ).map { row in
            Object(
                type: row[0].text ?? "", name: row[1].text ?? "", table: row[2].text ?? "",
                isVirtual: row[3].integer == 1)
        }
        let strange = objects.compactMap { object in
            reason(object).map { "\(object.type) \(object.name) (\($0))" }
        }
        guard strange.isEmpty else { throw StoreError.strangeObjects(path: connection.path, strange) }
    }

    private func rows(_ sql: String) throws -> [[SQLValue]] {
        let statement = try Statement(unchecked: sql, on: connection)
        var rows: [[SQLValue]] = []
        while try statement.stepPlainly() { rows.append(statement.row()) }
        return rows
    }
}
