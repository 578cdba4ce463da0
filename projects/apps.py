from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "预算项目"

    def ready(self) -> None:
        """The queue is told which kinds of jobs there are."""
        from jobs.kinds import name_kinds  # noqa: PLC0415
        from projects.models import JobKind  # noqa: PLC0415

        name_kinds(dict(JobKind.choices))
