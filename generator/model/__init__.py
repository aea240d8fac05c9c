"""Turns decoded YAML into what the documents mean: content, locale and club, with inline text and variables."""
