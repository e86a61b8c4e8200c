import Foundation
import Functions
import LocalFacts
import Reports
import Warehouse

/// The basis of completion, help and guesses: the names of a store at one moment, and access to its values.
struct PromptCatalogue {
    struct Column: Equatable {
        var name: String
        var type: String
        var description: String
        var isHidden = false
        /// It has values of a dictionary, which can be listed.
        var hasValues = false
    }

    struct Relation: Equatable {
        var name: String
        var description: String
        var columns: [Column]

        func column(named name: String) -> Column? {
            columns.first { $0.name.lowercased() == name.lowercased() }
        }
    }

    struct Report: Equatable {
        var name: String
        var title: String
        var parts: [String]
    }

    /// The relations over the samples first, then the plain tables and views.
    var relations: [Relation]
    /// How many of `relations` are over the samples.
    var sampleRelationCount: Int
    var functions: [FunctionDescription]
    /// Those of SQLite, by name.
    var builtInFunctions: [String]
    /// The reports of the program. Reading their definitions takes longer than all else, so that it waits until asked.
    var reports: () -> [Report]
    /// The values of a column of a relation, the most frequent first; empty if they are not available at once.
    var values: (_ column: String, _ relation: String) -> [ColumnValue]

    func relation(named name: String) -> Relation? {
        relations.first { $0.name.lowercased() == name.lowercased() }
    }

    var sampleRelations: ArraySlice<Relation> { relations.prefix(sampleRelationCount) }

    /// The relation whose values of a column are looked up if a statement names none: the first that has the column.
    func relation(withColumn name: String, among names: [String] = []) -> Relation? {
        let given = names.compactMap(relation(named:)).first { $0.column(named: name) != nil }
        return given ?? sampleRelations.first { $0.column(named: name) != nil }
    }
}

/// A value of a column and how many samples carry it.
struct ColumnValue: Equatable {
    var text: String
    var count: Int64
}

extension PromptCatalogue {
    /// The names of an open store; of a damaged store, those that can be read.
    init(store: Store, limits: StatementLimits) {
        let texts = Set(store.columns.filter { $0.kind == .text }.map(\.name))
        relations = store.relations.map { relation in
            Relation(
                name: relation.name, description: relation.description,
                columns: relation.columns.map { column in
                    Column(
                        name: column.name, type: column.type, description: column.description,
                        isHidden: column.isHidden, hasValues: column.type == "TEXT" && !texts.contains(column.name))
                })
        }
        sampleRelationCount = relations.count
        relations += PromptCatalogue.plainTables(of: store)
        functions = SQLFunctions.all
        let added = Set(functions.map(\.name))
        let names = (try? store.connection.rows("select distinct name from pragma_function_list order by name")) ?? []
        builtInFunctions = names.compactMap { $0[0].text }.filter { name in
            // Those of the program itself are not for people.
            !added.contains(name) && (name.first?.isLetter ?? false) && !name.hasSuffix("_counted")
        }
        reports = { PromptCatalogue.embeddedReports }
        let index = ValueIndex(store: store)
        values = { column, relation in index.values(of: column, in: relation) }
    }

    private static let embeddedReports = ((try? ReportCatalogue.embedded()) ?? []).map { report in
        Report(name: report.name, title: report.title, parts: report.tables.compactMap(\.part))
    }

    private static func plainTables(of store: Store) -> [Relation] {
        let rows =
            (try? store.connection.rows(
                """
                with tables as (
                    select name, 'a plain table' as what
                    from sqlite_schema
                    where type in ('table', 'view') and name not like 'sqlite%'
                    union all
                    select name, 'a temporary ' || type from sqlite_temp_schema where type in ('table', 'view')
                )
                select tables.name, columns.name, columns.type, what
                from tables
                    join pragma_table_info(tables.name) as columns
                order by tables.name, columns.cid
                """)) ?? []
        var relations: [Relation] = []
        for row in rows {
            let column = Column(name: row[1].text ?? "", type: row[2].text ?? "", description: "")
            if relations.last?.name != row[0].text {
                let name = row[0].text ?? ""
                let description = StoreSchema.tableDescriptions[name].map { "of the store: \($0)" }
                relations.append(Relation(name: name, description: description ?? row[3].text ?? "", columns: []))
            }
            relations[relations.count - 1].columns.append(column)
        }
        // A person's own tables come first.
        let own = relations.filter { StoreSchema.tableDescriptions[$0.name] == nil }
        return own + relations.filter { StoreSchema.tableDescriptions[$0.name] != nil }
    }
}
