"""The exit codes of the program as exceptions."""

from __future__ import annotations

from typing import Optional


class InatsoundsError(RuntimeError):
    """The program ended with an error.

    ``str(error)`` is its message, ``error.exit_code`` its exit code, ``error.stdout`` the output until then.
    """

    def __init__(self, message: str, exit_code: int = 1, stdout: str = "") -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.stdout = stdout


class UsageError(InatsoundsError, ValueError):
    """An option is unknown, or its value is wrong (exit code 2)."""


class DataMismatchError(InatsoundsError):
    """Data does not match: a checksum, a missing or damaged file, a part of a batch that failed (exit code 3)."""


class BadInputError(InatsoundsError, ValueError):
    """An input can't be used: scores, annotations, audio (exit code 4)."""


class NetworkError(InatsoundsError):
    """The network failed; try again later (exit code 5)."""


class StorageError(InatsoundsError):
    """The disk is full, or not writable (exit code 6)."""


class GateError(InatsoundsError):
    """A metric is lower than ``fail_under`` or ``fail_regress`` allow (exit code 7). ``error.result`` is the complete result."""

    result: Optional[object] = None


_BY_CODE = {
    2: UsageError,
    3: DataMismatchError,
    4: BadInputError,
    5: NetworkError,
    6: StorageError,
    7: GateError,
}


def error_of(exit_code: int, stderr: str, stdout: str) -> InatsoundsError:
    """The exception for an exit code. The message begins at the first line of ``stderr`` that says ``error:``."""
    lines = stderr.splitlines()
    first = next((at for at, line in enumerate(lines) if line.startswith("error: ")), 0)
    message = "\n".join(line[7:] if line.startswith("error: ") else line for line in lines[first:]).strip()
    if exit_code < 0:
        message = f"the program was ended by signal {-exit_code}" + (f"\n{message}" if message else "")
    return _BY_CODE.get(exit_code, InatsoundsError)(
        message or f"the program ended with exit code {exit_code} and no message", exit_code, stdout
    )
