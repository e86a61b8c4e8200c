import Foundation

/// Which files are written, and from which upstream files.
struct AnnotationPlan {
    struct Output {
        var path: String
        var inputs: [(path: String, format: UpstreamFormat)]
    }

    let outputs: [Output]
    let sidePath: String

    /// - Throws: `ExportError`, `ReadError`, `ParquetError`, `OutputError`.
    init(_ request: AnnotationRequest) throws {
        let inputs = try request.upstream.map { (path: $0, format: try UpstreamFormat(path: $0)) }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: request.path, isDirectory: &isFolder)
        if request.path.hasSuffix("/") || (exists && isFolder.boolValue) {
            let folder = request.path.hasSuffix("/") ? request.path : request.path + "/"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            outputs = inputs.map { input in
                Output(path: folder + AnnotationPlan.outputName(input.path, input.format), inputs: [input])
            }
            sidePath = folder + "unmatched.jsonl"
        } else {
            for input in inputs.dropFirst() {
                if let reason = inputs[0].format.difference(from: input.format) {
                    throw ExportError.upstreamDiffers(file: input.path, from: inputs[0].path, reason: reason)
                }
            }
            if let endings = inputs.first?.format.endings, !endings.contains(where: request.path.lowercased().hasSuffix)
            {
                throw ExportError.wrongEnding(path: request.path, expected: endings)
            }
            outputs = [Output(path: request.path, inputs: inputs)]
            sidePath = request.path + ".unmatched.jsonl"
        }
        try checkPaths(inputs.map(\.path))
    }

    /// No file is written twice, and none that is read.
    private func checkPaths(_ inputs: [String]) throws {
        var taken = Set(inputs.map(AnnotationPlan.resolved))
        for path in outputs.map(\.path) + [sidePath] where !taken.insert(AnnotationPlan.resolved(path)).inserted {
            throw ExportError.overwritesUpstream(path)
        }
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    /// The name of the upstream file without the extension of its compression, and with that of its new format.
    private static func outputName(_ path: String, _ format: UpstreamFormat) -> String {
        var name = String(path.split(separator: "/").last ?? "")
        for ending in [".gz", ".zst"] where name.lowercased().hasSuffix(ending) { name.removeLast(ending.count) }
        if format.endings.contains(where: name.lowercased().hasSuffix) { return name }
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return stem + format.endings[0]
    }
}
