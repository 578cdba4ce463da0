"""Complete, valid things of which a test varies one part."""

from dataclasses import replace
from itertools import count

from departments.models import Cycle, Department, Membership, Plan, Region, Role, Unit, User
from indicators.actions import load_reference_data
from indicators.models import IndicatorTree
from projects.actions import store_text
from texts.model import Indicator, Line, Milestone, Project, SubGoal, Text

_numbers = count(1)

ROWS = (
    ("产出指标", "数量指标", "印制读本数量", "全年印制乡土读本的册数", "≥1200册", "年度工作计划"),
    ("产出指标", "质量指标", "印刷合格率", "验收合格册数占印制册数的比例", "≥98%", "采购合同"),
    ("产出指标", "时效指标", "印制完成时间", "全部读本印制完成的时间", "2025年9月底前完成", "年度工作计划"),
    ("产出指标", "成本指标", "印制总成本", "印制费用总额", "≤6万元", "采购合同"),
    ("效益指标", "社会效益指标", "受益学校数", "收到读本的学校数量", "≥40所", "年度工作计划"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "问卷中满意和较满意的比例", "≥90%", "问卷调查"),
)


def a_project(**changes) -> Project:
    project = Project(
        code="13990125P00001210001Y",
        name="乡土读本印制费",
        unit_code="131001",
        unit_name="云溪县教育局本级",
        budget="6.00",
        fiscal_funds="6.00",
        other_funds=None,
        purpose="用于印制面向中小学的乡土读本。",
        plan=tuple(Milestone(month=m, percent=p) for m, p in ((3, "30"), (6, "60"), (10, "90"), (12, "100"))),
        goals=(Line(text="印制乡土读本1200册。"), Line(text="发放至全县40所学校。")),
        indicators=tuple(
            Indicator(level1=a, level2=b, name=c, description=d, target=e, basis=f) for a, b, c, d, e, f in ROWS
        ),
    )
    return replace(project, **changes)


def a_text(**changes) -> Text:
    text = Text(
        fiscal_year=2025,
        department="云溪县教育局",
        finance_bureau="云溪县财政局",
        stage="草案",
        numbering="1.",
        overall_goal=("紧扣县委、县政府部署，办好人民满意的教育。", "全年新增学位600个。"),
        sub_goals=(
            SubGoal(
                title="乡土读本印制费绩效目标项目",
                description=("面向小学三至六年级。",),
                goals=("印制并发放乡土读本。",),
                indicators="印制读本数量≥1200册；印刷合格率≥98%。",
            ),
        ),
        measures=(Line(text="建立项目台账，按月监控进度。"), Line(text="严格采购程序，开展绩效自评。")),
        projects=(a_project(),),
    )
    return replace(text, **changes)


def a_region(**changes) -> Region:
    n = next(_numbers)
    fields = {"code": f"{139900 + n:06d}", "name": f"云溪县{n}", "finance_bureau": f"云溪县{n}财政局"}
    return Region.objects.create(**fields | changes)


def a_department(*, region: Region | None = None, **changes) -> Department:
    n = next(_numbers)
    fields = {"code": f"{n % 1000:03d}", "name": f"云溪县第{n}局"}
    return Department.objects.create(region=region or a_region(), **fields | changes)


def a_unit(department: Department, **changes) -> Unit:
    """The department's own unit (本级) first, then subordinate ones."""
    if not department.units.exists():
        return Unit.objects.create(
            department=department, **{"code": f"{department.code}001", "name": f"{department.name}本级"} | changes
        )
    fields = {"code": f"{department.code}{next(_numbers) % 900 + 100:03d}", "name": f"{department.name}二级单位"}
    return Unit.objects.create(department=department, **fields | changes)


def a_cycle(region: Region, **changes) -> Cycle:
    load_reference_data()
    fields = {"fiscal_year": 2025, "name": "2025年部门预算", "tree": IndicatorTree.objects.get(code="2015")}
    return Cycle.objects.create(region=region, **fields | changes)


def a_user(role: Role | None = None, *, place: Department | Region | None = None, **changes) -> User:
    """An account, holding `role` at a department or region where one is given."""
    fields = {"name": "周雨桐", "must_change_password": False}
    user = User.objects.create_user(f"user{next(_numbers)}", "Yunxi-2025", **fields | changes)
    if role is not None:
        join(user, role, place or a_department())
    return user


def join(user: User, role: Role, place: Department | Region) -> Membership:
    """One more role for an account."""
    department = place if isinstance(place, Department) else None
    region = place.region if isinstance(place, Department) else place
    unit = (department.units.first() or a_unit(department)) if role == Role.UNIT_STAFF else None
    return Membership.objects.create(user=user, role=role, region=region, department=department, unit=unit)


def a_plan(text: Text | None = None, *, department: Department | None = None, **changes) -> Plan:
    """A stored text with its department, cycle and author; `changes` are set past every rule (states, dates)."""
    department = department or a_department()
    text = text or a_text()
    cycle = Cycle.objects.filter(region=department.region, fiscal_year=text.fiscal_year or 2025).first()
    cycle = cycle or a_cycle(department.region, fiscal_year=text.fiscal_year or 2025)
    author = a_user(Role.UNIT_STAFF, place=department)
    plan = store_text(text=text, department=department, cycle=cycle, by=author)
    if changes:
        Plan.objects.filter(pk=plan.pk).update(**changes)
        plan.refresh_from_db()
    return plan


def again(user: User) -> User:
    """The same account as the next request sees it: an instance reads its posts once."""
    return User.objects.get(pk=user.pk)
