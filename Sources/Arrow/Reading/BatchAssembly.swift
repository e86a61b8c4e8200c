import Parquet

/// Makes the arrays of a batch from its body, field by field in the order of their buffers.
struct BatchAssembly {
    /// The most values of a column without bytes, such as nulls.
    private static let mostWithoutBytes: Int64 = 1 << 24

    private let metadata: BatchMetadata
    private let file: String
    private let offset: Int64
    /// Reads a buffer of the body.
    private let read: (_ offset: Int64, _ bytes: Int64) throws(ArrowProblem) -> ArrowBuffer
    private let dictionary: (Int64) throws(ArrowError) -> ArrowDictionary
    private var node = 0
    private var buffer = 0
    private var views = 0
    /// Of the arrays that were made, decompressed.
    private(set) var byteCount: Int64 = 0

    /// - Parameter offset: of the message, for errors.
    init(
        _ metadata: BatchMetadata, file: String, offset: Int64,
        read: @escaping (_ offset: Int64, _ bytes: Int64) throws(ArrowProblem) -> ArrowBuffer,
        dictionary: @escaping (Int64) throws(ArrowError) -> ArrowDictionary
    ) {
        self.metadata = metadata
        self.file = file
        self.offset = offset
        self.read = read
        self.dictionary = dictionary
    }

    /// The arrays of the wanted fields, nil for the others.
    mutating func arrays(
        _ fields: [ArrowField], isWanted: (Int) -> Bool
    ) throws(ArrowError) -> [ArrowArray?] {
        var arrays: [ArrowArray?] = []
        for (index, field) in fields.enumerated() {
            do {
                let made = try array(field, count: metadata.rowCount, isTop: true, isWanted: isWanted(index))
                byteCount += made?.bytes ?? 0
                arrays.append(made?.array)
            } catch let problem as ArrowProblem {
                throw ArrowError(problem, file: file, offset: offset, column: field.name)
            } catch let error as ArrowError {
                throw error
            } catch {
                throw ArrowError(.metadata("\(error)"), file: file, offset: offset, column: field.name)
            }
        }
        return arrays
    }

    /// The values of a dictionary.
    mutating func values(of field: ArrowField) throws(ArrowError) -> ArrowArray {
        var field = field
        field.coding = nil
        guard let array = try arrays([field], isWanted: { _ in true })[0] else {
            throw ArrowError(.missing("column"), file: file, offset: offset, column: field.name)
        }
        return array
    }

    /// - Parameter count: the number of values; an array below another may have more.
    private mutating func array(
        _ field: ArrowField, count: Int64, isTop: Bool, isWanted: Bool
    ) throws -> (array: ArrowArray, bytes: Int64)? {
        guard node < metadata.nodes.count else { throw ArrowProblem.missing("lengths of all columns") }
        let (found, nulls) = metadata.nodes[node]
        node += 1
        if isWanted {
            guard isTop ? found == count : found >= count else {
                throw ArrowProblem.rowCount(found: found, batch: count)
            }
        }
        var bytes: Int64 = 0
        func next() throws(ArrowProblem) -> ArrowBuffer? {
            guard buffer < metadata.buffers.count else { throw .missing("buffers of all columns") }
            let place = metadata.buffers[buffer]
            buffer += 1
            guard isWanted else { return nil }
            var read = try self.read(place.offset, place.bytes)
            if let codec = metadata.codec { read = try codec.decompress(read) }
            bytes += Int64(read.count)
            return read
        }
        // Lengths that no buffer can have are refused with the buffers.
        let limit = Int(clamping: found)
        func checked(_ buffer: ArrowBuffer?, bytes needed: Int) throws(ArrowProblem) -> ArrowBuffer? {
            guard let buffer else { return nil }
            guard buffer.count >= needed else { throw .bufferTooShort(bytes: buffer.count, needed: needed) }
            return buffer
        }
        func needed(_ width: Int, _ count: Int) throws(ArrowProblem) -> Int {
            let (product, overflow) = width.multipliedReportingOverflow(by: count)
            guard !overflow else { throw .tooManyRows(Int64(count), bytes: 0) }
            return product
        }
        func made(_ validity: ArrowBuffer?, _ content: ArrowArray.Content?) throws(ArrowProblem) -> (ArrowArray, Int64)?
        {
            guard isWanted, let content else { return nil }
            guard found <= Self.mostWithoutBytes || found / 8 <= bytes else {
                throw .tooManyRows(found, bytes: bytes)
            }
            return (ArrowArray(field, count: limit, validity: validity, content: content), bytes)
        }
        if field.type == .null, field.coding == nil { return try made(nil, .null) }

        var validity = try next()
        if nulls == 0 || !isWanted {
            validity = nil
        } else {
            validity = try checked(validity, bytes: limit / 8 + (limit % 8 > 0 ? 1 : 0))
        }
        if let coding = field.coding {
            let indices = try checked(try next(), bytes: try needed(coding.bits / 8, limit))
            guard let indices else { return nil }
            let dictionary = try dictionary(coding.id)
            return try made(nil, .codes(try Self.codes(indices, coding, limit, validity, dictionary), dictionary))
        }
        switch field.type {
        case .boolean:
            return try made(
                validity, try checked(try next(), bytes: limit / 8 + (limit % 8 > 0 ? 1 : 0)).map { .bits($0) })
        case .bytes(_, let isLarge):
            let offsets = try self.offsets(try next(), limit, isLarge: isLarge)
            guard let data = try next(), let offsets else { return nil }
            try Self.check(offsets, limit, below: data.count)
            return try made(validity, .bytes(offsets: offsets, data))
        case .views:
            let texts = try checked(try next(), bytes: try needed(16, limit))
            guard views < metadata.viewBuffers.count else { throw ArrowProblem.missing("number of buffers of views") }
            let number = metadata.viewBuffers[views]
            views += 1
            guard number >= 0, number <= Int64(metadata.buffers.count) else {
                throw ArrowProblem.negative("number of buffers", number)
            }
            var further: [ArrowBuffer] = []
            for _ in 0..<number { if let read = try next() { further.append(read) } }
            guard let texts else { return nil }
            try Self.checkViews(texts, further, limit, validity)
            return try made(validity, .views(texts, further))
        case .list(let isLarge):
            return try list(try next(), isLarge: isLarge)
        case .map:
            return try list(try next(), isLarge: false)
        case .fixedList(let size):
            let elements = try array(
                field.children[0], count: Int64(try needed(size, limit)), isTop: false, isWanted: isWanted)
            guard let elements else { return nil }
            bytes += elements.bytes
            return try made(validity, .fixedList(size, elements.array))
        case .structure:
            var fields: [ArrowArray] = []
            for child in field.children {
                guard let array = try array(child, count: found, isTop: false, isWanted: isWanted) else { continue }
                fields.append(array.array)
                bytes += array.bytes
            }
            return try made(validity, .structure(fields))
        case .null: return try made(nil, .null)
        case .integer, .real, .fixedBytes, .decimal, .date32, .date64, .time, .timestamp, .duration:
            let values = try checked(try next(), bytes: try needed(field.type.width ?? 0, limit))
            return try made(validity, values.map { .fixed($0) })
        }

        func list(_ read: ArrowBuffer?, isLarge: Bool) throws -> (ArrowArray, Int64)? {
            let offsets = try self.offsets(read, limit, isLarge: isLarge)
            let elements = try array(field.children[0], count: 0, isTop: false, isWanted: isWanted)
            guard let offsets, let elements else { return nil }
            try Self.check(offsets, limit, below: elements.array.count)
            bytes += elements.bytes
            return try made(validity, .list(offsets, elements.array))
        }
    }

    // MARK: Checks

    /// The `count` + 1 offsets of `count` values; none if there are no values.
    private func offsets(_ buffer: ArrowBuffer?, _ count: Int, isLarge: Bool) throws(ArrowProblem) -> ArrowOffsets? {
        guard let buffer else { return nil }
        let width = isLarge ? 8 : 4
        guard count == 0 || buffer.count / width > count else {
            throw .bufferTooShort(bytes: buffer.count, needed: count &* width &+ width)
        }
        return ArrowOffsets(buffer: buffer, isLarge: isLarge)
    }

    private static func check(_ offsets: ArrowOffsets, _ count: Int, below limit: Int) throws(ArrowProblem) {
        guard count > 0 else { return }
        var before = 0
        for index in 0...count {
            let offset = offsets[index]
            guard offset >= before, offset <= limit else {
                throw .offsets(Int64(offset), after: Int64(before), limit: Int64(limit))
            }
            before = offset
        }
    }

    private static func checkViews(
        _ views: ArrowBuffer, _ buffers: [ArrowBuffer], _ count: Int, _ validity: ArrowBuffer?
    ) throws(ArrowProblem) {
        for row in 0..<count where validity?.bit(row) ?? true {
            let length = Int(views.number(4 * row, Int32.self))
            if (0...12).contains(length) { continue }
            let buffer = Int(views.number(4 * row + 2, Int32.self))
            let offset = Int(views.number(4 * row + 3, Int32.self))
            guard length > 0, buffers.indices.contains(buffer), offset >= 0, offset <= buffers[buffer].count,
                length <= buffers[buffer].count - offset
            else { throw .viewOutside(row: row) }
        }
    }

    /// The indices into a dictionary as 32-bit numbers; those of nulls, and of null values, are ``ArrowArray/noCode``.
    private static func codes(
        _ indices: ArrowBuffer, _ coding: ArrowField.Coding, _ count: Int, _ validity: ArrowBuffer?,
        _ dictionary: ArrowDictionary
    ) throws(ArrowProblem) -> [UInt32] {
        let hasNulls = dictionary.parts.contains { !$0.hasNoNulls }
        let limit = min(dictionary.count, Int(UInt32.max))
        var codes = [UInt32](repeating: ArrowArray.noCode, count: count)
        for index in 0..<count where validity?.bit(index) ?? true {
            let place: Int64 =
                switch (coding.bits, coding.isSigned) {
                case (8, true): Int64(indices.number(index, Int8.self))
                case (8, false): Int64(indices.number(index, UInt8.self))
                case (16, true): Int64(indices.number(index, Int16.self))
                case (16, false): Int64(indices.number(index, UInt16.self))
                case (32, true): Int64(indices.number(index, Int32.self))
                case (32, false): Int64(indices.number(index, UInt32.self))
                default: indices.number(index, Int64.self)
                }
            guard place >= 0, place < Int64(limit) else { throw .indexOutside(place, count: dictionary.count) }
            if hasNulls {
                let value = dictionary.place(of: Int(place))
                if value.part.isNull(value.index) { continue }
            }
            codes[index] = UInt32(place)
        }
        return codes
    }
}
