"""Markers and alterations under their many spellings, and those a site expects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alterations import matches, rules_out
from app.domain.casefile import Biomarker, CaseFile, Patient, Tumour
from app.domain.markers import Answer, expected_markers, never_done, read_marker
from app.domain.vocabulary import MarkerState, Site

POSITIVE, NEGATIVE = MarkerState.POSITIVE, MarkerState.NEGATIVE


def colorectal(*biomarkers: Biomarker) -> CaseFile:
    return CaseFile(Patient("BENALI", "Karim"), (Tumour("t", Site.COLORECTAL),), biomarkers)


ALTERATION = st.from_regex(r"[A-Z][1-9][0-9]{1,3}[A-Z]", fullmatch=True)


class TestSpelling:
    @given(ALTERATION)
    def test_an_alteration_matches_itself_and_its_wildcard_only(self, name):
        other = name[:-1] + ("A" if name[-1] != "A" else "C")
        assert matches(f"p.{name}", name) is True
        assert matches(name.lower(), name[:-1] + "*") is True
        assert matches(other, name) is False
        assert matches(name[:-1], name) is None

    @given(ALTERATION)
    def test_one_absence_answers_for_itself_alone(self, name):
        other = name[:-1] + ("A" if name[-1] != "A" else "C")
        assert rules_out(name, name)
        assert not rules_out(other, name)
        assert not rules_out(name, "")
        assert rules_out("", name)


class TestExpectedMarkers:
    def test_expected_markers_without_a_row_or_not_done_were_never_done(self):
        rows = (
            Biomarker("BRAF", POSITIVE, "V600E"),
            Biomarker("MSI", MarkerState.NOT_DONE),
            Biomarker("KRAS", NEGATIVE),
        )
        assert never_done(colorectal(*rows)) == ("MSI/MMR",)

    def test_a_pending_or_failed_test_is_not_never_done(self):
        rows = (
            Biomarker("dMMR", MarkerState.PENDING),
            Biomarker("RAS", MarkerState.NON_CONTRIBUTORY),
        )
        assert never_done(colorectal(*rows)) == ("BRAF",)

    def test_the_lung_expects_its_drivers_and_pd_l1(self):
        assert {"EGFR", "ALK", "ROS1", "KRAS", "PD-L1"} <= set(expected_markers(Site.LUNG))
        assert expected_markers(Site.OTHER) == ()


class TestNames:
    def test_one_marker_has_many_names(self):
        for name in ("ERBB2", "HER2/neu", "her2 (IHC)"):
            assert read_marker([Biomarker(name, POSITIVE)], "HER2").answer is Answer.YES
        for name in ("ER", "RO", "Récepteurs aux œstrogènes", "Récepteurs des estrogènes (RE)"):
            assert read_marker([Biomarker(name, NEGATIVE)], "RE").answer is Answer.NO

    def test_a_name_inside_another_word_is_chance(self):
        rows = [Biomarker("Metabolisme", POSITIVE), Biomarker("PRETEST", POSITIVE)]
        for marker in ("MET", "RET", "RE", "RP"):
            assert read_marker(rows, marker).answer is Answer.NEVER_DONE
