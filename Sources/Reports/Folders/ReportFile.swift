import Digests

/// One file of a folder, in memory.
struct ReportFile {
    var name: String
    var bytes: [UInt8]

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

    /// The file as a manifest has it.
    ///
    /// - Parameter run: the number of the request that wrote it, from 1.
    func output(run: Int) -> Manifest.Output {
        Manifest.Output(file: name, sha256: ContentHash.of(bytes), request: run)
    }
}
