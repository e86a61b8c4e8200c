extension Manifest {
    /// This manifest with what stays of the folder's earlier one.
    ///
    /// Files may stay if the same version of the program wrote them from the same store, and if no table is left in two
    /// versions: one file of it with these parameters, another with those.
    ///
    /// - Parameters:
    ///   - earlier: the manifest that the folder has.
    ///   - names: the files that the run writes.
    ///   - path: of the folder, for errors.
    /// - Throws: `ReportFolderError`.
    func merged(into earlier: Manifest, writing names: Set<String>, path: String) throws -> Manifest {
        let staying = earlier.outputs.filter { !names.contains($0.file) }
        guard let first = staying.first else { return self }
        let files = staying.count == 1 ? first.file : "\(first.file) and \(staying.count - 1) more"
        guard earlier.store.fingerprint == store.fingerprint, earlier.store.definitions == store.definitions else {
            throw ReportFolderError.otherStore(
                folder: path, files: files, theirs: earlier.store.fingerprint, ours: store.fingerprint)
        }
        guard earlier.cultivar == cultivar else {
            throw ReportFolderError.otherVersion(
                folder: path, files: files, theirs: earlier.cultivar, ours: cultivar)
        }
        for table in tables {
            guard let old = earlier.tables.first(where: { $0.name == table.name }),
                old.sql != table.sql || old.parameters != table.parameters,
                let output = staying.first(where: { $0.isOf(table: table.name) })
            else { continue }
            throw ReportFolderError.otherParameters(folder: path, file: output.file, table: table.name)
        }
        return joined(to: earlier, keeping: staying)
    }

    /// Both manifests, the runs numbered in their order; a run without a file that is left is dropped.
    private func joined(to earlier: Manifest, keeping staying: [Output]) -> Manifest {
        let runs = Set(staying.map(\.request)).sorted()
        func number(_ run: Int) -> Int { (runs.firstIndex(of: run) ?? 0) + 1 }
        let ours = runs.count + 1
        var joined = self
        joined.requests = runs.compactMap { earlier.requests.indices.contains($0 - 1) ? earlier.requests[$0 - 1] : nil }
        joined.requests += requests
        let replaced = Set(tables.map(\.name))
        joined.tables = earlier.tables.compactMap { table in
            guard !replaced.contains(table.name), runs.contains(table.request) else { return nil }
            var table = table
            table.request = number(table.request)
            return table
        }
        joined.tables += tables.map { table in
            var table = table
            table.request = ours
            return table
        }
        joined.outputs = staying.map { output in
            var output = output
            output.request = number(output.request)
            return output
        }
        return joined
    }

    /// The number of the last run, from 1.
    var run: Int { requests.count }
}

extension Manifest.Output {
    /// Whether the file has the table, or its figure.
    func isOf(table: String) -> Bool { file.prefix { $0 != "." } == table }
}
