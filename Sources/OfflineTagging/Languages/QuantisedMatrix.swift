/// A matrix whose rows are codes of a product quantizer, their norms too.
struct QuantisedMatrix: Sendable {
    let rowCount: Int
    let dimension: Int
    private let codes: [UInt8]
    private let quantizer: ProductQuantizer
    private let norms: [Float]?

    init(_ bytes: inout ModelBytes) throws(LanguageModelError) {
        let hasNorms = try bytes.flag()
        let start = bytes.offset
        rowCount = try bytes.longSize(upTo: 1 << 31)
        dimension = try bytes.longSize(upTo: 1 << 16)
        codes = Array(try bytes.bytes(bytes.size(upTo: 1 << 31 - 1)))
        quantizer = try ProductQuantizer(&bytes)
        guard codes.count == rowCount * quantizer.parts, quantizer.dimension == dimension else {
            throw .damaged(offset: start)
        }
        guard hasNorms else {
            norms = nil
            return
        }
        let normCodes = Array(try bytes.bytes(rowCount))
        let normQuantizer = try ProductQuantizer(&bytes)
        guard normQuantizer.parts == 1, normQuantizer.dimension == 1 else { throw .damaged(offset: start) }
        let values = (0..<ProductQuantizer.centroidCount).map { code in
            var value: [Float] = [0]
            normQuantizer.add([UInt8(code)][...], times: 1, to: &value)
            return value[0]
        }
        norms = normCodes.map { values[Int($0)] }
    }

    func addRow(_ row: Int, to vector: inout [Float]) {
        let parts = quantizer.parts
        quantizer.add(codes[row * parts..<(row + 1) * parts], times: norms?[row] ?? 1, to: &vector)
    }
}
