import Facts
import Testing

@testable import PlainFacts
@testable import SparkFacts

/// What an engine is asked, in each dialect.
@Suite struct EngineStatementTests {
    private static let query = GroupQuery(
        [
            OutsideField(path: ["meta", "land"], form: .text), OutsideField(path: ["places"], form: .json),
            OutsideField(path: ["year"], form: .integer),
        ], sums: [OutsideField(path: ["stars"], form: .integer), OutsideField(path: ["score"], form: .real)])

    @Test func sparkGroupsByNamedFields() {
        #expect(
            EngineStatement(SparkDialect(), source: "source").groups(Self.query) == """
                select field_0, field_1, field_2, count(*) as row_count, \
                cast(sum(cast(number_0 as decimal(38, 0))) as string) as sum_0, count(number_0) as known_0, \
                sum(number_1) as sum_1, count(number_1) as known_1
                from (select cast(`meta`.`land` as string) as field_0, to_json(`places`) as field_1, \
                cast(`year` as bigint) as field_2, cast(`stars` as bigint) as number_0, \
                case when cast(`score` as double) between -1.7976931348623157E308 and 1.7976931348623157E308 \
                then cast(`score` as double) end as number_1 from source) as field
                group by field_0, field_1, field_2
                """)
    }

    /// A name may have any character, and must not end the quotes.
    @Test func namesStayInTheirQuotes() {
        let field = OutsideField(path: ["a`b\"c'd; drop table x --"], form: .text)
        let spark = EngineStatement(SparkDialect(), source: "s").groups(GroupQuery([field]))
        #expect(spark.contains("cast(`a``b\"c'd; drop table x --` as string)"))
        let sqlite = EngineStatement(SQLiteDialect(), source: "s").groups(GroupQuery([field]))
        #expect(sqlite.contains("\"a`b\"\"c'd; drop table x --\""))
        let duck = EngineStatement(DuckDBDialect(), source: "s").groups(GroupQuery([field]))
        #expect(duck.contains("\"a`b\"\"c'd; drop table x --\""))
    }

    @Test func withoutFieldsAllRowsAreCounted() {
        let statement = EngineStatement(SQLiteDialect(), source: "t")
        #expect(statement.groups(GroupQuery([])) == "select count(*) as row_count from t")
    }

    /// They were added up, and compared as values.
    @Test func numbersThatMeanNoValueAreNone() {
        let age = OutsideField(path: ["age"], form: .integer, missing: ["-1", "99"])
        #expect(
            EngineStatement(SQLiteDialect(), source: "t").groups(GroupQuery([age])) == """
                select field_0, count(*) as row_count
                from (select case when "age" not in (-1, 99) then "age" end as field_0 from t) as field
                group by field_0
                """)
    }

    /// 0.1 as a float of 32 bits was 0.10000000149, so that `x = 0.1` was false.
    @Test func aFloatIsItsDigits() {
        let field = OutsideField(path: ["x"], form: .single)
        let statement = EngineStatement(SparkDialect(), source: "t").rows([field], limit: nil)
        #expect(statement.contains("cast(cast(`x` as string) as double)"))
    }

    /// The columns that were to be added were left out where no field chooses the rows.
    @Test func columnsAreAddedToAllRows() {
        let sql = EngineStatement(SparkDialect(), source: "t").chosenRows(
            [], addedNames: ["set"], from: "chosen_rows", drawn: "drawn")
        #expect(
            sql == """
                select row_.*, chosen.added_0 as `set`
                from t as row_
                    join chosen_rows as chosen on true
                where drawn
                """)
    }

    @Test func rowsHaveALimit() {
        let statement = EngineStatement(SparkDialect(), source: "t")
        let field = OutsideField(path: ["x"], form: .text)
        #expect(statement.rows([field], limit: 10) == "select cast(`x` as string) as field_0 from t limit 10")
        #expect(statement.rows([], limit: nil) == "select 1 as field_0 from t")
    }

    @Test func aCubeIsAskedForItsOwnRows() {
        let (land, places) = (Self.query.fields[0], Self.query.fields[1])
        let cube = CubeTable(name: "lake.cube", fields: [places, land], stamp: "0af9")
        let statement = EngineStatement(SparkDialect(), source: "source")
        #expect(
            statement.cells(of: cube) == """
                select '0af9' as stamp, field_0, field_1, count(*) as row_count
                from (select to_json(`places`) as field_0, cast(`meta`.`land` as string) as field_1 from source) as field
                group by field_0, field_1
                """)
        #expect(
            statement.groups(GroupQuery([land]), in: cube, table: "cells") == """
                select key_0 as field_0, cast(sum(row_count) as bigint) as row_count
                from (select field_1 as key_0, row_count from cells where stamp = '0af9') as cell
                group by key_0
                """)
        #expect(
            statement.groups(GroupQuery([]), in: cube, table: "cells") == """
                select cast(sum(row_count) as bigint) as row_count
                from (select row_count from cells where stamp = '0af9') as cell

                """)
    }

    /// A stamp goes into statements, and may have been written into a store by somebody else.
    @Test func aCubeHoldsQueriesOfItsFields() {
        let (land, places) = (Self.query.fields[0], Self.query.fields[1])
        let cube = CubeTable(name: "cube", fields: [land], stamp: "0af9")
        #expect(cube.holds(GroupQuery([land])) && cube.holds(GroupQuery([])))
        #expect(!cube.holds(GroupQuery([land, places])))
        #expect(!cube.holds(GroupQuery([land], sums: Self.query.sums)))
        #expect(!CubeTable(name: "cube", fields: [land], stamp: "' or '1' = '1").holds(GroupQuery([land])))
    }

    /// Swift takes both spellings of é for one text; SQL does not.
    @Test func textsAreEqualByTheirBytes() {
        #expect(ExactText("e\u{301}") != ExactText("\u{E9}"))
        #expect(ExactText("a\0b") != ExactText("a"))
        var builder = TextColumnBuilder()
        for text in ["\u{E9}", nil, "e\u{301}", "\u{E9}"] { builder.append(text) }
        #expect(builder.column == .texts(values: ["\u{E9}", "e\u{301}"], numbers: [0, -1, 1, 0]))
    }
}
