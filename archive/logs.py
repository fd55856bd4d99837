"""The two shapes of a log line: JSON for a machine, plain for a person. Both are English and one line an event."""

from __future__ import annotations

import ipaddress
import json
import logging
from datetime import UTC, datetime

# What a LogRecord has from birth; anything else came in through `extra` and is logged under its own name.
_BORN_WITH = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Django hangs whole requests on some records; they hold personal data.
_NEVER = {"request", "server_time", "status_code"}


def _extras(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _BORN_WITH | _NEVER}


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_extras(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        extras = " ".join(f"{name}={value}" for name, value in _extras(record).items())
        line = f"{record.levelname.lower():7} {record.getMessage()} {extras}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def shortened(address: str) -> str:
    """An IP address that no longer points at one household: '192.0.2.17' -> '192.0.2.0', IPv6 to its first 48 bits."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    mapped = getattr(parsed, "ipv4_mapped", None)
    if mapped:
        parsed = mapped
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 48}", strict=False).network_address)
