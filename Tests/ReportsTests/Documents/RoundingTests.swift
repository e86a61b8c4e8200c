import Testing

@testable import Reports

@Suite struct RoundingTests {
    @Test func anIntervalDecides() {
        let rounding = Rounding([0.5222], interval: [(0.4895, 0.5547)], isProbability: false)
        #expect(rounding.text(0.5222) == "0.522" && rounding.text(0.4895) == "0.489" && rounding.text(1) == "1.000")
        let wide = Rounding([5222.4], interval: [(4895, 5547)], isProbability: false)
        #expect(wide.text(5222.4) == "5,222" && wide.text(52224.4) == "52,224")
    }

    @Test func withoutAnIntervalTheLargestKeepsFourDigits() {
        let rounding = Rounding([12.3456, 0.001], interval: nil, isProbability: false)
        #expect(rounding.text(12.3456) == "12.35" && rounding.text(0.001) == "0.00" && rounding.text(-0.001) == "0.00")
        #expect(Rounding([], interval: nil, isProbability: false).text(0) == "0")
    }

    @Test func oddNumbers() {
        let rounding = Rounding([1], interval: [(nil, nil), (0, .infinity)], isProbability: false)
        #expect(rounding.text(.infinity) == "∞" && rounding.text(-.infinity) == "−∞" && rounding.text(.nan).isEmpty)
        #expect(rounding.text(-2) == "−2.000")
        #expect(Rounding.grouped(1234) == "1,234" && Rounding.grouped(-12345) == "−12,345")
        #expect(Rounding.grouped(.min) == "−9,223,372,036,854,775,808")
    }

    @Test func probabilities() {
        let rounding = Rounding([0.2], interval: nil, isProbability: true)
        #expect(rounding.text(0.04567) == "0.046" && rounding.text(0.0001) == "< 0.001" && rounding.text(1) == "1.000")
    }
}
