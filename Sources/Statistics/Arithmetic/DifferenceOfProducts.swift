/// a·b − c·d, to the last digit but one however much of the products cancels.
///
/// Source: W. Kahan's algorithm; its error C.-P. Jeannerod, N. Louvet and J.-M. Muller, "Further analysis of Kahan's
/// algorithm for the accurate computation of 2 × 2 determinants", Mathematics of Computation 82 (2013) 2245-2264.
func differenceOfProducts(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
    let product = c * d
    let lost = product.addingProduct(-c, d)
    return (-product).addingProduct(a, b) + lost
}
