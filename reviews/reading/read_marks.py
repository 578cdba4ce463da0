"""What somebody of the bureau has read: “changed since I last read it” starts from there."""

from django.utils import timezone

from departments.models import Plan, User
from departments.posts import works_in
from projects.visible_text import last_sent
from reviews.models import ReadMark


def mark_read(user: User, plan: Plan) -> None:
    """Notes that the account has read the version that the bureau has; the department's own people are not noted."""
    if works_in(user, plan.department_id):
        return
    sent = last_sent(plan)
    if sent:
        ReadMark.objects.update_or_create(user=user, plan=plan, defaults={"snapshot": sent, "read_at": timezone.now()})
