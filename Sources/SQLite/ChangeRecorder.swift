/// Notes what a connection changes, and writes what follows from it in the same transaction.
package protocol ChangeRecorder: AnyObject {
    /// Writes what follows from the changes noted since the last call. Called before a commit.
    ///
    /// - Throws: `SQLError`.
    func flush() throws

    /// Ends the recording. To be called before the recorder is released.
    func end()
}
