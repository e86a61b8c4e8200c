// swift-tools-version: 6.1
import PackageDescription

/// A C library of Debian's, found by pkg-config.
func systemLibrary(_ name: String, pkgConfig: String, package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
    name: "cultivar",
    products: [
        .executable(name: "cultivar", targets: ["cultivar"]),
        // SQLite derives the name of the entry point from the file's: `make extension` calls it libcultivar.so.
        .library(name: "cultivar-extension", type: .dynamic, targets: ["LoadableExtension"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        systemLibrary("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
        systemLibrary("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
        systemLibrary("CZstd", pkgConfig: "libzstd", package: "libzstd-dev"),
        systemLibrary("CSnappy", pkgConfig: "snappy", package: "libsnappy-dev"),
        systemLibrary("CLZ4", pkgConfig: "liblz4", package: "liblz4-dev"),
        systemLibrary("CBrotli", pkgConfig: "libbrotlidec", package: "libbrotli-dev"),
        systemLibrary("CXXHash", pkgConfig: "libxxhash", package: "libxxhash-dev"),
        .systemLibrary(name: "CMalloc"),
        systemLibrary("CCrypto", pkgConfig: "libcrypto", package: "libssl-dev"),
        // Debian's libcurl, loaded when it is used.
        .target(name: "CCurl"),

        // Files that the binary carries: see schema/embedded.c and queries/embedded.c.
        .target(
            name: "CSchema", path: "schema",
            exclude: ["ddl", "engines", "reference", "profiles", "surveys", "tables", "tagging", "tasks"]),
        .target(name: "CQueries", path: "queries"),

        .target(name: "EmbeddedFiles", dependencies: ["CSchema", "CQueries"]),
        .target(name: "Digests", dependencies: ["CCrypto"]),
        .target(name: "Parallel"),
        .target(name: "Endpoint", dependencies: ["CCurl"]),
        .target(
            name: "Tagging",
            dependencies: ["Endpoint", "Digests", "CSQLite", "EmbeddedFiles", .product(name: "Yams", package: "Yams")]),
        .target(name: "Columns", dependencies: ["CXXHash", "CZstd"]),
        .target(name: "Statistics", dependencies: ["Parallel"]),
        .target(name: "Preferences", dependencies: ["Statistics", "Parallel"]),
        .target(name: "OfflineTagging"),
        .target(name: "Duplicates", dependencies: ["Parallel", "CXXHash"]),
        .target(name: "Parquet", dependencies: ["Parallel", "CZlib", "CZstd", "CSnappy", "CLZ4", "CBrotli"]),
        .target(name: "Arrow", dependencies: ["Parquet", "CZstd", "CLZ4"]),
        .target(name: "Readers", dependencies: ["Arrow", "Parquet", "CZlib", "CZstd"]),
        .target(
            name: "Evaluation",
            dependencies: [
                "Readers", "Statistics", "Parallel", "EmbeddedFiles", .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "Augmentation", dependencies: ["Readers", "Statistics", "Digests", "Parallel"]),
        .target(name: "CRegex", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(
            name: "Functions",
            dependencies: ["SQLite", "Statistics", "Preferences", "Surveys", "CSQLite", "CRegex"]),
        .target(name: "Facts"),
        .target(name: "PlainFacts", dependencies: ["Facts", "SQLite"]),
        .target(name: "SparkFacts", dependencies: ["Facts", "Arrow", "Parquet", "EmbeddedFiles"]),
        .target(
            name: "LocalFacts",
            dependencies: ["Facts", "Functions", "SQLite", "Columns", "Parallel", "CSQLite", "EmbeddedFiles"]),
        .target(
            name: "Warehouse",
            dependencies: [
                "LocalFacts", "SparkFacts", "PlainFacts", "Facts", "Functions", "SQLite", "Columns", "Parallel",
                "CSQLite", "EmbeddedFiles",
            ]),
        .target(
            name: "Ingest",
            dependencies: [
                "Warehouse", "LocalFacts", "Facts", "Functions", "SQLite", "Readers", "Parquet", "Columns", "Parallel",
                "Digests", "EmbeddedFiles",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "Surveys",
            dependencies: [
                "Readers", "Statistics", "Parallel", "EmbeddedFiles", .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "Tabular", dependencies: ["SQLite"]),
        .target(
            name: "Reports",
            dependencies: [
                "Warehouse", "LocalFacts", "Tabular", "SQLite", "Statistics", "Arrow", "Parquet", "Digests",
                "EmbeddedFiles",
            ]),
        .target(
            name: "Export",
            dependencies: [
                "Warehouse", "LocalFacts", "Tabular", "SQLite", "Readers", "Arrow", "Parquet", "Columns", "CXXHash",
            ]),
        .target(name: "CEdit", linkerSettings: [.linkedLibrary("edit")]),
        .target(
            name: "Prompt",
            dependencies: [
                "Reports", "Warehouse", "LocalFacts", "Functions", "Tabular", "SQLite", "Statistics", "CSQLite",
                "CEdit",
            ]),
        .executableTarget(
            name: "cultivar",
            dependencies: [
                "Prompt", "Export", "Reports", "Tabular", "Surveys", "Preferences", "Tagging", "Endpoint",
                "OfflineTagging",
                "Duplicates", "Evaluation", "Augmentation", "Ingest", "Warehouse", "LocalFacts", "SparkFacts",
                "PlainFacts", "Facts", "SQLite", "Readers", "Parquet",
                "Statistics", "Digests", "Parallel", "EmbeddedFiles", "CMalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),

        .target(name: "CExtension", dependencies: ["CSQLite"]),
        .target(name: "LoadableExtension", dependencies: ["Warehouse", "CExtension"]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "FactsTests", dependencies: ["TestSupport", "Facts", "PlainFacts", "SparkFacts", "SQLite"]),
        .testTarget(name: "SparkFactsTests", dependencies: ["TestSupport", "SparkFacts", "Facts", "Arrow", "Parquet"]),
        .testTarget(name: "ColumnsTests", dependencies: ["TestSupport", "Columns"]),
        .testTarget(name: "ParallelTests", dependencies: ["TestSupport", "Parallel"]),
        .testTarget(
            name: "OfflineTaggingTests",
            dependencies: ["TestSupport", "OfflineTagging", .product(name: "Yams", package: "Yams")],
            exclude: ["Golden"]),
        .testTarget(name: "DuplicatesTests", dependencies: ["TestSupport", "Duplicates", "Parallel"]),
        .testTarget(name: "EndpointTests", dependencies: ["TestSupport", "Endpoint"], exclude: ["StandIn"]),
        .testTarget(name: "TaggingTests", dependencies: ["TestSupport", "Tagging", "Endpoint", "Digests"]),
        .testTarget(name: "StatisticsTests", dependencies: ["TestSupport", "Statistics"], exclude: ["Golden"]),
        .testTarget(
            name: "PreferencesTests", dependencies: ["TestSupport", "Preferences", "Statistics", "Parallel"]),
        .testTarget(
            name: "ParquetTests", dependencies: ["TestSupport", "Parquet", "CCrypto"],
            exclude: ["Golden", "Regressions"]),
        .testTarget(name: "ArrowTests", dependencies: ["TestSupport", "Arrow", "Parquet"]),
        .testTarget(
            name: "ReadersTests", dependencies: ["TestSupport", "Readers"],
            exclude: ["Parquet/make_nested.py", "Parquet/make_types.py"]),
        .testTarget(name: "EvaluationTests", dependencies: ["TestSupport", "Evaluation", "Statistics", "Parallel"]),
        .testTarget(name: "AugmentationTests", dependencies: ["TestSupport", "Augmentation", "Readers", "Parallel"]),
        .testTarget(name: "SQLiteTests", dependencies: ["TestSupport", "SQLite"]),
        .testTarget(
            name: "LocalFactsTests", dependencies: ["TestSupport", "LocalFacts", "Functions", "SQLite", "Columns"]),
        .testTarget(
            name: "WarehouseTests",
            dependencies: [
                "TestSupport", "Warehouse", "LocalFacts", "Columns", "Parallel", "CSQLite", "SQLite", "Facts",
                "PlainFacts", "Functions",
            ]),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "TestSupport", "Ingest", "Readers", "Digests", "Warehouse", "LocalFacts", "Parallel", "SQLite", "Facts",
                "PlainFacts", "EmbeddedFiles",
            ],
            exclude: ["Parquet/make_corpora.py", "OwnTables/make_tables.py"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "TestSupport", "Reports", "Tabular", "Warehouse", "LocalFacts", "Statistics", "Columns", "SQLite",
            ],
            exclude: ["Golden", "LongForm"]),
        .testTarget(name: "SurveysTests", dependencies: ["TestSupport", "Surveys", "Statistics", "Parallel"]),
        .testTarget(
            name: "ExportTests",
            dependencies: ["TestSupport", "Export", "Tabular", "Warehouse", "LocalFacts", "Parquet", "SQLite"]),
        .testTarget(
            name: "PromptTests",
            dependencies: ["TestSupport", "Prompt", "Reports", "Tabular", "Warehouse", "LocalFacts", "SQLite"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "cultivar", "Reports", "Tabular", "Warehouse", "Ingest", "SQLite"],
            exclude: ["Answers", "EngineScripts", "Golden", "Readers", "Stores", "Terminal"]),
        // Reads the sources as text: see docs/architecture.md.
        .testTarget(name: "LayoutTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// Optimized tests run what they test optimized. The tests themselves would take longer to optimize than they run.
for target in package.targets where target.type == .test {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-Onone"], .when(configuration: .release))]
}

// Built by `make bench`, `make intervals` and `make tagging-trials` alone.
if Context.environment["CULTIVAR_BENCHMARKS"] != nil {
    package.targets += [
        .executableTarget(
            name: "benchmark", dependencies: ["Warehouse", "SQLite", "Columns"], path: "Benchmarks/Sources/benchmark"),
        // An experiment, run by hand: see docs/interval-coverage.md.
        .executableTarget(
            name: "interval-coverage", dependencies: ["Statistics"], path: "Benchmarks/IntervalCoverage"),
        // What scripts/tagging_trials.py runs and kills.
        .executableTarget(
            name: "tagging-trial", dependencies: ["Tagging", "Endpoint"], path: "Benchmarks/TaggingTrial"),
    ]
}

// Built by `make fuzz` alone, since libFuzzer brings the main function.
if Context.environment["CULTIVAR_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "Arrow", "Parquet", "Readers", "Columns", "Ingest", "Prompt", "Reports", "Tabular", "Warehouse",
                "LocalFacts", "SQLite",
            ],
            path: "Fuzz/Targets"))
}
