import Columns

/// What the columns' own loops do in a second, without a store around them.
struct Kernels {
    struct Result: Encodable {
        var bandwidth: Double
        var kernels: [Kernel]
    }

    struct Kernel: Encodable {
        var name: String
        var rows_per_second: Double
        /// Of what the kernel reads: encoded bytes for a decoder, codes for a collapse, texts for a search.
        var bytes_per_second: Double
    }

    let rounds: Int
    private let rowCount = 131_072
    /// Row groups a round, so that a round is long enough to be timed.
    private let repeats = 40

    func measure() throws -> Result {
        Result(bandwidth: bandwidth(), kernels: try decoders() + collapses() + texts())
    }

    /// Bytes a second of adding up memory that no cache holds.
    private func bandwidth() -> Double {
        let words = [UInt64](repeating: 1, count: 32 << 20)
        var total: UInt64 = 0
        let seconds = best {
            words.withUnsafeBufferPointer { words in
                var sums = SIMD8<UInt64>(repeating: 0)
                for index in stride(from: 0, to: words.count, by: 8) {
                    sums &+= UnsafeRawPointer(words.baseAddress! + index).loadUnaligned(as: SIMD8<UInt64>.self)
                }
                total &+= sums.wrappedSum()
            }
        }
        return total == 0 ? 0 : Double(words.count * 8) / seconds
    }

    private func decoders() throws -> [Kernel] {
        var state: UInt64 = 1
        func random() -> UInt32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(truncatingIfNeeded: state >> 33)
        }
        let columns: [[UInt32]] = [
            Array(repeating: 7, count: rowCount), (0..<rowCount).map { UInt32($0 / 500 % 9 + 1) },
            (0..<rowCount).map { _ in random() % 12 + 1 }, (0..<rowCount).map { _ in random() % 3_000 + 1 },
            (0..<rowCount).map { _ in random() % 200_000 + 1 }, (0..<rowCount).map { UInt32($0 + 1) },
        ]
        return try columns.map { codes in
            let segment = CodeVector.encode(codes)
            let limit = codes.max() ?? 0
            let seconds = try best { for _ in 0..<repeats { _ = try CodeVector(decoding: segment, limit: limit) } }
            let width = limit < 256 ? 8 : limit < 65_536 ? 16 : 32
            return kernel(
                "decode \(segment.encoding), codes to \(limit) (\(width) bits)", seconds, segment.payload.count)
        }
    }

    private func collapses() throws -> [Kernel] {
        // Each key continues where the previous one ended, so that no two are correlated.
        var state: UInt64 = 42
        func key(_ cardinality: UInt64) -> (codes: CodeVector, cardinality: Int) {
            let codes = (0..<rowCount).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt32(truncatingIfNeeded: (state >> 33) % cardinality)
            }
            return (CodeVector(codes), Int(cardinality))
        }
        let shapes: [(String, [(codes: CodeVector, cardinality: Int)])] = [
            ("1 key of 12", [key(12)]), ("1 key of 3,000", [key(3_000)]), ("2 keys, 12 x 100", [key(12), key(100)]),
            ("3 keys, 12 x 100 x 6", [key(12), key(100), key(6)]),
            ("2 keys, 3,000 x 3,000 (hashed)", [key(3_000), key(3_000)]),
        ]
        return try shapes.map { name, keys in
            let batch = CollapseBatch(count: rowCount, keys: keys.map { .init($0.codes) })
            let seconds = try best {
                var collapse = Collapse(.init(cardinalities: keys.map(\.cardinality)))
                for _ in 0..<repeats { try collapse.add(batch) }
            }
            return kernel("collapse \(name)", seconds, keys.reduce(0) { $0 + $1.codes.byteCount })
        }
    }

    private func texts() throws -> [Kernel] {
        let words = ["harvest", "festival", "Масленицы", "the", "village", "节日", "of", "cook", "families", "why"]
        let texts = (0..<700).map { row in
            (0..<20).map { words[($0 * 7 + row * 13) % words.count] }.joined(separator: " ")
        }
        let bytes = Array(texts.joined().utf8)
        let block = try bytes.withUnsafeBytes { try TextBlock(lengths: texts.map { $0.utf8.count }, bytes: $0) }
        let vector = try block.texts()
        func perRow(_ name: String, _ seconds: Double) -> Kernel {
            Kernel(
                name: name, rows_per_second: Double(texts.count * repeats) / seconds,
                bytes_per_second: Double(bytes.count * repeats) / seconds)
        }
        let absent = SubstringSearch(Array("Масленица".utf8))
        var found = 0
        return [
            perRow("decode texts", try best { for _ in 0..<repeats { _ = try block.texts() } }),
            perRow("fold texts", best { for _ in 0..<repeats { _ = vector.folded() } }),
            perRow(
                "search texts", best { for _ in 0..<repeats { vector.forEachRow(containing: absent) { found += $0 } } }),
            perRow(
                "index texts",
                best {
                    var builder = TextIndexBuilder(rowCount: texts.count * repeats)
                    for repeated in 0..<repeats { builder.add(vector, firstRow: repeated * texts.count) }
                }),
        ]
    }

    private func kernel(_ name: String, _ seconds: Double, _ byteCount: Int) -> Kernel {
        Kernel(
            name: name, rows_per_second: Double(rowCount * repeats) / seconds,
            bytes_per_second: Double(byteCount * repeats) / seconds)
    }

    /// The seconds of the fastest round: what else the machine does only adds.
    private func best(_ body: () throws -> Void) rethrows -> Double {
        var seconds = Double.infinity
        for _ in 0..<rounds { seconds = min(seconds, try Benchmark.elapsed(body)) }
        return seconds
    }
}
