"""The engine stands alone: no QGIS, no Qt, no reference systems, no files."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "engine").glob("*.py"))
OUTSIDE = {
    "qgis", "PyQt5", "PyQt6", "sip", "pyproj", "osgeo", "fiona", "rasterio", "matplotlib",
    "os", "io", "pathlib", "shutil", "tempfile", "glob", "pickle", "sqlite3", "csv", "json",
    "subprocess", "socket", "urllib", "logging", "importlib",
}  # fmt: skip
FILES = {
    "open", "read_csv", "read_table", "read_excel", "read_file", "read_parquet", "to_csv",
    "to_file", "to_parquet", "load", "loadtxt", "genfromtxt", "save", "savez", "savetxt",
    "fromfile", "tofile", "memmap", "to_crs", "set_crs", "print", "input",
}  # fmt: skip


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_reaches_for_nothing_outside(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= 1, f"{path.name}:{node.lineno} imports from above the engine"
            names = [] if node.level else [node.module]
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else None
            called = node.func.id if isinstance(node.func, ast.Name) else called
            assert called not in FILES, f"{path.name}:{node.lineno} calls {called}"
            continue
        else:
            continue
        outside = {name.split(".")[0] for name in names} & OUTSIDE
        assert not outside, f"{path.name}:{node.lineno} imports {outside}"


def test_the_engine_is_imported_without_qgis_and_without_reference_systems():
    """In a fresh Python that refuses them; geopandas may bring its own for whoever wants them."""
    names = [f"lifecircle.engine.{path.stem}" for path in MODULES if path.stem != "__init__"]
    script = f"""
import importlib, sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {{"qgis", "PyQt5", "PyQt6", "osgeo", "pyproj"}}:
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
for name in {names}:
    importlib.import_module(name)
print(len({names}))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(len(names))]


def test_nothing_of_the_plugin_is_imported_by_the_name_of_its_folder():
    """The checkout may be called anything: within the plugin imports are relative."""
    for folder in ("engine", "gis", "algorithms", "survey", "reports", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module]
                for name in names:
                    assert name.split(".")[0] != "lifecircle", path
