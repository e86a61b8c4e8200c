import Foundation
import Yams

/// A YAML file whose keys are read with the line on which they stand.
struct YAMLFile {
    private static let mostBytes = 1 << 20

    let name: String
    let root: Node

    init(yaml: String, name: String) throws {
        guard yaml.utf8.count <= Self.mostBytes else {
            throw VocabularyError.unreadable(file: name, reason: "it is longer than a megabyte")
        }
        // Aliases of aliases grow exponentially, and no vocabulary needs them.
        guard !Self.hasAnchor(yaml) else {
            throw VocabularyError.notYAML(file: name, reason: "anchors (&name) are not accepted here")
        }
        do {
            guard let root = try Yams.compose(yaml: yaml) else {
                throw VocabularyError.notYAML(file: name, reason: "it is empty")
            }
            self.root = root
        } catch let error as VocabularyError {
            throw error
        } catch {
            throw VocabularyError.notYAML(file: name, reason: "\(error)")
        }
        self.name = name
    }

    /// Reads a file, or standard text of the program.
    static func text(of path: String) throws -> String? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard !isFolder.boolValue, attributes?[.type] as? FileAttributeType == .typeRegular,
            let data = FileManager.default.contents(atPath: path)
        else { throw VocabularyError.unreadable(file: path, reason: "it is no regular file that may be read") }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw VocabularyError.unreadable(file: path, reason: "it is not UTF-8")
        }
        return text
    }

    private static func hasAnchor(_ yaml: String) -> Bool {
        yaml.split(whereSeparator: \.isNewline).contains { line in
            guard let place = line.firstIndex(of: "&"), line.index(after: place) < line.endIndex else { return false }
            let before = line[..<place].last { !$0.isWhitespace }
            return (before == nil || ":-[{,".contains(before ?? " ")) && !line[line.index(after: place)].isWhitespace
        }
    }

    func line(_ node: Node) -> Int { node.mark?.line ?? 1 }

    /// The members of a mapping, whose keys are all known.
    func members(_ node: Node, known: [String]) throws -> [String: Node] {
        guard let mapping = node.mapping else {
            throw VocabularyError.invalidValue(
                node.string ?? "…", reason: "here stand \(known.joined(separator: ", "))", file: name, line: line(node))
        }
        var members: [String: Node] = [:]
        for (key, value) in mapping {
            guard let text = key.string, known.contains(text) else {
                throw VocabularyError.unknownKey(key.string ?? "…", known: known, file: name, line: line(key))
            }
            members[text] = value
        }
        return members
    }

    func text(_ members: [String: Node], _ key: String, of node: Node) throws -> String {
        guard let value = members[key] else {
            throw VocabularyError.missingKey(key, file: name, line: line(node))
        }
        guard let text = value.string, !text.isEmpty else {
            throw VocabularyError.invalidValue(key, reason: "it is a text", file: name, line: line(value))
        }
        return text
    }
}
