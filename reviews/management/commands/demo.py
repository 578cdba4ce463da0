import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from departments.models import User
from projects.demo import PASSWORD

ADDRESS = "127.0.0.1"
WORKERS = (["print_worker"], ["notify", "--loop"], ["publish_due", "--loop"])


class Command(BaseCommand):
    help = "演示：建库、载入样例文本、排出正式 PDF，启动网站和排版进程。Ctrl+C 结束。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="清空演示数据，从头开始")
        parser.add_argument("--own", action="store_true", help="只用本项目自己的样例，不用旁边的真实文本")
        parser.add_argument("--prepare", action="store_true", help="只准备数据，不启动网站")

    def handle(self, *args: Any, port: int, reset: bool, own: bool, prepare: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("只在演示环境运行：请用 make demo。")
        if not prepare:
            self._check_port(port)
        if reset:
            self._reset()
        call_command("migrate", verbosity=0)
        self._collect_static()
        if not User.objects.exists():
            call_command("seed_demo", own=own, stdout=self.stdout)
            call_command("stage_public", stdout=self.stdout)
        if not prepare:
            self._serve(port)

    def _check_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                raise CommandError(f"端口 {port} 已被占用，请换一个：make demo PORT={port + 1}") from None

    def _reset(self) -> None:
        database = Path(settings.DATABASES["default"]["NAME"])
        for path in (database, Path(f"{database}-wal"), Path(f"{database}-shm")):
            path.unlink(missing_ok=True)
        for folder in (settings.MEDIA_ROOT, settings.PRINT_DIR, settings.PUBLISHED_DIR, settings.VAR_DIR / "demo"):
            shutil.rmtree(folder, ignore_errors=True)

    def _collect_static(self) -> None:
        """Only when something changed: it takes longer than all the rest of a second start."""
        newest = max(path.stat().st_mtime for path in (settings.BASE_DIR / "static").rglob("*"))
        stamp = Path(settings.STATIC_ROOT) / "staticfiles.json"
        if not stamp.exists() or stamp.stat().st_mtime < newest:
            call_command("collectstatic", interactive=False, verbosity=0)

    def _serve(self, port: int) -> None:
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi",
            "--workers",
            "2",
            "--log-level",
            "warning",
            "--no-control-socket",
        ]
        processes = [self._start(*gunicorn, "--bind", f"{ADDRESS}:{port}")]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            self._wait_until_up(port, processes)
            # The site first: what loads the printing program would slow its start down.
            processes += [self._start(sys.executable, "manage.py", *words) for words in WORKERS]
            self._announce(port)
            while all(process.poll() is None for process in processes):
                time.sleep(0.5)
            raise CommandError("网站、排版、消息或公开进程意外结束，原因见上。")
        except KeyboardInterrupt:
            self.stdout.write("\n演示结束，数据保留；再次 make demo 继续，make demo RESET=1 从头开始。")
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=30)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ)  # noqa: S603 our own commands

    def _wait_until_up(self, port: int, processes: list[subprocess.Popen[bytes]]) -> None:
        for _ in range(200):
            if any(process.poll() is not None for process in processes):
                raise CommandError("网站或排版进程没有启动，原因见上。")
            try:
                urllib.request.urlopen(f"http://{ADDRESS}:{port}/account/login/", timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise CommandError(f"网站 20 秒内没有在 {ADDRESS}:{port} 应答。")

    def _announce(self, port: int) -> None:
        accounts = (settings.VAR_DIR / "demo" / "accounts.txt").read_text(encoding="utf-8")
        site = f"http://{ADDRESS}:{port}/"
        self.stdout.write(f"\n网址  {site}\n公开  {site}public/（不用登录）\n")
        self.stdout.write(f"密码  {PASSWORD}（所有演示账号）\n账号\n")
        self.stdout.write("".join(f"      {line}\n" for line in accounts.splitlines()))
        self.stdout.write("Ctrl+C 结束。\n")
        self.stdout.flush()
