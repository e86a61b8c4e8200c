import Columns
import Testing

@testable import LocalFacts
@testable import Warehouse

/// The same statements answered from cubes, from the cells of questions before, and from the rows.
@Suite struct CubeDifferentialTests {
    /// Cubes wherever they can be, also where they save nothing.
    static let everyCube = CubeDesign.Limits(samplesPerCell: 1, samplesPerListCell: 1, samplesPerCellOfAll: nil)

    /// Several row groups with cubes, and one without, of files of their own.
    private static func store(_ sampleCount: Int, seed: UInt64) throws -> Store {
        let samples = TestCorpus.random(sampleCount, seed: seed)
        let store = try TestCorpus.write(
            Array(samples[..<(sampleCount / 2)]), to: temporaryPath(), cubeLimits: everyCube)
        let rest = Array(samples[(sampleCount / 2)...])
        let load = try TestCorpus.load(into: store)
        load.encoder.cubeWriter?.limits = CubeDesign.Limits(
            samplesPerCell: 2, samplesPerListCell: 1, samplesPerCellOfAll: nil, columnCount: 3)
        for (file, part) in [rest.prefix(rest.count / 2), rest.dropFirst(rest.count / 2)].enumerated() {
            let writer = try load.begin(TestCorpus.description("more \(file)"))
            try TestCorpus.append(Array(part), to: writer)
            try writer.finish(contentHash: nil)
            load.encoder.cubeWriter?.limits = CubeDesign.Limits(columnCount: 0)
        }
        try load.finish()
        return store
    }

    @Test(arguments: [40, 400]) func cubesAndRowsAgreeToTheLastBit(sampleCount: Int) throws {
        let store = try Self.store(sampleCount, seed: UInt64(sampleCount))
        try store.connection.execute(
            """
            create table meaning (name text, label text);
            insert into meaning values ('Crawl', 'web'), ('Prefs', 'people'), ('Culture', 'web'), ('eng', null), (null, 'none');
            create view cultural_samples as select stage, domain, language_name, n, id, tokens, score, text, note, "row", cultural, source, language
            from samples where cultural;
            """)
        #expect(try store.connection.value("select count(*) > 4 from cube") == 1)
        store.collectScanStatistics(true)
        var statements = RandomStatement(seed: UInt64(sampleCount) + 11)
        var sources: [ScanStatistics.Source: Int] = [:]
        for round in 0..<1_000 {
            let sql = statements.next()
            store.engine.scans.usesCubes = false
            let expected = Result { try store.connection.rows(sql) }
            store.engine.scans.usesCubes = true
            // Now and then nothing is known from questions before.
            if round % 10 == 0 { try store.refresh() }
            _ = store.takeScanStatistics()
            for _ in 0..<2 {
                let found = Result { try store.connection.rows(sql) }
                switch (expected, found) {
                case (.success(let expected), .success(let found)):
                    if Set(expected) != Set(found) || expected.count != found.count {
                        Issue.record("\(sql)\nrows: \(expected)\ncubes: \(found)")
                        return
                    }
                case (.failure, .failure): break
                default: Issue.record("\(sql)\nrows: \(expected)\ncubes: \(found)")
                }
            }
            for scan in store.takeScanStatistics() { sources[scan.source, default: 0] += 1 }
        }
        #expect(sources[.cells] ?? 0 > 100)
        #expect(sources[.cubes] ?? 0 > 10)
        #expect(sources[.rows] ?? 0 > 10)
    }

    /// Cells that were cached by a question without mentions do not have mentions.
    @Test func mentionsAreCountedAfterAQuestionWithoutThem() throws {
        let store = try Self.store(400, seed: 8)
        let questions = ["n", "mentions", "n", "w", "mentions"].map {
            "select culture, place, sum(\($0)) from places group by culture, place"
        }
        let found = try questions.map { try store.connection.rows($0) }
        store.engine.scans.usesCubes = false
        #expect(try questions.map { try store.connection.rows($0) } == found)
        #expect(Set(found).count == 3)
    }

    @Test func aChangeOfStagesIsSeenInCubes() throws {
        let store = try Self.store(60, seed: 2)
        let question = "select stage, sum(n) from samples group by stage"
        let before = try store.connection.rows(question)
        try store.setStages(["Crawl": "midtraining", "Prefs": "reasoning"])
        let after = try store.connection.rows(question)
        store.engine.scans.usesCubes = false
        #expect(try store.connection.rows(question) == after)
        #expect(before != after)
    }

    @Test func aStoreWithoutCubesAnswersAndIsLoadedInto() throws {
        let store = try Self.store(60, seed: 4)
        let question = "select stage, culture, sum(n) from samples group by stage, culture"
        let expected = try store.connection.rows(question)
        try store.connection.execute("drop table cube")
        try store.becomeFormat3()
        try store.refresh()
        #expect(try store.connection.rows(question) == expected)
        try TestCorpus.add([("later", TestCorpus.random(20, seed: 5))], to: store)
        #expect(try store.connection.value("select sum(n) from samples") == 80)
        #expect(try store.check().problems.isEmpty)
    }

    /// A byte of a cube changed: the check reports it, and no question is answered from it.
    @Test func aChangedCubeIsFound() throws {
        let store = try Self.store(60, seed: 6)
        #expect(try store.check().problems == [])
        #expect(try store.check().cubeCount > 4)
        let question = "select source, culture, sum(n) from samples group by source, culture"
        let expected = try store.connection.rows(question)
        let cubes = try store.connection.rows("select row_group_id, number, length(data) from cube")
        for cube in cubes {
            for change in [
                """
                data = cast(
                    substr(data, 1, length(data) / 2)
                    || case substr(data, length(data) / 2 + 1, 1) when x'ff' then x'00' else x'ff' end
                    || substr(data, length(data) / 2 + 2) as blob)
                """,
                "cell_count = cell_count + 1", "columns = columns || ',1'", "checksum = checksum + 1",
                "header_checksum = header_checksum + 1", "number = number + 100",
            ] {
                try store.connection.execute("savepoint damage")
                try store.connection.execute(
                    "update cube set \(change) where row_group_id = \(cube[0].integer ?? 0) and number = \(cube[1].integer ?? 0)"
                )
                try store.refresh()
                if try store.check().problems.isEmpty { Issue.record("\(change) in \(cube) is not reported") }
                if let found = try? store.connection.rows(question), found != expected {
                    Issue.record("\(change) in \(cube) gave \(found)")
                }
                try store.connection.execute("rollback to damage")
                try store.connection.execute("release damage")
            }
        }
    }

    /// Cells that are undamaged and add up to the row group, but belong to other samples.
    @Test func aCubeOfOtherSamplesIsFound() throws {
        let store = try Self.store(400, seed: 8)
        let group = try #require(store.catalogue.samples.rowGroups.first)
        let cubes = try store.engine.scans.cubes.descriptions(of: group).map { description in
            (description, try store.engine.scans.cubes.read(description, of: group).cube)
        }
        var (description, cube) = try #require(cubes.first { _, cube in Set(cube.counts).count > 1 })
        let other = try #require(cube.counts.firstIndex { $0 != cube.counts[0] })
        cube.counts.swapAt(0, other)
        let columns = description.columnIDs.compactMap { store.catalogue.column(id: $0) }
        try store.connection.execute(
            "delete from cube where row_group_id = ? and number = ?", .integer(group.id), .integer(description.number))
        try CubeWriter.write([.init(columns: columns, cube: cube)], rowGroup: group.id, on: store.connection)
        try store.refresh()
        #expect(try store.check().problems.contains { $0.description.contains("its cells are not those of the rows") })
    }
}
