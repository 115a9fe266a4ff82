"""The benchmarks run: once, on the sample, with every workload that needs no city."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PHASES = ("start", "read", "build", "place", "search", "geometry", "write", "other")
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_quick_run_measures_and_compares_every_workload(tmp_path):
    target = tmp_path / "benchmarks.md"
    command = [sys.executable, str(ROOT / "tools" / "bench.py"), "--quick", "--sample"]
    done = subprocess.run(
        [*command, "--output", str(target)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    text = target.read_text("utf-8")
    assert text.strip() == done.stdout.strip()
    titles = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(titles) == 8
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in row] for row in rows]
    whole, searching = (
        next(row for row in rows if row[0] == name)
        for name in ("whole process", "placing, search and geometry")
    )
    for row in (whole, searching):
        assert row[1].endswith("s")
        assert row[3].startswith("QGIS native:serviceareafromlayer")
        assert row[6].endswith("x")
    assert float(whole[2].removesuffix(" MB")) > 100
    phases = next(row for row in rows if row[0] == "Life Circle")
    heads = next(row for row in rows if row[0] == "seconds by phase")
    assert heads[1:9] == list(PHASES)
    # the phases are the whole process, but for its last breath
    assert sum(map(float, phases[1:9])) == pytest.approx(float(whole[1].split()[0]), abs=0.5)
    assert "Both reach the same streets: 20 origins" in text
    assert "networkx: the same metres at" in text
    assert {row[0] for row in rows} >= {"20,000 residents from CSV", "2,000 facilities from CSV"}


@pytest.mark.slow
def test_a_quick_run_diagnoses_the_sample_and_a_small_city(tmp_path):
    target = tmp_path / "benchmarks.md"
    command = [sys.executable, str(ROOT / "tools" / "bench.py"), "--quick", "--sample"]
    command += ["--only", "diagnosis", "--output", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    lines = target.read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:2] == "| "]
    heads = next(row for row in rows if row[0] == "seconds by phase")
    steps = ["read", "network", "have it", "good: walks", "good", "right: walks", "right", "rungs"]
    assert heads[1:] == ["start", *steps, "write", "gaps: waited for", "other"]
    for work in ("the sample", "500 homes"):
        whole, phases = (row for row in rows if row[0] == work)
        assert float(whole[2].removesuffix(" MB")) > 100
        spent = dict(zip(heads[1:], map(float, phases[1:]), strict=True))
        # a function that was renamed would not be timed
        assert min(spent[step] for step in ("read", "have it", "right", "write")) > 0
        assert sum(spent.values()) == pytest.approx(float(whole[1].split()[0]), abs=1.0)
        goes = next(line for line in lines if line.startswith(f"Where the time of {work} goes: "))
        beside = re.findall(r"gaps (?:found|drawn) ([\d.]+) s", goes)
        assert len(beside) == 2
        assert sum(map(float, beside)) > 0
    corners = next(row for row in rows if row[0].startswith("500 homes on "))
    assert re.match(r"networkx \S+, access \S+ \(a script that is given the graph\)", corners[3])
    assert float(corners[6].removesuffix("x")) > 0
    (told,) = (line for line in lines if line.startswith("Beside the script: "))
    assert "every supply the same" in told
    told = next(line for line in lines if line.startswith("500 homes of "))
    assert "30 services with limits in minutes, 120 facilities, 300 answers" in told


def test_an_empty_folder_is_refused(tmp_path):
    command = [sys.executable, str(ROOT / "tools" / "bench.py"), "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "No OpenStreetMap extract (*.pbf) in" in done.stderr
