#!/usr/bin/env python3
"""Copies a jar without the native libraries of other platforms.

    scripts/slim_jar.py IN.jar OUT.jar OS-ARCH        OS-ARCH as in the name of a release: linux-x64, macos-aarch64 ...

The same jar gives the same bytes. Needs nothing but Python.
"""

import sys
import zipfile

NATIVE = "ai/onnxruntime/native/"


def wanted(name: str, platform: str) -> bool:
    """Whether an entry runs on the platform. Debug symbols of macOS (.dSYM) run nowhere."""
    if not name.startswith(NATIVE) or name == NATIVE:
        return True
    return name.startswith(f"{NATIVE}{platform.replace('macos', 'osx').replace('windows', 'win')}/") and ".dSYM/" not in name


def main() -> None:
    source, target, platform = sys.argv[1:]
    with zipfile.ZipFile(source) as jar, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for entry in jar.infolist():
            if wanted(entry.filename, platform):
                out.writestr(entry, jar.read(entry), entry.compress_type)


if __name__ == "__main__":
    main()
