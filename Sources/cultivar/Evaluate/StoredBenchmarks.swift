import Evaluation
import SQLite
import Warehouse

/// The labelled texts of a store, table `benchmarks`, in place of files.
struct StoredBenchmarks {
    /// One benchmark with what is known of it.
    struct Entry {
        let name: String
        let culture: String?
        let benchmark: Benchmark
    }

    private let store: Store

    /// - Throws: `EvaluationCommandError.noBenchmarks`, `StoreError`.
    init(path: String) throws {
        store = try StoreOption.open(path)
        guard store.factTables.contains(where: { $0.name == "benchmarks" }) else {
            throw EvaluationCommandError.noBenchmarks(store: path)
        }
    }

    /// The benchmarks of these names, and of a culture if one is given; without names the only one of the store.
    ///
    /// A name that several cultures have is `CULTURE/NAME`; by itself it names all of them.
    ///
    /// - Throws: `EvaluationCommandError.severalBenchmarks`, `.unknownBenchmark`, `.repeatedRow`; `EvaluationError`,
    ///   `StoreError`, `SQLError`.
    func entries(named names: [String], culture: String?, task: BenchmarkTask) throws -> [Entry] {
        let all = try keys().filter { culture == nil || $0.culture == nil || $0.culture == culture }
        let known = all.map(\.title)
        if names.isEmpty, known.count != 1 {
            throw EvaluationCommandError.severalBenchmarks(store: store.path, known: known)
        }
        for name in names where !all.contains(where: { $0.name == name || $0.title == name }) {
            throw EvaluationCommandError.unknownBenchmark(name, store: store.path, known: known)
        }
        return try all.filter { names.isEmpty || names.contains($0.name) || names.contains($0.title) }
            .map { try entry($0, culture ?? $0.culture, task) }
    }

    /// What tells a benchmark from others.
    private struct Key {
        let name: String
        let culture: String?
        /// The name, with the culture in front if other cultures have a benchmark of this name.
        var title: String
    }

    private func column(_ name: String) -> String {
        let relation = store.relations.first { $0.name == "benchmarks" }
        return relation?.columns.contains { $0.name == name } == true ? SQLName.quoted(name) : "null"
    }

    private func keys() throws -> [Key] {
        let found = try store.connection.rows(
            """
            select benchmark, \(column("culture")) as of_culture from benchmarks
            where benchmark is not null
            group by 1, 2
            order by 1, 2
            """
        ).map { Key(name: $0[0].text ?? "", culture: $0[1].text, title: $0[0].text ?? "") }
        return found.map { key in
            var key = key
            if let culture = key.culture, found.count(where: { $0.name == key.name }) > 1 {
                key.title = "\(culture)/\(key.name)"
            }
            return key
        }
    }

    private func entry(_ key: Key, _ culture: String?, _ task: BenchmarkTask) throws -> Entry {
        let statement = try store.connection.prepare(
            """
            select "row", \(column("text")), \(column("label")) from benchmarks
            where benchmark = ? and \(column("culture")) is ?
            order by id
            """)
        try statement.bind(.text(key.name), at: 1)
        try statement.bind(SQLValue(key.culture), at: 2)
        var texts: [LabelledText] = []
        var numbers: Set<Int> = []
        while try statement.step() {
            let row = statement.row()
            let number = Int(row[0].integer ?? 0)
            guard numbers.insert(number).inserted else {
                throw EvaluationCommandError.repeatedRow(number, benchmark: key.title, store: store.path)
            }
            texts.append(LabelledText(number: number, text: row[1].text, label: row[2].text))
        }
        return Entry(
            name: key.title, culture: culture, benchmark: try Benchmark(name: key.title, task: task, texts: texts))
    }
}
