"""检查设置 of a cycle: typed, kept by version, compared."""
