"""The limits above which complaints are too many: one pair for the report, the alerts and the breaker.

Shares of the letters that readers have. Google and Yahoo ask senders to stay below the first and refuse those above the
second; Orange and others tolerate more. Pure.
"""

from __future__ import annotations

#: Above the first a person is alerted; above the second nothing more leaves until a person says so.
WATCHED, STOPPED = LINES = (0.001, 0.003)
#: Fewer complaints than this are chance, and no share is computed.
FEWEST = 3
