"""Who hears of a reply in a thread: whoever may read it and has a part in it, once until they have looked.

Internal threads, and those that were not sent yet, are the bureau's alone. A 说明 of the department is not told: it
goes with the text when that is sent again, and the bureau is told of that.
"""

from django.db.models import Q, QuerySet

from departments.models import User
from departments.models.accounts import BUREAU_ROLES, DEPARTMENT_ROLES
from departments.posts import holders
from projects.models import Notice
from projects.notices.sending import send_notice
from reviews.models import Comment


def tell_of(comment: Comment) -> None:
    """In the transaction of the reply."""
    thread = comment.thread
    key = f"reply:{thread.pk}:"
    waiting = Notice.objects.filter(key__startswith=key, read_at=None).values("user")
    told = _hearers(comment).exclude(pk=comment.by_id).exclude(pk__in=waiting)
    line = f"{thread.plan}：{comment.by}回复了“{thread.where}”的意见。"
    send_notice(told, key=f"{key}{comment.pk}", line=line, at=comment.at, plan=thread.plan)


def _hearers(comment: Comment) -> QuerySet[User]:
    """Those of the bureau who spoke in the thread and still review the text; for a word of the bureau also those who
    write the text, where the thread is theirs to read."""
    thread = comment.thread
    spoke = thread.comments.filter(role__in=BUREAU_ROLES).values("by")
    heard = Q(pk__in=holders(thread.plan, BUREAU_ROLES).values("pk")) & (Q(pk__in=spoke) | Q(pk=thread.raised_by_id))
    if comment.role in BUREAU_ROLES and thread.sent_at and not thread.is_internal:
        heard |= Q(pk__in=holders(thread.plan, DEPARTMENT_ROLES).values("pk"))
    return User.objects.filter(heard).order_by("pk")
