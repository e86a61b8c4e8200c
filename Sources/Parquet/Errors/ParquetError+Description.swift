#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// All messages of this module are made in this file.

extension ParquetError: CustomStringConvertible {
    /// Where, what, and what to do: a sentence or two.
    public var description: String { "\(place): \(problem).\(problem.advice.map { " \($0)." } ?? "")" }
}

extension ParquetPlace: CustomStringConvertible {
    public var description: String {
        var parts: [String] = []
        if let column { parts.append("column \(column.joined(separator: "."))") }
        if let rowGroup { parts.append("row group \(rowGroup)") }
        if let page { parts.append("page \(page)") }
        switch part {
        case .frame, .page, .columnChunk, .rows: break
        case .footer: parts.append("footer")
        case .schema: parts.append("schema")
        case .pageHeader: parts.append("page header")
        case .dictionaryPage: parts.append("dictionary page")
        case .columnIndex: parts.append("column index")
        case .offsetIndex: parts.append("offset index")
        }
        if let offset { parts.append("at byte \(offset)") }
        return parts.isEmpty ? file : "\(file), \(parts.joined(separator: ", "))"
    }
}

extension ParquetProblem: CustomStringConvertible {
    /// A clause without a full stop.
    public var description: String {
        switch self {
        case .cannotOpen(let code): "cannot be opened: \(Self.systemMessage(code))"
        case .readFailed(let code): "cannot be read: \(Self.systemMessage(code))"
        case .fileEndsEarly: "the file became shorter while it was read"
        case .tooShort(let bytes): "not a Parquet file: it has \(bytes) bytes, and the smallest has 12"
        case .noMagic(let found, let atEnd):
            "not a whole Parquet file: it \(atEnd ? "ends" : "begins") with \(Self.hexadecimal(found)) instead of PAR1"
        case .footerLength(let length, let bytes): "a footer of \(length) bytes cannot be in a file of \(bytes)"

        case .encryptedFooter: "the file is encrypted, which is not supported"
        case .encryptedColumn: "the column is encrypted, which is not supported"
        case .columnInOtherFile(let path):
            "its pages are in another file, \(path), which is not supported"
        case .unsupportedCodec(let codec): "the compression codec \(codec) is not supported"
        case .unsupportedEncoding(let encoding, let type): "the encoding \(encoding) of \(type) is not supported"
        case .unsupportedLevelEncoding(let encoding): "the encoding \(encoding) of levels is not supported"

        case .truncated(let needed, let available): "\(needed) bytes are needed and \(available) are left"
        case .varintTooLong(let offset): "the integer that ends \(offset) bytes in has too many bytes"
        case .thriftIntegerTooLarge(let bits, let offset):
            "the integer that ends \(offset) bytes in does not fit in \(bits) bits"
        case .thriftUnknownType(let type, let offset): "\(offset) bytes in, \(type) is not a type of Thrift"
        case .thriftTypeMismatch: "a field is not of its type"
        case .thriftTooDeep(let limit, let offset):
            "\(offset) bytes in, structures nest more than \(limit) deep"
        case .missingField(let structure, let field): "the field \(field) of \(structure) is missing"

        case .unknownPhysicalType(let number): "\(number) is not a physical type"
        case .unknownRepetition(let number): "\(number) is not a repetition type"
        case .schemaEmpty: "the schema has no elements"
        case .schemaTruncated(let elements): "groups claim more children than the \(elements) elements there are"
        case .schemaLeftOver(let elements, let used): "only \(used) of \(elements) elements belong to the tree"
        case .schemaTooDeep(let limit): "groups nest more than \(limit) deep"
        case .schemaNoType(let node): "\(node) has neither a type nor children"
        case .schemaEmptyGroup(let node): "the group \(node) has no children"
        case .schemaNoRepetition(let node): "\(node) has no repetition type"
        case .schemaTypeLength(let node, let length):
            "the length of the values of \(node) is \(length.map { "\($0)" } ?? "missing")"

        case .columnCount(let found, let schema):
            "a row group has \(found) column chunks, and the schema has \(schema) columns"
        case .negativeCount(let field, let count): "\(field) is \(count)"
        case .tooManyRows: "the rows of the row groups are more than can be counted"
        case .chunkDoesNotMatchSchema(let field, let found, let schema):
            "\(field) is \(found), and \(schema) in the schema"
        case .noColumnMetadata: "the column chunk has no metadata in the footer"
        case .outsideFile(let what, let offset, let length, let limit):
            "the \(what) of \(length) bytes at byte \(offset) is not between the magic and the footer at byte \(limit)"
        case .valueTotal(let pages, let chunk): "the pages have \(pages) of \(chunk) values"
        case .rowCountOfColumn(let found, let rowGroup):
            "the column has \(found) rows\(found > rowGroup ? " or more" : ""), and the row group \(rowGroup)"
        case .offsetIndexUnordered(let page): "the first row of page \(page) is before that of the page before"
        case .indexPageCounts(let nullPages, let minimums, let maximums):
            "it tells of \(nullPages) null flags, \(minimums) least and \(maximums) greatest values, one a page each"

        case .checksum(let stored, let computed):
            "the checksum is \(Self.hexadecimal(computed)) and should be \(Self.hexadecimal(stored))"
        case .missingPageHeader(let type): "the page is a \(type) and has no header of that type"
        case .unknownPageType(let type): "\(type) is not a type of data page"
        case .pageTooLarge(let size, let limit): "a page of \(size) bytes is over the limit of \(limit)"
        case .tooManyEntries(let count, let limit): "a page of \(count) values is over the limit of \(limit)"
        case .moreValuesThanChunk(let count, let left):
            "the page claims \(count) values, and the column chunk has \(left) left"
        case .levelsLongerThanPage(let levels, let page):
            "\(levels) bytes of levels are more than the \(page) of the page"
        case .secondDictionary: "the column chunk has a second dictionary page"
        case .dictionaryAfterData: "the dictionary page comes after data pages"
        case .dictionaryMissing: "values are places in a dictionary, and there is none"
        case .dictionaryIndexTooLarge(let index, let count): "value \(index) of a dictionary of \(count) is asked for"
        case .decompressionFailed(let codec, let detail): "the \(codec) data is damaged: \(detail)"
        case .compressionFailed(let codec): "\(codec) cannot compress a page"
        case .decompressedSize(let found, let header):
            "the page has \(found) bytes\(found > header ? " or more" : ""), and \(header) by its header"
        case .impossibleRatio(let codec, let compressed, let claimed):
            "\(compressed) bytes of \(codec) cannot stand for the \(claimed) that the header claims"

        case .bitWidth(let width, let limit): "values of \(width) bits are not possible; \(limit) are the most"
        case .fewerValues(let needed): "the data ends \(needed) value\(needed == 1 ? "" : "s") early"
        case .levelTooLarge(let level, let limit): "a level is \(level), and \(limit) is the greatest"
        case .firstLevelRepeated(let level): "the first row begins with repetition level \(level) instead of 0"
        case .deltaHeader(let field, let value): "\(value) is not possible as the \(field) of DELTA_BINARY_PACKED"
        case .negativeLength(let length): "the length of a value is \(length)"
        case .prefixTooLong(let prefix, let previous):
            "a value shares \(prefix) bytes with the one before, which has \(previous)"
        case .valueLength(let found, let column): "a value has \(found) bytes, and those of the column have \(column)"
        case .decodedTooLarge(let limit): "the values of a page take more than \(limit) bytes"

        case .columnsDisagree(let first, let second):
            "\(Self.dotted(first)) and \(Self.dotted(second)) differ in where nulls and lists are"
        case .columnEndsEarly(let path): "\(Self.dotted(path)) ends early"
        case .columnTooLong(let path): "\(Self.dotted(path)) has more values in a row than the other columns"
        case .rowTooLarge(let limit): "a row has more than \(limit) list elements"
        }
    }

    /// What a person can do about it.
    fileprivate var advice: String? {
        switch self {
        case .unsupportedCodec, .unsupportedEncoding, .unsupportedLevelEncoding, .columnInOtherFile:
            "Rewrite the file, for example with pyarrow.parquet.write_table"
        case .encryptedFooter, .encryptedColumn: "Decrypt it first"
        case .noMagic(_, atEnd: true), .checksum, .fileEndsEarly: "Get the file again"
        default: nil
        }
    }

    private static func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func dotted(_ path: [String]) -> String { path.joined(separator: ".") }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    private static func hexadecimal(_ number: UInt32) -> String { "0x" + String(number, radix: 16) }
}
