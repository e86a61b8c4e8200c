extension LeafColumn {
    /// The decoded least or greatest value of ``Statistics`` or ``ColumnIndex``; nil if its bytes are invalid. Texts
    /// and byte arrays may be truncated: they are bounds, not values that occur.
    public func statisticValue(_ bytes: [UInt8]) -> RowValue? {
        guard type == .byteArray || bytes.count == max(width, 1) else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            let bytes = UnsafeRawBufferPointer(buffer)
            let span = [ByteArraySpan(start: 0, length: UInt32(clamping: bytes.count))]
            return span.withUnsafeBufferPointer { spans in
                let conversion = LeafConversion(self)
                switch type {
                case .byteArray: return conversion.value(.byteArrays(ByteArrays(bytes: bytes, spans: spans)), 0)
                case .boolean: return .bool(bytes[0] & 1 == 1)
                default:
                    let scratch = ScratchBuffer()
                    var decoder = PlainFixedWidthDecoder(bytes, type: type, width: width)
                    return withExtendedLifetime(scratch) {
                        guard case .plain(let values)? = try? decoder.next(1, scratch: scratch) else { return nil }
                        return conversion.value(values, 0)
                    }
                }
            }
        }
    }
}
