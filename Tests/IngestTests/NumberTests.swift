import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Numbers")
struct NumberTests {
    private let plain = NumberNotation()
    private let english = NumberNotation(thousands: UInt8(ascii: ","))
    private let german = NumberNotation(thousands: UInt8(ascii: "."))

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("+7", 7), (" 42\t", 42), ("007", 7), ("1e3", 1000), ("2.0", 2), ("1.5e1", 15),
            ("-1200e-2", -12),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("0e99999", 0), ("5.", 5),
        ] as [(String, Int64)])
    func integers(text: String, expected: Int64) {
        #expect(plain.parse(text) == .success(.integer(expected)))
    }

    @Test(arguments: [
        "1.5", "-.25", "1e-3", "0.1", "123456789.123456789", "1e22", "1e23", "9223372036854775808", "4.9e-324", "1e308",
    ])
    func reals(text: String) {
        guard case .success(let number) = plain.parse(text) else {
            Issue.record("\(text) was not read")
            return
        }
        #expect(number.asDouble == Double(text))
    }

    @Test func doublesAreTheNearestOnes() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: generator.next())
            guard double.isFinite else { continue }
            guard case .success(let number) = plain.parse("\(double)") else {
                Issue.record("\(double) was not read")
                continue
            }
            #expect(number.asDouble == double)
        }
    }

    @Test(arguments: [
        "", " ", "-", "+", ".", "e5", "1e", "1e+", "1,000", "12a", "0x10", "1 2", "--1", "١", "1_000", "null",
    ])
    func notNumbers(text: String) {
        #expect(plain.parse(text) == .failure(.notANumber))
    }

    @Test(arguments: ["NaN", "nan", "inf", "-Infinity", "INF"])
    func notFinite(text: String) {
        #expect(plain.parse(text) == .failure(.notFinite))
    }

    @Test(arguments: ["1e309", "-1e400", "1e99999999999"])
    func outOfRange(text: String) {
        #expect(plain.parse(text) == .failure(.outOfRange))
    }

    @Test(
        arguments: [
            ("1,234", 1234), ("114,200", 114_200), ("1,234,567", 1_234_567), ("999", 999), ("-2,125", -2125),
            ("1234", 1234),
        ] as [(String, Int64)])
    func thousands(text: String, expected: Int64) {
        #expect(english.parse(text) == .success(.integer(expected)))
    }

    @Test(arguments: ["12,34", "1,2345", ",123", "1,,234", "1234,567", "1,234,", "1,23.5"])
    func misplacedThousands(text: String) {
        #expect(english.parse(text) == .failure(.notANumber))
    }

    @Test func otherMarks() {
        #expect(german.parse("1.234,5") == .success(.real(1234.5)))
        #expect(german.parse("0,5") == .success(.real(0.5)))
        #expect(german.parse("1.234") == .success(.integer(1234)))
        #expect(german.parse("12.34") == .failure(.notANumber))
        #expect(english.parse("1,234.5") == .success(.real(1234.5)))
        #expect(english.parse("123,456,789,012.345678901234") == .success(.real(123456789012.345678901234)))
    }
}
