/// All sequences over `alphabet` of up to `length` elements, the empty one first.
func sequences<Element>(over alphabet: [Element], upTo length: Int) -> [[Element]] {
    var all: [[Element]] = [[]]
    var longest: [[Element]] = [[]]
    for _ in 0..<length {
        longest = longest.flatMap { sequence in alphabet.map { sequence + [$0] } }
        all += longest
    }
    return all
}
