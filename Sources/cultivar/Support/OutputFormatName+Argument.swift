import ArgumentParser
import Reports
import Tabular

extension OutputFormatName: ExpressibleByArgument {}
