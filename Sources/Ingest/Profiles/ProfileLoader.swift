import CSchema
import Foundation
import Yams
import Warehouse

/// Where profiles come from: the binary, or a file.
public enum ProfileLoader {
    /// The profiles that the binary carries, by name.
    ///
    /// - Throws: `ProfileError` where one does not decode, which a test rules out.
    public static func shipped() throws -> [Profile] {
        try EmbeddedFile.under("profiles/").map { try decode(yaml: $0.text, file: $0.name) }.sorted {
            $0.name < $1.name
        }
    }

    /// The profile that `--profile` names: a shipped one, else a file.
    ///
    /// - Throws: `ProfileError`.
    public static func load(_ nameOrFile: String) throws -> Profile {
        let shipped = try shipped()
        if let profile = shipped.first(where: { $0.name == nameOrFile }) { return profile }
        guard let data = FileManager.default.contents(atPath: nameOrFile) else {
            throw ProfileError.notFound(nameOrFile, shipped: shipped.map(\.name))
        }
        guard let yaml = String(validating: data, as: UTF8.self) else { throw ProfileError.notUTF8(file: nameOrFile) }
        return try decode(yaml: yaml, file: nameOrFile)
    }

    /// Decodes a profile; `file` is what errors call it.
    ///
    /// - Throws: `ProfileError`, with the line.
    public static func decode(yaml: String, file: String) throws -> Profile {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch {
            throw ProfileError.notYAML(file: file, reason: "\(error)")
        }
        guard let node else { throw ProfileError.notYAML(file: file, reason: "it is empty") }
        do {
            return try YAMLDecoder().decode(Profile.self, from: node)
        } catch let error as DecodingError {
            throw ProfileError(error, in: node, file: file)
        }
    }
}
