/// Vectors as codes: each part of a vector is one of 256 centroids.
///
/// Source: H. Jégou, M. Douze and C. Schmid, "Product quantization for nearest neighbor search", IEEE Transactions on
/// Pattern Analysis and Machine Intelligence 33 (2011) 117-128; A. Joulin et al., "FastText.zip: compressing text
/// classification models", arXiv:1612.03651 (2016).
struct ProductQuantizer: Sendable {
    /// The number of parts of a vector, and so of codes.
    let parts: Int
    /// The number of numbers of a vector.
    let dimension: Int
    private let partDimension: Int
    private let lastDimension: Int
    private let centroids: [Float]
    static let centroidCount = 256

    init(_ bytes: inout ModelBytes) throws(LanguageModelError) {
        let start = bytes.offset
        dimension = try bytes.size(upTo: 1 << 16)
        parts = try bytes.size(upTo: 1 << 16)
        partDimension = try bytes.size(upTo: 1 << 16)
        lastDimension = try bytes.size(upTo: 1 << 16)
        guard parts > 0, partDimension * (parts - 1) + lastDimension == dimension, lastDimension <= partDimension
        else { throw .damaged(offset: start) }
        centroids = try bytes.floats(dimension * Self.centroidCount)
    }

    /// Adds the vector of some codes, times a factor.
    func add(_ codes: ArraySlice<UInt8>, times factor: Float, to vector: inout [Float]) {
        for (part, code) in codes.enumerated() {
            let size = part == parts - 1 ? lastDimension : partDimension
            let start = part * Self.centroidCount * partDimension + Int(code) * size
            for place in 0..<size { vector[part * partDimension + place] += factor * centroids[start + place] }
        }
    }
}
