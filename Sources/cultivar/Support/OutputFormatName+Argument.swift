import ArgumentParser
import Reports

extension OutputFormatName: ExpressibleByArgument {}
