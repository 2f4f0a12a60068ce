"""Sentences that screens and prints share, made from the codes and parameters of `domain`."""
