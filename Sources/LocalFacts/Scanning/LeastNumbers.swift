/// The least of many numbers, up to a count, as a heap whose root is the greatest of them.
struct LeastNumbers {
    private let maximumCount: Int
    private var heap: [Int64] = []

    init(maximumCount: Int) { self.maximumCount = maximumCount }

    /// The greatest of the kept numbers once there are as many as wanted; a greater one is not among the least.
    var bound: Int64? { heap.count < maximumCount ? nil : heap.first }

    /// - Complexity: O(log of the count).
    mutating func insert(_ number: Int64) {
        guard maximumCount > 0 else { return }
        guard heap.count == maximumCount else {
            heap.append(number)
            return rise(from: heap.count - 1)
        }
        guard number < heap[0] else { return }
        heap[0] = number
        sink()
    }

    private mutating func rise(from place: Int) {
        var place = place
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place] > heap[parent] else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            let children = [2 * place + 1, 2 * place + 2].filter { $0 < heap.count }
            guard let greatest = children.max(by: { heap[$0] < heap[$1] }), heap[greatest] > heap[place] else { return }
            heap.swapAt(place, greatest)
            place = greatest
        }
    }
}
