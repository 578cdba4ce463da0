"""审核表 with its eight questions, what speaks to each, and the 审核意见 that goes out with a decision."""
