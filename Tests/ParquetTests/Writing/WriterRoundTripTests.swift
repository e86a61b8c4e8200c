import Foundation
import TestSupport
import Testing

@testable import Parquet

/// Our own reader gives back what was written.
@Suite struct WriterRoundTripTests {
    @Test(arguments: [1, 5, 100, 3_000], [false, true])
    func entries(rowCount: Int, isCoded: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("table.parquet")
        let table = RandomTable(rowCount: rowCount, seed: UInt64(rowCount), isCoded: isCoded)
        try table.write(to: path) { options in
            options.rowGroupRows = 1_000
            options.pageRows = 128
        }
        let file = try ParquetFile(path: path)
        #expect(file.rowCount == Int64(rowCount))
        #expect(file.metadata.createdBy == "test version 1")
        for column in table.columns.indices {
            var cells: [RandomTable.Cell] = []
            for group in file.rowGroups.indices { cells += try read(file, group, column) }
            #expect(cells == table.rows.map { $0[column] }, "\(table.columns[column].name)")
        }
    }

    private func read(_ file: ParquetFile, _ group: Int, _ leaf: Int) throws -> [RandomTable.Cell] {
        let reader = try file.columnChunk(rowGroup: group, leaf: leaf)
        var cells: [RandomTable.Cell] = []
        while let batch = try reader.nextBatch() {
            var value = 0
            for entry in 0..<batch.entryCount {
                let level = Int(batch.definitionLevels[entry])
                var cell = RandomTable.Cell.null
                if level == reader.leaf.maximumDefinitionLevel {
                    cell = scalar(value, batch.values, reader.dictionary)
                    value += 1
                }
                guard reader.leaf.maximumRepetitionLevel > 0 else {
                    cells.append(cell)
                    continue
                }
                var element: String?
                if case .text(let text) = cell { element = text }
                if batch.repetitionLevels[entry] > 0, case .list(let list)? = cells.last {
                    cells[cells.count - 1] = .list(list + [element])
                } else {
                    cells.append(level == 0 ? .null : .list(level == 1 ? [] : [element]))
                }
            }
        }
        return cells
    }

    private func scalar(_ index: Int, _ values: BatchValues, _ dictionary: ColumnValues?) -> RandomTable.Cell {
        switch values {
        case .codes(let codes): dictionary.map { scalar(Int(codes[index]), .plain($0), nil) } ?? .null
        case .plain(.booleans(let values)): .boolean(values[index])
        case .plain(.int64(let values)): .integer(values[index])
        case .plain(.double(let values)): .real(values[index].bitPattern)
        case .plain(.byteArrays(let values)): .text(String(decoding: values[index], as: UTF8.self))
        case .plain: .null
        }
    }

    @Test func refusesWhatDoesNotFit() throws {
        let columns = [WriterColumn(name: "a", kind: .integer), WriterColumn(name: "b", kind: .textList)]
        func writer(_ columns: [WriterColumn]) throws -> ParquetWriter {
            try ParquetWriter(columns: columns, options: ParquetWriterOptions(createdBy: "test")) { _ in }
        }
        #expect(throws: ParquetWriterError.noColumns) { try writer([]) }
        #expect(throws: ParquetWriterError.columnTwice(name: "a")) { try writer([columns[0], columns[0]]) }
        let valid = try writer(columns)
        let lists = WriterValues.textLists(lengths: [1], elements: TextArray(["x"]))
        #expect(throws: ParquetWriterError.columnCount(expected: 2, found: 1)) { try valid.write([.integers([1])]) }
        #expect(throws: ParquetWriterError.wrongKind(column: "a")) { try valid.write([.reals([1]), lists]) }
        #expect(throws: ParquetWriterError.rowCount(column: "b", expected: 2, found: 1)) {
            try valid.write([.integers([1, 2]), lists])
        }
        #expect(throws: ParquetWriterError.listLengths(column: "b")) {
            try valid.write([.integers([1]), .textLists(lengths: [2], elements: TextArray(["x"]))])
        }
    }

    /// An error of the sink is the error of the writer.
    @Test func passesOnWhatTheSinkThrows() throws {
        struct Full: Error {}
        var room = 3
        let writer = try ParquetWriter(
            columns: [WriterColumn(name: "a", kind: .integer)], options: ParquetWriterOptions(createdBy: "test")
        ) { _ in
            room -= 1
            if room < 0 { throw Full() }
        }
        try writer.write([.integers([1])])
        #expect(throws: Full.self) { try writer.finish() }
    }
}
