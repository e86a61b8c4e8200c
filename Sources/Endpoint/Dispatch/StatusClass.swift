/// What a status says about sending the same request again.
enum StatusClass {
    case success
    /// Throttled.
    case throttled
    /// Passing trouble.
    case passing
    /// No request of the run will be accepted.
    case refusesAll
    /// This request is not accepted.
    case rejected

    init(_ status: Int) {
        switch status {
        case 200..<300: self = .success
        case 429: self = .throttled
        // Not implemented is permanent, other errors of the server pass.
        case 501, 505: self = .rejected
        case 408, 409, 425, 500..<600: self = .passing
        case 401, 403, 404, 407: self = .refusesAll
        default: self = .rejected
        }
    }
}
