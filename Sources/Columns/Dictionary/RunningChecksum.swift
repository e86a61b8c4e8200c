import CXXHash

/// XXH3-64 of bytes that come one after another: the same as `Checksum.of` all of them.
final class RunningChecksum {
    private let state: OpaquePointer

    /// Nil where there is no memory for it.
    init?() {
        guard let state = XXH3_createState() else { return nil }
        self.state = state
        XXH3_64bits_reset(state)
    }

    deinit { XXH3_freeState(state) }

    /// Cost: linear, at memory speed.
    func update(_ bytes: UnsafeRawBufferPointer) {
        if let start = bytes.baseAddress { XXH3_64bits_update(state, start, bytes.count) }
    }

    /// The checksum of all bytes so far.
    var value: UInt64 { XXH3_64bits_digest(state) }
}
