import CCurl
import Foundation

/// Requests over libcurl's multi interface: all in flight are served by the thread that calls `wait`.
///
/// Connections are kept and used again. Redirects are followed within the same host only. Certificates are checked.
public final class CurlTransport: Transport {
    /// Answers longer than this end as `TransportFailure.tooLong`.
    static let mostAnswerBytes = 64 << 20
    private static let mostRedirects = 5
    private static let connectMilliseconds = 15_000

    private let address: EndpointAddress
    private let key: EndpointKey?
    private let proxies: ProxySettings
    private let timeout: Double
    private let multi: UnsafeMutableRawPointer
    /// Of every request.
    private let headers: UnsafeMutablePointer<curl_slist>?
    private var transfers: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    private var idleHandles: [UnsafeMutableRawPointer] = []
    /// Requests that failed before libcurl took them.
    private var early: [TransportCompletion] = []

    private static let startup: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    /// - Parameters:
    ///   - timeout: seconds that one request may take.
    ///   - concurrency: how many connections are kept.
    /// - Throws: `EndpointError.unavailable`.
    public init(
        address: EndpointAddress, key: EndpointKey?, proxies: ProxySettings, timeout: Double, concurrency: Int
    ) throws {
        guard Self.startup == CURLE_OK else {
            throw EndpointError.unavailable(String(cString: curl_easy_strerror(Self.startup)))
        }
        guard let multi = curl_multi_init() else { throw EndpointError.unavailable("no memory") }
        self.address = address
        self.key = key
        self.proxies = proxies
        self.timeout = timeout
        self.multi = multi
        cultivar_curl_multi_set_number(multi, CURLMOPT_MAXCONNECTS, concurrency)
        // With “Expect: 100-continue” a long body would wait a second for servers that do not know it.
        var lines = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
        if let key { lines.append("Authorization: Bearer \(key.secret)") }
        headers = lines.reduce(nil) { curl_slist_append($0, $1) ?? $0 }
    }

    deinit {
        abandonAll()
        idleHandles.forEach(curl_easy_cleanup)
        curl_multi_cleanup(multi)
        curl_slist_free_all(headers)
    }

    public var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: - Starting

    public func start(_ request: HTTPRequest, id: Int) {
        guard let handle = idleHandles.popLast() ?? curl_easy_init() else {
            early.append(TransportCompletion(id: id, result: .failure(.broken("no memory"))))
            return
        }
        let transfer = CurlTransfer(id: id, body: request.body, start: now, limit: Self.mostAnswerBytes)
        transfers[handle] = transfer
        prepare(handle, for: transfer, path: request.path)
        curl_multi_add_handle(multi, handle)
    }

    private func prepare(_ handle: UnsafeMutableRawPointer, for transfer: CurlTransfer, path: String) {
        // Keeps the connections and forgets the last request.
        curl_easy_reset(handle)
        cultivar_curl_set_text(handle, CURLOPT_URL, address.url(of: path))
        cultivar_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        cultivar_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        cultivar_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        // No key from ~/.netrc, and none to a proxy.
        cultivar_curl_set_number(handle, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        cultivar_curl_set_number(handle, CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        cultivar_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, min(Self.connectMilliseconds, Int(timeout * 1000)))
        cultivar_curl_set_number(handle, CURLOPT_TIMEOUT_MS, Int(timeout * 1000))
        cultivar_curl_set_number(handle, CURLOPT_TCP_KEEPALIVE, 1)
        cultivar_curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "")
        cultivar_curl_set_text(handle, CURLOPT_USERAGENT, "cultivar")
        cultivar_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        // An empty proxy keeps libcurl from reading the variables itself.
        cultivar_curl_set_text(handle, CURLOPT_PROXY, proxies.proxy(for: address) ?? "")
        cultivar_curl_set_text(handle, CURLOPT_NOPROXY, proxies.exceptions)
        if let body = transfer.body {
            cultivar_curl_set_large(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(transfer.bodyCount))
            cultivar_curl_set_pointer(handle, CURLOPT_POSTFIELDS, body)
        }
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        cultivar_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, transfer.message)
        cultivar_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.of(context)?.receiveBody(bytes, count: size * count) ?? 0
        }
        cultivar_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        cultivar_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.of(context)?.receiveHeader(bytes, count: size * count) ?? 0
        }
        cultivar_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    }

    // MARK: - Waiting

    public func wait(seconds: Double) -> [TransportCompletion] {
        defer { early = [] }
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        var completed = early + takeCompleted()
        if completed.isEmpty, seconds > 0 {
            curl_multi_poll(multi, nil, 0, Int32(min(seconds, 60) * 1000) + 1, nil)
            curl_multi_perform(multi, &running)
            completed = takeCompleted()
        }
        return completed
    }

    private func takeCompleted() -> [TransportCompletion] {
        var completed: [TransportCompletion] = []
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = transfers[handle]
            else { continue }
            let code = message.pointee.data.result
            curl_multi_remove_handle(multi, handle)
            if code == CURLE_OK, follows(handle, transfer) { continue }
            completed.append(TransportCompletion(id: transfer.id, result: result(of: handle, transfer, code)))
            transfers[handle] = nil
            idleHandles.append(handle)
        }
        return completed
    }

    public func abandonAll() {
        for handle in transfers.keys {
            curl_multi_remove_handle(multi, handle)
            curl_easy_cleanup(handle)
        }
        transfers = [:]
    }

    // MARK: - Results

    private func status(of handle: UnsafeMutableRawPointer) -> Int {
        var status = 0
        cultivar_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// The address that the server sends the request to; nil if it does not.
    private func target(of handle: UnsafeMutableRawPointer) -> String? {
        guard [301, 302, 303, 307, 308].contains(status(of: handle)) else { return nil }
        var text: UnsafePointer<CChar>?
        cultivar_curl_get_text(handle, CURLINFO_REDIRECT_URL, &text)
        return text.map { String(cString: $0) }
    }

    /// Sends the request again where the server redirects it to, if that is on the same host.
    private func follows(_ handle: UnsafeMutableRawPointer, _ transfer: CurlTransfer) -> Bool {
        guard let target = target(of: handle), address.allowsRedirect(to: target),
            transfer.redirects < Self.mostRedirects
        else { return false }
        transfer.redirects += 1
        transfer.clear()
        cultivar_curl_set_text(handle, CURLOPT_URL, target)
        return curl_multi_add_handle(multi, handle) == CURLM_OK
    }

    private func result(
        of handle: UnsafeMutableRawPointer, _ transfer: CurlTransfer, _ code: CURLcode
    ) -> Result<HTTPAnswer, TransportFailure> {
        guard code == CURLE_OK else { return .failure(failure(transfer, code)) }
        if let target = target(of: handle) {
            let address = try? EndpointAddress(String(target.prefix { $0 != "?" && $0 != "#" }))
            return .failure(.redirected(to: address?.description ?? "another address"))
        }
        return .success(
            HTTPAnswer(
                status: status(of: handle), body: key?.redact(transfer.received) ?? transfer.received,
                retryAfter: transfer.retryAfter.flatMap {
                    RetryAfter.seconds(of: $0, date: transfer.date, now: Date().timeIntervalSince1970)
                },
                latency: now - transfer.start))
    }

    private func failure(_ transfer: CurlTransfer, _ code: CURLcode) -> TransportFailure {
        let own = transfer.errorText
        let text = own.isEmpty ? String(cString: curl_easy_strerror(code)) : own
        let reason = String(decoding: key?.redact(Array(text.utf8)) ?? Array(text.utf8), as: UTF8.self)
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(seconds: timeout)
        case CURLE_WRITE_ERROR where transfer.isTooLong: return .tooLong(limit: Self.mostAnswerBytes)
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .unreachable(reason)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            return .notTrusted(reason)
        default: return .broken(reason)
        }
    }
}
