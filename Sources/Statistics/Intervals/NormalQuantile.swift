import Foundation

/// The value that a standard normal variable stays below with probability `p`: the inverse of its distribution
/// function.
///
/// Relative error about 1e-15 over the whole range. For an upper tail give the small probability and change the sign:
/// `1 - p` loses digits, −z(p) does not. `nil` if `p` is not between 0 and 1, both excluded, or is NaN.
///
/// Source: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37
/// (1988) 477-484, routine PPND16.
public func normalQuantile(_ p: Double) -> Double? {
    guard p > 0, p < 1 else { return nil }
    let fromMedian = p - 0.5
    if abs(fromMedian) <= 0.425 {
        return fromMedian * central(0.180625 - fromMedian * fromMedian)
    }
    let tail = (-log(min(p, 1 - p))).squareRoot()
    let magnitude = tail <= 5 ? intermediate(tail - 1.6) : extreme(tail - 5)
    return fromMedian < 0 ? -magnitude : magnitude
}

/// A quotient of two polynomials, their coefficients from the constant term upwards.
private struct RationalFunction {
    let numerator: [Double]
    let denominator: [Double]

    func callAsFunction(_ x: Double) -> Double {
        func polynomial(_ coefficients: [Double]) -> Double {
            coefficients.reversed().reduce(0) { $0 * x + $1 }
        }
        return polynomial(numerator) / polynomial(denominator)
    }
}

/// For p from 0.075 to 0.925.
private let central = RationalFunction(
    numerator: [
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ],
    denominator: [
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
        3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ]
)

/// For p outside that range, down to exp(-25), about 1e-11, from either end.
private let intermediate = RationalFunction(
    numerator: [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ],
    denominator: [
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
        1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ]
)

/// For p nearer the ends than that.
private let extreme = RationalFunction(
    numerator: [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    denominator: [
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ]
)
