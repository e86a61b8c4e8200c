import CCurl

/// One request on its way: the memory that libcurl reads and writes while it runs.
final class CurlTransfer {
    let id: Int
    /// Kept until the end, since libcurl does not copy it.
    let body: UnsafeMutablePointer<UInt8>?
    let bodyCount: Int
    let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    let start: Double
    var redirects = 0
    private(set) var received: [UInt8] = []
    private(set) var retryAfter: String?
    private(set) var date: String?
    private(set) var isTooLong = false
    private let limit: Int

    init(id: Int, body: [UInt8]?, start: Double, limit: Int) {
        self.id = id
        self.start = start
        self.limit = limit
        bodyCount = body?.count ?? 0
        self.body = body.map { bytes in
            // libcurl takes no null pointer as an empty body.
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
            copy.initialize(to: 0)
            bytes.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { copy.update(from: base, count: source.count) }
            }
            return copy
        }
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        body?.deallocate()
        message.deallocate()
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    var errorText: String { String(cString: message) }

    /// Forgets what was received.
    func clear() {
        received = []
        retryAfter = nil
        date = nil
    }

    /// - Returns: how many bytes were taken; libcurl ends the transfer if it is not `count`.
    func receiveBody(_ bytes: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
        guard received.count + count <= limit else {
            isTooLong = true
            return 0
        }
        received += UnsafeRawBufferPointer(start: bytes, count: count)
        return count
    }

    func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
        let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
        guard let colon = line.firstIndex(of: ":") else { return count }
        let value = line[line.index(after: colon)...].trimmingBlanks
        switch line[..<colon].lowercased() {
        case "retry-after": retryAfter = value
        case "date": date = value
        default: break
        }
        return count
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
