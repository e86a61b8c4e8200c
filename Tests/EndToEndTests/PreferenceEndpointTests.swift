import Foundation
import TestSupport
import Testing

/// Rewards from a server of a reward model: a stand-in that gives each text its length.
@Suite struct PreferenceEndpointTests {
    private static let server = """
        import http.server, json

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                scores = [{"index": i, "score": len(t) / 100} for i, t in enumerate(body["text_2"])]
                answer = json.dumps({"data": scores[::-1]}).encode()
                self.send_response(200)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        server.serve_forever()

        """

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func aServerGivesTheReference() throws {
        try Program.inFreshFolder { program in
            expect(succeeds: try program.run("preferences", "generate", "--utterances", "200"))
            expect(succeeds: try program.run("ingest", "prism", "--profile", "prism", "--quiet"))
            expect(succeeds: try program.run("preferences", "pairs"))
            try program.write(Self.server, to: "server.py")
            let asked = try program.shell(
                """
                '\(PythonEnvironment.path)' server.py > port.txt &
                server=$!
                for attempt in $(seq 200); do [ -s port.txt ] && break; sleep 0.05; done
                cultivar preferences reference --from endpoint:http://127.0.0.1:$(cat port.txt)/v1 --model m
                code=$?
                # A process that a test starts may inherit a mask that blocks SIGTERM.
                kill -9 $server
                exit $code
                """)
            #expect(asked.code == 0, "\(asked.errors)")
            // A reference of lengths agrees where the longer response is chosen.
            let answer = try program.run(
                "query",
                """
                select sum(agrees <> longer),
                    (select sum(abs(r0_endpoint - length(text) / 100.0) > 1e-9) from responses)
                from pairs
                """, "--format", "csv")
            #expect(answer.output.split(separator: "\n").last == "0,0")
        }
    }
}
