"""Runs the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Callable, List, Mapping, Optional, Sequence

from ._errors import InatsoundsError, error_of

# Seconds that an interrupted program has to write down where it was, before it is ended by force.
_PATIENCE = 15.0

_INTERRUPTED = 130


def program() -> str:
    """The launcher: that of the wheel, or of the checkout that this file is in."""
    name = "inatsounds.cmd" if os.name == "nt" else "inatsounds"
    here = Path(__file__).resolve().parent
    bundled = here / "_program" / "bin" / name
    checkout = here.parents[2] / "scripts" / name
    for launcher in (bundled, checkout):
        if launcher.is_file():
            return str(launcher)
    raise InatsoundsError(f"the program is missing: expected it at {bundled}. Install the wheel again.")


def run(arguments: Sequence[object], say: Optional[Callable[[str], object]] = None) -> str:
    """Runs a command of the program, and returns its standard output.

    ``run(["stats", "--format", "json"])`` is ``inatsounds stats --format json``.

    :param arguments: the command and its options, each as text or as an object whose ``str`` is used
    :param say: gets each line of standard error while the program runs: progress, notes, warnings
    :raises InatsoundsError: the program ended with another exit code than 0; the class depends on it
    :raises KeyboardInterrupt: after an interrupt, once the program has ended
    """
    environment = dict(os.environ)
    # The result is wanted here, not in a file.
    environment.pop("INATSOUNDS_OUTPUT", None)
    try:
        process = subprocess.Popen(
            [program(), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=environment,
        )
    except OSError as error:
        raise InatsoundsError(f"the program can't be started: {error}") from error
    assert process.stdout is not None and process.stderr is not None
    written: List[str] = []
    said: List[str] = []
    reader = threading.Thread(target=_read, args=(process.stdout, written), daemon=True)
    try:
        reader.start()
        for line in process.stderr:
            said.append(line)
            if say is not None:
                say(line.rstrip("\n"))
        exit_code = process.wait()
        reader.join()
    except BaseException:
        _end(process)
        raise
    finally:
        reader.join(1)
        process.stderr.close()
    stdout = "".join(written)
    if exit_code == _INTERRUPTED:
        raise KeyboardInterrupt
    if exit_code != 0:
        raise error_of(exit_code, "".join(said), stdout)
    return stdout


def _read(stream: IO[str], into: List[str]) -> None:
    with stream:
        into.extend(stream)


def _end(process: "subprocess.Popen[str]") -> None:
    """Interrupts, then asks, then ends by force. From a terminal the interrupt has reached the program already."""
    interrupt = signal.SIGTERM if os.name == "nt" else signal.SIGINT
    for signalled in (interrupt, signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        process.send_signal(signalled)
        try:
            process.wait(_PATIENCE)
            return
        except subprocess.TimeoutExpired:
            continue


def options_of(options: Mapping[str, object]) -> List[str]:
    """Keywords as options: ``fail_under="map=0.3"`` is ``--fail-under=map=0.3``, ``True`` a flag, a list the option repeated."""
    arguments: List[str] = []
    for keyword, value in options.items():
        if keyword in ("format", "output", "signature_only"):
            raise TypeError(f"{keyword} is set by this function. For other formats call inatsounds.run([...])")
        name = "--" + keyword.rstrip("_").replace("_", "-")
        for each in value if isinstance(value, (list, tuple)) else [value]:
            if each is True:
                arguments.append(name)
            elif each is not None and each is not False:
                arguments.append(f"{name}={each}")
    return arguments


def to_stderr(line: str) -> None:
    """Prints a line of progress where a notebook shows it, too."""
    print(line, file=sys.stderr, flush=True)
