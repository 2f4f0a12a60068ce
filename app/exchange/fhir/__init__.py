"""Import of FHIR R4 in JSON, by code then by profile: mCODE of any version, or plain FHIR."""

from __future__ import annotations

from .read import read_bundle

__all__ = ["read_bundle"]
