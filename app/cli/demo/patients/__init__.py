"""The invented patients of the demonstration, one module each; no clinician has reviewed any of them."""

from __future__ import annotations

from . import assoumani, benali, duval, kervella, lorieux, martinez, pelletan, savary, tissier

# In the order of their references: TEST-MARTINEZ is the first of its year, TEST-BENALI the second.
STORIES = {
    module.NAME: module.story
    for module in (
        martinez,
        benali,
        tissier,
        duval,
        kervella,
        assoumani,
        lorieux,
        pelletan,
        savary,
    )
}
