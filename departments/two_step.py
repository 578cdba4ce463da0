"""两步登录: one-time codes of an app (TOTP, RFC 6238) and recovery codes, as the second step of a login.

Codes are asked through Django's authenticate(), like passwords: a wrong one counts towards the same lock (django-axes).
"""

import re
import secrets
import unicodedata
from datetime import datetime

import pyotp
import segno
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import SafeString, mark_safe

from departments.models import Authenticator, RecoveryCode, User

STEP = 30  # seconds a code counts; the one before and the one after are taken too, for clocks that differ
ISSUER = "绩效文本"
CODES = 10
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that reads like something else
GROUPS, GROUP = 3, 4  # XXXX-XXXX-XXXX: 59 bits


def has_two_step(user: User) -> bool:
    """Whether a login of this account asks for a code."""
    return Authenticator.objects.filter(user=user).exists()


def must_set_up(user: User) -> bool:
    """Whether the account must set up two-step login before anything else; a query only where that is the rule."""
    return settings.REQUIRE_TOTP_FOR_BUREAU and user.is_offered_two_step and not has_two_step(user)


def new_secret() -> str:
    """160 random bits in base 32."""
    return pyotp.random_base32()


def qr_picture(user: User, secret: str) -> SafeString:
    """The secret as a QR code, an inline SVG without style attributes."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)
    svg = segno.make(address, error="m").svg_inline(scale=4, border=4, svgclass="qr", omitsize=True)
    return mark_safe(svg)  # noqa: S308 made by segno of our own address, which is in it as modules only


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The 30-second step to which a code belongs, around a moment; None for a wrong code."""
    now = int(at.timestamp()) // STEP
    app = pyotp.TOTP(secret)
    steps = (step for step in (now, now - 1, now + 1) if constant_time_compare(app.generate_otp(step), code))
    return next(steps, None)


def plain_code(code: str) -> str:
    """A code as typed, without spaces and strokes; an input method may have made its digits wide."""
    return re.sub(r"[\s\-—－]", "", unicodedata.normalize("NFKC", code)).upper()


@transaction.atomic
def set_up(user: User, secret: str, step: int) -> list[str]:
    """From now on a login asks for a code; `step` is that of the code which proved the app. Gives recovery codes."""
    Authenticator.objects.create(user=user, secret=secret, last_step=step)
    return renew_codes(user)


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    """Ten new recovery codes, to be shown once; the old ones count no more."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)) for _ in range(CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(user, code)) for code in codes)
    return ["-".join(code[n : n + GROUP] for n in range(0, len(code), GROUP)) for code in codes]


@transaction.atomic
def turn_off(user: User) -> None:
    """A login asks for no code any more."""
    user.recovery_codes.all().delete()
    Authenticator.objects.filter(user=user).delete()


def accept_code(user: User, code: str, *, at: datetime | None = None) -> bool:
    """Takes a code, of the app or of recovery, once: two requests with the same code cannot both succeed."""
    at, code = at or timezone.now(), plain_code(code)
    if code.isdecimal():
        return _accept_of_app(user, code, at)
    mine = user.recovery_codes.filter(digest=_digest(user, code), used_at=None)
    return bool(mine.update(used_at=at))


def _accept_of_app(user: User, code: str, at: datetime) -> bool:
    found = Authenticator.objects.filter(user=user).first()
    step = found and matching_step(found.secret, code, at)
    return bool(step and Authenticator.objects.filter(user=user, last_step__lt=step).update(last_step=step))


def _digest(user: User, code: str) -> str:
    """Keyed: whoever has the database alone cannot try codes."""
    return salted_hmac("departments.two_step", f"{user.pk}:{code}", algorithm="sha256").hexdigest()


class CodeBackend:
    """Authenticates by name and code. Only the login's second step asks it, after the password."""

    def authenticate(self, request: HttpRequest, username: str, code: str) -> User | None:
        user = User.objects.filter(username=username, is_active=True).first()
        return user if user and accept_code(user, code) else None
