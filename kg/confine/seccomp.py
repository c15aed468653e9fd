"""A seccomp filter of our own: the kernel refuses the listed system calls to this process for good.

It is a hundred lines on the kernel's stable interface; the package for it, pyseccomp, would need a system
library that slim containers lack, and containment must not hang on that.
"""

import ctypes
import os
import platform
import struct
import sys
from errno import ENOSYS, EPERM

from kg.confine.syscalls import CHANGING_FILES, CHECKED, NEVER, NEWEST

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_MACHINES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
"""Column of the number tables, the kernel's name for the architecture, and the number of `seccomp`."""
_NO_NEW_PRIVILEGES, _SET_FILTER, _ALL_THREADS = 38, 1, 1
_CLONE_THREAD = 0x10000
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | 0o20000000  # the last: an unnamed new file

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def install(may_write: bool) -> bool:
    """Filter all threads of this process, for good; False where the platform or the kernel cannot."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    code = b"".join(struct.pack("=HBBI", *step) for step in program(*machine, may_write, os.getpid()))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    filter_ = _Program(len(code) // 8, code)
    return bool(libc.syscall(machine[2], _SET_FILTER, _ALL_THREADS, ctypes.byref(filter_)) == 0)


def program(column: int, architecture: int, own: int, may_write: bool, process: int) -> list[Instruction]:
    """The filter as the kernel runs it, for each call from the top until something returns."""
    numbers = {name: row[column] for name, row in CHECKED.items()}
    steps: list[Instruction] = [
        _load(_ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        _answer(_KILL),
        _load(_NUMBER),
        # Also catches the second set of numbers that x86-64 has for its 32-bit variant: they are huge.
        (_AT_LEAST, 0, 1, NEWEST + 1),
        _answer(_ERROR | ENOSYS),
        *_denied([own, *(row[column] for row in NEVER.values())], EPERM),
        # Their arguments lie in memory, which a filter cannot read; the C library then takes the older calls.
        *_denied([numbers["clone3"], numbers["openat2"]], ENOSYS),
        *_only_with(numbers["clone"], 0, (_ANY_BIT, _CLONE_THREAD)),
        *_only_with(numbers["kill"], 0, (_EQUAL, process)),
        *_only_with(numbers["tgkill"], 0, (_EQUAL, process)),
        *_only_with(numbers["prlimit64"], 0, (_EQUAL, 0)),
    ]
    if not may_write:
        steps += [
            *_denied([row[column] for row in CHANGING_FILES.values()], EPERM),
            *_only_without(numbers["open"], 1, (_ANY_BIT, _WRITES)),
            *_only_without(numbers["openat"], 2, (_ANY_BIT, _WRITES)),
        ]
    return [*steps, _answer(_ALLOW)]


def _load(offset: int) -> Instruction:
    return (_LOAD, 0, 0, offset)


def _answer(value: int) -> Instruction:
    return (_RETURN, 0, 0, value)


def _denied(numbers: list[int | None], error: int) -> list[Instruction]:
    steps: list[Instruction] = []
    for number in numbers:
        if number is not None:
            steps += [(_EQUAL, 0, 1, number), _answer(_ERROR | error)]
    return steps


def _only_with(number: int | None, argument: int, test: tuple[int, int]) -> list[Instruction]:
    return _by_argument(number, argument, test, _ALLOW, _ERROR | EPERM)


def _only_without(number: int | None, argument: int, test: tuple[int, int]) -> list[Instruction]:
    return _by_argument(number, argument, test, _ERROR | EPERM, _ALLOW)


def _by_argument(
    number: int | None, argument: int, test: tuple[int, int], then: int, otherwise: int
) -> list[Instruction]:
    """Decide a call by the low half of an argument, which is where small numbers and flags lie."""
    if number is None:
        return []
    comparison, value = test
    return [
        (_EQUAL, 0, 4, number),
        _load(_ARGUMENTS + 8 * argument),
        (comparison, 0, 1, value),
        _answer(then),
        _answer(otherwise),
    ]
