/// Why a folder of reports cannot be read.
public enum ReportFolderError: Error, Sendable, Equatable {
    case noManifest(path: String)
    case damagedManifest(path: String)
    /// The manifest needs something that this program does not have.
    case unknownFormat(path: String, format: String)
    /// A table that the manifest names as CSV cannot be read.
    case unreadableTable(path: String, reason: String)
    /// The compared path is neither a store nor a folder with tables.
    case noTables(path: String)
    /// Files of another store would stay in the folder beside those of this one.
    case otherStore(folder: String, files: String, theirs: String, ours: String)
    /// The same of another version of the program.
    case otherVersion(folder: String, files: String, theirs: String, ours: String)
    /// A file of a table would stay beside another file of the same table with other parameters.
    case otherParameters(folder: String, file: String, table: String)
}

extension ReportFolderError: CustomStringConvertible {
    private static let ways = "name another folder, or say --replace, which removes what its manifest names"

    public var description: String {
        switch self {
        case .noManifest(let path): "there is no \(path): `cultivar report … --out` writes one beside its files"
        case .damagedManifest(let path):
            "\(path) is no manifest of this program: it was changed, or another version wrote it; name another folder"
        case .unknownFormat(let path, let format):
            "\(path) names the form '\(format)', which this program does not have: use the version that wrote it"
        case .unreadableTable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .noTables(let path):
            "\(path) has no tables to compare: write it by `cultivar report … --out` with csv among its forms"
        case .otherStore(let folder, let files, let theirs, let ours):
            """
            \(folder) has \(files) of store \(theirs), and this is store \(ours): \(Self.ways)
            """
        case .otherVersion(let folder, let files, let theirs, let ours):
            "\(folder) has \(files) that cultivar \(theirs) wrote, and this is cultivar \(ours): \(Self.ways)"
        case .otherParameters(let folder, let file, let table):
            """
            \(folder) has \(file), which is table \(table) with other parameters or another statement: \(Self.ways)
            """
        }
    }
}
