import Foundation
import TestSupport
import Testing

/// The files of CultureLLM that lie beside the package, in `../shared/data/culturellm`.
enum SharedCulture {
    static let folder = PackageRoot.sharedData.appending(path: "culturellm")
    static let isPresent = FileManager.default.isReadableFile(atPath: folder.appending(path: "expected.json").path)
    static let missing: Comment = "../shared/data/culturellm is not there: nothing to compare with"

    static func path(_ name: String) -> String { folder.appending(path: name).path }

    static func expected() throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}

/// The questions of BLEnD, in `../shared/data/blend`.
enum SharedBlend {
    static let folder = PackageRoot.sharedData.appending(path: "blend/data/annotations")
    static let isPresent = FileManager.default.isReadableFile(atPath: folder.appending(path: "US_data.json").path)
    static let missing: Comment = "../shared/data/blend is not there: nothing to compare with"
}
