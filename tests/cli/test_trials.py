"""`relais trials match` from the command line: a file in, every pair out, or a refusal with its line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TRIAL = """protocol_no: T-1
treatment_list:
  step:
    - arm:
        - match:
            - and:
                - clinical: {oncotree_primary_diagnosis: Lung, age_numerical: ">=18"}
                - genomic: {hugo_symbol: EGFR, variant_category: Mutation, protein_change: p.L858R}
"""
PATIENTS = [
    {
        "clinical": {
            "SAMPLE_ID": "TEST-1",
            "BIRTH_DATE": "1968-05-03",
            "ONCOTREE_PRIMARY_DIAGNOSIS_NAME": "Lung Adenocarcinoma",
        },
        "genomic": [
            {
                "VARIANT_CATEGORY": "MUTATION",
                "TRUE_HUGO_SYMBOL": "EGFR",
                "TRUE_PROTEIN_CHANGE": "p.Leu858Arg",
                "WILDTYPE": False,
            }
        ],
    },
    {
        "clinical": {
            "SAMPLE_ID": "TEST-2",
            "BIRTH_DATE": "2010-11-24",
            "ONCOTREE_PRIMARY_DIAGNOSIS_NAME": "Lung Adenocarcinoma",
        },
        "genomic": [],
    },
]


def run(tmp_path: Path, trial: str) -> subprocess.CompletedProcess[str]:
    folder = tmp_path / "essais"
    folder.mkdir()
    (folder / "un.yaml").write_text(trial, encoding="utf-8")
    (tmp_path / "patients.json").write_text(json.dumps(PATIENTS), encoding="utf-8")
    command = [sys.executable, "-c", "from app.cli import main; main()", "trials", "match"]
    options = ["--trials", folder, "--patients", tmp_path / "patients.json"]
    more = ["--out", tmp_path / "out.json", "--on", "2026-11-23"]
    environment = {"RELAIS_HOME": str(tmp_path / "nowhere"), "PATH": ""}
    return subprocess.run(
        list(map(str, [*command, *options, *more])),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
    )


def test_every_pair_is_written_without_a_database(tmp_path):
    done = run(tmp_path, TRIAL)
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert found["TEST-1"]["T-1"] == {
        "status": "match",
        "reasons": ["EGFR p.Leu858Arg", "clinical"],
        "first_blocker": None,
    }
    refused = found["TEST-2"]["T-1"]
    assert refused["status"] == "no_match"
    assert refused["first_blocker"].startswith("clinical.age_numerical >=18 (au dossier")
    assert len(refused["reasons"]) == 2
    assert not (tmp_path / "nowhere").exists()


def test_a_bad_trial_is_refused_with_its_line_and_nothing_is_written(tmp_path):
    done = run(tmp_path, TRIAL.replace("- and:", "- nand:"))
    assert done.returncode == 1
    assert "un.yaml, ligne 6" in done.stderr
    assert "« nand » inconnu" in done.stderr.replace("\u00a0", " ")
    assert not (tmp_path / "out.json").exists()
