import Warehouse

extension Store {
    /// The visible columns of a relation; nil if the store has none of the name.
    func visibleColumns(of relation: String) -> [String]? {
        relations.first { $0.name == relation }?.columns.filter { !$0.isHidden }.map(\.name)
    }
}
