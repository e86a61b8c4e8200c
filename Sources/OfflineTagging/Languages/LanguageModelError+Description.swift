extension LanguageModelError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAModel: "the file is no fastText model: download lid.176.ftz again"
        case .unknownVersion(let version): "version \(version) of the fastText format is unknown: version 12 is read"
        case .unsupported(let what): "\(what): only quantised supervised models with a hierarchical softmax are read"
        case .damaged(let offset): "the model is damaged at byte \(offset): download it again"
        }
    }
}
