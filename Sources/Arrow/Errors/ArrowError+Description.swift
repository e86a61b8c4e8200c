// Every message about Arrow data is in this file.

extension ArrowError: CustomStringConvertible {
    /// Where, what, and what to do: a sentence or two.
    public var description: String {
        var parts = [file]
        if let column { parts.append("column \(column)") }
        if let offset { parts.append("at byte \(offset)") }
        return "\(parts.joined(separator: ", ")): \(problem).\(problem.advice.map { " \($0)." } ?? "")"
    }
}

extension ArrowProblem: CustomStringConvertible {
    /// A clause without a full stop.
    public var description: String {
        switch self {
        case .cannotRead(let problem): "\(problem)"
        case .tooShort(let bytes): "not an Arrow file: it has \(bytes) bytes"
        case .noMagic(let atEnd): "not a whole Arrow file: it does not \(atEnd ? "end" : "begin") with ARROW1"
        case .footerLength(let length, let bytes): "a footer of \(length) bytes cannot be in a file of \(bytes)"
        case .endsEarly(let needed, let available):
            "the data ends early: \(needed) bytes are needed and \(available) are left"
        case .outsideFile(let offset, let bytes, let file):
            "a message of \(bytes) bytes at byte \(offset) cannot be in a file of \(file)"
        case .blocksOverlap: "the footer lists messages that take more bytes than the file has"
        case .metadata(let detail): "the metadata is damaged: \(detail)"
        case .unsupportedVersion(let version): "version V\(version + 1) of the metadata is not supported; V4 and V5 are"
        case .bigEndian: "the numbers are big-endian, which is not supported"
        case .unsupportedType(let name): "the type \(name) is not supported"
        case .schema(let problem): "\(problem)"
        case .unexpectedMessage(let header): "a message of kind \(header) cannot stand here"
        case .negative(let what, let count): "the \(what) is \(count)"
        case .tooManyRows(let rows, let bytes): "\(rows) rows cannot be in \(bytes) bytes"
        case .rowCount(let found, let batch): "the column has \(found) values, and \(batch) are needed"
        case .missing(let what): "the metadata has no \(what)"
        case .bufferOutside(let offset, let bytes, let body):
            "a buffer of \(bytes) bytes at byte \(offset) cannot be in a body of \(body)"
        case .bufferTooShort(let bytes, let needed): "a buffer has \(bytes) bytes, and \(needed) are needed"
        case .offsets(let offset, let before, let limit):
            "an offset is \(offset), after \(before) and with \(limit) as the greatest that can be"
        case .viewOutside(let row): "the text of row \(row) is not in the buffers"
        case .dictionaryMissing(let id): "dictionary \(id) is missing"
        case .dictionaryTwice(let id): "dictionary \(id) is there twice, which a file cannot have"
        case .indexOutside(let index, let count): "value \(index) of a dictionary of \(count) is asked for"
        case .unsupportedCodec(let codec): "compression by codec \(codec) is not supported; LZ4 frames and zstd are"
        case .decompression(let detail): "compressed data is damaged: \(detail)"
        case .tooLarge(let limit): "its values take more than \(limit) bytes at once"
        case .impossibleRatio(let compressed, let claimed):
            "\(compressed) compressed bytes cannot stand for the \(claimed) that are claimed"
        }
    }

    /// What a person can do about it.
    fileprivate var advice: String? {
        switch self {
        case .unsupportedType: "Cast the column, for example with pyarrow.Table.cast, or leave it out of the file"
        case .bigEndian, .unsupportedVersion, .unsupportedCodec:
            "Rewrite the file, for example with pyarrow.feather.write_feather"
        case .noMagic(atEnd: true), .endsEarly: "Get the file again"
        default: nil
        }
    }
}
