"""The kinds of resource a tumour board does not need: listed as such, never read."""

ADMINISTRATIVE = frozenset(
    {
        "Account", "Appointment", "CareTeam", "Claim", "ClaimResponse", "Coverage", "Device",
        "Encounter", "Endpoint", "EpisodeOfCare", "ExplanationOfBenefit", "HealthcareService",
        "Location", "Organization", "Practitioner", "PractitionerRole", "Provenance",
        "RelatedPerson", "Schedule", "Slot", "Specimen", "SupplyDelivery", "Task",
    }
)  # fmt: skip
