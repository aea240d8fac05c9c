"""Measures how far a printer misses the middle of the paper: a target, its reading, and the profile of the printer."""
