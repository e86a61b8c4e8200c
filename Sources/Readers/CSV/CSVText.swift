/// The text of quoted cells.
enum CSVText {
    /// Writes `text` to `output` with each pair of quotes as one. `output` has space for `count` bytes. Returns the
    /// number of bytes written.
    static func undouble(
        _ text: UnsafePointer<UInt8>, count: Int, quote: UInt8, into output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let quotes = ByteScan.repeated(quote)
        var read = 0
        var written = 0
        while read < count {
            if read &+ 8 <= count {
                let word = ByteScan.word(text, at: read)
                UnsafeMutableRawPointer(output + written).storeBytes(of: word.littleEndian, as: UInt64.self)
                let stops = ByteScan.matches(word, quotes) & ByteScan.highBits
                if stops == 0 {
                    read &+= 8
                    written &+= 8
                    continue
                }
                // The first of two quotes is kept as well. A repaired cell may hold single ones.
                let length = stops.trailingZeroBitCount &>> 3 &+ 1
                read &+= length
                if read < count, text[read] == quote { read &+= 1 }
                written &+= length
            } else {
                output[written] = text[read]
                read &+= text[read] == quote && read &+ 1 < count && text[read &+ 1] == quote ? 2 : 1
                written &+= 1
            }
        }
        return written
    }
}
