// What the heads of columns are called in county templates, the provincial systems and in our own table.

const NAMES = {
  level1: "一级指标 一级",
  level2: "二级指标 二级",
  name: "三级指标 三级 指标名称 绩效指标 绩效指标名称",
  description: "绩效指标描述 指标描述 绩效指标说明 指标说明 指标解释 指标内容 描述",
  target: "指标值 目标值 绩效指标值 年度指标值 年度目标值 预期指标值",
  basis: "指标值确定依据 指标确定依据 指标值依据 确定依据 依据",
  operator: "运算符 运算符号 计算符号 关系符号 比较符号 符号",
  number: "数值 指标数值",
  unit: "计量单位 度量单位 单位",
  counter: "序号 编号",
};

// What we call a column ourselves.
export const TITLES = Object.fromEntries(Object.entries(NAMES).map(([field, names]) => [field, names.split(" ")[0]]));

const FIELD_OF = new Map(
  Object.entries(NAMES).flatMap(([field, names]) => names.split(" ").map((name) => [name, field])),
);
const ASIDE = /[\s:：*＊]|[（(][^）)]*[）)]/g; // blanks, stars of required fields, what stands in brackets
const SEARCHED = 40; // a whole 绩效目标表 has some ten lines above its indicators

const fieldOfHeading = (text) => (text ? FIELD_OF.get(text.replace(ASIDE, "")) || null : null);

// A line of heads: at least two columns known, and more known than not.
function isHeading(row) {
  const words = row.filter((text) => text);
  const known = words.filter(fieldOfHeading);
  return known.length > 1 && known.length * 2 > words.length;
}

// A head merged over several columns counts for each of them, until a head below says otherwise.
function fieldsOf(row, above) {
  let last = null;
  return row.map((text, at) => {
    if (text !== null) last = fieldOfHeading(text);
    return last || above[at] || null;
  });
}

// Where 运算符 or 计量单位 has a column of its own, 指标值 holds the number alone.
function withNumber(columns) {
  if (!columns.includes("operator") && !columns.includes("unit")) return columns;
  return columns.map((field) => (field === "target" && !columns.includes("number") ? "number" : field));
}

// Two columns of one name: the first one has it.
const once = (columns) => columns.map((field, at) => (columns.indexOf(field) === at ? field : null));

// { columns, heads, first, from } of a block with heads: the line they begin on and the first line of values;
// null without heads.
export function readHeadings(matrix) {
  const first = matrix.slice(0, SEARCHED).findIndex(isHeading);
  if (first < 0) return null;
  let at = first;
  let columns = [];
  let heads = [];
  for (; at < matrix.length && isHeading(matrix[at]); at += 1) {
    columns = fieldsOf(matrix[at], columns);
    heads = matrix[at].map((text, column) => text || heads[column] || "");
  }
  return { columns: once(withNumber(columns)), heads, first, from: at };
}
