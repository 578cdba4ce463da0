"""检查结果, for the department: what is listed beside the writing and on a page, mended by a click, explained."""
