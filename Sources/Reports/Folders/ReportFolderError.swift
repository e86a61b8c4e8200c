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
}

extension ReportFolderError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noManifest(let path): "there is no \(path): `cultivar report … --out` writes one beside its files"
        case .damagedManifest(let path):
            "\(path) is no manifest of this program: it was changed, or another version wrote it"
        case .unknownFormat(let path, let format):
            "\(path) names the form '\(format)', which this program does not have: use the version that wrote it"
        case .unreadableTable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .noTables(let path):
            "\(path) has no tables to compare: write it by `cultivar report … --out` with csv among its forms"
        }
    }
}
