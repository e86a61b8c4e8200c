// RE2 is C++, which CRegex calls; this module only says how it is linked.
