import Foundation
import Warehouse

/// Opens a store in which bytes were changed, asks and checks it: each step gives an answer or an error.
///
/// Four bytes of the input are one change: a place of three bytes, and the byte that stands there. The upper half of the
/// places is for the header and the schema.
func fuzzStore(_ bytes: [UInt8]) {
    let path = SmallStore.folder.appending(path: "changed.sqlite").path
    var content = SmallStore.bytes
    for start in stride(from: 0, to: bytes.count - 3, by: 4) {
        let place = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
        content[place & 0x80_0000 == 0 ? place % content.count : place % 8192] = bytes[start + 3]
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(content)) else { return }
    for end in ["-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + end) }
    for access in [Store.Access.readOnly, .readWrite] {
        do {
            let store = try Store.open(at: path, access: access)
            _ = try store.check()
            _ = try store.connection.rows("select country, sum(n), avg(score) from samples group by country")
            _ = try store.connection.rows("select id, topics, text from samples where country <> 'Kenya'")
        } catch {
            precondition(!"\(error)".isEmpty)
        }
    }
}
