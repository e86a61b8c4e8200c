extension ArrowField {
    /// A field deeper than this is refused.
    private static let mostLevels = 64

    /// The field that a table describes.
    ///
    /// - Parameters:
    ///   - path: of the fields that it is in.
    ///   - room: the number of further fields allowed: a hostile file may use one table for many.
    /// - Throws: `ArrowError`, which names the column.
    init(_ table: FlatView, in path: [String], room: inout Int, file: String) throws(ArrowError) {
        var path = path
        do {
            room -= 1
            guard room >= 0 else { throw ArrowProblem.metadata("it has more fields than its bytes can hold") }
            guard path.count < Self.mostLevels else { throw ArrowProblem.metadata("fields nest too deep") }
            let name = try table.string(0) ?? ""
            room -= name.utf8.count / 16
            path.append(name)
            self.name = name
            isOptional = try table.flag(1)
            coding = try table.table(4).map { (encoding) throws(ArrowProblem) in try Coding(encoding) }
            let children = try table.tables(5)
            let type = try ArrowType(
                number: try table.integer(2, UInt8(0)), try table.table(3), children: children.count)
            if coding != nil, type.isNested { throw ArrowProblem.unsupportedType("dictionary of nested values") }
            self.type = type
            meaning = try Meaning(metadata: try table.tables(6), type)
            self.children = []
            for child in children {
                self.children.append(try ArrowField(child, in: path, room: &room, file: file))
            }
            if type == .map {
                guard case .structure = self.children[0].type, self.children[0].children.count == 2 else {
                    throw ArrowProblem.unsupportedType("map without keys and values")
                }
            }
        } catch let problem as ArrowProblem {
            throw ArrowError(problem, file: file, column: path.isEmpty ? nil : path.joined(separator: "."))
        } catch let error as ArrowError {
            throw error
        } catch {
            throw ArrowError(.metadata("\(error)"), file: file)
        }
    }
}

extension ArrowField.Coding {
    fileprivate init(_ table: FlatView) throws(ArrowProblem) {
        id = try table.integer(0, Int64(0))
        bits = 32
        isSigned = true
        guard let index = try table.table(1) else { return }
        bits = Int(try index.integer(0, Int32(0)))
        isSigned = try index.flag(1)
        guard [8, 16, 32, 64].contains(bits) else { throw .metadata("indices of \(bits) bits") }
    }
}

extension ArrowField.Meaning {
    /// The meaning of the extension that the metadata of a field names; nil for an unknown extension.
    fileprivate init?(metadata: [FlatView], _ type: ArrowType) throws(ArrowProblem) {
        for pair in metadata where try pair.string(0) == "ARROW:extension:name" {
            switch (try pair.string(1), type) {
            case ("arrow.json", .bytes(isText: true, _)), ("arrow.json", .views(isText: true)):
                self = .json
                return
            case ("arrow.uuid", .fixedBytes(16)):
                self = .uuid
                return
            default: break
            }
        }
        return nil
    }
}

extension ArrowType {
    /// - Parameters:
    ///   - number: of the type in the union `Type`.
    ///   - table: its particulars.
    ///   - children: how many fields are in it.
    fileprivate init(number: UInt8, _ table: FlatView?, children: Int) throws(ArrowProblem) {
        func integer<Number: FixedWidthInteger>(_ slot: Int, _ fallback: Number) throws(ArrowProblem) -> Number {
            try table?.integer(slot, fallback) ?? fallback
        }
        func unit(_ fallback: ArrowUnit) throws(ArrowProblem) -> ArrowUnit {
            let number = try integer(0, fallback.rawValue)
            guard let unit = ArrowUnit(rawValue: number) else { throw .metadata("\(number) is no unit of time") }
            return unit
        }
        switch number {
        case 1: self = .null
        case 2:
            let bits = Int(try integer(0, Int32(0)))
            guard [8, 16, 32, 64].contains(bits) else { throw .metadata("integers of \(bits) bits") }
            self = .integer(bits: bits, isSigned: try integer(1, UInt8(0)) != 0)
        case 3:
            let precision = try integer(0, Int16(0))
            guard (0...2).contains(precision) else { throw .metadata("\(precision) is no precision of a float") }
            self = .real(bits: 16 << Int(precision))
        case 4: self = .bytes(isText: false, isLarge: false)
        case 5: self = .bytes(isText: true, isLarge: false)
        case 6: self = .boolean
        case 7:
            let bits = Int(try integer(2, Int32(128)))
            let scale = Int(try integer(1, Int32(0)))
            guard [32, 64, 128, 256].contains(bits), (0...256).contains(scale) else {
                throw .unsupportedType("decimal of \(bits) bits with \(scale) digits after the point")
            }
            self = .decimal(precision: Int(try integer(0, Int32(0))), scale: scale, bytes: bits / 8)
        case 8: self = try integer(0, Int16(1)) == 0 ? .date32 : .date64
        case 9:
            let bits = Int(try integer(1, Int32(32)))
            guard bits == 32 || bits == 64 else { throw .metadata("times of \(bits) bits") }
            self = .time(try unit(.milliseconds), bits: bits)
        case 10: self = .timestamp(try unit(.seconds), isUTC: try table?.string(1)?.isEmpty == false)
        case 11: throw .unsupportedType("interval")
        case 12: self = .list(isLarge: false)
        case 13: self = .structure
        case 14: throw .unsupportedType("union")
        case 15: self = .fixedBytes(try Self.size(try integer(0, Int32(0))))
        case 16: self = .fixedList(try Self.size(try integer(0, Int32(0))))
        case 17: self = .map
        case 18: self = .duration(try unit(.milliseconds))
        case 19: self = .bytes(isText: false, isLarge: true)
        case 20: self = .bytes(isText: true, isLarge: true)
        case 21: self = .list(isLarge: true)
        case 22: throw .unsupportedType("run-end encoded")
        case 23: self = .views(isText: false)
        case 24: self = .views(isText: true)
        case 25, 26: throw .unsupportedType("list view")
        default: throw .unsupportedType("of number \(number)")
        }
        switch self {
        case .list, .fixedList, .map:
            guard children == 1 else { throw .metadata("a list has \(children) kinds of elements") }
        case .structure: break
        default: guard children == 0 else { throw .metadata("values have \(children) fields") }
        }
    }

    private static func size(_ size: Int32) throws(ArrowProblem) -> Int {
        guard size >= 0 else { throw .negative("size of a value", Int64(size)) }
        return Int(size)
    }
}
