"""Settings survive damage, strangers and crashes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Density, Scheme, Settings, SettingsFile, interface_language
from tests.conftest import ExpectedLogs

_SIMPLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_JSON = _SIMPLE | st.lists(_SIMPLE) | st.dictionaries(st.text(), _SIMPLE)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "deep" / "settings.json")
    settings = Settings(
        language="de",
        scheme=Scheme.DARK,
        text_size=150,
        density=Density.COMPACT,
        recent_desks=("/a", "/b"),
        shortcuts={"ticket.reply": "Shift+R"},
        last_agents={"/a": 3},
        notifications=False,
    )
    file.write(settings)
    assert file.read() == settings


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "none.json").read() == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"null"])
def test_a_damaged_file_is_kept_aside(
    tmp_path: Path, content: bytes, expected_logs: ExpectedLogs
) -> None:
    expected_logs.allow("settings could not be read")
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert SettingsFile(path).read() == Settings()
    assert (tmp_path / "settings.json.damaged").read_bytes() == content


def test_one_bad_value_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language": "de", "scheme": "pink", "text_size": 999, "new": 1}))
    read = SettingsFile(path).read()
    assert (read.language, read.scheme, read.text_size) == ("de", Scheme.SYSTEM, 200)


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.write(Settings(language="de"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space"):
        file.write(Settings(language="en"))
    assert file.read().language == "de"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


def test_an_opened_desk_leads_the_recent_ones_once() -> None:
    settings = Settings(recent_desks=("/a", "/b")).with_desk_opened(Path("/b"))
    assert settings.recent_desks == ("/b", "/a")
    assert settings.last_desk == "/b"


@pytest.mark.parametrize(
    ("choice", "system", "language"),
    [
        ("de", ["en-US"], "de"),
        ("system", ["de-AT", "en"], "de"),
        ("system", ["fr-FR", "en-GB"], "en"),
        ("system", ["fr"], "en"),
        ("system", [], "en"),
    ],
)
def test_the_interface_speaks_the_first_language_it_knows(
    choice: str, system: list[str], language: str
) -> None:
    assert interface_language(choice, system) == language


@given(st.dictionaries(st.sampled_from(sorted(Settings().to_values())), _JSON))
def test_no_json_value_breaks_the_settings(values: dict[str, object]) -> None:
    settings = Settings.from_values(values)
    assert Settings.from_values(json.loads(json.dumps(settings.to_values()))) == settings
