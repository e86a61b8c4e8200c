/// A Jupyter notebook of nbformat 4.5, as far as an export needs it.
struct Notebook: Encodable {
    struct Cell: Encodable {
        enum Content {
            case markdown(String)
            case code(String)
        }

        /// Unique in the notebook.
        var id: String
        var content: Content

        private enum Key: String, CodingKey {
            case id, metadata, source
            case type = "cell_type"
            case executionCount = "execution_count"
            case outputs
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(id, forKey: .id)
            try container.encode([String: String](), forKey: .metadata)
            switch content {
            case .markdown(let text):
                try container.encode("markdown", forKey: .type)
                try container.encode(Notebook.lines(text), forKey: .source)
            case .code(let text):
                try container.encode("code", forKey: .type)
                try container.encodeNil(forKey: .executionCount)
                try container.encode([String](), forKey: .outputs)
                try container.encode(Notebook.lines(text), forKey: .source)
            }
        }
    }

    struct Metadata: Encodable {
        struct Kernel: Encodable {
            var display_name = "Python 3"
            var language = "python"
            var name = "python3"
        }

        struct Language: Encodable {
            var name = "python"
        }

        var kernelspec = Kernel()
        var language_info = Language()
    }

    var cells: [Cell]
    var metadata = Metadata()
    var nbformat = 4
    var nbformat_minor = 5

    /// The lines of a text with their ends, as notebooks keep them so that changes show line by line.
    private static func lines(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { $0.offset < lines.count - 1 ? $0.element + "\n" : String($0.element) }
    }
}
