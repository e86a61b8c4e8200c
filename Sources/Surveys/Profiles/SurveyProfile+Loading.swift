import EmbeddedFiles
import Foundation

extension SurveyProfile {
    private static let folder = "surveys/"
    private static let mostBytes = 4 << 20

    /// The names of the profiles that the binary carries.
    public static var shippedNames: [String] { embedded.map(\.name).sorted() }

    /// The profile that `--profile` names: a shipped one, else a file.
    ///
    /// - Throws: `SurveyError`.
    public static func load(_ nameOrFile: String) throws -> SurveyProfile {
        if let shipped = embedded.first(where: { $0.name == nameOrFile }) {
            return try SurveyProfile(yaml: shipped.text, file: "\(shipped.name).yaml")
        }
        return try SurveyProfile(yaml: text(ofFile: nameOrFile), file: nameOrFile)
    }

    /// The text of a file of YAML.
    ///
    /// - Throws: `SurveyError`.
    static func text(ofFile path: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw SurveyError.profileNotFound(path, shipped: shippedNames)
        }
        defer { try? handle.close() }
        // A little more than the limit shows that the file is longer.
        guard let data = try handle.read(upToCount: mostBytes + 1), !data.isEmpty else {
            throw SurveyError.emptyFile(path)
        }
        guard data.count <= mostBytes, let yaml = String(validating: data, as: UTF8.self) else {
            throw SurveyError.notYAML(file: path, reason: "not UTF-8, or more than \(mostBytes) bytes")
        }
        return yaml
    }

    private static var embedded: [(name: String, text: String)] {
        EmbeddedFile.under(folder).filter { $0.name.hasSuffix(".yaml") }.map { file in
            (String(file.name.dropFirst(folder.count).dropLast(5)), file.text)
        }
    }
}
