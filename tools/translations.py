"""Collects every text that users read and compiles the translations.

Usage: ``tools/with-qgis python tools/translations.py [--check]``. Brings ``i18n/lifecircle_zh.ts``
up to date with the code (translations are kept, texts that are gone are dropped), compiles
``i18n/lifecircle_zh.qm`` and names the texts that still lack a translation. With ``--check``
nothing is written. Both files are committed: the plugin runs from a clone without a compile step.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
TS = ROOT / "i18n" / "lifecircle_zh.ts"
QM = TS.with_suffix(".qm")
LANGUAGE = "zh_CN"
CONTEXT = "LifeCircle"
FOLDERS = ("algorithms", "engine", "gis", "reports", "survey", "tools", "ui")
TRANSLATES = {"tr", "say"}
"""Functions whose first argument is a text."""
CARRIES = {"EngineError", "Remark", "SurveyError"}
"""Classes whose first argument is a text that is translated where it is shown."""
COMPILERS = (
    "lrelease",
    "lrelease-qt5",
    "/usr/lib/qt5/bin/lrelease",
    "lrelease-qt6",
    "/usr/lib/qt6/bin/lrelease",
)


@dataclass(frozen=True, order=True)
class Text:
    """One text as Qt looks it up."""

    context: str
    source: str
    comment: str = ""


@dataclass
class Found:
    """What the code holds: texts with the files they are in, and calls that cannot work."""

    files: dict[Text, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, text: Text, file: str) -> None:
        """Note a text, once for each file."""
        files = self.files.setdefault(text, [])
        if file not in files:
            files.append(file)


def main() -> int:
    """Update or check the translations; 0 if all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    found = collect_texts()
    known = read_ts(TS)
    written = write_ts(found, known)
    faults = found.faults + list_faults(found, known)
    if check:
        if TS.read_text(encoding="utf-8") != written:
            faults.append(f"{TS.name} is not up to date")
    else:
        TS.parent.mkdir(exist_ok=True)
        TS.write_text(written, encoding="utf-8", newline="\n")
    compiled = compile_ts(TS)
    if compiled is None:
        faults.append("there is no lrelease here (package qttools5-dev-tools)")
    elif not check:
        QM.write_bytes(compiled)
    elif not QM.is_file() or QM.read_bytes() != compiled:
        faults.append(f"{QM.name} is not what lrelease makes of {TS.name}")
    for fault in faults:
        print(fault)
    print(f"{len(found.files)} texts, {len(faults)} faults")
    return 1 if faults else 0


def collect_texts(root: Path = ROOT) -> Found:
    """Collect the texts of all code and forms, file by file in the order of their names."""
    found = Found()
    files = [*root.glob("*.py"), *(file for name in FOLDERS for file in (root / name).rglob("*"))]
    for path in sorted(files):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            collect_python(path.read_text(encoding="utf-8"), name, found)
        elif path.suffix == ".ui":
            collect_form(path.read_text(encoding="utf-8"), name, found)
    return found


def collect_python(code: str, name: str, found: Found) -> None:
    """Collect the literals of ``tr("…")``, ``EngineError("…")`` and the like."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        function = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if function not in TRANSLATES | CARRIES:
            continue
        text = node.args[0] if node.args else None
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            found.add(Text(CONTEXT, text.value), name)
        elif not (isinstance(text, ast.Attribute) and text.attr == "template"):
            shown = ast.unparse(node)
            found.faults.append(f"{name}, line {node.lineno}: no plain literal in {shown}")


def collect_form(form: str, name: str, found: Found) -> None:
    """Collect what ``uic`` translates in a form, under the name of the form's class."""
    root = ElementTree.fromstring(form)  # noqa: S314 - a file of this project
    context = root.findtext("class", default="")
    for parent in root.iter():
        untranslated = parent.tag == "stringlist" and parent.get("notr") == "true"
        for node in parent.findall("string"):
            if node.text and node.get("notr") != "true" and not untranslated:
                found.add(Text(context, node.text, node.get("comment", "")), name)


def read_ts(path: Path) -> dict[Text, str]:
    """Read the finished translations of a file; none if there is no file."""
    if not path.is_file():
        return {}
    known = {}
    for context in ElementTree.parse(path).iter("context"):  # noqa: S314 - a file of this project
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            text = Text(
                context.findtext("name", default=""),
                message.findtext("source", default=""),
                message.findtext("comment", default=""),
            )
            known[text] = translation.text or ""
    return known


def write_ts(found: Found, known: dict[Text, str]) -> str:
    """Write the texts as Qt's TS file: by context, file and place in the file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGE}" sourcelanguage="en">',
    ]
    for context in sorted({text.context for text in found.files}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for text, files in found.files.items():
            if text.context == context:
                lines += _write_message(text, files, known.get(text, ""))
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _write_message(text: Text, files: Iterable[str], translation: str) -> Iterator[str]:
    yield "    <message>"
    for file in files:
        yield f'        <location filename="../{escape(file)}"/>'
    yield f"        <source>{escape(text.source)}</source>"
    if text.comment:
        yield f"        <comment>{escape(text.comment)}</comment>"
    if translation:
        yield f"        <translation>{escape(translation)}</translation>"
    else:
        yield '        <translation type="unfinished"></translation>'
    yield "    </message>"


def list_faults(found: Found, known: dict[Text, str]) -> list[str]:
    """Name the texts without a translation and the translations with other places for values."""
    faults = []
    for text, files in found.files.items():
        shown = f"{files[0]}: {text.source!r}"
        if text not in known:
            faults.append(f"not translated: {shown}")
        elif list_places(known[text]) != list_places(text.source):
            faults.append(f"other places for values: {shown}")
    return faults


def list_places(text: str) -> set[tuple[str, str]] | None:
    """Return names and formats of the places for values in a text; None: it cannot be filled in."""
    try:
        return {
            (name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None
        }
    except ValueError:
        return None


def find_compiler() -> str | None:
    """Find Qt's lrelease."""
    return next((path for name in COMPILERS if (path := shutil.which(name))), None)


def compile_ts(path: Path) -> bytes | None:
    """Return what lrelease makes of a file; None if there is no lrelease."""
    compiler = find_compiler()
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        command = [compiler, "-silent", str(path), "-qm", str(made)]
        subprocess.run(command, check=True)  # noqa: S603 - a program of Qt on a file of ours
        return made.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
