from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "审核"

    def ready(self) -> None:
        """The log is told by which words deeds are known; the models that the words come from are loaded by now."""
        from reviews.log_words import name_for_log  # noqa: PLC0415

        name_for_log()
