import Functions
import Columns

extension JSONArrayText {
    /// The elements of one sample that have a value.
    init(_ lists: ListVector, sample: Int, of values: CodeValues) {
        self.init()
        for index in Int(lists.offsets[sample])..<Int(lists.offsets[sample + 1]) {
            let code = lists.codes[index]
            guard code != 0 else { continue }
            switch values {
            case .dictionary(let dictionary): dictionary.withBytes(of: code) { append(text: $0) }
            case .values, .numbers:
                if case .text(var text) = values[code] {
                    text.withUTF8 { append(text: UnsafeRawBufferPointer($0)) }
                }
            }
        }
    }
}
