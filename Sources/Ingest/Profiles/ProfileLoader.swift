import Foundation
import Warehouse
import Yams

/// Where profiles come from: the binary, or a file.
public enum ProfileLoader {
    /// The profiles that the binary carries, by name; made once.
    ///
    /// - Throws: `ProfileError` where one does not decode, which a test rules out.
    public static func shipped() throws -> [Profile] { try made.get() }

    private static let made = Result {
        try TwoCores.map(EmbeddedFile.under("profiles/")) { try decode(yaml: $0.text, file: $0.name) }
            .sorted { $0.name < $1.name }
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
        var profile = try decode(yaml: yaml, file: nameOrFile)
        profile.folder = URL(fileURLWithPath: nameOrFile).standardizedFileURL.deletingLastPathComponent().path
        return profile
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
            return try YAMLDecoder().decode(Profile.self, from: node.withPlainKeys)
        } catch let error as DecodingError {
            throw ProfileError(error, in: node, file: file)
        }
    }
}

extension Node {
    /// The same with all keys as if they were not quoted: the decoder looks a key up so, and would miss `"on"`, which
    /// it takes for a boolean without quotes.
    fileprivate var withPlainKeys: Node {
        switch self {
        case .mapping(let mapping):
            let entries = mapping.map { key, value in
                let plain = key.scalar.map { Node.scalar(Scalar($0.string, .implicit, $0.style, $0.mark)) }
                return (plain ?? key, value.withPlainKeys)
            }
            return .mapping(Mapping(entries, mapping.tag, mapping.style, mapping.mark))
        case .sequence(let sequence):
            let elements = sequence.map(\.withPlainKeys)
            return .sequence(Sequence(elements, sequence.tag, sequence.style, sequence.mark))
        default:
            return self
        }
    }
}
