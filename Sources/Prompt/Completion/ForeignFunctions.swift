import SQLite

/// Functions of DuckDB, Postgres, pandas and similar programs that have another name or form here.
enum ForeignFunctions {
    /// What to write instead of a function; nil for an unknown one.
    static func advice(for name: String) -> String? { advice[name.lowercased()].map { "Write \($0)." } }

    private static let advice: [String: String] = {
        var all: [String: String] = [:]
        for (names, advice) in table {
            for name in names.split(separator: " ") { all[String(name)] = advice }
        }
        return all
    }()

    private static let table: [(names: String, advice: String)] = [
        ("array_agg list collect_list group_array", "json_group_array(x), a JSON array"),
        ("map_agg object_agg json_object_agg histogram", "json_group_object(key, value)"),
        ("listagg group_concat_ws", "string_agg(x, separator)"),
        ("len char_length character_length strlen nchar", "length(text), or list_length(list) of a JSON array"),
        (
            "nunique n_distinct count_distinct uniq approx_count_distinct approx_distinct approx_nunique",
            "count(distinct x), which is exact"
        ),
        ("size", "count(*)"),
        ("value_counts", "select x, count(*) from … group by x order by 2 desc"),
        ("approx_quantile approx_percentile percentile quantile_exact", "quantile(x, p), which is exact"),
        ("approx_median", "median(x), which is exact"),
        ("mean average", "avg(x)"),
        ("std sd stdev stddevsamp", "stddev(x)"),
        ("stddevpop stdevp", "stddev_pop(x)"),
        ("var varsamp", "variance(x)"),
        ("count_if countif sum_if", "count(*) filter (where …)"),
        ("bool_or any logical_or", "max(condition)"),
        ("bool_and every logical_and", "min(condition)"),
        ("any_value first arbitrary", "min(x), which is the same each time"),
        ("last", "max(x), or last_value(x) over (…)"),
        ("arg_max max_by argmax", "select y, max(x): the row of the maximum gives y"),
        ("arg_min min_by argmin", "select y, min(x): the row of the minimum gives y"),
        ("corrcoef", "corr(x, y)"),
        ("date_trunc", "strftime('%Y-%m-01', time), or date(time, 'start of month')"),
        ("date_part datepart extract year month day hour", "strftime('%Y', time), with %m, %d, %H for the other parts"),
        ("to_timestamp to_date from_unixtime", "datetime(seconds, 'unixepoch')"),
        ("now getdate today", "datetime('now')"),
        ("date_diff datediff", "julianday(a) - julianday(b), in days"),
        ("to_char date_format", "strftime(format, time), or printf(format, number)"),
        ("ilike", "x like pattern, which takes ASCII letters of both cases for one, or x regexp '(?i)…'"),
        ("rlike regexp_match similar_to", "regexp_like(text, pattern)"),
        ("regexp_substr", "regexp_extract(text, pattern)"),
        (
            "regexp_split_to_array string_split str_split string_to_array split",
            "split_part(text, separator, n) for one part"
        ),
        ("strpos position charindex locate", "instr(text, part)"),
        ("mid", "substr(text, start, length)"),
        ("startswith", "starts_with(text, part)"),
        ("endswith", "ends_with(text, part)"),
        ("unnest explode flatten", "from …, json_each(list), or read the relation of the column, such as places"),
        ("cardinality list_size json_length", "list_length(list)"),
        ("array_position list_indexof", "list_position(list, value)"),
        ("array_has array_has_any", "list_has_any(list, other)"),
        ("array_has_all", "list_has_all(list, other)"),
        ("element_at list_element array_extract", "list_extract(list, n)"),
        ("struct_extract json_value json_extract_string json_extract_path_text", "json ->> '$.key'"),
        ("nvl isnull", "coalesce(a, b)"),
        ("try_cast safe_cast", "cast(x as type)"),
        ("pg_typeof dtype", "typeof(x)"),
        ("rand uniform", "random()"),
        ("lpad", "printf('%10s', text)"),
        ("rpad", "printf('%-10s', text)"),
        ("row_num rownum", "row_number() over (order by …)"),
        ("log10_1p log1p", "ln(1 + x)"),
    ]
}

/// Forms of other databases' SQL that are errors of syntax here.
enum ForeignSyntax {
    /// What to write instead of a form in a statement; nil if it has none of these forms.
    static func advice(for sql: String) -> String? {
        let tokens = SQLLexer.tokens(of: sql)
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            let previous = index > 0 ? tokens[index - 1] : nil
            if token.text == "/", next?.text == "/" { return "Write a / b of integers, or cast(a / b as integer)." }
            if token.text == "~" { return "Write `regexp`." }
            if token.text == "^" { return "Write pow(a, b)." }
            if token.text == "\\", index == 0 { return "`.tables` lists the tables, `.describe samples` the columns." }
            switch token.keyword {
            case "left" where next?.text == "(", "right" where next?.text == "(":
                return "SQLite reads \(token.text) as a join: write \"\(token.text)\"(text, n) with the quotes."
            case "ilike":
                return "Write `like`, which takes ASCII letters of both cases for one, or regexp '(?i)…'."
            case "rlike": return "Write `regexp`."
            case "extract" where next?.text == "(", "try_cast" where next?.text == "(",
                "safe_cast" where next?.text == "(":
                return ForeignFunctions.advice(for: token.keyword)
            case "rollup" where next?.text == "(", "cube" where next?.text == "(",
                "grouping" where next?.keyword == "sets":
                return groupingSets
            case "similar" where next?.keyword == "to": return "Write `regexp`."
            case "within" where next?.keyword == "group":
                return "The values come first here: percentile_cont(x, p), without `within group`."
            case "qualify": return "Select from the statement as a sub-query, and compare in its `where`."
            case "exclude" where previous?.text == "*", "except" where previous?.text == "*":
                return allColumns
            case "replace" where previous?.text == "*" && isAfterSelect(index - 1, tokens): return allColumns
            case "sample" where previous?.keyword == "using", "tablesample":
                return "Write order by random() limit n: a relation then draws n rows."
            case "all" where previous?.keyword == "by": return "Name the columns, or their places: group by 1, 2."
            case "on" where previous?.keyword == "distinct":
                return "Number the rows in a sub-query, row_number() over (partition by …) as r, and keep r = 1."
            case "order" where isWithinListAggregate(index, tokens):
                return "The order is that of the rows: aggregate a sub-query with `order by`."
            case "describe" where index == 0, "desc" where index == 0, "summarize" where index == 0:
                return "`.describe samples` lists the columns; `report distributions` sums them up."
            case "exit" where index == 0, "quit" where index == 0: return "`.quit` ends the prompt."
            case "copy" where index == 0:
                return "Write the result with `--format csv > FILE`, or at the prompt with `.once FILE` before it."
            case "show" where index == 0: return "`.tables` lists the relations and tables."
            case "as" where previous?.text == ")" && next?.name != nil && isColumnList(index + 2, tokens):
                return "Name the columns in a step: with \(next?.text ?? "t")(a, b) as (values …) select …."
            case "top" where previous?.keyword == "select" && next?.kind == .number,
                "fetch" where next?.keyword == "first" || next?.keyword == "next":
                return "Write `limit n` at the end."
            case "lateral": return "Write a sub-query in the select list, or a join with json_each(list)."
            case "pivot", "unpivot":
                return "Write an aggregate with `filter (where …)` for each column."
            default: continue
            }
        }
        return sql.contains("::") ? "Write cast(x as integer), real or text in place of x::type." : nil
    }

    static let groupingSets = "Write a statement for each grouping, and put `union all` between them."
    private static let allColumns =
        "SQLite's `*` is all columns: name those that you want, or write `replace` as an expression."

    /// Whether a token begins an item of the select list, with the name of a table before it or not.
    private static func isAfterSelect(_ index: Int, _ tokens: [SQLToken]) -> Bool {
        guard index > 0 else { return false }
        return ["select", "distinct"].contains(tokens[index - 1].keyword)
            || [",", "."].contains(tokens[index - 1].text)
    }

    /// Whether names in parentheses stand at a place: `(a, b)`.
    private static func isColumnList(_ index: Int, _ tokens: [SQLToken]) -> Bool {
        guard index + 1 < tokens.count, tokens[index].text == "(" else { return false }
        return tokens[index + 1].name != nil && tokens[index + 1].keyword != "select"
    }

    /// Whether a token stands in the parentheses of `string_agg(…)` or a similar aggregate.
    private static func isWithinListAggregate(_ index: Int, _ tokens: [SQLToken]) -> Bool {
        var depth = 0
        for place in stride(from: index - 1, through: 1, by: -1) {
            if tokens[place].text == ")" { depth += 1 }
            guard tokens[place].text == "(" else { continue }
            if depth == 0 {
                return ["string_agg", "group_concat", "json_group_array", "json_group_object", "array_agg", "list"]
                    .contains(tokens[place - 1].text.lowercased())
            }
            depth -= 1
        }
        return false
    }
}
