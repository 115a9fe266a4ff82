"""Makes the zip that the plugin site takes, and checks it against the site's rules.

Usage: ``make package``. The zip holds what is committed, less what ``.gitattributes`` leaves out.
"""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
TOP = "lifecircle"
LARGEST = 25 * 2**20  # bytes, the plugin site's limit
REQUIRED = ("LICENSE", "metadata.txt", "__init__.py", "plugin.py", "icons/lifecircle.svg")
DEVELOPERS = {"tests", "tools", "Makefile", "pyproject.toml"}
KINDS = {
    *(".py", ".ui", ".svg", ".png", ".qml", ".qpt", ".model3", ".csv", ".json", ".txt", ".md"),
    *(".qrc", ".ts", ".qm", ".gpkg", ".html", ".css", ".js", ".ini"),
    *(".shp", ".shx", ".dbf", ".prj", ".cpg", ".xlsx"),
}
"""What may ship: text, pictures, the sample's layers, compiled translations."""


def read_version() -> str:
    """Read the plugin's version from its metadata."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def write_zip(target: Path) -> None:
    """Write the committed plugin to a zip."""
    target.parent.mkdir(parents=True, exist_ok=True)
    command = ["git", "archive", "--format=zip", f"--prefix={TOP}/", f"--output={target}", "HEAD"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - no input from outside


def find_faults(target: Path) -> list[str]:
    """List what the plugin site would refuse in a zip, as sentences."""
    faults = []
    if target.stat().st_size > LARGEST:
        faults.append(f"The zip has {target.stat().st_size} bytes, more than {LARGEST}.")
    with zipfile.ZipFile(target) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    if not all(name.startswith(f"{TOP}/") for name in names):
        faults.append(f"Files lie outside the folder {TOP}.")
    members = [PurePosixPath(name).relative_to(TOP) for name in names if name.startswith(TOP)]
    faults += [f"{name} is missing." for name in REQUIRED if PurePosixPath(name) not in members]
    for member in members:
        name = member.name
        if any(part.startswith(".") or part == "__pycache__" for part in member.parts):
            faults.append(f"{member} is hidden or left over.")
        elif member.parts[0] in DEVELOPERS:
            faults.append(f"{member} is for developers.")
        elif name.startswith("ui_") and member.suffix == ".py" or name == "resources_rc.py":
            faults.append(f"{member} is generated.")
        elif member.suffix not in KINDS and name != "LICENSE":
            faults.append(f"{member} is of a kind that does not ship.")
    return faults


def main() -> int:
    """Write the zip, check it, say where it is."""
    target = ROOT / "dist" / f"{TOP}-{read_version()}.zip"
    write_zip(target)
    faults = find_faults(target)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        target.unlink()
        return 1
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
