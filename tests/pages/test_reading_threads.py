"""意见 through the browser's requests: raised, answered, closed, by whom; as fragments and as plain forms."""

from uuid import uuid4

import pytest

from departments.models import Role
from reviews.models import Comment, Thread
from tests import builders
from tests.pages.reading import FRAGMENT, a_reason, acted, in_review, page, raised, target_of, text_of
from tests.reviews.people import a_thread

pytestmark = pytest.mark.django_db


class TestTheForm:
    def test_quotes_the_place_and_offers_what_it_stands_in(self, log_in):
        case = in_review()

        answer = log_in(case.people.first).get(page("thread_new", case), {"place": target_of(case)}, **FRAGMENT)

        form = answer.content.decode()
        assert "<html" not in form
        assert "≥1200册</blockquote>" in form
        labels = ["乡土读本印制费 · 第1行 · 指标值", "乡土读本印制费 · 第1行（整行）", "乡土读本印制费（整个项目）"]
        assert [f">{label}</option>" in form for label in labels] == [True] * 3

    def test_offers_every_place_of_a_part_without_scripts(self, log_in):
        case = in_review()

        form = log_in(case.people.first).get(page("thread_new", case), {"part": "measures"}).content.decode()

        assert "<html" in form
        assert [label in form for label in ("工作保障措施（整个部分）", "工作保障措施 · 第2条")] == [True, True]

    def test_offers_the_reasons_of_the_bureau_with_their_sentences(self, log_in):
        case = in_review()
        a_reason()
        a_reason("copied", "照抄", is_used=False)
        a_reason("elsewhere", "别处的类别", region=builders.a_region())

        form = log_in(case.people.first).get(page("thread_new", case), {"place": target_of(case)}).content.decode()

        assert 'data-sentence="指标值未量化，请写明数量、比例或时限。"' in form
        assert ["照抄" in form, "别处的类别" in form] == [False, False]

    @pytest.mark.parametrize("query", [{"place": f"{uuid4()}:target"}, {"part": "nowhere"}, {"part": str(uuid4())}])
    def test_of_no_place_does_not_exist(self, log_in, query):
        case = in_review()

        assert log_in(case.people.first).get(page("thread_new", case), query).status_code == 404

    def test_says_why_nothing_can_be_raised_now(self, log_in):
        case = in_review().go("return")

        answer = log_in(case.people.first).get(page("thread_new", case))

        assert answer.status_code == 409
        assert "现为“已退回”，重新送审后才能提意见。" in answer.content.decode()


class TestRaising:
    def test_stores_all_that_the_form_has(self, log_in):
        case, identity = in_review(), uuid4()
        client = log_in(case.people.first)
        a_reason()

        raised(client, case, identity=identity, reason="not_quantified", suggestion="≥1300册")

        thread = Thread.objects.get()
        assert (thread.pk, thread.words, thread.suggestion) == (identity, "≥1200册", "≥1300册")
        assert (thread.reason.code, thread.is_blocking, thread.is_internal) == ("not_quantified", True, False)
        assert thread.comments.get().body == "请核实册数。"

    def test_answers_a_script_with_the_threads_and_a_form_with_the_page(self, log_in):
        case = in_review()
        client = log_in(case.people.first)

        fragment, plain = raised(client, case, extra=FRAGMENT), raised(client, case)

        newest = Thread.objects.order_by("raised_at").last()
        assert fragment.content.decode().strip().startswith('<section class="threads"')
        assert "thread-raised" in fragment.headers["HX-Trigger"]
        assert plain.url == f"{page('plan_detail', case)}#thread-{newest.pk}"

    def test_twice_with_one_identity_is_once(self, log_in):
        case, identity = in_review(), uuid4()
        client = log_in(case.people.first)

        statuses = [raised(client, case, identity=identity, extra=FRAGMENT).status_code for _ in range(2)]

        assert (statuses, Thread.objects.count(), Comment.objects.count()) == ([200, 200], 1, 1)

    def test_under_somebody_else_s_identity_is_refused(self, log_in):
        case, other = in_review(), in_review()
        theirs = a_thread(other)

        answer = raised(log_in(case.people.first), case, identity=theirs.pk, extra=FRAGMENT)

        assert (answer.status_code, Thread.objects.count()) == (409, 1)

    def test_words_that_stand_there_already_are_no_suggestion(self, log_in):
        case = in_review()

        raised(log_in(case.people.first), case, suggestion="≥1200册")

        assert Thread.objects.get().suggestion == ""

    def test_internal_never_blocks(self, log_in):
        case = in_review()

        raised(log_in(case.people.first), case, is_internal="1")

        assert (Thread.objects.get().is_internal, Thread.objects.get().is_blocking) == (True, False)

    @pytest.mark.parametrize(
        ("fields", "status", "sentence"),
        [
            ({"body": "  "}, 422, "请填写意见。"),
            ({"body": "长" * 4001}, 422, "意见最多 4000 字。"),
            ({"identity": "x"}, 422, "UUID"),
            ({"place": "measures"}, 409, "这个位置已经不在文本里"),
        ],
    )
    def test_refused_with_a_sentence_for_the_form_at_hand(self, log_in, fields, status, sentence):
        case = in_review()

        answer = raised(log_in(case.people.first), case, extra=FRAGMENT, **fields)

        assert (answer.status_code, answer.headers["HX-Retarget"]) == (status, "#raise-said")
        assert sentence in answer.content.decode()
        assert not Thread.objects.exists()

    def test_a_refused_plain_form_comes_back_with_every_word(self, log_in):
        case = in_review()
        project = f"{case.plan.projects.get().pk}:project"

        answer = raised(log_in(case.people.first), case, place=project, body="请重写。", suggestion="新的写法")

        form = answer.content.decode()
        assert answer.status_code == 409
        assert "建议的写法只能针对一个单元格或一个段落。" in form
        assert [words in form for words in ("请重写。</textarea>", "新的写法</textarea>")] == [True, True]

    def test_typed_for_a_place_that_is_gone_the_words_come_back(self, log_in):
        case = in_review()

        answer = raised(log_in(case.people.first), case, place=f"{uuid4()}:target", body="请核实。")

        assert (answer.status_code, "请核实。</textarea>" in answer.content.decode()) == (409, True)

    def test_too_late_is_told_and_nothing_stored(self, log_in):
        case = in_review()
        client, place = log_in(case.people.first), target_of(case)
        case.go("return")

        answer = raised(client, case, place=place, extra=FRAGMENT)

        assert answer.status_code == 409
        assert "重新送审后才能提意见" in answer.content.decode()


class TestActing:
    @pytest.fixture
    def sent(self):
        case = in_review()
        thread = a_thread(case, suggestion="≥1300册")
        case.go("return")
        return case, Thread.objects.get(pk=thread.pk)

    def test_the_department_explains_and_replies(self, log_in, sent):
        case, thread = sent
        client = log_in(case.people.lead)

        acted(client, thread, "answer", body="已与印刷厂核实。")
        acted(client, thread, "reply", body="谢谢。")

        assert list(thread.comments.values_list("body", "is_answer")) == [("已与印刷厂核实。", True), ("谢谢。", False)]

    def test_a_reply_sent_twice_is_one(self, log_in, sent):
        case, thread = sent
        client, identity = log_in(case.people.lead), uuid4()

        for _ in range(2):
            acted(client, thread, "reply", identity=identity, body="谢谢。", extra=FRAGMENT)

        assert thread.comments.count() == 1

    def test_a_suggestion_is_applied(self, log_in, sent):
        case, thread = sent

        answer = acted(log_in(case.people.lead), thread, "apply", on="worklist", extra=FRAGMENT)

        assert text_of(case.plan).projects[0].indicators[0].target == "≥1300册"
        assert [word in answer.content.decode() for word in ("已改", "已采用")] == [True, True]

    def test_a_suggestion_is_not_applied_over_other_words(self, log_in, sent):
        case, thread = sent
        case.plan.projects.get().indicators.filter(target="≥1200册").update(target="≥1250册")

        answer = acted(log_in(case.people.lead), thread, "apply", extra=FRAGMENT)

        assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, f"#said-{thread.pk}")
        assert "这里的内容已经改过" in answer.content.decode()

    def test_the_bureau_resolves_with_a_last_word_and_reopens(self, log_in, sent):
        case, thread = sent
        client = log_in(case.people.first)

        acted(client, thread, "resolve", body="可以。")
        thread.refresh_from_db()
        closed = (thread.resolved_by, thread.comments.get().body)
        acted(client, thread, "reopen")
        thread.refresh_from_db()

        assert closed == (case.people.first, "可以。")
        assert thread.resolved_at is None

    @pytest.mark.parametrize("do", ["resolve", "reopen"])
    def test_the_department_closes_and_reopens_nothing(self, log_in, sent, do):
        case, thread = sent

        answer = acted(log_in(case.people.lead), thread, do, extra=FRAGMENT)

        thread.refresh_from_db()
        assert (answer.status_code, thread.resolved_at) == (403, None)
        assert "只有审核这个文本的人" in answer.content.decode()

    def test_whoever_only_looks_says_nothing(self, log_in, sent):
        case, thread = sent
        manager = builders.a_user(Role.BUDGET_MANAGER, place=case.plan.department.region)

        statuses = [acted(log_in(manager), thread, do, body="？").status_code for do in ("reply", "resolve", "reopen")]

        assert (statuses, thread.comments.count()) == ([403] * 3, 0)

    def test_an_empty_reply_is_asked_for_its_words(self, log_in, sent):
        case, thread = sent

        answer = acted(log_in(case.people.lead), thread, "answer", body=" ", extra=FRAGMENT)

        assert (answer.status_code, answer.content.decode().strip()) == (409, "请填写意见。")

    def test_refused_without_scripts_the_words_come_back(self, log_in, sent):
        case, thread = sent

        answer = acted(log_in(case.people.lead), thread, "answer", body="长" * 4001)

        assert answer.status_code == 409
        assert "长" * 4001 in answer.content.decode()

    def test_an_act_that_does_not_exist_is_refused(self, log_in, sent):
        case, thread = sent

        assert acted(log_in(case.people.lead), thread, "delete").status_code == 400

    def test_goes_back_to_the_page_it_was_pressed_on(self, log_in, sent):
        case, thread = sent
        client = log_in(case.people.lead)

        urls = [acted(client, thread, "reply", body="谢谢。", **on).url for on in ({"on": "worklist"}, {})]

        assert urls == [f"{page(name, case)}#thread-{thread.pk}" for name in ("worklist", "plan_detail")]
