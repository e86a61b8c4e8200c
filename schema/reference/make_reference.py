#!/usr/bin/env python3
"""Writes the reference tables beside this script; README.md names the sources, versions and licences.

    python3 -m venv .venv-reference && .venv-reference/bin/pip install -r requirements.txt
    apt-get install iso-codes
    .venv-reference/bin/python make_reference.py [--check]

Same versions, same bytes. With --check nothing is written, and the exit code is 1 where a file differs.
"""
import csv
import io
import pathlib
import sys
from importlib.metadata import version

import languages
import places
import tiles
import world

FOLDER = pathlib.Path(__file__).resolve().parent
PINNED = dict(line.split("==") for line in (FOLDER / "requirements.txt").read_text().split())


def table(header, rows):
    """Plain lines of comma-separated fields: no field needs quotes, so a reader only splits."""
    for row in rows:
        assert len(row) == len(header), row
        assert not any(c in field for field in row for c in ',"\r\n'), row
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *sorted(set(rows))])
    return text.getvalue()


def main():
    for package, pinned in PINNED.items():
        if version(package) != pinned:
            sys.exit(f"make_reference.py: {package} {version(package)} is installed, requirements.txt names {pinned}")
    check = "--check" in sys.argv[1:]
    stale = []
    for name, (header, rows) in {**places.tables(), **languages.tables(), **world.tables(), **tiles.tables()}.items():
        path, text = FOLDER / name, table(header, rows)
        print(f"{name}: {len(set(rows)):,} rows, {len(text.encode()):,} bytes", file=sys.stderr)
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit("make_reference.py: not what the sources give: " + ", ".join(stale))


if __name__ == "__main__":
    main()
