import Foundation

/// Messages to the person, apart from the results.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) != 0 }

    static func write(_ text: String) {
        // If even this fails, there is nowhere left to report it.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Prints an error in the words of its type.
    static func tell(_ error: any Error) {
        write("cultivar: \(error)\n")
    }
}
