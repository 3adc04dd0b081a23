"""Import of real mails: rate beside notmuch in the same run, memory, and where the time goes."""

import json
import os
import platform
import resource
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from shutil import copyfile, rmtree, which
from statistics import harmonic_mean, median

from benchmarks.figure import Figure, at_least, at_most
from benchmarks.import_probe import STAGES
from benchmarks.mails import copies, real_mails

_MANY = 10
_TURNS = 7
"""Of both programs, one after the other. All count: the machine has better and worse seconds, and
the best of each would compare two that were never together."""


def figures() -> list[Figure]:
    """All figures of the import; prints where the time of one more run goes, which is watched."""
    print(f"  {_interpreter()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        maildir = _maildir(Path(folder) / "mail")
        runs, peers = [], []
        for number in range(_TURNS):
            _hold(maildir)
            runs.append(_run(Path(folder) / f"{number}.desk", maildir))
            if which("notmuch"):
                _hold(maildir)
                peers.append(_notmuch(maildir, Path(folder)))
        _print_stages(_run(Path(folder) / "watched.desk", maildir, watched=True))
        messages = runs[0]["messages"]
        rates = [messages / run["cpu"] for run in runs]
        rate = harmonic_mean(rates)
        print(f"  import, each turn: {_listed(rates)} mails/CPU s")
        longest = median(run["longest_ms"] for run in runs)
        found = [
            at_least("import of 6,046 real mails", rate, 2_000, "mails/CPU s"),
            at_most("longest batch of an import, median of all turns", longest, 50, "ms"),
            Figure("median batch of an import", median(run["median_ms"] for run in runs), "ms"),
        ]
        if peers:
            others = [messages / seconds for seconds in peers]
            other = harmonic_mean(others)
            print(f"  notmuch, each turn: {_listed(others)} mails/CPU s")
            found.append(
                at_least("import against notmuch", rate / other, 5, "×", peer=_peer(other))
            )
        return [*found, _memory(Path(folder))]


def _listed(rates: list[float]) -> str:
    return ", ".join(f"{rate:,.0f}" for rate in rates)


def _interpreter() -> str:
    """What ran the import, for its rate depends on it, and what is known of how it was built.

    The flag proves a build guided by a profile; without it nothing is proved: Debian says here how
    it configured the shared library, not the program.
    """
    configured = sysconfig.get_config_var("CONFIG_ARGS")
    if configured is None:
        built = "does not say how it was built"
    elif "--enable-optimizations" in configured:
        built = "built with --enable-optimizations"
    else:
        built = "names no --enable-optimizations"
    name, version = platform.python_implementation(), platform.python_version()
    return f"{name} {version} at {sys.executable} {built}"


def _peer(rate: float) -> str:
    return f"notmuch: {rate:,.0f} mails/CPU s"


def _maildir(folder: Path) -> Path:
    """The mails as a Maildir, which both programs read."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, path in enumerate(real_mails()):
        copyfile(path, folder / "cur" / f"{number:05}.real:2,S")
    return folder


def _hold(maildir: Path) -> None:
    """Have the system hold the mails in memory for whoever reads them next.

    It lets go of them within seconds, so the import, which comes after the longer run of the two,
    would wait for the disk much more often than its peer.
    """
    for path in (maildir / "cur").iterdir():
        path.read_bytes()


def _run(desk: Path, *paths: Path, watched: bool = False) -> dict[str, float]:
    """One import into a fresh desk, in a process of its own."""
    asked = [STAGES] if watched else []
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.import_probe", *asked, str(desk), *map(str, paths)],
        check=True,
        capture_output=True,
        text=True,
    )
    result: dict[str, float] = json.loads(told.stdout)
    return result


def _print_stages(run: dict[str, float]) -> None:
    stages = {name[6:]: value for name, value in run.items() if name.startswith("stage_")}
    for name, seconds in sorted(stages.items(), key=lambda stage: -stage[1]):
        share = 100 * seconds / run["cpu"]
        print(f"  {name:<12} {seconds:6.3f} CPU s {share:4.0f} %")
    print(f"  in all {run['cpu']:.3f} CPU s, {run['system']:.3f} of them in the system")


def _notmuch(maildir: Path, folder: Path) -> float:
    """CPU seconds of ``notmuch new`` on a fresh database."""
    rmtree(maildir / ".notmuch", ignore_errors=True)
    config = folder / "notmuch-config"
    config.write_text(
        f"[database]\npath={maildir}\n[user]\nname=A\nprimary_email=a@b.example\n"
        "[new]\ntags=\n[maildir]\nsynchronize_flags=false\n"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        ["notmuch", "new", "--quiet"], check=True, env={**os.environ, "NOTMUCH_CONFIG": str(config)}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _memory(folder: Path) -> Figure:
    """The most memory held while 60,000 mails come in from mailboxes in reverse order."""
    boxes = folder / "boxes"
    boxes.mkdir()
    for number, raw in enumerate(copies(real_mails(), _MANY)):
        name = f"{99 - number // 6046:02}.mbox"
        with (boxes / name).open("ab") as box:
            quoted = raw.replace(b"\nFrom ", b"\n>From ")
            box.write(b"From a@b.example Mon Jan  1 00:00:00 2001\n" + quoted + b"\n\n")
    run = _run(folder / "many.desk", boxes)
    return at_most(
        f"memory while importing {run['messages']:,.0f} mails", run["memory_mb"], 400, "MB"
    )
