import Testing

@testable import Parquet

@Suite struct ErrorTests {
    @Test func placeThenProblemThenAdvice() {
        let place = ParquetPlace(
            file: "a.parquet", part: .dictionaryPage, column: ["tags", "list", "element"], rowGroup: 2, page: 0,
            offset: 99)
        #expect(
            "\(ParquetError(.unsupportedCodec(.lzo), at: place))"
                == "a.parquet, column tags.list.element, row group 2, page 0, dictionary page, at byte 99: "
                + "the compression codec LZO is not supported. "
                + "Rewrite the file, for example with pyarrow.parquet.write_table.")
        #expect(
            "\(ParquetError(.tooShort(fileBytes: 3), at: ParquetPlace(file: "b", part: .frame)))"
                == "b: not a Parquet file: it has 3 bytes, and the smallest has 12.")
        #expect(
            "\(ParquetError(.checksum(stored: 16, computed: 255), at: ParquetPlace(file: "c", part: .page, page: 3)))"
                == "c, page 3: the checksum is 0xff and should be 0x10. Get the file again.")
    }

    /// The place of an error in a file with pages before it.
    @Test func placeOfAPage() throws {
        var builder = FileBuilder()
        builder.rowCount = 2
        builder.addPage(Twin.littleEndian(Int32(1)), values: 1)
        let second = Int64(builder.bytes.count)
        builder.addPage([1], values: 1)
        #expect {
            let rows = try ParquetFile(RandomAccessMemory(builder.file())).rows(rowGroup: 0)
            while try rows.next() != nil {}
        } throws: { error in
            (error as? ParquetError)?.place
                == ParquetPlace(file: "memory", part: .page, column: ["c"], rowGroup: 0, page: 1, offset: second)
        }
    }
}
