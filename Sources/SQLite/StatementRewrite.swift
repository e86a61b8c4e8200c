/// A statement that has the same answer as another and costs less.
package struct StatementRewrite {
    package var sql: String
    /// It compares texts: it is worth its while only where the relation decides the comparisons.
    package var comparesTexts: Bool
    /// A row of its result may stand for several samples, whose number a bare `n` shows.
    package var givesCombinations: Bool

    package init(sql: String, comparesTexts: Bool = false, givesCombinations: Bool = false) {
        self.sql = sql
        self.comparesTexts = comparesTexts
        self.givesCombinations = givesCombinations
    }
}
