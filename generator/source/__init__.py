"""Turns YAML files into typed values that remember their place: text to nodes, nodes to records."""
