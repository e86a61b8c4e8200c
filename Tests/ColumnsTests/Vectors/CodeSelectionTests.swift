import Columns
import TestSupport
import Testing

@Suite struct CodeSelectionTests {
    /// Every length around the words and blocks that are searched at once, every width, every kind of acceptance.
    @Test(arguments: [0, 1, 7, 8, 31, 32, 33, 64, 100, 300])
    func rowsAreThoseOfAnObviousLoop(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        for limit in [2, 5, 255, 256, 1_000, 70_000] as [UInt32] {
            let codes = (0..<count).map { _ in UInt32.random(in: 0...limit, using: &generator) }
            let vectors = [CodeVector(codes), .words(codes), .constant(limit, count: count)]
            let accepted: [AcceptedCodes] = [
                .few([]), .few([codes.first ?? 0]), .few([limit, 1]), .few([300_000]), .few([0]),
                .table((0...limit).map { $0 % 3 == 1 }), .table([]),
            ]
            for vector in vectors {
                for accepted in accepted {
                    let start = Int.random(in: 0...count, using: &generator)
                    let range = start..<Int.random(in: start...count, using: &generator)
                    let expected = range.filter { accepted.contains(vector[$0]) }.map { UInt32($0) }
                    #expect(vector.rows(in: range, accepted: accepted) == expected)
                    let among = range.filter { $0 % 2 == 0 }.map { UInt32($0) }
                    #expect(
                        vector.rows(among: among, accepted: accepted)
                            == among.filter { accepted.contains(vector[Int($0)]) })
                }
            }
        }
    }

    /// Every width and a constant.
    @Test(arguments: [5, 300, 70_000] as [UInt32]) func codesAreThoseOfTheRows(limit: UInt32) {
        let codes = (0..<40).map { $0 * limit / 40 } + [limit]
        let rows: [UInt32] = [40, 3, 3, 0, 17]
        #expect(CodeVector(codes).codes(at: rows).array == rows.map { codes[Int($0)] })
        #expect(CodeVector.constant(limit, count: 41).codes(at: rows) == .constant(limit, count: 5))
        #expect(CodeVector(codes).codes(at: []).count == 0)
    }

    /// One or two positions of a byte, anywhere among the 64 that are read together, and before and after them.
    @Test func aByteIsFoundWhereverItIs() {
        for first in 0..<140 {
            for second in first..<140 {
                var codes = [UInt8](repeating: 1, count: 140)
                (codes[first], codes[second]) = (0, 0)
                let found = CodeVector.bytes(codes).rows(in: 3..<137, accepted: .few([0]))
                #expect(found == Set([first, second]).filter { (3..<137).contains($0) }.sorted().map { UInt32($0) })
            }
        }
    }

    @Test func bytesThatDifferInOneBitAreToldApart() {
        for byte in UInt8.min...UInt8.max {
            let codes = CodeVector.bytes((0..<64).map { $0 == 40 ? byte : byte ^ (1 << UInt8($0 % 8)) })
            #expect(codes.rows(in: 0..<64, accepted: .few([UInt32(byte)])) == [40])
        }
    }
}
