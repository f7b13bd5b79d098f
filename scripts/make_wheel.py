#!/usr/bin/env python3
"""Makes a wheel for this platform of an unpacked release with a Java of its own.

    scripts/make_wheel.py IMAGE VERSION OUT        IMAGE: what scripts/make_image.sh has made

In it: the Python package of src/python, and beside it the program. The same input gives the same bytes. The tag of the wheel says
what its libraries need: manylinux_2_NN where they need nothing but glibc 2.NN and what every Linux has (PEP 600), else
linux_ARCH, with the libraries that are meant on standard error. Prints the path of the wheel. Needs nothing but Python.
"""

import base64
import hashlib
import io
import platform
import re
import struct
import sys
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LIMIT = 90_000_000

# What PEP 513 and its successors let a wheel expect of the system.
EVERYWHERE = re.compile(
    r"(lib(c|m|dl|rt|pthread|util|resolv|nsl|crypt|gcc_s|stdc\+\+|z|X11|Xext|Xrender|ICE|SM|GL|expat)|ld-linux.*)\.so\.\d+"
)

METADATA = """\
Metadata-Version: 2.1
Name: inatsounds
Version: {version}
Summary: The iNaturalist Sounds dataset: fetch, verify, spectrograms, evaluation
License: Apache-2.0
Keywords: bioacoustics,dataset,spectrogram,evaluation
Classifier: Intended Audience :: Science/Research
Classifier: Programming Language :: Python :: 3
Classifier: Typing :: Typed
Requires-Python: >=3.9
Description-Content-Type: text/markdown

The command `inatsounds` for the iNaturalist Sounds dataset, with a Java of its own, and a small Python package over it.

    inatsounds demo             every step on made-up species, offline
    python -c 'import inatsounds; help(inatsounds)'

The recordings of the dataset are for non-commercial research and education only, and may not be redistributed: `inatsounds terms`.
"""


def elf_needs(content: bytes):
    """Of an ELF file of 64 bits: its own name, the libraries that it needs, and the versions of glibc. Empty for other files."""
    if content[:5] != b"\x7fELF\x02":
        return set(), set(), set()
    offset, = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", content, offset + at * size) for at in range(count)]

    def text(section, at):
        start = sections[section][4] + at
        return content[start : content.index(b"\0", start)].decode()

    names, libraries, versions = set(), set(), set()
    for _, kind, _, _, start, length, link, info, _, _ in sections:
        if kind == 6:  # SHT_DYNAMIC
            for at in range(start, start + length, 16):
                tag, value = struct.unpack_from("<QQ", content, at)
                if tag == 1:  # DT_NEEDED
                    libraries.add(text(link, value))
                elif tag == 14:  # DT_SONAME
                    names.add(text(link, value))
        elif kind == 0x6FFFFFFE:  # SHT_GNU_verneed
            need = start
            for _ in range(info):
                _, entries, _, first, following = struct.unpack_from("<HHIII", content, need)
                entry = need + first
                for _ in range(entries):
                    _, _, _, name, step = struct.unpack_from("<IHHII", content, entry)
                    glibc = re.fullmatch(r"GLIBC_2\.(\d+)(\.\d+)?", text(link, name))
                    if glibc:
                        versions.add(int(glibc[1]))
                    entry += step
                need += following
    return names, libraries, versions


def binaries(files):
    """Every file, and every library inside a jar, with its name."""
    for name, content, _ in files:
        if name.endswith(".jar"):
            with zipfile.ZipFile(io.BytesIO(content)) as jar:
                for each in jar.namelist():
                    if each.endswith(".so"):
                        yield each, jar.read(each)
        else:
            yield name, content


def tag_of(files) -> str:
    system, machine = platform.system(), platform.machine().lower()
    if system == "Windows":
        return "win_" + machine.replace("x86_64", "amd64")
    if system == "Darwin":
        return f"macosx_{platform.mac_ver()[0].split('.')[0]}_0_{machine}"
    own, needed, glibc = set(), {}, 0
    for name, content in binaries(files):
        own.add(name.rsplit("/", 1)[-1])
        names, libraries, versions = elf_needs(content)
        own |= names
        glibc = max(glibc, *versions, 0)
        for library in libraries:
            needed.setdefault(library, name)
    system_only = {
        f"{library} (of {name})"
        for library, name in needed.items()
        if library not in own and not EVERYWHERE.fullmatch(library)
    }
    if system_only:
        print(f"make_wheel: not a manylinux wheel, for it needs {', '.join(sorted(system_only))}", file=sys.stderr)
        return f"linux_{machine}"
    return f"manylinux_2_{glibc}_{machine}"


def contents(image: Path):
    """(name, bytes, executable) of what is installed, without the wheel's own records."""
    for file in sorted((PROJECT / "src/python/inatsounds").iterdir()):
        if file.suffix in (".py", ".typed"):
            yield f"inatsounds/{file.name}", file.read_bytes(), False
    for file in sorted(image.rglob("*")):
        if file.is_file():  # links too: a wheel has none, so their content stands twice
            executable = bool(file.stat().st_mode & 0o100)
            yield f"inatsounds/_program/{file.relative_to(image).as_posix()}", file.read_bytes(), executable


def main() -> None:
    image, version, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    files = list(contents(image))
    tag = f"py3-none-{tag_of(files)}"
    info = f"inatsounds-{version}.dist-info"
    licences = ("EPL-2.0.txt", "LICENSE", "THIRD-PARTY.txt")
    files += [(f"{info}/licenses/{name}", (image / name).read_bytes(), False) for name in licences]
    files += [
        (f"{info}/METADATA", METADATA.format(version=version).encode(), False),
        (f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: inatsounds\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(), False),
        (f"{info}/entry_points.txt", b"[console_scripts]\ninatsounds = inatsounds.__main__:main\n", False),
    ]
    record = []
    wheel = out / f"inatsounds-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content, executable in files:
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            quoted = f'"{name}"' if "," in name else name
            record.append(f"{quoted},sha256={digest},{len(content)}\n")
            add(archive, name, content, executable)
        add(archive, f"{info}/RECORD", ("".join(record) + f"{info}/RECORD,,\n").encode(), False)
    size = wheel.stat().st_size
    if size > LIMIT:
        wheel.unlink()
        sys.exit(f"make_wheel: {wheel.name} is too large: expected at most {LIMIT} bytes, got {size}")
    print(wheel)


def add(archive: zipfile.ZipFile, name: str, content: bytes, executable: bool) -> None:
    entry = zipfile.ZipInfo(name)  # of 1980: the time says nothing
    entry.create_system = 3
    entry.external_attr = (0o100755 if executable else 0o100644) << 16
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)


if __name__ == "__main__":
    main()
