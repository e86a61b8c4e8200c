import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

/// A store that somebody else made may have tables in place of the relations, and triggers.
@Suite struct StrangeObjectTests {
    @Test(arguments: [
        ("create table places (place text)", "places"), ("create view Samples as select 1 as n", "Samples"),
        ("create table countries as select 1 as n", "countries"), ("create table licences (x)", "licences"),
        ("create table json_each (value)", "json_each"),
        ("create trigger t after insert on file begin delete from reject; end", "t"),
        ("create trigger u before update on FILE begin select 1; end", "u"),
        ("alter table country rename to land; create view country as select * from land", "country"),
    ])
    func areRefusedByName(statement: String, name: String) throws {
        let path = try temporaryPath()
        _ = try TestCorpus.twoFiles(10, at: path)
        try Connection(path: path, access: .readWrite).execute(statement)
        for access in [Store.Access.readOnly, .readWrite] {
            let error = #expect(throws: StoreError.self, "\(statement)") { try Store.open(at: path, access: access) }
            #expect("\(String(describing: error))".contains(" \(name) ("), "\(String(describing: error))")
        }
    }

    @Test func tablesAndViewsOfOtherNamesStay() throws {
        let path = try temporaryPath()
        _ = try TestCorpus.twoFiles(10, at: path)
        try Connection(path: path, access: .readWrite).execute(
            """
            create table mine (x);
            create index mine_by_x on mine (x);
            create trigger mine_too after insert on mine begin delete from mine; end;
            create view sources as select distinct path from file;
            create index reject_by_reason on reject (reason);
            """)
        let store = try Store.open(at: path, access: .readWrite)
        #expect(try store.connection.value("select count(*) from sources") == 2)
        #expect(try store.check().problems == [])
        try TestCorpus.add([("c.jsonl", TestCorpus.random(5, seed: 9))], to: store)
        #expect(try store.check().problems == [])
    }
}
