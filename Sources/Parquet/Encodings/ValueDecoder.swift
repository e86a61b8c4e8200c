/// Decodes the values of a page, some at a time.
protocol ValueDecoder {
    /// The next `count` values, valid until the next call. Throws if the page has fewer.
    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues
}

extension Encoding {
    /// A decoder of the values of a page.
    ///
    /// - Parameters:
    ///   - bytes: the values, without levels, uncompressed.
    ///   - count: how many entries of the page may have a value, which bounds what the page can claim.
    ///   - decodedLimit: how many bytes the values of the page may take in addition to those in the page.
    ///   - dictionaryCount: the number of values in the dictionary; nil without a dictionary.
    func decoder(
        of leaf: LeafColumn, _ bytes: UnsafeRawBufferPointer, count: Int, decodedLimit: Int, dictionaryCount: Int?
    ) throws(ParquetProblem) -> any ValueDecoder {
        switch (self, leaf.type) {
        case (.plain, .boolean): return PlainBooleanDecoder(bytes)
        case (.plain, .byteArray): return PlainByteArrayDecoder(bytes)
        case (.plain, _): return PlainFixedWidthDecoder(bytes, type: leaf.type, width: leaf.width)
        case (.plainDictionary, _), (.rleDictionary, _):
            guard let dictionaryCount else { throw .dictionaryMissing }
            return try DictionaryCodeDecoder(bytes, dictionaryCount: dictionaryCount)
        case (.rle, .boolean): return try RunLengthBooleanDecoder(bytes)
        case (.deltaBinaryPacked, .int32), (.deltaBinaryPacked, .int64):
            return try DeltaBinaryPackedValues(bytes, type: leaf.type, limit: count)
        case (.deltaLengthByteArray, .byteArray): return try DeltaLengthByteArrayDecoder(bytes, limit: count)
        case (.deltaByteArray, .byteArray), (.deltaByteArray, .fixedLengthByteArray):
            return try DeltaByteArrayDecoder(
                bytes, width: leaf.width, limit: count, decodedLimit: decodedLimit)
        case (.byteStreamSplit, .int32), (.byteStreamSplit, .int64), (.byteStreamSplit, .float),
            (.byteStreamSplit, .double), (.byteStreamSplit, .fixedLengthByteArray):
            return try ByteStreamSplitDecoder(bytes, type: leaf.type, width: leaf.width)
        default: throw .unsupportedEncoding(self, type: leaf.type)
        }
    }
}
