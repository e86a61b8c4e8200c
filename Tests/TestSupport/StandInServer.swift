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
        let answer = try Data(get("/stats"))
        guard let blank = answer.range(of: Data("\r\n\r\n".utf8)) else { throw Failure(reason: "no answer") }
        let value = try JSONSerialization.jsonObject(with: answer[blank.upperBound...])
        return value as? [String: Any] ?? [:]
    }

    /// Foundation on Linux reads no URLs of the network without another library, which brings its own libcurl.
    private func get(_ path: String) throws -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let request = Array("GET \(path) HTTP/1.1\r\nConnection: close\r\n\r\n".utf8)
        guard isConnected, send(descriptor, request, request.count, 0) == request.count else {
            throw Failure(reason: "the stand-in server is not reached")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
        return answer
    }

    public func count(_ name: String) throws -> Int { try stats()[name] as? Int ?? 0 }
}
