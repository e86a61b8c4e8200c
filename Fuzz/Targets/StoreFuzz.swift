import Foundation
import SQLite
import Warehouse

private let statements = [
    "select source, language, sum(n), avg(score), max(length) from samples group by 1, 2 order by 1, 2",
    """
    select s.id, place, country, s.text from samples s left join places p on p.id = s.id where s.text like '%1%'
    order by 1, 2
    """,
    "select domain, count(distinct id), min(id) from domains group by domain order by domain",
]

/// The answers of the store without changes.
private let answers: [[[SQLValue]]] = statements.map { statement in
    guard let rows = try? SmallStore.opened.connection.rows(statement), !rows.isEmpty else {
        preconditionFailure("no answer without changes: \(statement)")
    }
    return rows
}

/// Opens a store in which bytes were changed, and asks or checks it: each step gives an error, and each statement otherwise
/// the answer of the store without the changes.
///
/// The first byte chooses whether the store is opened for writing, and whether it is checked, which takes longer. Four
/// bytes after it are one change: a place of three bytes, and the byte that stands there. The upper half of the places is
/// for the header and the schema.
func fuzzStore(_ bytes: [UInt8]) {
    guard bytes.count >= 5 else { return }
    let path = SmallStore.folder.appending(path: "changed.sqlite").path
    var content = SmallStore.bytes
    for start in stride(from: 1, to: bytes.count - 3, by: 4) {
        let place = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
        content[place & 0x80_0000 == 0 ? place % content.count : place % 8192] = bytes[start + 3]
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(content)) else { return }
    for end in ["-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + end) }
    let access = bytes[0] & 1 == 0 ? Store.Access.readOnly : .readWrite
    guard let store = described({ try Store.open(at: path, access: access) }) else { return }
    for (statement, answer) in zip(statements, answers) {
        guard let rows = described({ try store.connection.rows(statement) }) else { continue }
        precondition(rows == answer, "a changed store has another answer")
    }
    if bytes[0] & 6 == 0 { _ = described { try store.check() } }
}

/// What `body` gives, nil where it throws; the error's sentence is made.
private func described<Result>(_ body: () throws -> Result) -> Result? {
    do { return try body() } catch {
        precondition(!"\(error)".isEmpty)
        return nil
    }
}
