import Foundation

/// The entries of folders, for completing the names of files.
enum FolderListing {
    /// Names in a folder, sorted, with a `/` after folders and without hidden ones. Empty if it cannot be read.
    static func entries(_ folder: String) -> [String] {
        let place = NSString(string: folder.isEmpty ? "." : folder).expandingTildeInPath
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { name in
            var isFolder = ObjCBool(false)
            let exists = FileManager.default.fileExists(atPath: "\(place)/\(name)", isDirectory: &isFolder)
            return exists && isFolder.boolValue ? name + "/" : name
        }
    }
}
