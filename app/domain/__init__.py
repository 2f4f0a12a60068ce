"""Pure rules of the tumour board: standard library only, no clock, no database, no sentence."""
