import TestSupport
import Testing

@testable import Statistics

@Suite struct SetAgreementTests {
    @Test func distances() {
        let (paris, both, all): (Set<String>, Set<String>, Set<String>) = (["p"], ["p", "q"], ["p", "r", "s"])
        #expect(SetDistance.jaccard.distance(paris, both) == 0.5)
        let (third, twelfth): (Double, Double) = (1.0 / 3, 0.25 / 3)
        #expect(isClose(SetDistance.masi.distance(paris, both), 1 - third))
        #expect(isClose(SetDistance.masi.distance(both, all), 1 - twelfth))
        for distance in SetDistance.allCases {
            #expect(distance.distance(paris, ["q"]) == 1 && distance.distance(paris, paris) == 0)
            #expect(distance.distance(Set<String>(), []) == 0 && distance.distance(paris, []) == 1)
        }
    }

    @Test func randomSets() throws {
        var generator = SeededGenerator(seed: 4)
        for number in 0..<200 {
            let places = Int.random(in: 1...6, using: &generator)
            var rows: [(unit: String, value: Set<Int>)] = []
            for unit in 0..<Int.random(in: 1...20, using: &generator) {
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    rows.append(("\(unit)", Set((0..<places).filter { _ in generator.chance(2, in: 5) })))
                }
            }
            let distinct = Array(Set(rows.map(\.value)))
            let codes = rows.map { UInt32((distinct.firstIndex(of: $0.value) ?? 0) + 1) }
            let ratings = try Ratings(
                unitCodes: rows.map { (UInt32($0.unit) ?? 0) + 1 }, raterCodes: rows.indices.map { UInt32($0 + 1) },
                valueCodes: codes)
            for distance in SetDistance.allCases {
                let agreement = SetAgreement(ratings, sets: distinct.map { Array($0) + Array($0) }, distance: distance)
                let expected = NaiveAgreement.alpha(rows, distance.distance)
                let found = try? agreement.krippendorffAlpha()
                #expect(isClose(found, expected, relative: 1e-11, absolute: 1e-12), "\(number) \(distance)")
                if found != nil, let bootstrap = Bootstrap(replicates: 100) {
                    let interval = agreement.krippendorffAlphaInterval(bootstrap)
                    #expect(interval.map { $0.estimate == found } ?? true)
                }
            }
        }
    }
}
