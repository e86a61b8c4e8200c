import Foundation

/// The stand-in of a model server, `Tests/EndpointTests/StandIn/stand_in.py`, on loopback until this is gone.
public final class StandInServer {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    public static let isPresent = python != nil

    public struct Failure: Error {
        public let reason: String

        public init(reason: String) { self.reason = reason }
    }

    public let port: Int
    private let process = Process()
    private let folder: TemporaryFolder

    /// - Parameter options: of the script, such as `["--faults", "503=0.1"]`.
    public init(_ options: [String] = []) throws {
        folder = try TemporaryFolder()
        let file = folder.path("port")
        process.executableURL = URL(filePath: Self.python ?? "/usr/bin/python3")
        process.arguments =
            ["-B", PackageRoot.url.appending(path: "Tests/EndpointTests/StandIn/stand_in.py").path]
            + ["--port-file", file] + options
        try process.run()
        var waits = 0
        while !FileManager.default.fileExists(atPath: file), process.isRunning, waits < 3000 {
            usleep(10_000)
            waits += 1
        }
        guard let port = (try? String(contentsOfFile: file, encoding: .utf8)).flatMap({ Int($0) }) else {
            kill(process.processIdentifier, SIGKILL)
            throw Failure(reason: "the stand-in server did not start")
        }
        self.port = port
    }

    // A process that a test starts may inherit a mask that blocks SIGTERM.
    deinit { kill(process.processIdentifier, SIGKILL) }

    public var address: String { "http://127.0.0.1:\(port)/v1" }

    /// What the server has counted, by name.
    public func stats() throws -> [String: Any] {
        guard let url = URL(string: "http://127.0.0.1:\(port)/stats") else { throw Failure(reason: "no URL") }
        let value = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
        return value as? [String: Any] ?? [:]
    }

    public func count(_ name: String) throws -> Int { try stats()[name] as? Int ?? 0 }
}
