"""How many things a generator makes for a test, and from which seed.

In the suite the examples follow from the test itself (`derandomize`): two runs try the same ones. A factor in the
environment makes fewer of them (`make quick`) or, for a campaign, many more and new ones:

    PERFORMANCE_TEXT_EXAMPLES=50 .venv/bin/python -m pytest tests/texts
"""

import os

from hypothesis import HealthCheck, Phase, settings

FACTOR = float(os.environ.get("PERFORMANCE_TEXT_EXAMPLES", "1"))
FEWEST = 10
#: a failing example is made small in a campaign only: it takes minutes, and the first one tells enough
PHASES = tuple(phase for phase in Phase if FACTOR > 1 or phase is not Phase.shrink)


def examples(count: int, **more) -> settings:
    """Settings of hypothesis for about so many examples; nothing is timed, for machines differ."""
    return settings(
        max_examples=max(min(count, FEWEST), round(count * FACTOR)),
        derandomize=FACTOR <= 1,
        database=None,
        deadline=None,
        phases=PHASES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
        **more,
    )
