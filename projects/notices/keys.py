"""How the keys of notices begin that lead elsewhere than to their text."""

REQUESTS = "requests"  # departments ask for waivers
DECLINED = "declined"  # a request for a waiver was
REPLY = "reply"  # to a thread, which the key names
