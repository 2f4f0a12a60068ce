"""The columns of each file of the pivot, as the official sample heads them."""

from __future__ import annotations

from collections.abc import Mapping

_ALTERATION = (
    "Analysis_Ref", "AlterationOnSample_AlterationType", "AlterationOnSample_Pathogenicity",
)  # fmt: skip

# without the two first columns (`Patient_Id`, `Instance_Id`) and, for most, without the name of the file before
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "Patient": (
        "Patient_Gender", "Patient_Ethnicity", "Patient_BirthDate", "Patient_DeathDate",
        "Patient_ProviderCenterId", "Patient_OriginCenterId", "Patient_CauseOfDeath",
        "Patient_LastNewsDate", "Patient_LastNewsStatus",
    ),
    "TumorPathologyEvent": tuple(
        f"TumorPathologyEvent_{name}"
        for name in (
            "ParentRef", "Type", "StartDate", "PerformanceStatus", "G8", "T", "N", "M",
            "TNMVersion", "TNMType", "HistologicalGradeType", "HistologicalGradeValue",
            "StadeType", "StadeValue", "DiagnosisDate", "TopographyCode", "MorphologyCode",
            "Laterality",
        )
    ),
    "TNM": ("TumorPathologyEvent_Ref", "TNM_Version", "TNM_Type", "TNM_T", "TNM_N", "TNM_M"),
    "BiologicalSample": (
        "TumorPathologyEvent_Ref", "BiologicalSample_CollectDate",
        "BiologicalSample_TopographyCode",
    ),
    "Analysis": (
        "TumorPathologyEvent_Ref", "BiologicalSample_Ref", "Analysis_Date", "Panel_Name",
    ),
    "Biomarker": ("Analysis_Ref", "Biomarker_Code", "Biomarker_Value", "Biomarker_Unit"),
    "Variant": (*_ALTERATION, "VariantInSample_GenomicSourceClass"),
    "Fusion": _ALTERATION,
    "CopyNumber": (*_ALTERATION, "CNV_SegmentGenomicStatus", "CNV_CopyNumber"),
    "Annotation": (
        "Alteration_Ref", "AlterationOnSample_AlterationType", "GenomeEntity_Symbol",
        "Annotation_DNASequenceVariation", "Annotation_AminoAcidChange",
        "Annotation_FusionPrimeEnd",
    ),
    "Treatment": (
        "TumorPathologyEvent_Ref", "Treatment_Type", "Treatment_LineNumber",
        "Treatment_ActivityCode", "Treatment_StartDate", "Treatment_EndDate",
        "Treatment_ClinicalTrialContext", "Treatment_ClinicalTrialName",
        "Treatment_ClinicalTrialId", "Treatment_SurgeryResectionQuality",
        "Treatment_SurgeryNature",
    ),
    "Drug": ("Treatment_Ref", "Drug_Code", "Drug_Name"),
    "ResponseEvaluation": ("Treatment_Ref", "Date", "Status"),
    "AdverseEvent": (
        "Treatment_Ref", "TumorPathologyEvent_Ref", "AdverseEvent_Code", "AdverseEvent_Date",
        "AdverseEvent_EndDate", "AdverseEvent_Grade",
    ),
    "RelatedPathology": (
        "RelatedPathology_PathologyCode", "RelatedPathology_DiagnosisDate",
        "RelatedPathology_PathologyEndDate",
    ),
    "FamilyCancerHistory": (
        "FamilyCancerHistory_TopographyCode", "FamilyCancerHistory_Parentage",
    ),
}  # fmt: skip

COLUMNS: Mapping[str, tuple[str, ...]] = {
    kind: ("Patient_Id", "Instance_Id", *names) for kind, names in _FIELDS.items()
}
