"""The own account: log in (login.py), what stands there (account.py), the second step of the login (two_step.py)."""
