"""The commands that a developer types: set-up, with-qgis, make, the released zip."""

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import package
import pytest

ROOT = Path(__file__).resolve().parent.parent
WITH_QGIS = str(ROOT / "tools" / "with-qgis")


def run(*command: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=os.environ | more, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("target", ["demo", "test", "qgis", "lint", "bench", "package"])
def test_make_knows_each_command_and_runs_it_with_qgis(target):
    done = run("make", "--dry-run", target)
    assert done.returncode == 0, done.stderr
    assert "tools/with-qgis " in done.stdout


def test_make_hands_the_data_folder_on():
    assert "--data '../a place'" in run("make", "--dry-run", "demo", "DATA=../a place").stdout


def test_ci_runs_what_a_user_would_type():
    script = (ROOT / ".ci" / "run").read_text()
    assert script.splitlines()[-1] == "make test"


def test_setup_does_nothing_at_once_when_all_is_there():
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        done = run(str(ROOT / "tools" / "setup"))
        seconds.append(time.perf_counter() - start)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert min(seconds) < 0.05


def test_python_sees_qgis_the_libraries_and_the_plugin_from_any_folder(tmp_path):
    script = (
        "import lifecircle, processing, qgis.core, shapely, geopandas, sys; "
        "print(qgis.core.Qgis.QGIS_VERSION_INT >= 34000, shapely.__version__ >= '2', "
        "geopandas.__version__ >= '1', sys.prefix, lifecircle.__file__)"
    )
    done = run(WITH_QGIS, "python", "-c", script, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    *versions, prefix, plugin = done.stdout.split()
    assert versions == ["True", "True", "True"]
    assert Path(prefix) == ROOT / ".venv"
    assert Path(plugin).resolve() == ROOT / "__init__.py"


def test_qgis_process_lists_our_algorithms_and_says_nothing_else(tmp_path):
    done = run(WITH_QGIS, "qgis_process", "list", cwd=tmp_path)
    assert done.returncode == 0
    assert "lifecircle:coveragegaps" in done.stdout
    assert done.stderr == ""


def test_the_exit_status_and_the_arguments_pass_through(tmp_path):
    done = run(WITH_QGIS, "sh", "-c", 'printf %s "$2"; exit 7', "sh", "a", "b  c", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (7, "b  c")


def test_each_run_has_a_profile_of_its_own_and_leaves_none():
    script = (
        "import os; from qgis.core import QgsSettings; "
        "print(os.environ['QGIS_CUSTOM_CONFIG_PATH'], QgsSettings().fileName()); "
        "print(QgsSettings().value('PythonPlugins/lifecircle'))"
    )
    runs = [
        subprocess.Popen(
            [WITH_QGIS, "qgis_process", "run", "native:addautoincrementalfield"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ),
        subprocess.Popen([WITH_QGIS, "python", "-c", script], stdout=subprocess.PIPE, text=True),
    ]
    profiles = ROOT / ".venv" / "profiles"
    told = runs[1].communicate(timeout=60)[0].split()
    runs[0].wait(timeout=60)
    assert Path(told[0]) == profiles / str(runs[1].pid)
    assert run(WITH_QGIS, "true").returncode == 0
    assert [one for one in runs if (profiles / str(one.pid)).exists()] == []


@pytest.mark.parametrize(("asked", "spoken"), [("zh-Hans", "zh-Hans"), ("en", "en")])
def test_the_language_can_be_asked_for(asked, spoken):
    script = (
        "from qgis.core import QgsApplication; "
        "application = QgsApplication([], False); application.initQgis(); "
        "print(QgsApplication.locale())"
    )
    done = run(WITH_QGIS, "python", "-c", script, LIFECIRCLE_LOCALE=asked)
    assert done.stdout.split()[-1:] == [spoken], done.stderr


def test_without_a_command_it_says_how_it_is_used():
    done = run(WITH_QGIS)
    assert done.returncode == 2
    assert "tools/with-qgis python script.py" in done.stderr


def test_the_zip_is_what_the_plugin_site_takes(tmp_path):
    target = tmp_path / "plugin.zip"
    package.write_zip(target)
    assert package.find_faults(target) == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("other/x.py", "outside"),
        ("lifecircle/.gitignore", "hidden"),
        ("lifecircle/engine/__pycache__/x.py", "left over"),
        ("lifecircle/tests/x.py", "for developers"),
        ("lifecircle/Makefile", "for developers"),
        ("lifecircle/ui/ui_dock.py", "generated"),
        ("lifecircle/resources_rc.py", "generated"),
        ("lifecircle/engine/fast.so", "kind"),
        ("lifecircle/run.sh", "kind"),
    ],
)
def test_what_the_plugin_site_refuses_is_found(tmp_path, name, fault):
    target = tmp_path / "plugin.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for member in (*(f"lifecircle/{needed}" for needed in package.REQUIRED), name):
            archive.writestr(member, "")
    assert [said for said in package.find_faults(target) if fault in said] != []


def test_a_zip_without_a_licence_or_too_large_is_found(tmp_path, monkeypatch):
    target = tmp_path / "plugin.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("lifecircle/metadata.txt", "")
    monkeypatch.setattr(package, "LARGEST", 10)
    faults = package.find_faults(target)
    assert "LICENSE is missing." in faults
    assert any("more than 10" in fault for fault in faults)


def test_these_tests_run_in_the_environment_they_test():
    assert Path(sys.prefix) == ROOT / ".venv"
