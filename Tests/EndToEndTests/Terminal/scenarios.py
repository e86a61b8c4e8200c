"""What a person does at the prompt. `scenarios.py PROGRAM NAME` runs one scenario in the current folder, which has a
store `corpus.sqlite`; `scenarios.py --list` names them."""

import os
import subprocess
import sys
import time

from terminal import LIMIT, Terminal

PROGRAM = None
SCENARIOS = {}
# Some 10^13 pairs of texts are compared: it ends when it is stopped.
ENDLESS = "select count(*) from samples a, samples b, samples c, samples d where a.text > b.text;"


def scenario(function):
    SCENARIOS[function.__name__] = function
    return function


def repl(*arguments, **options):
    terminal = Terminal(PROGRAM, "repl", *arguments, **options)
    return terminal.see("samples in corpus.sqlite").see_prompt()


def leave(terminal):
    terminal.type("\x04")
    assert terminal.see_end() == 0


def leave_pager(terminal):
    """less drops keys that come while it hears Ctrl-C, and a second q may be typed at the prompt."""
    terminal.press_until("q", lambda t: t.lines[t.screen.cursor.y].startswith("cultivar>"))
    terminal.type("\x03")
    terminal.see("^C").see_prompt()


@scenario
def editing():
    terminal = repl()
    terminal.type("select 2 as answr;")
    terminal.type("\x1b[D\x1b[D" + "e")  # two to the left
    terminal.see("select 2 as answer;")
    terminal.type("\x01\x1b[C\x1b[C")  # to the start, two to the right
    terminal.type("\x05\r")
    terminal.see("1 row").see_prompt()
    assert "answer" in terminal.text
    terminal.type("select wrong\x15select 3 as x;\r")  # Ctrl-U drops the line
    terminal.see("3\n1 row").see_prompt()
    leave(terminal)


@scenario
def statements_of_many_lines():
    terminal = repl()
    terminal.type("select stage,\rsum(n) as samples\rfrom samples\rgroup by stage")
    terminal.see("     ...> group by stage")
    terminal.type("\x1b[A\x1b[A")  # up into the second line
    terminal.type("\x05 + 0")
    terminal.see("sum(n) as samples + 0")
    terminal.type("\x7f" * 4 + "\x1b[B\x1b[B\x05;")
    terminal.see("group by stage;")
    terminal.type("\r")
    terminal.see("pretraining").see("rows").see_prompt()
    # As one, with its lines.
    terminal.type("\x1b[A")
    terminal.see(lambda t: t.lines[t.screen.cursor.y].endswith("group by stage;"))
    assert "cultivar> select stage,\n     ...> sum(n) as samples\n     ...> from samples" in terminal.text
    terminal.type("\x03")
    terminal.see("^C").see_prompt()
    leave(terminal)


@scenario
def history_over_restarts():
    terminal = repl()
    terminal.type("select 'first'\r as a;\r")
    terminal.see("1 row").see_prompt()
    terminal.type("select 'second' as b;\r")
    terminal.see("second\n1 row").see_prompt()
    leave(terminal)
    terminal = repl()
    terminal.type("\x1b[A")
    terminal.see("cultivar> select 'second' as b;")
    terminal.type("\x1b[A")
    terminal.see("cultivar> select 'first'\n     ...>  as a;")
    terminal.type("\x03")
    terminal.see("^C").see_prompt()
    # Ctrl-R finds it by a part.
    terminal.type("\x12first")
    terminal.see("bck:first")
    terminal.type("\r")
    terminal.see("first\n1 row").see_prompt()
    leave(terminal)


@scenario
def vi_keys():
    with open(".editrc", "w") as file:
        file.write("cultivar:bind -v\n")
    terminal = repl()
    terminal.type("select 1 as bad;\x1b")
    terminal.type("Fb")  # back to the b of bad
    terminal.type("cwgood\x1b")
    terminal.see("select 1 as good;")
    terminal.type("\r")
    terminal.see("1 row").see_prompt()
    assert "good" in terminal.text
    terminal.type("\x1bk")
    terminal.see(lambda t: t.at_prompt("select 1 as good;"))
    terminal.type("\x03")
    terminal.see("^C").see_prompt()
    leave(terminal)


@scenario
def completion_of_values():
    terminal = repl()
    terminal.type("select sum(n) as n from samples where stage = 'pre\t")
    terminal.see("where stage = 'pretraining'")
    terminal.type(" and stage in ('a\t")
    terminal.see("in ('alignment'")
    terminal.type(");\r")
    terminal.see("NULL").see_prompt()
    # The most frequent first, with how many samples carry each.
    terminal.type("select * from samples where stage = '\t")
    terminal.see(lambda t: "pretraining  900" in t.text and "reasoning  260" in t.text)
    assert terminal.text.index("pretraining  900") < terminal.text.index("sft  560")
    terminal.type("\x03")
    terminal.see("^C").see_prompt()
    for typed, shown in (
        ("sel\t", "select"),
        (" sum(n) fro\t", "select sum(n) from"),
        (" sam\t", "select sum(n) from samples"),
    ):
        terminal.type(typed)
        terminal.see(lambda t: t.at_prompt(shown))
    terminal.type(";\r")
    terminal.see("2000\n1 row").see_prompt()
    for typed, shown in ((".desc\t", ".describe"), (" subr\t", ".describe subregions")):
        terminal.type(typed)
        terminal.see(lambda t: t.at_prompt(shown))
    terminal.type("\r")
    terminal.see("mentions").see_prompt()
    leave(terminal)


@scenario
def a_misspelt_value_is_told():
    terminal = repl(columns=100)
    terminal.type("select * from samples where stage = 'pretrainin';\r")
    terminal.see("No sample has stage 'pretrainin': did you mean 'pretraining'?").see_prompt()
    terminal.type("select stge from samples;\r")
    terminal.see("Did you mean stage?").see_prompt()
    leave(terminal)


@scenario
def ctrl_c_at_an_idle_prompt():
    terminal = repl()
    terminal.type("select nothing")
    terminal.see("select nothing")
    terminal.type("\x03")
    terminal.see("select nothing^C").see_prompt()
    terminal.type("\x03\x03")
    terminal.type("select 7 as kept;\r")
    terminal.see("kept").see("1 row").see_prompt()
    leave(terminal)


@scenario
def ctrl_c_in_a_statement():
    terminal = repl()
    terminal.type(".timer on\r")
    terminal.see_prompt()
    for statement in (ENDLESS, ENDLESS.replace("count(*)", "sum(length(a.text))")):
        terminal.type(statement + "\r")
        terminal.see("Ctrl-C stops")
        terminal.type("\x03")
        terminal.see("stopped after").see_prompt()
        # The line of progress is gone, the settings are not.
        terminal.see(lambda t: "Ctrl-C stops" not in t.text)
        terminal.type("select 1 as alive;\r")
        terminal.see(" ms").see_prompt()
        terminal.type("\x0c")
        terminal.see(lambda t: t.screen.cursor.y == 0).see_prompt()
    terminal.type("\x1b[A\x1b[A")
    terminal.see("select sum(length(a.text)) from samples a")
    terminal.type("\x03")
    terminal.see("^C").see_prompt()
    leave(terminal)


@scenario
def ctrl_c_in_a_report():
    with open("endless.sql", "w") as file:
        file.write("-- title: Endless\n-- question: Does it stop?\n" + ENDLESS + "\n")
    terminal = repl(rows=60)
    terminal.type(".report ./endless.sql\r")
    terminal.see("Ctrl-C stops")
    terminal.type("\x03")
    terminal.see("stopped after").see_prompt()
    terminal.type("report decay;\r")
    terminal.see("share_low").see_prompt()
    leave(terminal)


@scenario
def ctrl_c_while_an_engine_answers():
    import duckdb

    scripts = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "EngineScripts")
    with open("bridge", "w") as file:
        file.write(f"#!/bin/sh\nexec '{sys.executable}' -B '{scripts}/duckdb_bridge.py'\n")
    os.chmod("bridge", 0o755)
    duckdb.sql("copy (select 'Crawl' as source, 'Tell me.' as text from range(9)) to 'rows.parquet'")
    bridge = {"CULTIVAR_PYTHON": os.path.abspath("bridge")}
    rows = os.path.abspath("rows.parquet")
    subprocess.run(
        [PROGRAM, "connect", "sc://duckdb", "--parquet", rows, "--store", "far.sqlite"],
        env={**os.environ, **bridge},
        check=True,
    )
    question = "select source, count(*) from samples group by 1"
    for failure in ("slow", "deaf"):
        slow = {**bridge, "CULTIVAR_TEST_FAILURE": f"{failure}:0", "CULTIVAR_TEST_MARK": os.path.abspath("mark")}
        terminal = Terminal(PROGRAM, "repl", "--store", "far.sqlite", environment=slow)
        terminal.see_prompt()
        terminal.type(question + ";\r")
        terminal.see("Ctrl-C stops").see(lambda _: os.path.exists("mark"))
        terminal.type("\x03")
        terminal.see("stopped after").see_prompt()
        see_end_of_process("mark")
        terminal.type("select 1 as alive;\r")
        terminal.see("alive").see("1 row").see_prompt()
        leave(terminal)
        # A command that asks once says the same, and fails.
        terminal = Terminal(PROGRAM, "query", question, "--store", "far.sqlite", environment=slow)
        wait_for(lambda: os.path.exists("mark"))
        terminal.type("\x03")
        terminal.see("stopped after")
        assert terminal.see_end() == 1
        see_end_of_process("mark")


def wait_for(test):
    end = time.monotonic() + LIMIT
    while not test():
        if time.monotonic() > end:
            raise AssertionError("waited in vain")
        time.sleep(0.01)


def see_end_of_process(file):
    """Waits until the process has ended whose number is in a file, and removes the file."""
    with open(file) as opened:
        stat = f"/proc/{opened.read()}/stat"

    def has_ended():
        try:
            with open(stat) as opened:
                return opened.read().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            return True

    wait_for(has_ended)
    os.remove(file)


NUMBERS = "with recursive c(x) as (select 1 union all select x + 1 from c limit {}) select x from c;"


@scenario
def a_result_longer_than_the_screen_is_paged():
    terminal = repl(rows=12)
    terminal.type(NUMBERS.format(500) + "\r")
    terminal.see(lambda t: t.lines[-1].startswith(":"))
    terminal.type(" ")
    terminal.see("\n 20\n")
    terminal.type("q")
    terminal.see("rows").see_prompt()
    # What fits is not paged.
    terminal.type("select 1 as one;\r")
    terminal.see("1 row").see_prompt()
    leave(terminal)


@scenario
def ctrl_c_in_the_pager():
    terminal = repl(rows=12)
    terminal.type(".nullvalue none\r")
    terminal.see_prompt()
    # Far more rows than are ever shown.
    terminal.type(NUMBERS.format(100_000_000) + "\r")
    terminal.see(lambda t: t.lines[-1].startswith(":"))
    terminal.type("\x03")
    leave_pager(terminal)
    terminal.type("select null as kept;\r")
    terminal.see("none").see_prompt()
    leave(terminal)


@scenario
def ctrl_c_in_the_pager_of_a_report():
    terminal = repl(rows=12)
    terminal.type("report decay;\r")
    terminal.see(lambda t: t.lines[-1].startswith(":"))
    terminal.type("\x03")
    leave_pager(terminal)
    # The tables behind it are not shown.
    assert b"decay-divergence" not in terminal.raw
    leave(terminal)


@scenario
def without_a_pager_the_rest_is_counted():
    terminal = repl(environment={"PAGER": ""}, rows=60)
    terminal.type(NUMBERS.format(5312) + "\r")
    terminal.see("40 of 5,312 rows").see_prompt()
    leave(terminal)


@scenario
def resize():
    terminal = repl(columns=60)
    terminal.type("select 'a text of the samples that is quite long' as t, 12345 as n")
    terminal.see("12345 as n")
    terminal.resize(40, 24)
    terminal.see(lambda t: any(line.startswith("cultivar> select 'a text of the sample") and len(line) <= 40 for line in t.lines))
    terminal.type(";\r")
    terminal.see("1 row").see_prompt()
    assert all(len(line) <= 40 for line in terminal.lines)
    terminal.resize(100, 30)
    terminal.type("select 'a text of the samples that is quite long' as t, 12345 as n;\r")
    terminal.see("a text of the samples that is quite long  12,345").see_prompt()
    leave(terminal)


@scenario
def wide_characters():
    from wcwidth import wcswidth

    terminal = repl()
    for text in ["日本語", "नमस्ते", "e\u0301te\u0301", "한국어", "مرحبا", "ｶﾅ", "ไทย"]:
        terminal.type(f"select '{text}' as t, 1 as n")
        column = 10 + wcswidth(f"select '{text}' as t, 1 as n")
        terminal.see(lambda t: t.screen.cursor.x == column)
        # Back over the text and forth again, with a letter put before it: nothing of it is lost.
        terminal.type("\x01" + "\x1b[C" * 8 + "x" + "\x05;")
        terminal.see(lambda t: t.screen.cursor.x == column + 2)
        terminal.type("\r")
        terminal.see("1 row").see_prompt()
        # The numbers stand below their heading, whatever is beside them.
        row = max(y for y, line in enumerate(terminal.lines) if line.endswith("1") and "x" in line and ">" not in line)
        cells = [terminal.screen.buffer[y][wcswidth("x" + text) + 2].data for y in (row - 2, row)]
        assert cells == ["n", "1"], (text, cells, terminal.text)
        terminal.type("\x0c")
        terminal.see(lambda t: t.screen.cursor.y == 0).see_prompt()
    leave(terminal)


@scenario
def a_paste_of_a_thousand_lines():
    lines = ["select"] + [f"\t{number} +" for number in range(998)] + ["\t1 as sum_of_all;"]
    terminal = repl()
    terminal.paste("\n".join(lines))
    terminal.see("1 as sum_of_all;")
    terminal.type("\r")
    terminal.see(f"{sum(range(998)) + 1:,}").see_prompt()
    # Into a terminal that does not mark pastes; the tabs complete nothing.
    terminal.type("\n".join(lines) + "\n")
    terminal.see("1 row").see_prompt()
    # Statements of a paste run one after another.
    terminal.paste("".join(f"select {number} as pasted;\n" for number in range(1000)))
    terminal.see("select 999 as pasted;")
    terminal.type("\r")
    terminal.see(lambda t: t.at_prompt("") and "   999" in t.text)
    leave(terminal)


@scenario
def suspend():
    terminal = Terminal("/bin/bash", "--norc", "-i", environment={"PS1": "shell: "})
    terminal.see("shell:")
    terminal.type(f"{PROGRAM} repl\r")
    terminal.see("samples in corpus.sqlite").see_prompt()
    terminal.type("select 1 as one")
    terminal.see("select 1 as one")
    terminal.type("\x1a")
    terminal.see("Stopped")
    terminal.type("fg\r")
    terminal.see(lambda t: t.at_prompt("select 1 as one"))
    terminal.type(";\r")
    terminal.see("1 row").see_prompt()
    terminal.type("\x04")
    terminal.see(lambda t: t.lines[t.screen.cursor.y].startswith("shell:"))
    terminal.type("exit\r")
    terminal.see_end()


@scenario
def charts():
    # High enough for all tables of a report, with its chart below the first.
    terminal = repl(rows=400, environment={"NO_COLOR": "1"})
    terminal.type("select stage, sum(n) as n from samples group by stage order by n;\r")
    terminal.see("4 rows").see_prompt()
    terminal.type(".chart bar\r")
    terminal.see("pretraining █").see_prompt()
    terminal.type(".chart lorenz\r")
    terminal.see("Gini").see_prompt()
    terminal.type("report decay;\r")
    terminal.see("share_low").see_prompt()
    assert "┤" in terminal.text[terminal.text.index("report decay;") :]
    assert b"\x1b[3" not in terminal.raw.replace(b"\x1b[3~", b"")
    leave(terminal)


@scenario
def an_editor_of_the_persons_own():
    with open("editor.sh", "w") as file:
        file.write("#!/bin/sh\necho \"select 'edited' as e;\" > \"$1\"\n")
    os.chmod("editor.sh", 0o755)
    terminal = repl(environment={"EDITOR": "./editor.sh"})
    terminal.type("\\e\r")
    terminal.see("edited\n1 row").see_prompt()
    leave(terminal)


@scenario
def a_terminal_that_can_only_print():
    terminal = Terminal(PROGRAM, "repl", environment={"TERM": "dumb"})
    terminal.see("cultivar>")
    terminal.type("select 1 as one;\n")
    terminal.see("1 row")
    terminal.type("\x04")
    assert terminal.see_end() == 0
    assert b"\x1b" not in terminal.raw


if __name__ == "__main__":
    if sys.argv[1] == "--list":
        print("\n".join(SCENARIOS))
    else:
        PROGRAM = sys.argv[1]
        for name in sys.argv[2:]:
            SCENARIOS[name]()
