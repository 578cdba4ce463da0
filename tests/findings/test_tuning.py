"""检查设置: what is typed becomes overrides of the defaults, version by version."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from departments.models import Role
from findings.models import CheckSettings
from findings.settings import settings_of
from findings.tuning.settings_form import TuneForm
from findings.tuning.settings_versions import newest_of, preview_of, settings_changes, settings_in
from tests import builders
from tests.findings.saying import a_faulty_case, findings
from texts.checks import DEFAULT, RULES

pytestmark = pytest.mark.django_db


def typed(**fields) -> dict[str, str]:
    """Everything as it stands by default, but for these; __ stands for the dots of a name."""
    form = TuneForm(DEFAULT)
    standing = {field.name: field.words for field in form.fields()} | {rule.name: rule.state for rule in form.rules}
    return standing | {name.replace("__", "."): words for name, words in fields.items()}


class TestTheForm:
    def test_stores_nothing_where_nothing_differs(self):
        assert TuneForm(DEFAULT, typed()).overrides() == {}

    def test_stores_only_what_differs(self):
        form = TuneForm(
            DEFAULT,
            typed(
                state__cost_percent="off",
                state__uniform_targets="warning",
                value__year_on_year__budget_change="0.5",
                value__plan_not_rising__flat_end_allowed="no",
                value__unquantified_value__accepted_words="优\n良\n\n优",
            ),
        )

        assert form.errors == []
        assert form.overrides() == {
            "rules": {
                "cost_percent": {"on": False},
                "uniform_targets": {"level": "warning"},
                "year_on_year": {"budget_change": 0.5},
                "plan_not_rising": {"flat_end_allowed": False},
                "unquantified_value": {"accepted_words": {"add": ["优", "良"], "remove": []}},
            }
        }

    def test_what_is_stored_means_what_was_typed(self):
        units = "\n".join(["册", "次", "套"])
        posted = typed(value__unit_cost_unreasonable__units=units, value__plan_not_rising__pace="25\n50\n75\n100")
        posted["value..person_units"] = "人\n名\n员"
        posted["value.inconsistent_term.terms"] = "分项绩效目标 | 分类绩效目标\n服务中心｜指挥中心"

        tuned = DEFAULT.with_overrides(TuneForm(DEFAULT, posted).overrides())

        assert tuned.rules["unit_cost_unreasonable"].words("units") == ("册", "次", "套")
        assert tuned.rules["plan_not_rising"].words("pace") == ("25", "50", "75", "100")
        assert tuned.shared["person_units"] == ("人", "名", "员")
        assert tuned.rules["inconsistent_term"].rows("terms") == (
            ("分项绩效目标", "分类绩效目标"),
            ("服务中心", "指挥中心"),
        )

    def test_what_is_not_posted_stays(self):
        standing = DEFAULT.with_overrides(
            {"rules": {"cost_percent": {"on": False}, "year_on_year": {"budget_change": 0.5}}}
        )

        form = TuneForm(standing, {"state.uniform_targets": "error"})

        assert form.overrides()["rules"] == {
            "cost_percent": {"on": False},
            "year_on_year": {"budget_change": 0.5},
            "uniform_targets": {"level": "error"},
        }

    @pytest.mark.parametrize(
        ("name", "words", "sentence"),
        [
            ("value.unit_cost_unreasonable.times_median", "十倍", "“超过中位数的倍数”为“十倍”，应为数字，例如 10。"),
            (
                "value.unit_cost_unreasonable.times_median",
                "-1",
                "“超过中位数的倍数”为“-1”，应为不小于 0 的数字，例如 10。",
            ),
            ("value.year_on_year.budget_change", "30", "“预算变动的比例”为“30”，应在 0 到 1 之间，例如 0.3。"),
            ("value.year_on_year.budget_change", "NaN", "“预算变动的比例”为“NaN”，应在 0 到 1 之间，例如 0.3。"),
            ("value.code_check.alphabet", " ", "“编码字符”不能空着，例如 0123456789ABCDEFGHJKLMNPQRTUWXY。"),
            ("state.cost_percent", "严重", "请选择错误、警告、建议或停用。"),
        ],
    )
    def test_a_bad_value_is_told_in_one_sentence(self, name, words, sentence):
        form = TuneForm(DEFAULT, typed() | {name: words})

        assert form.errors == [sentence]

    def test_a_row_of_another_shape_is_told(self):
        form = TuneForm(DEFAULT, typed() | {"value.outdated_reference.terms": "党的十九大 | 二〇二二"})

        assert form.errors[0].startswith("“用语表”的写法不对")


@pytest.fixture
def desk(client):
    """The page of a cycle before its manager."""
    case = a_faulty_case()
    client.force_login(builders.a_user(Role.BUDGET_MANAGER, place=case.plan.department.region))
    case.address = reverse("check_settings", args=[case.plan.cycle_id])
    return case


def saved(client, desk, number: int, **fields):
    return client.post(
        desk.address, typed(**fields) | {"do": "save", "number": str(number), "note": fields.get("note", "")}
    )


def stored_in(cycle, overrides: dict) -> None:
    """A version as an earlier release of the program stored it."""
    by = {"made_by": builders.a_user(), "made_at": timezone.now()}
    CheckSettings.objects.create(cycle=cycle, number=1, overrides=overrides, **by)


class TestVersions:
    def test_every_save_is_one_with_a_note(self, client, desk):
        saved(client, desk, 0, state__cost_percent="off")
        saved(client, desk, 1, state__cost_percent="warning", note="先警告一年")

        rows = list(CheckSettings.objects.values_list("number", "note", "overrides"))
        assert rows == [
            (1, "成本指标填了百分比：错误→停用", {"rules": {"cost_percent": {"on": False}}}),
            (2, "先警告一年", {"rules": {"cost_percent": {"level": "warning"}}}),
        ]
        entry = AuditEntry.objects.order_by("-number").first()
        assert entry.action == "check_settings"
        assert entry.detail == "第2版，改动 1 项：成本指标填了百分比：停用→警告"

    def test_counts_at_once(self, client, desk):
        before = [one.finding.rule for one in findings(desk)]

        saved(client, desk, 0, state__cost_percent="off")

        assert [one.finding.rule for one in findings(desk)] == [rule for rule in before if rule != "cost_percent"]

    def test_nothing_changed_is_no_version(self, client, desk):
        saved(client, desk, 0)

        assert not CheckSettings.objects.exists()

    def test_an_old_one_comes_back_as_a_new_one(self, client, desk):
        saved(client, desk, 0, state__cost_percent="off")
        saved(client, desk, 1)

        client.post(desk.address, {"do": "restore", "version": "1", "number": "2"})

        newest = newest_of(desk.plan.cycle)
        assert (newest.number, newest.note) == (3, "恢复第1版")
        assert not settings_in(newest).rules["cost_percent"].on

    def test_what_speaks_of_a_rule_that_is_gone_is_ignored_and_told_and_the_rest_holds(self, client, desk):
        known = {"rules": {"cost_percent": {"on": False}}, "words": {"person_units": {"add": ["员"]}}}
        stored = {"rules": known["rules"] | {"a_rule_of_yore": {"on": False, "level": "info"}}, "words": known["words"]}
        stored["rules"]["cost_percent"] = {"on": False, "a_key_of_yore": "1"}
        stored_in(desk.plan.cycle, stored)

        counts = settings_of(desk.plan.cycle)
        page = client.get(desk.address).content.decode()

        assert counts == DEFAULT.with_overrides(known)
        assert "第1版中有 2 处设置的规则已经取消或改名，没有采用；其余设置照常有效。" in page
        assert "<li>没有名为“a_rule_of_yore”的检查规则。</li>" in page
        assert "<li>规则“cost_percent”没有设置项“a_key_of_yore”" in page

    def test_the_next_save_carries_on_the_rest_alone(self, client, desk):
        stored_in(desk.plan.cycle, {"rules": {"cost_percent": {"on": False}, "a_rule_of_yore": {"on": False}}})

        saved(client, desk, 1, state__cost_percent="off", state__uniform_targets="error")

        rules = {"cost_percent": {"on": False}, "uniform_targets": {"level": "error"}}
        assert newest_of(desk.plan.cycle).overrides == {"rules": rules}
        assert "已经取消或改名" not in client.get(desk.address).content.decode()

    def test_of_an_old_one_what_is_known_comes_back_and_the_rest_is_told(self, client, desk):
        stored_in(desk.plan.cycle, {"rules": {"cost_percent": {"on": False}, "a_rule_of_yore": {"on": False}}})
        saved(client, desk, 1, state__cost_percent="error")

        answer = client.post(desk.address, {"do": "restore", "version": "1", "number": "2"}, follow=True)

        assert "没有恢复：没有名为“a_rule_of_yore”的检查规则。" in answer.content.decode()
        assert newest_of(desk.plan.cycle).overrides == {"rules": {"cost_percent": {"on": False}}}

    @pytest.mark.parametrize("junk", [{"rules": 3}, {"words": []}, {"rules": {"cost_percent": "off"}}, {"colours": {}}])
    def test_what_was_never_a_setting_stops_nothing(self, desk, junk):
        stored_in(desk.plan.cycle, junk)

        assert settings_of(desk.plan.cycle) == DEFAULT

    def test_words_are_kept_without_what_no_database_takes(self, client, desk):
        answer = saved(client, desk, 0, value__unquantified_value__accepted_words="优\x00\r\n良\x01", note="试\x00行")

        newest = newest_of(desk.plan.cycle)
        added = newest.overrides["rules"]["unquantified_value"]["accepted_words"]["add"]
        assert (answer.status_code, added, newest.note) == (302, ["优", "良"], "试行")

    def test_a_save_over_a_newer_one_is_refused_with_what_changed(self, client, desk):
        saved(client, desk, 0, state__uniform_targets="error")

        answer = saved(client, desk, 0, state__cost_percent="off", note="停用")

        page = answer.content.decode()
        assert answer.status_code == 409
        assert f"刚刚保存了第1版：{RULES['uniform_targets'].title}：建议→错误。" in page
        assert CheckSettings.objects.count() == 1
        states = {rule.rule.slug: rule.state for rule in answer.context["form"].rules}
        assert (states["cost_percent"], states["uniform_targets"]) == ("off", "error")
        assert answer.context["note"] == "停用"

    def test_a_bad_value_loses_nothing(self, client, desk):
        answer = saved(client, desk, 0, state__cost_percent="off", value__year_on_year__budget_change="三成")

        assert answer.status_code == 422
        page = answer.content.decode()
        assert 'value="三成"' in page
        assert "应为数字，例如 0.3。" in page
        assert {rule.rule.slug: rule.state for rule in answer.context["form"].rules}["cost_percent"] == "off"

    def test_is_said_in_words(self):
        tuned = DEFAULT.with_overrides({"words": {"person_units": {"add": ["员"], "remove": ["位"]}}})

        assert list(settings_changes(DEFAULT, tuned)) == ["以人计的单位 增加 员，删去 位"]


class TestPreview:
    def test_counts_before_and_after_and_saves_nothing(self, client, desk):
        levels = [one.finding.level.value for one in findings(desk)]
        mine = [one.finding.level.value for one in findings(desk) if one.finding.rule == "cost_percent"]

        answer = client.post(desk.address, typed(state__cost_percent="off") | {"do": "preview", "number": "0"})

        errors = levels.count("error")
        assert f"已送审的 1 个文本：错误 {errors}→{errors - len(mine)}，" in answer.context["preview"]
        assert not CheckSettings.objects.exists()

    @pytest.mark.thorough("a whole check a rule, twice")
    @pytest.mark.parametrize("slug", RULES)
    def test_agrees_with_a_whole_check(self, slug):
        case = a_faulty_case()
        tuned = DEFAULT.with_overrides({"rules": {slug: {"on": False}}})
        rules = [one.finding.rule for one in findings(case)]

        seen = preview_of(case.plan.cycle, DEFAULT, tuned)

        assert sum(seen.before.values()) == len(rules)
        assert sum(seen.after.values()) == len([rule for rule in rules if rule != slug])

    def test_ends_in_time_and_says_so(self):
        case = a_faulty_case()

        seen = preview_of(case.plan.cycle, DEFAULT, DEFAULT, seconds=-1)

        assert seen.sentence.startswith("按新设置检查本批次已送审的 1 个文本（时间有限，先看前 0 个）")


class TestWhose:
    def test_another_regions_cycle_does_not_exist(self, client, desk):
        elsewhere = builders.a_user(Role.BUDGET_MANAGER, place=builders.a_region())
        client.force_login(elsewhere)

        assert client.get(desk.address).status_code == 404
        assert saved(client, desk, 0, state__cost_percent="off").status_code == 404
        assert not elsewhere.has_perm("findings.change_checksettings", desk.plan.cycle)

    def test_costs_the_same_for_one_version_and_many(self, client, desk):
        counts = []
        for number, state in enumerate(("off", "warning", "info")):
            saved(client, desk, number, state__cost_percent=state)
            client.get(desk.address)
            with CaptureQueriesContext(connection) as queries:
                client.get(desk.address)
            counts.append(len(queries))

        assert len(set(counts)) == 1
