"""Reads what `cultivar query --format F` printed with a reader that is not ours, and compares every text.

readers.py STRINGS.json COLUMN: the current folder has the store, and one file F for each format, with a row for each
text of the column: a number and it. What the texts are is known from the strings, or for tags from the store's dictionary.
"""

import csv
import html.parser
import io
import json
import pathlib
import re
import sqlite3
import sys

from markdown_it import MarkdownIt
from wcwidth import wcswidth


def read_csv(text):
    return [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:]


def read_tsv(text):
    def plain(field):
        return re.sub(r"\\(.)", lambda match: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[match[1]], field)

    return [plain(line.split("\t")[1]) for line in text.split("\n")[1:-1]]


def read_json(text):
    return [row["text"] for row in json.loads(text)]


def read_jsonl(text):
    return [json.loads(line)["text"] for line in text.split("\n")[:-1]]


def read_markdown(text):
    cells = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for before, token in zip(tokens, tokens[1:]):
        if before.type == "td_open" and token.type == "inline":
            parts = []
            for child in token.children:
                assert child.type in ("text", "text_special", "html_inline"), child
                parts.append("\n" if child.type == "html_inline" else child.content)
            cells.append("".join(parts))
    return cells[1::2]


class Table(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.cells = []
        self.is_inside = False

    def handle_starttag(self, tag, attributes):
        self.is_inside = tag == "td"
        if self.is_inside:
            self.cells.append("")

    def handle_endtag(self, tag):
        self.is_inside = False

    def handle_data(self, data):
        if self.is_inside:
            self.cells[-1] += data


def read_html(text):
    table = Table()
    table.feed(text)
    return table.cells[1::2]


MACROS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<", "textgreater": ">",
    "textbar": "|", "textquotedbl": '"', "textasciigrave": "`", "newline": "\n", "quad": "\t",
}


def read_latex(text):
    body = text.split("\\midrule\n")[1].split("\\bottomrule")[0]
    cells = []
    for line in body.split(" \\\\\n")[:-1]:
        cell = line.split(" & ", 1)[1]
        cell = re.sub(r"\\texttt\{\\textbackslash\{\}x(..)\}", lambda match: chr(int(match[1], 16)), cell)
        cell = re.sub(
            r"\\([a-z]+)\{\}|\\([^a-z])|\{\}",
            lambda match: MACROS[match[1]] if match[1] else match[2] or "",
            cell,
        )
        cells.append(cell)
    return cells


def read_line(text):
    """The further lines of a value stand below its first."""
    rows = re.split(r"\n\n(?=  id = )", text[:-1])
    return [row.split("\ntext = ", 1)[1].replace("\n       ", "\n") for row in rows]


def read_insert(text):
    connection = sqlite3.connect(":memory:")
    connection.execute("create table result (id, text)")
    connection.executescript(text)
    return [row[0] for row in connection.execute("select text from result order by id")]


def check_box(text, strings):
    """One line per row, and all of the same width."""
    lines = text.split("\n")[:-1]
    assert len(lines) == len(strings) + 4, len(lines)
    width = wcswidth(lines[0])
    # Joined emoji and flags are drawn in more ways than one.
    odd = [line for line in lines if wcswidth(line) != width]
    assert all(re.search("[\u200d\ufe0f\ufe0e\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]", line) for line in odd), odd


def tags_of(column):
    query = "select value from dictionary_value where column_id = (select id from column_definition where name = ?) order by code"
    return [row[0] for row in sqlite3.connect("corpus.sqlite").execute(query, [column])]


def main():
    strings = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
    folder = pathlib.Path()
    if sys.argv[2] != "text":
        tags = tags_of(sys.argv[2])
        # What is blank is no tag, and a list of places in one string is several.
        whole = sum(string.strip() in tags for string in strings)
        assert whole > 400, whole
        strings = tags
    readers = {
        "csv": read_csv, "tsv": read_tsv, "json": read_json, "jsonl": read_jsonl, "markdown": read_markdown,
        "html": read_html, "latex": read_latex, "line": read_line, "insert": read_insert,
    }
    for name, read in readers.items():
        found = read((folder / name).read_bytes().decode("utf-8"))
        assert len(found) == len(strings), (name, len(found), len(strings))
        for number, (one, other) in enumerate(zip(found, strings)):
            if name == "markdown":
                # A line break is a line break.
                other = re.sub("\r\n?", "\n", other)
            if name == "html":
                # HTML has no such character.
                other = other.replace("\0", "\ufffd")
            assert one == other, (name, number, one, other)
    check_box((folder / "box").read_text("utf-8"), strings)


main()
