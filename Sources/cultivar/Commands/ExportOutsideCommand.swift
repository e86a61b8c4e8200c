import ArgumentParser
import Facts
import Foundation
import LocalFacts
import Warehouse

struct ExportOutsideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outside",
        abstract: "Write rows of a table on Spark by Spark, with tags beside them.",
        discussion: """
            The rows never come to this machine: Spark joins the table with the tags that meet the condition, and \
            writes Parquet files where the table lies. The condition and the columns may use tags and numbers, what \
            follows from them, and other relations by id; not texts. A drawn part depends on the seed and the content of \
            each row only.

              cultivar export outside --out s3a://corpus/kenya --where "id in (select id from countries where country = 'Kenya')"
              cultivar export outside --out /data/tagged --columns stage,cultural,language_code --share 0.01 --seed 7
            """)

    @Option(help: ArgumentHelp("A folder that does not exist, as Spark names it.", valueName: "path"))
    var out: String

    @Option(help: ArgumentHelp("A condition on samples, in SQL.", valueName: "condition"))
    var `where`: String?

    @Option(
        help: ArgumentHelp(
            "Columns of samples to add, with commas between them; a name that the table has is given as NAME=COLUMN.",
            valueName: "columns"))
    var columns: String?

    @Option(help: ArgumentHelp("Draw this share of the rows, above 0 and at most 1.", valueName: "share"))
    var share: Double?

    @Option(help: "The seed of what is drawn.")
    var seed: Int64 = 1

    @Option(help: ArgumentHelp("The fact table.", valueName: "name"))
    var table = FactTable.samples.name

    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        if let share, !(share > 0 && share <= 1) {
            throw ValidationError("--share is a number above 0 and at most 1, and is \(share).")
        }
    }

    /// The added columns, as names and the columns of samples.
    private var added: [(name: String, column: String)] {
        (columns ?? "").split(separator: ",").map { part in
            let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return (sides[0], sides.count > 1 ? sides[1] : sides[0])
        }
    }

    func run() throws {
        let store = try store.open()
        let written = try limits.run(on: store) {
            guard let location = try store.outsideTables().first(where: { $0.name == table })?.location else {
                throw OutsideTablesMissing(store: store.path)
            }
            guard let engine = try store.outsideEngine(of: location) as? any FactWriter else {
                throw EngineError.refused(
                    engine: location.engine, reason: "it writes no files; `cultivar export samples` writes these rows")
            }
            let selection = try store.outsideSelection(of: table, columns: added, where: `where`)
            let rows = try engine.write(
                WriteRequest(
                    fields: selection.fields, combinations: selection.combinations, columns: selection.columns,
                    share: share, seed: seed, path: out))
            guard share != nil || rows == selection.rowCount else { throw EngineError.changed(table: location.table) }
            return (rows, selection.rowCount)
        }
        print("\(out): \(written.0) rows written of \(written.1) that meet the condition")
    }
}
