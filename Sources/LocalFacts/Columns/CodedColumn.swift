import Columns
import Parallel
import SQLite

/// A column of the samples whose values are dictionary codes, stored or derived.
protocol CodedColumn: AnyObject {
    /// The values of the codes.
    func values() throws -> CodeValues
    /// One code per sample, or cell, of the block.
    func codes(in block: SampleBlock) throws -> CodeVector
    /// Decodes the codes of row groups on all threads, so that `codes` has them.
    func prepare(_ groups: [RowGroup]) throws
    /// The codes that may occur in the row group, null included; nil if that is not known without reading it.
    func occurringCodes(in group: RowGroup) throws -> [UInt32]?
    /// The column from whose codes these follow, whatever the row group; itself where there is none.
    var root: any CodedColumn { get }
    /// The code by the root's code; nil if they are the same.
    func codesByRoot() throws -> [UInt32]?
    /// Whether a cube of these columns has the column's codes in the row group.
    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool
    /// Drops the decoded row groups, and keeps the values and maps, which are valid for all of them.
    func forgetRowGroups()
}

extension CodedColumn {
    var root: any CodedColumn { self }
    func codesByRoot() throws -> [UInt32]? { nil }
    func prepare(_ groups: [RowGroup]) throws {}

    func codes(in group: RowGroup) throws -> CodeVector { try codes(in: SampleBlock(group)) }

    /// The codes of row groups under a map, made on all threads.
    fileprivate func mapped(by map: [UInt32], in groups: [RowGroup]) throws -> [Int64: CodeVector] {
        let codes = try groups.map { try self.codes(in: $0) }
        return Dictionary(
            uniqueKeysWithValues: zip(groups.map(\.id), try codes.concurrentMap { $0.mapped(by: map) }))
    }

    /// The one code that all samples of the row group have; nil if there are others, or that is not known.
    func soleCode(in group: RowGroup) throws -> UInt32? {
        guard let codes = try occurringCodes(in: group), codes.count == 1 else { return nil }
        return codes[0]
    }
}

/// A tag column. If a sample has only a list of such values, its value is that of a list with one element.
final class StoredTagColumn: CodedColumn {
    private let column: ColumnDefinition
    private let plural: ColumnDefinition?
    private let catalogue: Catalogue
    private let reader: SegmentReader
    private var soleValues: [Int64: CodeVector] = [:]
    private var occurring: [Int64: [UInt32]?] = [:]

    init(_ column: ColumnDefinition, catalogue: Catalogue, reader: SegmentReader) {
        self.column = column
        self.plural = column.role?.plural.flatMap { catalogue.column(role: $0, beside: column) }
        self.catalogue = catalogue
        self.reader = reader
    }

    func values() throws -> CodeValues { .dictionary(try catalogue.dictionary(of: column)) }

    func forgetRowGroups() { soleValues = [:] }

    func codes(in block: SampleBlock) throws -> CodeVector {
        let group = block.group
        if let cube = block.cube {
            return try cube.codes(column) ?? .constant(try soleCode(in: group) ?? 0, count: block.rowCount)
        }
        if let codes = try reader.codes(column, group) { return codes }
        if let codes = soleValues[group.id] { return codes }
        guard let plural, let lists = try reader.lists(plural, group) else {
            return .constant(0, count: group.rowCount)
        }
        let codes = lists.soleCodes
        soleValues[group.id] = codes
        return codes
    }

    func prepare(_ groups: [RowGroup]) throws { try reader.prepareCodes(of: column, in: groups) }

    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool {
        if columns.contains(column.id) { return true }
        return try soleCode(in: group) != nil
    }

    func occurringCodes(in group: RowGroup) throws -> [UInt32]? {
        if let codes = occurring[group.id] { return codes }
        let codes = try readOccurringCodes(in: group)
        occurring[group.id] = .some(codes)
        return codes
    }

    private func readOccurringCodes(in group: RowGroup) throws -> [UInt32]? {
        guard let summary = try reader.summary(column, group) else {
            if let plural, try reader.summary(plural, group) != nil { return nil }
            return [0]
        }
        guard let codes = summary.codes?.codes else {
            guard let range = summary.range else { return summary.nullCount == group.rowCount ? [0] : nil }
            // A narrow range says as much as a set.
            guard range.upperBound - range.lowerBound < 64, range.lowerBound >= 0, range.upperBound <= Int64(UInt32.max)
            else { return nil }
            return range.map { UInt32($0) } + (summary.nullCount > 0 ? [0] : [])
        }
        return summary.nullCount > 0 && codes.first != 0 ? [0] + codes : codes
    }
}

/// A column whose value follows from that of another.
final class DerivedColumn: CodedColumn {
    private let base: any CodedColumn
    private let derive: () throws -> DerivedMap
    private var derived: DerivedMap?
    private var mapped: [Int64: CodeVector] = [:]

    /// - Parameter derive: makes the map when it is first used.
    init(of base: any CodedColumn, by derive: @escaping () throws -> DerivedMap) {
        self.base = base
        self.derive = derive
    }

    private func map() throws -> DerivedMap {
        if let derived { return derived }
        let map = try derive()
        derived = map
        return map
    }

    func values() throws -> CodeValues { .values(try map().values) }

    func forgetRowGroups() {
        base.forgetRowGroups()
        mapped = [:]
    }

    var root: any CodedColumn { base.root }

    func codesByRoot() throws -> [UInt32]? {
        let map = try map().codes
        return try base.codesByRoot().map { $0.map { Int($0) < map.count ? map[Int($0)] : 0 } } ?? map
    }

    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool {
        try base.isIn(cubeOf: columns, group)
    }

    func codes(in block: SampleBlock) throws -> CodeVector {
        if block.cube != nil { return try base.codes(in: block).mapped(by: try map().codes) }
        if let codes = mapped[block.group.id] { return codes }
        let codes = try base.codes(in: block).mapped(by: try map().codes)
        mapped[block.group.id] = codes
        return codes
    }

    func prepare(_ groups: [RowGroup]) throws {
        let missing = groups.filter { mapped[$0.id] == nil }
        try base.prepare(missing)
        mapped.merge(try base.mapped(by: try map().codes, in: missing)) { $1 }
    }

    func occurringCodes(in group: RowGroup) throws -> [UInt32]? {
        let map = try map().codes
        return try base.occurringCodes(in: group).map { codes in
            Array(Set(codes.map { Int($0) < map.count ? map[Int($0)] : 0 }))
        }
    }
}

/// The file that a sample comes from.
final class FileColumn: CodedColumn {
    private let catalogue: Catalogue

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    func values() throws -> CodeValues {
        try catalogue.requireFiles()
        return .dictionary(catalogue.files)
    }

    func forgetRowGroups() {}

    func codes(in block: SampleBlock) throws -> CodeVector {
        .constant(catalogue.fileCodes[block.group.fileID] ?? 0, count: block.rowCount)
    }

    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool { true }

    func occurringCodes(in group: RowGroup) throws -> [UInt32]? { [catalogue.fileCodes[group.fileID] ?? 0] }
}

/// The stage: as the data set gives it, else as derived from the source.
final class StageColumn: CodedColumn {
    private let stored: StoredTagColumn
    private let storedDefinition: ColumnDefinition
    private let source: any CodedColumn
    private let connection: Connection
    private let reader: SegmentReader
    private var loaded: (values: TagDictionary, bySource: [UInt32])?
    private var mapped: [Int64: CodeVector] = [:]

    init(
        _ column: ColumnDefinition, source: any CodedColumn, connection: Connection, catalogue: Catalogue,
        reader: SegmentReader
    ) {
        stored = StoredTagColumn(column, catalogue: catalogue, reader: reader)
        storedDefinition = column
        self.source = source
        self.connection = connection
        self.reader = reader
    }

    /// The stored stages keep their codes; stages that occur only for sources come after them.
    private func load() throws -> (values: TagDictionary, bySource: [UInt32]) {
        if let loaded { return loaded }
        guard case .dictionary(var stages) = try stored.values(), case .dictionary(let sources) = try source.values()
        else { throw StoreError.catalogue("the stage column") }
        var bySource = [UInt32](repeating: 0, count: sources.count + 1)
        for row in try connection.rows("select source, stage from source_stage order by source") {
            if let source = row[0].text, let stage = row[1].text, let code = sources.code(of: source) {
                bySource[Int(code)] = stages.intern(stage)
            }
        }
        loaded = (stages, bySource)
        return (stages, bySource)
    }

    func values() throws -> CodeValues { .dictionary(try load().values) }

    func forgetRowGroups() {
        stored.forgetRowGroups()
        source.forgetRowGroups()
        mapped = [:]
    }

    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool {
        let decisive = try reader.summary(storedDefinition, group) != nil ? stored : source
        return try decisive.isIn(cubeOf: columns, group)
    }

    func codes(in block: SampleBlock) throws -> CodeVector {
        let group = block.group
        if try reader.summary(storedDefinition, group) != nil { return try stored.codes(in: block) }
        if block.cube != nil { return try source.codes(in: block).mapped(by: try load().bySource) }
        if let codes = mapped[group.id] { return codes }
        let codes = try source.codes(in: block).mapped(by: try load().bySource)
        mapped[group.id] = codes
        return codes
    }

    func prepare(_ groups: [RowGroup]) throws {
        let ofSource = try groups.filter { try reader.summary(storedDefinition, $0) == nil }
        if ofSource.count < groups.count {
            try stored.prepare(try groups.filter { try reader.summary(storedDefinition, $0) != nil })
        }
        let missing = ofSource.filter { mapped[$0.id] == nil }
        try source.prepare(missing)
        mapped.merge(try source.mapped(by: try load().bySource, in: missing)) { $1 }
    }

    func occurringCodes(in group: RowGroup) throws -> [UInt32]? {
        if try reader.summary(storedDefinition, group) != nil { return try stored.occurringCodes(in: group) }
        let map = try load().bySource
        return try source.occurringCodes(in: group).map { codes in
            Array(Set(codes.map { Int($0) < map.count ? map[Int($0)] : 0 }))
        }
    }
}
