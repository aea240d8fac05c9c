"""Makes other prints of finished documents: cards on sheets, booklets, files for a print shop."""
