"""Prints documents that are set already in other ways than page by page: cards on sheets, booklets, for print shops."""
