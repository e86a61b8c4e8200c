#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// All messages of this module are made in this file.

extension ReadError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotOpen(let file, let code):
            "\(file) cannot be opened: \(Self.systemMessage(code))."
        case .readFailed(let file, let offset, let code):
            "\(file) cannot be read on from byte \(offset): \(Self.systemMessage(code))."
        case .corrupt(let file, let compression, let offset, let detail):
            "\(file) is corrupt near byte \(offset) of the \(compression.rawValue) data: \(detail). "
                + "What came before it was read; get the file again."
        case .truncated(let file, let compression, let offset):
            "\(file) is cut short: its \(compression.rawValue) data ends at byte \(offset) in the middle. "
                + "What came before it was read; get the file again."
        case .ratioTooHigh(let file, let limit, let produced):
            "\(file) was left after \(produced) bytes: each compressed byte stands for more than \(limit). "
                + "A greater --max-ratio reads on."
        case .parquet(let error): error.description
        case .columns(let sentence, _): sentence
        case .needsFile(let file):
            "\(file) is Parquet, whose index is at its end: save it to a file first, and give that."
        case .unsupportedFormat(let file, let format):
            "\(file) is \(format) (by its first bytes), which cannot be read here; Parquet, Arrow, JSON and CSV can."
        case .unsupportedEncoding(let file, let encoding):
            "\(file) is \(encoding) without a byte order mark, by its zero bytes: --encoding \(encoding.lowercased()) "
                + "reads it (in a profile format: {encoding: \(encoding.lowercased())})."
        case .badPath(let path, let offset, let reason):
            "The path \(quoted(path)) is wrong at byte \(offset + 1): \(reason)."
        case .cannotExpand(let path, let reason):
            "Rows cannot be made from \(quoted(path)): \(reason)."
        case .notAColumn(let file, let path):
            "\(quoted(path)) means nothing in \(file), which is CSV: give the name of a column, in double quotes if it "
                + "holds one of . [ { ^ @."
        case .unknownColumn(let file, let column, let known):
            "\(file) has no column \(quoted(column)); it has \(known.map(quoted).joined(separator: ", "))."
        case .badHeader(let file, let reason):
            "The header of \(file) cannot be read: \(reason). Give the names of the columns instead."
        case .noHeader(let file):
            "\(file) is empty: it has no header that names its columns."
        case .badSeparator(let byte):
            "The byte \(byte) cannot separate cells: it is the quote, a line break, or not ASCII."
        case .badQuote(let byte):
            "The byte \(byte) cannot be a quote: it is a line break or not ASCII."
        }
    }

    private static func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension RejectReason: CustomStringConvertible {
    /// A clause without a full stop.
    public var description: String {
        switch self {
        case .json(let problem, let offset):
            "not JSON: \(problem), \(offset) bytes into the record"
        case .recordIsNotAnObject(let found):
            "the record is \(found), not an object"
        case .valueIsNotAnObject(let path, let found):
            "\(quoted(path)) holds \(found), not an object"
        case .cellIsNotJSON(let problem, let offset):
            "the cell is not JSON: \(problem), \(offset) bytes into it"
        case .recordTooLong(let limit):
            "the record is longer than \(limit) bytes"
        case .rowsTooLarge(let limit):
            "the rows of the record hold more than \(limit) bytes of one field"
        case .cellCount(let expected, let found):
            "\(expected) cells were expected and \(found) found"
        case .textAfterClosingQuote:
            "text follows the closing quote of a cell"
        case .unterminatedQuote(let line):
            "the quoted cell that begins on line \(line) is not closed before the end of the file"
        case .invalidUTF8(let offset):
            "not UTF-8, \(offset) bytes into the record; if the file is Latin-1, --encoding windows-1252 reads it"
        case .contentAfterEnd:
            "something follows where the file should end"
        case .inputEndsInside(let container):
            "the file ends before its outermost \(container) does"
        }
    }
}

extension JSONProblem: CustomStringConvertible {
    /// A clause without a full stop.
    public var description: String {
        switch self {
        case .unexpectedEnd: "it ends too early"
        case .expectedValue: "a value is expected"
        case .expectedKey: "a key in double quotes is expected"
        case .expectedColon: "“:” is expected"
        case .expectedCommaOrEnd: "“,” or a closing bracket is expected"
        case .trailingComma: "nothing follows the comma"
        case .badNumber: "a number is malformed"
        case .badEscape: "an escape is malformed"
        case .controlCharacterInString: "a string holds a control character that is not escaped"
        case .invalidUTF8: "a string is not UTF-8"
        case .nestedTooDeep(let limit): "it is nested deeper than \(limit) levels"
        case .contentAfterValue: "something follows the value"
        }
    }
}

extension Reject: CustomStringConvertible {
    /// One sentence: where and why.
    public var description: String {
        let details = [line.map { "line \($0)" }, byteOffset.map { "byte \($0)" }].compactMap { $0 }
        let place = details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"
        return "record \(recordNumber)\(place)\(column.map { ", column \(quoted($0))" } ?? ""): \(reason)"
    }
}

extension Amendment {
    /// What was done and how often: one line of a summary, without a full stop.
    public func sentence(count: Int64) -> String {
        let isOne = count == 1
        func records(_ one: String, _ several: String) -> String { "\(count) \(isOne ? one : several)" }
        return switch self {
        case .nonFiniteNumber:
            records("number that is", "numbers that are") + " NaN or Infinity: taken for no value"
        case .halfSurrogatePair:
            records("string", "strings") + " with half of a surrogate pair: U+FFFD in its place"
        case .strayQuote:
            records("record", "records") + " with a quote that closes nothing: taken for a character of its cell"
        case .missingSeparator:
            records("record", "records") + " without a separator before a quoted cell: read as if it were there"
        case .surplusEmptyCells:
            records("record", "records") + " with empty cells after the last column: left out"
        case .missingCells:
            records("record", "records") + " with fewer cells than columns: the rest has no value"
        case .surplusCells:
            records("record", "records") + " with more cells than columns: kept in columns without a name"
        }
    }
}

private func quoted(_ name: String) -> String { "“\(name)”" }
