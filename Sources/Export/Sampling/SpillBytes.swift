import Parquet
import SQLite
import Warehouse

/// Values as bytes that the same process reads back; the form is private.
struct SpillBytes {
    private enum Tag: UInt8 {
        case codes, integers, reals, texts, lists, any
    }

    private enum ScalarTag: UInt8 {
        case null, integer, real, text, blob
    }

    private(set) var content: [UInt8]
    private var position = 0

    init(_ content: [UInt8] = []) { self.content = content }

    // MARK: Arrays as they lie in memory

    mutating func append<Element: BitwiseCopyable>(_ array: [Element]) {
        withUnsafeBytes(of: array.count) { content.append(contentsOf: $0) }
        array.withUnsafeBytes { content.append(contentsOf: $0) }
    }

    mutating func take<Element: BitwiseCopyable>() -> [Element] {
        let count = content.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Int.self) }
        position += MemoryLayout<Int>.size
        defer { position += count * MemoryLayout<Element>.stride }
        return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            content.withUnsafeBytes { bytes in
                let end = position + count * MemoryLayout<Element>.stride
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
            }
            initialized = count
        }
    }

    // MARK: Columns

    mutating func append(_ values: ExportValues) {
        switch values {
        case .codes(let codes):
            append([Tag.codes.rawValue])
            append(codes)
        case .integers(let values):
            append([Tag.integers.rawValue])
            append(values)
        case .reals(let values):
            append([Tag.reals.rawValue])
            append(values)
        case .lists(let lengths, let codes):
            append([Tag.lists.rawValue])
            append(lengths)
            append(codes)
        case .texts(let texts):
            append([Tag.texts.rawValue])
            append(texts)
        case .any(let values):
            append([Tag.any.rawValue])
            append(scalars: values)
        }
    }

    mutating func takeValues() -> ExportValues {
        let tag: [UInt8] = take()
        switch Tag(rawValue: tag.first ?? 0) {
        case .codes: return .codes(take())
        case .integers: return .integers(take())
        case .reals: return .reals(take())
        case .lists:
            let lengths: [Int?] = take()
            return .lists(lengths: lengths, codes: take())
        case .texts: return .texts(takeTexts())
        case .any, nil: return .any(takeScalars())
        }
    }

    private mutating func append(_ texts: TextArray) {
        append(texts.bytes)
        append(texts.ends)
        append(texts.isNull)
    }

    private mutating func takeTexts() -> TextArray {
        let bytes: [UInt8] = take()
        let ends: [Int] = take()
        return TextArray(bytes: bytes, ends: ends, isNull: take())
    }

    private mutating func append(scalars: [SQLValue]) {
        var tags: [UInt8] = []
        var words: [Int64] = []
        var texts = TextArray()
        for scalar in scalars {
            switch scalar {
            case .null: tags.append(ScalarTag.null.rawValue)
            case .integer(let value):
                tags.append(ScalarTag.integer.rawValue)
                words.append(value)
            case .real(let value):
                tags.append(ScalarTag.real.rawValue)
                words.append(Int64(bitPattern: value.bitPattern))
            case .text(let value):
                tags.append(ScalarTag.text.rawValue)
                texts.append(value)
            case .blob(let value):
                tags.append(ScalarTag.blob.rawValue)
                value.withUnsafeBytes { texts.append(utf8: $0) }
            }
        }
        append(tags)
        append(words)
        append(texts)
    }

    private mutating func takeScalars() -> [SQLValue] {
        let tags: [UInt8] = take()
        let words: [Int64] = take()
        let texts = takeTexts()
        var word = words.makeIterator()
        var text = (0..<texts.count).makeIterator()
        return tags.map { tag in
            switch ScalarTag(rawValue: tag) {
            case .integer: return .integer(word.next() ?? 0)
            case .real: return .real(Double(bitPattern: UInt64(bitPattern: word.next() ?? 0)))
            case .text, .blob:
                let bytes = text.next().flatMap { texts.withBytes(of: $0) { $0.map { Array($0) } } } ?? []
                return tag == ScalarTag.text.rawValue ? .text(String(decoding: bytes, as: UTF8.self)) : .blob(bytes)
            case .null, nil: return .null
            }
        }
    }
}
