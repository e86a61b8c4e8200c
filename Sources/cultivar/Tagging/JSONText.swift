import Endpoint
import Tabular

/// Values as JSON, for SQL parameters.
enum JSONText {
    static func array(_ texts: [String]) -> String { JSON.array(texts.map(JSON.string)).text }
}
