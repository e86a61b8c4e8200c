import Foundation
import Warehouse

/// The look-up files that transformations use, each read once for all the inputs that name it.
public final class MappingResources {
    private let folders: [String]
    private var tables: [LookUpRule: LookUpTable] = [:]

    /// - Parameter folders: where look-up files are searched, in this order.
    public init(folders: [String]) { self.folders = folders }

    /// - Throws: `ProfileError.lookUpNotFound`, `.lookUpUnreadable`.
    func table(for rule: LookUpRule) throws -> LookUpTable {
        if let table = tables[rule] { return table }
        let paths = rule.file.hasPrefix("/") ? [rule.file] : folders.map { "\($0)/\(rule.file)" }
        guard let path = paths.first(where: FileManager.default.fileExists) else {
            throw ProfileError.lookUpNotFound(rule.file, searched: folders)
        }
        let table = try LookUpTable(rule: rule, path: path)
        tables[rule] = table
        return table
    }
}
