/// A raster of dots drawn with Braille patterns: two columns and four rows of dots per character.
struct DotRaster {
    let columns: Int
    let rows: Int
    private var cells: [UInt8]
    private var series: [Int?]
    private var signs: [String?]

    init(columns: Int, rows: Int) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        cells = Array(repeating: 0, count: self.columns * self.rows)
        series = Array(repeating: nil, count: cells.count)
        signs = Array(repeating: nil, count: cells.count)
    }

    var dotColumns: Int { columns * 2 }
    var dotRows: Int { rows * 4 }

    /// Sets a dot; the first row is the top. Dots outside of the raster are left out.
    mutating func set(_ x: Int, _ y: Int, series number: Int) {
        guard (0..<dotColumns).contains(x), (0..<dotRows).contains(y) else { return }
        let cell = y / 4 * columns + x / 2
        cells[cell] |= DotRaster.bits[y % 4][x % 2]
        series[cell] = number
    }

    /// Replaces the dots around a dot by a sign.
    mutating func mark(_ x: Int, _ y: Int, sign: String, series number: Int) {
        guard (0..<dotColumns).contains(x), (0..<dotRows).contains(y) else { return }
        signs[y / 4 * columns + x / 2] = sign
        series[y / 4 * columns + x / 2] = number
    }

    /// Sets the dots of a line between two dots.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), series number: Int) {
        let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let x = Double(start.x) + share * Double(end.x - start.x)
            let y = Double(start.y) + share * Double(end.y - start.y)
            set(Int(x.rounded()), Int(y.rounded()), series: number)
        }
    }

    func lines(_ canvas: ChartCanvas) -> [String] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                let cell = row * columns + column
                let braille = Unicode.Scalar(0x2800 + UInt32(cells[cell])).map { String(Character($0)) } ?? " "
                let text = signs[cell] ?? (cells[cell] == 0 ? " " : braille)
                return text == " " ? text : canvas.coloured(text, series: series[cell] ?? 0)
            }.joined()
        }
    }

    /// The bit of each dot of a Braille pattern, by row and column (Unicode, Braille Patterns).
    private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
