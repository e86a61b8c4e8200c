import EmbeddedFiles
import Foundation
import Functions
import Parallel
import Warehouse
import Yams

/// Where profiles come from: the binary, or a file.
public enum ProfileLoader {
    /// The profiles that the binary carries, by name; made once.
    ///
    /// - Throws: `ProfileError` if one does not decode, which a test rules out.
    public static func shipped() throws -> [Profile] { try made.get() }

    private static let made = Result {
        try EmbeddedFile.under("profiles/").concurrentMap { try decode(yaml: $0.text, file: $0.name) }
            .sorted { $0.name < $1.name }
    }

    /// The profile that `--profile` names: a shipped one, else a file.
    ///
    /// - Throws: `ProfileError`.
    public static func load(_ nameOrFile: String) throws -> Profile {
        let shipped = try shipped()
        if let profile = shipped.first(where: { $0.name == nameOrFile }) { return profile }
        let content: Data?
        do { content = try SmallFile.content(of: nameOrFile, limit: SmallFile.mostProfileBytes) } catch {
            throw ProfileError.unreadable(file: nameOrFile, reason: "\(error)")
        }
        guard let data = content else { throw ProfileError.notFound(nameOrFile, shipped: shipped.map(\.name)) }
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
            // If an alias is a key, the YAML parser compares everything that the alias expands to.
            guard aliasAsKey?.firstMatch(in: yaml, group: 0) == nil else {
                throw ProfileError.notYAML(file: file, reason: "a key is a word, and not an alias or a structure")
            }
            node = try Yams.compose(yaml: yaml)
        } catch let error as ProfileError {
            throw error
        } catch {
            throw ProfileError.notYAML(file: file, reason: "\(error)")
        }
        guard let node else { throw ProfileError.notYAML(file: file, reason: "it is empty") }
        // Aliases of aliases grow exponentially: a kilobyte can expand to gigabytes.
        guard node.nodeCount(upTo: mostNodes) < mostNodes else {
            throw ProfileError.notYAML(file: file, reason: "with its aliases it has more than \(mostNodes) values")
        }
        do {
            return try YAMLDecoder().decode(Profile.self, from: node.withPlainKeys)
        } catch let error as DecodingError {
            throw ProfileError(error, in: node, file: file)
        }
    }
}

extension ProfileLoader {
    private static let mostNodes = 100_000
    private static let aliasAsKey = try? LinearExpression(
        #"(?m)(?:^|[\[{,:-])\s*(?:\?\s|\*[A-Za-z0-9_-]+\s*:(?:\s|$))"#)
}

extension Node {
    /// The values that a decoder would meet, each as often as aliases repeat it; no more than `limit` are counted.
    fileprivate func nodeCount(upTo limit: Int) -> Int {
        var count = 1
        switch self {
        case .mapping(let mapping):
            for (_, value) in mapping where count < limit { count += 1 + value.nodeCount(upTo: limit - count) }
        case .sequence(let sequence):
            for value in sequence where count < limit { count += value.nodeCount(upTo: limit - count) }
        default: break
        }
        return count
    }

    /// The same with all keys as if they were not quoted: the decoder looks up keys in this form, and would miss
    /// `"on"`, which without quotes is a boolean.
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
