import Foundation
import Warehouse

/// Asks the benchmark's questions in one process, or measures kernels, and prints the seconds of every round as JSON.
///
///     benchmark questions STORE ROUNDS QUESTIONS.json
///     benchmark kernels   STORE ROUNDS QUESTIONS.json
@main
struct Benchmark {
    private struct Question: Decodable {
        var name: String
        var ours: String
    }

    static func main() {
        do {
            try run(CommandLine.arguments)
        } catch {
            FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) throws {
        guard arguments.count == 5, let rounds = Int(arguments[3]), rounds > 0 else {
            FileHandle.standardError.write(
                Data("usage: benchmark questions|kernels STORE ROUNDS QUESTIONS.json\n".utf8))
            exit(2)
        }
        let encoder = JSONEncoder()
        if arguments[1] == "kernels" {
            print(String(decoding: try encoder.encode(try Kernels(rounds: rounds).measure()), as: UTF8.self))
        } else {
            let questions = try JSONDecoder().decode(
                [Question].self, from: Data(contentsOf: URL(filePath: arguments[4])))
            let store = try Store.open(at: arguments[2], access: .readOnly)
            var seconds: [String: [Double]] = [:]
            for question in questions {
                // The first round reads from disk and decodes; the others find the columns decoded.
                _ = try store.connection.rows(question.ours)
                seconds[question.name] = try (0..<rounds).map { _ in
                    try elapsed { _ = try store.connection.rows(question.ours) }
                }
            }
            print(String(decoding: try encoder.encode(seconds), as: UTF8.self))
        }
    }

    /// The seconds that `body` takes.
    static func elapsed(_ body: () throws -> Void) rethrows -> Double {
        let duration = try ContinuousClock().measure(body)
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
