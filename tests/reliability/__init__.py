"""Faults injected on purpose: nothing acknowledged is ever lost."""
