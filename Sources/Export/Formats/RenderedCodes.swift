import Parquet
import Tabular

/// The form of each code of a dictionary in a text format, made on first use and then cached.
struct RenderedCodes {
    private let dictionary: ValueDictionary
    private let render: (UnsafeRawBufferPointer, inout TextBuffer) -> Void
    private var forms: [[UInt8]?]

    init(_ dictionary: ValueDictionary, _ render: @escaping (UnsafeRawBufferPointer, inout TextBuffer) -> Void) {
        self.dictionary = dictionary
        self.render = render
        forms = Array(repeating: nil, count: dictionary.count + 1)
    }

    /// Calls `body` with the form of a code that is not 0.
    mutating func withBytes(of code: UInt32, _ body: (UnsafeRawBufferPointer) -> Void) {
        if let form = forms[Int(code)] { return form.withUnsafeBytes(body) }
        var form = TextBuffer()
        dictionary.withBytes(of: code) { if let bytes = $0 { render(bytes, &form) } }
        forms[Int(code)] = form.bytes
        form.bytes.withUnsafeBytes(body)
    }
}
