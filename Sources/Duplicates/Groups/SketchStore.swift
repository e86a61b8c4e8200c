/// Sketches of some texts, one after another in one array.
struct SketchStore: Sendable {
    /// For each text its place among the sketches, -1 without one.
    private var places: [Int32]
    private var starts = [0]
    private var hashes: [UInt32] = []

    init(textCount: Int) { places = [Int32](repeating: -1, count: textCount) }

    mutating func add(_ sketch: some Sequence<UInt32>, of text: Int) {
        places[text] = Int32(starts.count - 1)
        hashes += sketch
        starts.append(hashes.count)
    }

    /// The Jaccard similarity of two texts, 0 if one has no sketch.
    func similarity(_ one: Int32, _ other: Int32) -> Double {
        let (first, second) = (Int(places[Int(one)]), Int(places[Int(other)]))
        guard first >= 0, second >= 0 else { return 0 }
        return hashes.withUnsafeBufferPointer { hashes in
            Sketch.similarity(
                UnsafeBufferPointer(rebasing: hashes[starts[first]..<starts[first + 1]]),
                UnsafeBufferPointer(rebasing: hashes[starts[second]..<starts[second + 1]]))
        }
    }
}
