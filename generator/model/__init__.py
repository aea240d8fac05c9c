"""Defines the records that files are decoded into: content, layout, locale, club and others."""
