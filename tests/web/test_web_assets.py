"""The built files: nothing fetched from elsewhere, every name changes with its content."""

import re
from pathlib import Path

import pytest

from web import assets

STYLE = (
    '@charset "UTF-8";@font-face{font-family:F;src:url(https://far.example/f.woff2)}'
    "@font-face{font-family:F;src:url(https://far.example/b.woff2)}"
    ".a{background:url(/assets/images/icon-up.svg)}/*# sourceMappingURL=x.map */"
)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    (folder / "assets" / "images").mkdir(parents=True)
    (folder / assets.STYLE).write_text(STYLE)
    (folder / assets.SCRIPT).write_text("export {}\n//# sourceMappingURL=y.map\n")
    (folder / "assets" / "images" / "icon-up.svg").write_text("<svg/>")
    (folder / "assets" / "images" / "favicon.svg").write_text("<svg>the logo of another</svg>")
    return folder


def test_the_style_asks_no_other_host_for_anything(kit: Path, tmp_path: Path) -> None:
    names = assets.build(kit, assets.OWN, tmp_path / "out")
    style = (tmp_path / "out" / names[assets.STYLE]).read_text()
    assert "http" not in style
    assert "@font-face" not in style
    assert "sourceMappingURL" not in style


def test_the_style_finds_its_icons_under_their_new_names(kit: Path, tmp_path: Path) -> None:
    names = assets.build(kit, assets.OWN, tmp_path / "out")
    style = (tmp_path / "out" / names[assets.STYLE]).read_text()
    assert f"url({assets.MOUNT}/{names['icon-up.svg']})" in style
    assert (tmp_path / "out" / names["icon-up.svg"]).is_file()


def test_a_picture_with_the_logo_of_another_stays_behind(kit: Path, tmp_path: Path) -> None:
    assert "favicon.svg" not in assets.build(kit, assets.OWN, tmp_path / "out")


def test_a_name_changes_when_the_content_does_and_only_then(kit: Path, tmp_path: Path) -> None:
    first = assets.build(kit, assets.OWN, tmp_path / "out")
    assert assets.build(kit, assets.OWN, tmp_path / "out") == first
    (kit / assets.STYLE).write_text(f"{STYLE}.b{{}}")
    second = assets.build(kit, assets.OWN, tmp_path / "out")
    assert second[assets.STYLE] != first[assets.STYLE]
    assert second[assets.SCRIPT] == first[assets.SCRIPT]
    assert not (tmp_path / "out" / first[assets.STYLE]).exists()


def test_a_kit_that_is_not_there_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(assets.KitMissingError, match="npm ci"):
        assets.build(tmp_path / "nowhere", assets.OWN, tmp_path / "out")


def test_the_real_kit_leaves_no_address_behind(tmp_path: Path) -> None:
    names = assets.build(target=tmp_path / "out")
    style = (tmp_path / "out" / names[assets.STYLE]).read_text()
    assert not re.search(r"url\((?!/static/kit/|\"data:|data:)", style)
