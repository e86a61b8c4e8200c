import TestSupport
import Testing

@testable import Endpoint

/// Real requests to the stand-in server on loopback.
@Suite(.enabled(if: StandInServer.isPresent, "no Python for the stand-in server"))
struct CurlTransportTests {
    private static let secret = "sk-test-0123456789abcdef"

    private func transport(
        _ address: String, key secret: String? = nil, timeout: Double = 10, environment: [String: String] = [:]
    ) throws -> CurlTransport {
        let address = try EndpointAddress(address)
        let key = try EndpointKey.read(
            for: address, from: secret.map { [EndpointKey.usualVariable: $0] } ?? [:])
        return try CurlTransport(
            address: address, key: key, proxies: ProxySettings(environment: environment), timeout: timeout,
            concurrency: 8)
    }

    private func answer(_ transport: CurlTransport, _ request: HTTPRequest) throws -> Result<
        HTTPAnswer, TransportFailure
    > {
        transport.start(request, id: 1)
        for _ in 0..<1000 {
            if let completion = transport.wait(seconds: 0.1).first { return completion.result }
        }
        throw StandInServer.Failure(reason: "no completion")
    }

    private let embedding = EmbeddingRequest(model: "m", texts: ["ab", "abc"])

    @Test func embeddingsAndScores() throws {
        let server = try StandInServer()
        // A proxy that is not there: this machine is asked directly.
        let transport = try transport(server.address, environment: ["http_proxy": "http://127.0.0.1:1"])
        #expect(try embedding.vectors(in: answer(transport, embedding.http).get().body) == [[2, 1.5], [3, 1.5]])
        for form in [ScoreRequest.Form.rerank, .score, .teiRerank] {
            let request = ScoreRequest(form: form, model: "m", query: "q", texts: ["ab", "abc"])
            #expect(try request.scores(in: answer(transport, request.http).get().body) == [1, 1.5], "\(form)")
        }
    }

    @Test func aWrongKeyIsRefusedAndNotRepeated() throws {
        let server = try StandInServer(["--key", "another"])
        let answer = try answer(transport(server.address, key: Self.secret), embedding.http).get()
        #expect(answer.status == 401)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("Bearer [key]"))
        let other = try self.answer(transport(server.address, key: "another"), embedding.http).get()
        #expect(other.status == 200)
    }

    @Test func redirectsToAnotherHostAreRefused() throws {
        let other = try StandInServer()
        let server = try StandInServer(["--redirect", other.address + "/embeddings?token=x"])
        let result = try answer(transport(server.address, key: Self.secret), embedding.http)
        #expect(result == .failure(.redirected(to: "http://127.0.0.1:\(other.port)/v1")))
        #expect(try other.count("requests") == 0)
    }

    @Test func redirectsInACircleEnd() throws {
        let server = try StandInServer(["--redirect", "/v1/embeddings"])
        let result = try answer(transport(server.address), embedding.http)
        #expect(throws: TransportFailure.self) { try result.get() }
        #expect(try server.count("requests") == 6)
    }

    @Test func failuresOfTheConnection() throws {
        func failure(_ result: Result<HTTPAnswer, TransportFailure>) -> TransportFailure? {
            if case .failure(let failure) = result { failure } else { nil }
        }
        let gone = try failure(answer(transport("http://127.0.0.1:1/v1"), embedding.http))
        if case .unreachable = gone {} else { Issue.record("\(String(describing: gone))") }
        let slow = try StandInServer(["--latency", "30"])
        let question = ChatRequest(
            model: "m",
            messages: [
                ChatRequest.Message(role: "system", content: "s"),
                ChatRequest.Message(role: "user", content: "<<<TEXT 1>>>\nx\n<<<END 1>>>"),
            ]
        ).http(ChatDialect())
        #expect(try failure(answer(transport(slow.address, timeout: 0.2), question)) == .timedOut(seconds: 0.2))
        for kind in ["drop", "cut-body"] {
            let server = try StandInServer(["--faults", "\(kind)=1", "--most-faults", "99"])
            let broken = try failure(answer(transport(server.address), question))
            if case .broken = broken {} else { Issue.record("\(kind): \(String(describing: broken))") }
        }
    }
}
