import Columns

/// Makes the segments, text blocks and cubes of row groups.
///
/// `Sendable` because it moves between threads and is never shared: a load encodes one row group at a time.
package final class RowGroupEncoder: @unchecked Sendable {
    /// Nil for a store that has no place for cubes.
    var cubeWriter: CubeWriter?

    package init(cubeWriter: CubeWriter?) { self.cubeWriter = cubeWriter }

    /// - Complexity: O(rows × columns).
    package func encode(_ draft: RowGroupDraft) -> EncodedRowGroup {
        EncodedRowGroup(
            columns: draft.columns.map { builder in
                EncodedRowGroup.Column(
                    definition: builder.column, segments: builder.segments(), blocks: builder.textBlocks())
            },
            cubes: cubes(of: draft))
    }

    private func cubes(of draft: RowGroupDraft) -> [CubeWriter.Made] {
        guard draft.rowCount > 0, cubeWriter != nil else { return [] }
        let columns = draft.columns.compactMap { builder in
            builder.cubeColumn().map { CubeWriter.Column(definition: builder.column, values: $0) }
        }
        return cubeWriter?.cubes(of: columns, sampleCount: draft.rowCount) ?? []
    }
}
