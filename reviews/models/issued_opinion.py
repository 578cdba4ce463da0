"""审核意见: what was issued with a decision, kept as it was said."""

from django.db import models

from audit.triggers import Refused
from reviews.models.step_record import StepRecord
from texts.opinion import Opinion, opinion_from_json


class IssuedOpinion(models.Model):
    """The paper of one decision. Threads and forms go on; this stays. The database refuses changes."""

    triggers = (Refused("UPDATE", "an issued opinion is never changed"),)

    record = models.OneToOneField(
        StepRecord, models.CASCADE, primary_key=True, related_name="opinion", verbose_name="流程记录"
    )
    content = models.JSONField("内容", help_text="performance-review/1")

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        ordering = ["record"]

    def __str__(self) -> str:
        return f"审核意见 {self.record_id}"

    def to_opinion(self) -> Opinion:
        """The value that is printed."""
        return opinion_from_json(self.content)
