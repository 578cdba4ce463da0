"""跨部门比对: all texts of a cycle beside each other."""
