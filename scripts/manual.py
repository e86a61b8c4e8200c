#!/usr/bin/env python3
"""Writes the manual page of the program from what it says of itself: manual PROGRAM > cultivar.1"""

import json
import subprocess
import sys


def escaped(text):
    """Plain text for troff: no backslash, no hyphen that breaks, no line that begins with a dot or quote."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def paragraphs(text):
    """Indented lines stand as they are, all else is filled."""
    lines, is_example = [], False
    for line in text.split("\n"):
        begins_example = line.startswith("  ")
        if begins_example != is_example:
            lines.append(".PP\n.nf\n.RS 4" if begins_example else ".RE\n.fi\n.PP")
            is_example = begins_example
        lines.append(escaped(line.strip()) if line.strip() else ".PP" if not is_example else "")
    return "\n".join(lines + ([".RE\n.fi"] if is_example else []))


def names(argument):
    return [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument.get("names", [])]


def option(argument):
    value = argument.get("valueName", "")
    if argument["kind"] == "positional":
        return f".TP\n\\fI{escaped(value)}\\fR\n{escaped(argument.get('abstract', ''))}"
    shown = ", ".join(f"\\fB{escaped(name)}\\fR" for name in names(argument))
    shown += f" \\fI{escaped(value)}\\fR" if argument["kind"] == "option" else ""
    text = argument.get("abstract", "")
    if argument.get("allValues"):
        text += f" One of {', '.join(argument['allValues'])}."
    if argument.get("defaultValue"):
        text += f" Default: {argument['defaultValue']}."
    return f".TP\n{shown}\n{escaped(text.strip())}"


def commands(command, path):
    """The command and those below it, except help, which appears once."""
    yield path, command
    for child in command.get("subcommands", []):
        if child["commandName"] != "help":
            yield from commands(child, path + [child["commandName"]])


def section(path, command):
    lines = [f".SS {escaped(' '.join(path))}", escaped(command.get("abstract", "")), ".PP"]
    if command.get("discussion"):
        lines.append(paragraphs(command["discussion"]))
    arguments = [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)]
    return "\n".join(lines + [option(argument) for argument in arguments if names(argument)[-1:] not in (["--help"], ["--version"])])


def page(program):
    tool = json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)
    root = tool["command"]
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    name = root["commandName"]
    yield f".TH {name.upper()} 1 \"\" \"{version}\"\n.SH NAME\n{name} \\- {escaped(root['abstract'])}"
    yield f".SH SYNOPSIS\n.B {name}\n.I command\n[\\fIoptions\\fR]\n.SH DESCRIPTION\n{paragraphs(root.get('discussion', ''))}"
    yield ".SH COMMANDS"
    for path, command in commands(root, [name]):
        if len(path) > 1:
            yield section(path, command)
    yield (
        ".SH ENVIRONMENT\n.TP\n.B CULTIVAR_STORE\nThe store, where \\-\\-store is not said (else corpus.sqlite).\n"
        ".TP\n.B CULTIVAR_HISTORY\nThe file of the prompt's history; empty for none.\n"
        ".TP\n.BR CULTIVAR_PAGER \", \" PAGER\nWhat shows results that are longer than the screen; empty for nothing.\n"
        ".TP\n.B NO_COLOR\nNo colours, where it is not empty.\n"
        ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong usage."
    )


print("\n".join(page(sys.argv[1])))
