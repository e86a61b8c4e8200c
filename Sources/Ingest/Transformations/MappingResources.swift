import Foundation
import Warehouse

/// What transformations need besides the value: look-up files, each read once for all the inputs that use it, and the
/// countries of domains.
public final class MappingResources {
    private let folders: [String]
    private var tables: [LookUpRule: LookUpTable] = [:]
    private var resolver: PlaceResolver?

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

    /// - Throws: `ReferenceTableError` where the binary lacks its tables.
    func places() throws -> PlaceResolver {
        if let resolver { return resolver }
        let embedded = try PlaceResolver.embedded()
        resolver = embedded
        return embedded
    }
}
