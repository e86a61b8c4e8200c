import Columns
import Foundation

/// What is wrong with a store, or with a request to it.
public enum StoreError: Error, Sendable, Equatable {
    case missing(path: String)
    /// So damaged that it cannot be opened.
    case damaged(path: String, reason: String)
    case isFolder(path: String)
    /// The folder of a new store is not there.
    case noFolder(String, path: String)
    case exists(path: String)
    case notAStore(path: String)
    /// A file without content: never written, or left by a load that was killed while it made the store.
    case empty(path: String)
    /// Another process loads into it.
    case isBeingLoaded(path: String, by: String)
    case newerVersion(path: String, found: Int64, known: Int64)
    case olderVersion(path: String, found: Int64, known: Int64)
    case catalogue(String)
    case strangeObjects(path: String, [String])
    case table(name: String)
    case missingContent(column: String, rowGroup: Int64)
    case dictionary(column: String, code: Int64)
    case dictionaryChecksum(column: String)
    case segment(column: String, rowGroup: Int64, SegmentError)
    case cube(rowGroup: Int64, number: Int64, SegmentError?)
    case segmentRows(column: String, rowGroup: Int64, expected: Int, found: Int)
    case unknownColumn(name: String, known: [String])
    case textIndex(column: String, rowGroup: Int64, SegmentError)
    case noTextColumn(String, known: [String])
    case reservedName(String)
    case invalidName(String)
    /// SQLite takes no relation of so many columns.
    case tooManyColumns(relation: String, columns: Int, stored: Int, limit: Int)
    case kindConflict(column: String, stored: ColumnKind, given: ColumnKind)
    case keyConflict(table: String, stored: String?, given: String?)
    case tooLargeForReal(column: String, value: Int64)
    case batchRows(column: String, expected: Int, found: Int)
    case batchColumn(String, reason: String)
    case batchTooLarge(rows: Int, limit: Int)
    case changedMeanwhile
    /// A statement of another program names a relation of a database that it attached.
    case otherDatabase(relation: String, database: String)
    /// Files cannot be loaded into a table that lies elsewhere.
    case tableLiesOutside(name: String)
    /// A condition or column of an outside table depends on more than tags and numbers.
    case notOfCombinations(column: String)
    /// Texts that lie elsewhere have no index.
    case noTextIndexOutside(table: String)
    /// The profile did not take each value of an outside table.
    case outsideLessons(table: String, expected: Int, stored: Int, reason: String?)
    case counts(path: String, seen: Int64, stored: Int64, rejected: Int64, skipped: Int64)
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let path):
            "there is no store at \(path): make one with `cultivar ingest FILE --store \(path)`, or name another with --store"
        case .damaged(let path, let reason):
            "\(path) is damaged: \(reason). `cultivar salvage \(path) --out FILE` copies what is whole into a new store"
        case .isFolder(let path):
            "\(path) is a folder, and a store is a file: name the file with --store"
        case .noFolder(let folder, let path):
            "there is no folder \(folder) to make the store \(path) in: make it first, or name another place with --store"
        case .exists(let path):
            "\(path) exists already"
        case .notAStore(let path):
            "\(path) is not a Cultivar store: it was made by another program; name another file with --store"
        case .empty(let path):
            "\(path) is empty: no load has written it to its end; make it a store with `cultivar ingest FILE --store \(path)`"
        case .isBeingLoaded(let path, let holder):
            "\(path) is being loaded into by \(holder): wait for its end with --wait SECONDS, or load later; nothing was changed"
        case .newerVersion(let path, let found, let known):
            "\(path) has version \(found) of the store's format and this program knows \(known): use a newer cultivar"
        case .olderVersion(let path, let found, let known):
            "\(path) has version \(found) of the store's format and this program needs \(known): load the files again"
        case .catalogue(let place):
            "the store's catalogue is damaged at \(place): run `cultivar check`"
        case .strangeObjects(let path, let objects):
            "\(path) has what no store has: \(objects.joined(separator: "; ")): drop it by another program, such as sqlite3"
        case .table("sqlite_schema"):
            "the definitions of the store's tables are not those that were written: run `cultivar check`"
        case .table(let name):
            "table \(name) is damaged: its rows are not those that were written; run `cultivar check`"
        case .missingContent(let column, let rowGroup):
            "column \(column) of row group \(rowGroup) is missing, and its samples had values; run `cultivar check`"
        case .dictionary(let column, let code):
            "the dictionary of column \(column) is damaged at code \(code): run `cultivar check`"
        case .dictionaryChecksum(let column):
            "the dictionary of column \(column) is damaged: its values are not those that were written; run `cultivar check`"
        case .segment(let column, let rowGroup, let error):
            "column \(column) of row group \(rowGroup) is damaged: \(error); run `cultivar check`"
        case .cube(let rowGroup, let number, let error):
            "cube \(number) of row group \(rowGroup) is damaged\(error.map { ": \($0)" } ?? ""); run `cultivar check`"
        case .segmentRows(let column, let rowGroup, let expected, let found):
            "column \(column) of row group \(rowGroup) is damaged: it has \(found) rows and the group \(expected); run `cultivar check`"
        case .unknownColumn(let name, let known):
            NearestName.of(name, among: known).map { "there is no column \(name): did you mean \($0)?" }
                ?? "there is no column \(name); there are \(known.joined(separator: ", "))"
        case .textIndex(let column, let rowGroup, let error):
            "the text index of column \(column) is damaged in row group \(rowGroup): \(error); rebuild it with `cultivar index text --drop` and `cultivar index text`"
        case .noTextColumn(let name, let known):
            "there is no text column \(name) to index: the text columns are \(known.joined(separator: ", "))"
        case .reservedName(let name):
            "a column cannot be named \(name): the relations have a column or relation of that name; map it to another"
        case .invalidName(let name):
            "a column cannot be named “\(name)”: a name has letters, digits and _, and begins with a letter"
        case .tooManyColumns(let relation, let columns, let stored, let limit):
            "the store would have \(stored) columns, which with those that follow from them are \(columns) of relation \(relation), and SQLite takes \(limit): leave some out, or keep keys as values of a multi-valued column, by a profile; none of the file's rows are stored"
        case .kindConflict(let column, let stored, let given):
            "column \(column) is stored as \(stored.rawValue) and the file has it as \(given.rawValue): map it to another name"
        case .keyConflict(let table, let stored, let given):
            "table \(table) \(StoreError.said(ofKey: stored)) and the profile says that it \(StoreError.said(ofKey: given)): give its rows another table by “into”"
        case .tooLargeForReal(let column, let value):
            "column \(column) also has decimals, and \(value) is too large to be kept exactly beside them: map it to another name"
        case .batchRows(let column, let expected, let found):
            "column \(column) has \(found) rows in a batch of \(expected)"
        case .batchColumn(let column, let reason):
            "column \(column) of a batch cannot be stored: \(reason)"
        case .batchTooLarge(let rows, let limit):
            "a batch of \(rows) rows cannot be stored: give at most \(limit) at a time"
        case .changedMeanwhile:
            "the store was written to while the statement began: run it again"
        case .otherDatabase(let relation, let database):
            "\(database).\(relation) cannot be read: relations are those of the main database; open that store by a connection of its own"
        case .tableLiesOutside(let name):
            "no file is loaded into \(name): its rows lie in another table; name another store with --store"
        case .notOfCombinations(let column):
            "rows that lie outside are chosen by tags and numbers, and \(column) is neither"
        case .noTextIndexOutside(let table):
            "the texts of \(table) lie in another table and have no index here: search them there"
        case .outsideLessons(let table, let expected, let stored, let reason):
            "the profile refuses values of \(table): \(expected - stored) of \(expected)\(reason.map { ", the first because \($0)" } ?? "")"
        case .counts(let path, let seen, let stored, let rejected, let skipped):
            "\(path): \(seen) rows seen, but \(stored) stored + \(rejected) rejected + \(skipped) skipped"
        }
    }
}

extension StoreError {
    private static func said(ofKey key: String?) -> String {
        key.map { "holds entities by their key \($0)" } ?? "holds facts without a key"
    }
}

extension StoreError {
    /// Throws if there is no file of that name.
    ///
    /// - Throws: `StoreError.missing`, `.isFolder`.
    public static func requireFile(at path: String) throws(StoreError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing(path: path) }
        if isFolder.boolValue { throw .isFolder(path: path) }
    }
}
