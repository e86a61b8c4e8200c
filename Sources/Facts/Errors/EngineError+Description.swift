extension EngineError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownEngine(let name, let known):
            "there is no engine \(name): there are \(known.joined(separator: ", "))"
        case .noTable(let table, let reason):
            "there is no table \(table): \(reason)"
        case .noBridge(let python, let reason):
            """
            \(python) cannot connect to Spark (\(reason)): run `make setup-spark`, or install pyspark[connect] for a \
            Python and name that in CULTIVAR_PYTHON
            """
        case .unreachable(let address, let reason):
            "no Spark server answers at \(address) (\(reason)): start one, or connect to another address"
        case .refused(let engine, let reason):
            "\(engine) refused a statement: \(reason)"
        case .broken(let engine, let reason):
            "the connection to \(engine) broke (\(reason)): run the statement again; nothing of the answer was used"
        case .changed(let table):
            """
            table \(table) has changed since the store was connected to it: `cultivar connect --refresh` reads its values again
            """
        case .tooManyGroups(let table, let limit):
            """
            the statement needs more than \(limit) combinations of table \(table): use fewer columns, or load a sample of \
            the table with `cultivar ingest`
            """
        case .tooLargeAnswer(let engine, let bytes, let limit):
            """
            the answer of \(engine) has \(bytes) bytes, and at most \(limit) are taken: use fewer columns or rows, or load a \
            sample of the table with `cultivar ingest`
            """
        case .tooManyRows(let table, let rows, let limit):
            """
            the statement reads the \(rows) rows of table \(table) one by one, and at most \(limit) are given so: count \
            them by tags (group by), add a limit, or load them with `cultivar ingest`
            """
        case .unexpectedValue(let table, let field):
            "field \(field) of table \(table) has a value of another type than it had: `cultivar connect --refresh` reads it again"
        case .tooLargeSum(let table, let field):
            "the total of field \(field) of table \(table) is too large for 64 bits: add up parts, or use avg()"
        case .takenName(let table, let name):
            "table \(table) has a column \(name) already: give the added one another name, as NAME=\(name)"
        case .interrupted:
            "interrupted"
        }
    }
}
