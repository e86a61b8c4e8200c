extension EndpointError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidAddress(let address):
            "“\(address)” is no address of an endpoint: write it like http://127.0.0.1:8080/v1 or "
                + "https://host/v1."
        case .credentialsInAddress:
            "The address of the endpoint holds a user name or a password. Leave them out, and put the key into the "
                + "environment variable CULTIVAR_API_KEY."
        case .queryInAddress:
            "The address of the endpoint has a query or a fragment. Write it up to the version, like https://host/v1."
        case .missingKey(let variable, let host):
            "The environment variable \(variable) is not set, and \(host) is not this machine. Set it to the key; "
                + "a server that takes any key is content with “none”."
        case .invalidKey(let variable):
            "The value of the environment variable \(variable) cannot be a key: it has a blank, a control character "
                + "or a letter that is not ASCII. Was a line break copied with it?"
        case .invalidVariableName:
            "The name of the variable that holds the key has letters, digits and “_” only. It is the variable’s name, "
                + "not the key itself."
        case .invalidSetting(let name, let value, let allowed):
            "\(name) cannot be \(value): it is \(allowed)."
        case .unavailable(let reason):
            "No request can be made, since libcurl does not start: \(reason)."
        }
    }
}
