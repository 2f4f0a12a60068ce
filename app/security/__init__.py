"""Sign-in, sessions, headers and the guard that refuses by default."""
