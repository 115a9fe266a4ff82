"""The rules of the house that a machine can check: seams, names, what never gets committed."""

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BELOW = {
    "engine": set(),
    "gis": {"engine"},
    "survey": {"engine", "gis"},
    "reports": {"engine", "gis", "survey"},
    "algorithms": {"engine", "gis", "survey", "reports"},
    "ui": {"engine", "gis", "survey", "reports", "algorithms"},
}
"""Each room of the plugin, and the rooms that it may import from."""
OF_THE_ENGINE = {"numpy", "scipy", "shapely", "pandas", "geopandas"}
SHIPPED = [ROOT / "__init__.py", ROOT / "plugin.py"] + [
    path for room in BELOW for path in sorted((ROOT / room).rglob("*.py"))
]


def committed(*patterns: str) -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def imports_of(path: Path) -> set[str]:
    """Dotted names that a file imports, those of the project beginning with ``lifecircle``."""
    package = ["lifecircle", *path.relative_to(ROOT).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_each_room_imports_only_from_rooms_below_it():
    wrong = []
    for room, below in BELOW.items():
        for path in sorted((ROOT / room).rglob("*.py")):
            ours = {name for name in imports_of(path) if name.split(".")[0] == "lifecircle"}
            rooms = {name.split(".")[1] for name in ours}
            wrong += [f"{name_of(path)}: {other}" for other in sorted(rooms - below - {room})]
    assert wrong == []


def test_the_engine_imports_no_other_library():
    allowed = OF_THE_ENGINE | set(sys.stdlib_module_names) | {"lifecircle"}
    wrong = [
        f"{name_of(path)}: {name}"
        for path in sorted((ROOT / "engine").rglob("*.py"))
        for name in sorted(imports_of(path))
        if name.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_the_engine_opens_no_files():
    wrong = []
    for path in sorted((ROOT / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).split(".")[-1]
                if called in {"open", "read_text", "read_bytes", "write_text", "read_csv"}:
                    wrong.append(f"{name_of(path)}:{node.lineno}: {called}")
    assert wrong == []


def test_qt_comes_through_qgis_and_no_second_proj():
    wrong = [
        f"{name_of(path)}: {name}"
        for path in SHIPPED
        for name in sorted(imports_of(path))
        if name.split(".")[0] in {"PyQt5", "PyQt6", "pyproj"}
    ]
    assert wrong == []


def test_starting_the_plugin_imports_no_heavy_library():
    script = (
        "import sys; from qgis.core import QgsApplication; import lifecircle; "
        "before = set(sys.modules); import lifecircle.plugin; "
        "lifecircle.classFactory(None).initProcessing(); "
        "print(sorted({'scipy', 'pandas', 'geopandas', 'shapely'} & (set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_a_module_is_named_for_what_it_holds_and_is_small(path):
    assert not set(path.with_suffix("").parts) & {"utils", "helpers", "common", "manager", "misc"}
    assert len(path.read_text("utf-8").splitlines()) < 400


def test_user_interface_files_stand_beside_their_code():
    forms = committed("ui/*.ui")
    assert forms
    assert [name_of(path) for path in forms if not path.with_suffix(".py").is_file()] == []


def hosts_of_registries() -> set[str]:
    """Hosts that this machine installs from; a checkout that names one ties others to it."""
    sources = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    told = "\n".join(path.read_text("utf-8") for path in sources if path.is_file())
    pip = [sys.executable, "-m", "pip", "config", "list"]
    told += subprocess.run(pip, capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"://([^/ ']+\.[a-z]{2,})", told))


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    paths = [r"/home/\w+/", r"/wor[k]/", r"/tm[p]/"]
    pattern = re.compile("|".join([re.escape(host) for host in hosts_of_registries()] + paths))
    wrong = []
    for path in committed():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [
            f"{name_of(path)}:{number}: {found[0]}"
            for number, line in enumerate(text.splitlines(), 1)
            if (found := pattern.search(line))
        ]
    assert wrong == []


def test_metadata_follow_the_rules_of_the_plugin_site():
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    wanted = ("name", "description", "about", "author", "email", "tracker", "repository")
    assert [key for key in (*wanted, "homepage", "tags") if not general.get(key)] == []
    assert re.fullmatch(r"\d+\.\d+\.\d+", general["version"])
    assert (general["qgisMinimumVersion"], general["qgisMaximumVersion"]) == ("3.40", "4.99")
    assert general["hasProcessingProvider"] == "yes"
    assert (ROOT / general["icon"]).is_file()
    about = general["about"].lower()
    assert [name for name in ("numpy", "scipy", "shapely", "geopandas") if name not in about] == []


def test_every_icon_and_form_is_listed_among_the_resources():
    listed = set(re.findall(r"<file[^>]*>([^<]+)</file>", (ROOT / "resources.qrc").read_text()))
    assert sorted(name_of(path) for path in committed("icons/*.svg")) == sorted(listed)
