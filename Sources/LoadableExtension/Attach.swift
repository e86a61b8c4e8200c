import CExtension
import Foundation
import Warehouse

/// Shows the store that a database handle has open, and the SQL functions, to that handle.
///
/// A database that is no store (in memory, say) gets the SQL functions only.
///
/// - Returns: null, or what went wrong, for the caller to free.
@_cdecl("cultivar_attach")
public func attach(_ database: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<CChar>? {
    guard let database else { return strdup("there is no database") }
    do {
        try Store.attach(to: OpaquePointer(database))
        return nil
    } catch {
        return strdup("\(error)")
    }
}
