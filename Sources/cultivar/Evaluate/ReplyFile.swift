import Endpoint
import Foundation
import Tabular

/// Replies as JSON lines, which `--replies` reads again.
enum ReplyFile {
    static func write(_ answered: [AnsweredBenchmark], to path: String) throws {
        var lines = ""
        for benchmark in answered {
            for model in benchmark.models {
                for (row, reply) in zip(benchmark.benchmark.rows, model.replies) {
                    let members = [
                        JSON.Member("benchmark", .string(benchmark.name)), JSON.Member("row", .integer(row.number)),
                        JSON.Member("model", .string(model.model)),
                        JSON.Member("reply", reply.map(JSON.string) ?? .null),
                    ]
                    lines += JSON.object(members).text + "\n"
                }
            }
        }
        try AtomicFile.write(lines.utf8, to: path)
    }
}
