/// The arrows between the folders of one module. A folder points to another if one of its files mentions a type that
/// the other declares.
struct FolderArrows {
    /// A file of the module.
    struct File: Sendable {
        /// The way from the module's folder; the module's name for a file that lies in no folder of it.
        let folder: String
        let names: SourceNames
    }

    /// For each folder those that it points to, with the names of the types.
    private(set) var arrows: [String: [String: Set<String>]] = [:]

    init(_ files: [File]) {
        var homes: [String: [String]] = [:]
        for file in files {
            for name in file.names.declared { homes[name, default: []].append(file.folder) }
        }
        for file in files {
            for name in file.names.mentioned {
                // A name that two files declare does not say which of them is meant.
                guard let folders = homes[name], folders.count == 1, folders[0] != file.folder else { continue }
                arrows[file.folder, default: [:]][folders[0], default: []].insert(name)
            }
        }
    }

    /// The groups of folders in which each can be reached from each other one.
    var circles: [[String]] {
        var circles: [[String]] = []
        var seen: Set<String> = []
        for folder in arrows.keys.sorted() where !seen.contains(folder) {
            let circle = reached(from: folder).filter { reached(from: $0).contains(folder) }.sorted()
            guard !circle.isEmpty else { continue }
            circles.append(circle)
            seen.formUnion(circle)
        }
        return circles
    }

    private func reached(from folder: String) -> Set<String> {
        var reached: Set<String> = []
        var next = [folder]
        while let current = next.popLast() {
            for target in (arrows[current] ?? [:]).keys where reached.insert(target).inserted { next.append(target) }
        }
        return reached
    }

    /// The arrows among some folders, one per line, with the names behind each.
    func description(of folders: [String]) -> String {
        var lines: [String] = []
        for folder in folders {
            for target in folders {
                guard let names = arrows[folder]?[target] else { continue }
                lines.append("\(folder) -> \(target): \(names.sorted().joined(separator: ", "))")
            }
        }
        return lines.joined(separator: "\n")
    }
}
