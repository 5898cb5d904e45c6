"""From where on complaints are too many: one pair of lines for the report, for whoever watches, and for the breaker.

Shares of the letters that readers have. Google and Yahoo ask senders to stay below the first and refuse those above the
second; Orange and others tolerate more. Pure.
"""

from __future__ import annotations

#: Above the first somebody must know; above the second nothing more leaves until a person says so.
WATCHED, STOPPED = LINES = (0.001, 0.003)
#: Complaints below which there is no share: fewer are an accident.
FEWEST = 3
