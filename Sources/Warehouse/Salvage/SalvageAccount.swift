/// What of a damaged store was brought into a new one, and what was lost.
public struct SalvageAccount: Sendable {
    /// Rows by a name: of a source, of a file.
    public struct Share: Sendable, Equatable {
        /// Nil if it is not known.
        public var name: String?
        public var rowsSaved: Int64 = 0
        public var rowsLost: Int64 = 0
    }

    /// A column that is damaged in some row groups.
    public struct Column: Sendable, Equatable {
        public var name: String
        public var rowGroups: Int
        public var rows: Int64
    }

    public var rowGroupsSaved = 0
    public var rowGroupsLost = 0
    public var rowsSaved: Int64 = 0
    public var rowsLost: Int64 = 0
    /// Row groups that were saved without their damaged columns.
    public var rowGroupsInPart = 0
    /// The columns that are damaged, in the order of their ids.
    public var columns: [Column] = []
    /// By source, with those of no source and of unknown ones last.
    public var sources: [Share] = []
    public var files: [Share] = []
    /// The damage of each lost row group or column.
    public var damages: [String] = []
    /// What happened to the small tables that are not as they were written.
    public var notes: [String] = []
}
