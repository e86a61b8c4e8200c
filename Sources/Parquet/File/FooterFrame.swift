/// The bytes of the footer, found by the length and the magic at the end of the file.
struct FooterFrame {
    /// Where the footer begins in the file.
    let offset: Int64
    let bytes: [UInt8]

    private static let magic = Array("PAR1".utf8)
    /// The magic of a file whose footer is encrypted.
    private static let encryptedMagic = Array("PARE".utf8)

    init(of source: any RandomAccessSource) throws {
        let place = ParquetPlace(file: source.name, part: .frame)
        do throws(ParquetProblem) {
            let size = source.byteCount
            // Magic, an empty footer, its length, magic.
            guard size >= 12 else { throw .tooShort(fileBytes: size) }
            let head = try source.bytes(at: 0, count: 4)
            let tail = try source.bytes(at: size - 8, count: 8)
            let closing = Array(tail[4...])
            guard closing != Self.encryptedMagic else { throw .encryptedFooter }
            guard closing == Self.magic else { throw .noMagic(found: closing, atEnd: true) }
            guard head == Self.magic else { throw .noMagic(found: head, atEnd: false) }
            let length = (0..<4).reduce(Int64(0)) { $0 | Int64(tail[$1]) << Int64(8 * $1) }
            guard length <= size - 12 else { throw .footerLength(length, fileBytes: size) }
            offset = size - 8 - length
            bytes = try source.bytes(at: offset, count: Int(length))
        } catch {
            throw ParquetError(error, at: place)
        }
    }
}

extension RandomAccessSource {
    /// `count` bytes from `offset` on. The caller has checked that they lie in the file.
    func bytes(at offset: Int64, count: Int) throws(ParquetProblem) -> [UInt8] {
        var problem: ParquetProblem?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(ParquetProblem) {
                try read(
                    at: offset,
                    into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
                initialized = count
            } catch {
                problem = error
            }
        }
        if let problem { throw problem }
        return bytes
    }
}
