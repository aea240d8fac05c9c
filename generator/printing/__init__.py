"""Prints what the pipeline sets in other ways than one page after the other: sheets of cards, booklets."""
