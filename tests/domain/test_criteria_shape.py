"""Malformed criteria are refused with a code and never ignored."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.casefile import CaseFile, Patient, Tumour
from app.domain.criteria_shape import problems

CATALOGUE = Path(__file__).resolve().parents[2] / "seed" / "catalogue"
CASE = CaseFile(Patient("BENALI", "Karim"), (Tumour("t"),))
BAD_NODES = {
    "criterion_needs_one_kind": {"rule": "r", "source": "s"},
    "criterion_without_rule": {"source": "s", "open": {}},
    "criterion_without_source": {"rule": "r", "open": {}},
    "criterion_unknown_key": {"rule": "r", "source": "s", "open": {}, "sites": ["lung"]},
    "criterion_missing_key": {"rule": "r", "source": "s", "biomarker": {"marker": "BRAF"}},
    "criterion_bad_value": {"rule": "r", "source": "s", "tumour": {"sites": ["colon"]}},
    "criterion_empty_group": {"rule": "r", "source": "s", "any": []},
    "criterion_not_allowed_in_none": {
        "rule": "r",
        "source": "s",
        "none": [{"age": {"at_most": 70}}],
    },
    "criterion_not_a_mapping": {"rule": "r", "source": "s", "all": ["lung"]},
}


class TestShape:
    @pytest.mark.parametrize("code", BAD_NODES)
    def test_a_malformed_criterion_has_a_code(self, code):
        assert code in [violation.code for violation in problems([BAD_NODES[code]])]

    def test_two_rules_with_one_name_are_refused(self):
        node = {"rule": "r", "source": "s", "open": {}}
        assert [v.code for v in problems([node, node])] == ["criterion_duplicate_rule"]

    def test_a_group_nested_without_end_is_refused(self):
        node: dict = {"rule": "r", "source": "s", "all": []}
        node["all"].append(node)
        assert "criterion_too_deep" in [violation.code for violation in problems([node])]
