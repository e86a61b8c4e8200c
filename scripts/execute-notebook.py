#!/usr/bin/env python3
"""Runs a notebook from top to bottom and keeps the outputs: execute-notebook.py NOTEBOOK

What differs from run to run (times, names of processes) is left out, so that the same notebook gives the same file.
"""
import os
import sys

import nbclient
import nbformat

path = sys.argv[1]
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
nbclient.NotebookClient(
    notebook, timeout=300, kernel_name="python3", record_timing=False,
    resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}},
).execute()
for cell in notebook.cells:
    cell.metadata = {}
    for output in cell.get("outputs", []):
        # The same picture or table as plain text, with an address in memory.
        if len(output.get("data", {})) > 1:
            output["data"].pop("text/plain", None)
notebook.metadata = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
nbformat.validate(notebook)
# As the program writes notebooks: keys sorted, two blanks.
nbformat.write(notebook, path)
