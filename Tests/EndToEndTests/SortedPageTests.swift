import Foundation
import TestSupport
import Testing

/// The tables of `index.html` in a browser: what a click on a heading does.
@Suite struct SortedPageTests {
    /// The command of a browser that runs without a window; nil if there is none.
    private static let browser = ["chromium", "chromium-browser", "google-chrome"].first { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    private static let report = """
        -- title: Values
        -- question: How are they sorted?
        -- grain: one row for each name
        -- column: name: a text
        -- column: number: an estimate
        -- column: number_low: the lower end of its interval
        -- column: number_high: the upper end
        -- column: endless: a number without end
        -- column: digits: texts of digits
        with
        rows(name, number, number_low, number_high, endless, digits) as (
            values
                ('b', -1.5, -2.0, -1.0, 1.0, '10'),
                ('a', 2.25, 2.0, null, 9e999, '9'),
                (null, null, null, null, null, null),
                ('ç', -10.0, -11.0, -9.0, -9e999, 'x'),
                ('C', 0.5, 0.0, 1.0, -3.0, '007'),
                ('d', 100.0, null, null, 0.25, '1e2')
        )
        select *
        from rows;
        """

    /// Clicks each heading twice and gives the order of the names after each click.
    private static let clicks = """
        <script>
        const orders = [];
        for (const heading of document.querySelectorAll("th")) {
          for (const round of ["once", "twice"]) {
            heading.click();
            const names = [...heading.closest("table").tBodies[0].rows].map((row) => row.cells[0].textContent || "-");
            orders.push(`${heading.textContent} ${round}: ${names.join(" ")}`);
          }
        }
        const result = document.createElement("pre");
        result.textContent = `${orders.join("\\n")}\\n`;
        document.body.replaceChildren(result);
        </script></body>
        """

    /// Regression: the page did not read infinite numbers as numbers, and sorted them anywhere.
    @Test(.enabled(if: browser != nil, "there is no Chromium to click in"))
    func aClickSortsByTheColumnAndASecondOneTheOtherWay() throws {
        let browser = try #require(Self.browser)
        try Program.inFreshFolder { program in
            try program.write("source,culture_tag\nweb,NoCulture\n", to: "small.csv")
            #expect(try program.run("ingest", "small.csv", "--quiet").code == 0)
            try program.write(Self.report, to: "values.sql")
            #expect(try program.run("report", "./values.sql", "--out", "page", "--format", "html").code == 0)
            let page = try program.text(of: "page/index.html")
            try program.write(page.replacing("</body>", with: Self.clicks), to: "page/clicked.html")
            let shown = try program.shell(
                "\(browser) --headless --no-sandbox --disable-gpu --user-data-dir=\"$PWD/profile\" --dump-dom"
                    + " \"file://$PWD/page/clicked.html\"")
            let orders = shown.output.split(separator: "<pre>").last?.split(separator: "</pre>").first ?? ""
            #expect(
                orders == """
                    name once: a b C ç d -
                    name twice: d ç C b a -
                    number once: ç b C a d -
                    number twice: d a C b ç -
                    endless once: ç C d b a -
                    endless twice: a b d C ç -
                    digits once: C b d a ç -
                    digits twice: ç a d b C -

                    """)
        }
    }
}
