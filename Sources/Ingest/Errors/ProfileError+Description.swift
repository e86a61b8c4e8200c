import LocalFacts

extension ProfileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound(let name, let shipped):
            let guess = NearestName.of(name, among: shipped).map { " Did you mean \($0)?" } ?? ""
            return "There is no profile and no readable file “\(name)”.\(guess) "
                + "The profiles are \(shipped.joined(separator: ", "))."
        case .unreadable(let file, let reason):
            return "The profile \(file) is not read: \(reason)."
        case .notUTF8(let file):
            return "\(file) is not UTF-8 text; write the profile as UTF-8."
        case .notYAML(let file, let reason):
            return "\(file) is not YAML: \(reason)"
        case .unknownKey(let key, let known, let file, let line):
            let guess = NearestName.of(key, among: known).map { "did you mean “\($0)”? " } ?? ""
            return "\(file):\(line): a profile has no key “\(key)” here; \(guess)"
                + "It may be \(known.joined(separator: ", "))."
        case .missingKey(let keys, let file, let line):
            let what = keys.count == 1 ? "the key “\(keys[0])”" : "one of \(keys.joined(separator: ", "))"
            return "\(file):\(line): \(what) is missing here."
        case .conflictingKeys(let keys, let file, let line):
            return "\(file):\(line): \(keys.joined(separator: " and ")) exclude each other; keep one."
        case .invalidValue(let value, let reason, let file, let line):
            return "\(file):\(line): “\(value)” cannot be used: \(reason)."
        case .lookUpNotFound(let file, let searched):
            return "The look-up file \(file) is in none of \(searched.joined(separator: ", ")); "
                + "put it beside the data or beside the profile."
        case .lookUpUnreadable(let file, let reason):
            return "The look-up file \(file) cannot be used: \(reason)."
        case .invalidStages(let file, let line, let reason):
            return "\(file):\(line): \(reason); the file needs the columns source and stage."
        }
    }
}
