/// Why an endpoint cannot be used. No case holds a key, or a part of one.
public enum EndpointError: Error, Equatable {
    /// The address is no URL with `http` or `https` and a host.
    case invalidAddress(String)
    /// The address holds a user name or a password. The value is left out.
    case credentialsInAddress
    /// The address has a query or a fragment, which a path cannot be appended to.
    case queryInAddress
    /// A host other than this machine is asked, and the environment variable is not set.
    case missingKey(variable: String, host: String)
    /// The value of the variable has a control character or is no ASCII. The value is left out.
    case invalidKey(variable: String)
    /// The name is none of an environment variable. It may be a key given by mistake, so it is left out.
    case invalidVariableName
    /// A setting outside its range.
    case invalidSetting(String, value: String, allowed: String)
    /// libcurl could not be started; the text is its own.
    case unavailable(String)
}
