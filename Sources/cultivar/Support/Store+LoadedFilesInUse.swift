import Foundation
import SQLite
import Warehouse

extension Store {
    /// The files that the store was loaded from and that are still there, so that no output is written over them.
    func loadedFilesInUse() throws -> [FilesInUse.Entry] {
        try connection.rows("select distinct path from file").compactMap { $0[0].text }
            .filter { FileManager.default.fileExists(atPath: $0) }.map(FilesInUse.Entry.init)
    }
}
