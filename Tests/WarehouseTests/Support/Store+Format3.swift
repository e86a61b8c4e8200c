@testable import Warehouse

extension Store {
    /// Makes the store one of format 3, which has no checksums of its small tables.
    func becomeFormat3() throws {
        try connection.execute("drop table table_checksum; drop table row_group_content; pragma user_version = 3")
        try refresh()
    }
}
