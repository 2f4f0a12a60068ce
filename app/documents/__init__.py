"""The prints: from a record to the bytes of a PDF, without any clock, database or network."""
