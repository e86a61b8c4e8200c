import Ingest

/// Decodes a profile: it is one, or the error says where it is not.
func fuzzProfile(_ bytes: [UInt8]) {
    do { _ = try ProfileLoader.decode(yaml: String(decoding: bytes, as: UTF8.self), file: "profile.yaml") } catch {
        precondition(!"\(error)".isEmpty && error is ProfileError)
    }
}
