"""The form of a 部门预算绩效文本, whatever it was printed in: labels, headings, tables, and their way into a Text."""
