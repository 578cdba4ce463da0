// The grid's columns and a small tree, as a page hands them to the scripts.
import { key } from "../../static/js/draft/categories.js";

const own = (name, label, wordings = [], isOptional = false) => ({ name, label, wordings, isOptional });

export const COLUMNS = {
  own: [
    own("level1", "一级指标"), own("level2", "二级指标"), own("name", "三级指标", ["指标名称", "绩效指标"]),
    own("description", "绩效指标描述", ["指标说明", "指标解释"]), own("target", "指标值", ["年度指标值", "目标值"]),
    own("basis", "指标值确定依据", ["确定依据"]),
  ],
  beside: [own("counter", "序号", ["编号"]), own("operator", "运算符", ["指标方向"]), own("number", "数值"), own("unit", "计量单位", ["单位"])],
};
export const FIELDS = COLUMNS.own.map(({ name }) => name);

export const TREE = new Map([
  ["产出指标", "数量指标"], ["产出指标", "质量指标"], ["效益指标", "社会效益指标"], ["满意度指标", "服务对象满意度指标"],
].map(([level1, level2], order) => [key(level2), { level1, level2, order }]));

export const row = (level1, level2, name = "", more = {}) => ({ level1, level2, name, description: "", target: "", basis: "", ...more });
