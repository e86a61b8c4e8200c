@testable import Parquet

/// Builds a file of one column from pages that may claim anything.
struct FileBuilder {
    var element = SchemaElement(name: "c", type: .int32, repetition: .required)
    /// Instead of ``element`` alone.
    var schema: [SchemaElement]?
    var codec = CompressionCodec.uncompressed
    var rowCount: Int64 = 0
    /// Of the column chunk; by default the rows.
    var valueCount: Int64?
    var path = ["c"]
    /// Changes what was made of the above.
    var changeMetadata: (inout ColumnMetadata) -> Void = { _ in }
    var changeChunk: (inout ColumnChunk) -> Void = { _ in }
    private(set) var bytes = Array("PAR1".utf8)

    mutating func add(_ header: PageHeader, _ body: [UInt8]) {
        bytes += header.serialized() + body
    }

    /// A data page of version 1; `body` with levels.
    mutating func addPage(
        _ body: [UInt8], values: Int32, encoding: Encoding = .plain, definition: Encoding = .rle,
        repetition: Encoding = .rle
    ) {
        var header = PageHeader(
            type: .dataPage, uncompressedSize: Int32(body.count), compressedSize: Int32(body.count))
        header.dataPage = DataPageHeader(
            valueCount: values, encoding: encoding, definitionLevelEncoding: definition,
            repetitionLevelEncoding: repetition)
        add(header, body)
    }

    mutating func addDictionary(_ body: [UInt8], values: Int32) {
        var header = PageHeader(
            type: .dictionaryPage, uncompressedSize: Int32(body.count), compressedSize: Int32(body.count))
        header.dictionaryPage = DictionaryPageHeader(valueCount: values)
        add(header, body)
    }

    func file() -> [UInt8] {
        var metadata = ColumnMetadata(
            type: element.type ?? .int32, encodings: [], path: path, codec: codec, valueCount: valueCount ?? rowCount,
            totalUncompressedSize: Int64(bytes.count - 4), totalCompressedSize: Int64(bytes.count - 4),
            dataPageOffset: 4)
        changeMetadata(&metadata)
        var chunk = ColumnChunk(metadata: metadata)
        changeChunk(&chunk)
        let elements = schema ?? [SchemaElement(name: "root", childCount: 1), element]
        let footer = FileMetadata(
            schema: elements, rowCount: rowCount,
            rowGroups: [RowGroup(columns: [chunk], totalByteSize: 0, rowCount: rowCount)]
        ).serialized()
        return bytes + footer + Twin.littleEndian(UInt32(footer.count)) + Array("PAR1".utf8)
    }

    /// The values of the column, or what is wrong.
    func values(limits: ParquetLimits = ParquetLimits()) -> Result<[RowValue], ParquetProblem> {
        do {
            let rows = try ParquetFile(RandomAccessMemory(file()), limits: limits).rows(rowGroup: 0)
            var values: [RowValue] = []
            while let row = try rows.next() { values += row }
            return .success(values)
        } catch let error as ParquetError {
            return .failure(error.problem)
        } catch {
            return .failure(.schemaEmpty)
        }
    }
}
