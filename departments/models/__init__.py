"""Who works on what (places.py), with which account (accounts.py, secrets.py), and the text of a year (plans.py)."""

from departments.models.accounts import Membership, Role, User
from departments.models.places import Department, Region, Unit
from departments.models.plans import Cycle, Extension, Measure, Plan, SubGoal
from departments.models.secrets import Authenticator, RecoveryCode, UsedPassword
from departments.models.states import State

__all__ = [
    "Authenticator",
    "Cycle",
    "Department",
    "Extension",
    "Measure",
    "Membership",
    "Plan",
    "RecoveryCode",
    "Region",
    "Role",
    "State",
    "SubGoal",
    "Unit",
    "UsedPassword",
    "User",
]
