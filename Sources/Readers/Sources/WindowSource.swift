/// The bytes in a window and those after it, as a source again.
final class WindowSource: ByteSource {
    private let window: InputWindow

    init(_ window: InputWindow) { self.window = window }

    var name: String { window.source.name }
    var consumedBytes: Int64 { window.source.consumedBytes }
    var totalBytes: Int64? { window.source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try window.read(into: buffer) }
}
