"""Sets a story: shapes words, breaks lines, columns and pages, and says where every mark stands."""
