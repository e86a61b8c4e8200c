import Foundation
import TestSupport
import Testing

/// A program with an SQLite of its own use, into which the extension is loaded.
enum ExtensionHost: String, CaseIterable, CustomTestStringConvertible {
    case python
    case shell
    case datasette

    var testDescription: String { rawValue }

    /// The extension under the name that SQLite derives the entry point from, beside the store.
    static let library = "libcultivar.so"

    /// A Python whose sqlite3 loads extensions: Debian's does, others may have been built without.
    static let pythonPath = ["/usr/bin/python3", ".venv/bin/python"].first {
        (try? Program(folder: PackageRoot.url).shell(
            "\($0) -c 'import sqlite3; sqlite3.connect(\":memory:\").enable_load_extension(True)'"))?.code == 0
    }

    private static let datasettePath = PackageRoot.url.appending(path: ".venv/bin/datasette").path

    /// Why the host cannot be used here; nil where it can.
    var absence: String? {
        switch self {
        case .python: Self.pythonPath == nil ? "no Python here loads SQLite extensions" : nil
        case .shell: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") ? nil : "no sqlite3 shell here"
        case .datasette:
            FileManager.default.isExecutableFile(atPath: Self.datasettePath)
                ? nil : "no .venv with Datasette: `make setup` makes it"
        }
    }

    /// The rows of a statement over the store `corpus.sqlite` as JSON: a list of objects.
    func run(_ statement: String, with program: Program) throws -> RunResult {
        try program.write(statement, to: "statement.sql")
        switch self {
        case .python:
            try program.write(Self.script, to: "host.py")
            return try program.shell("\(Self.pythonPath ?? "python3") host.py")
        case .shell:
            return try program.shell(
                "sqlite3 -init /dev/null -json -cmd '.load ./libcultivar' corpus.sqlite < statement.sql")
        case .datasette:
            let query = statement.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return try program.shell(
                "\(Self.datasettePath) corpus.sqlite --load-extension ./\(Self.library) "
                    + "--get '/corpus.json?_shape=array&sql=\(query)'")
        }
    }

    private static let script = """
        import json, sqlite3
        connection = sqlite3.connect("corpus.sqlite")
        connection.enable_load_extension(True)
        connection.load_extension("./libcultivar")
        cursor = connection.execute(open("statement.sql").read())
        names = [column[0] for column in cursor.description]
        print(json.dumps([dict(zip(names, row)) for row in cursor]))
        connection.close()
        """
}
