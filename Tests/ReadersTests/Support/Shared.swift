import Foundation
import TestSupport
import Testing

/// Files of others that tests read where they lie, beside the package.
enum Shared {
    static func isPresent(_ path: String) -> Bool { FileManager.default.fileExists(atPath: self.path(path)) }

    static func path(_ path: String) -> String { PackageRoot.shared.appending(path: path).path }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: self.path(path))))
    }

    /// Paths of the files in a folder, sorted.
    static func files(in folder: String, endingWith ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).filter { $0.hasSuffix(ending) }.sorted()
            .map { folder + "/" + $0 }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test where the folder of shared data it needs is absent.
    static func needs(_ folder: String) -> Self {
        .enabled("../shared/\(folder) is absent: its files are not part of the package") { Shared.isPresent(folder) }
    }
}
